import { DocumentFailure, type Compact, type ScanElsewhere } from '../sync/rooms-port.ts';
import { JobError, type DocumentPool } from './pool.ts';

/** Compaction as the rooms want it: they must know whether it was the document's fault. */
export function compactIn(pool: Pick<DocumentPool, 'run'>): Compact {
	return async (_, parts) => {
		try {
			return await pool.run({ kind: 'compact', parts });
		} catch (error) {
			if (!(error instanceof JobError) || error.fault !== 'document') throw error;
			throw new DocumentFailure(error.message, { cause: error });
		}
	};
}

export function scanIn(pool: Pick<DocumentPool, 'run'>): ScanElsewhere {
	return (update) => pool.run({ kind: 'scan', update });
}
