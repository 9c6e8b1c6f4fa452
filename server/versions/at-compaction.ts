import type { DocumentName } from '#protocol/documents.ts';
import { JobError } from '../documents/pool.ts';
import type { Log } from '../log.ts';
import type { Compact } from '../sync/rooms-port.ts';
import type { Versions } from './versions.ts';

export interface AtCompactionParts {
	readonly compact: Compact;
	readonly versions: Pick<Versions, 'offer'>;
	readonly isWhiteboard: (name: DocumentName) => Promise<boolean>;
	readonly log: Log;
}

/**
 * Offers every snapshot that is made anyway to the versions of its board: a room is compacted when the last one leaves
 * it, which is when a meeting is over. Whether a version comes of it is nothing that the compaction waits for.
 */
export function offeringVersions({ compact, versions, isWhiteboard, log }: AtCompactionParts): Compact {
	return async (name, parts) => {
		const compacted = await compact(name, parts);
		const offered = async (): Promise<void> => {
			if (await isWhiteboard(name)) await versions.offer(name, compacted.snapshot);
		};
		offered().catch((error: unknown) => {
			// Busy or stopped: nobody is waiting for it, and the next compaction offers another.
			if (error instanceof JobError && error.fault === 'workers') return;
			log.warn({ document: name, err: error }, 'a version was not kept');
		});
		return compacted;
	};
}
