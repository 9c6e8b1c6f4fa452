import { StoreError, type Store } from '../store/store.ts';
import { sharedDocument } from '#protocol/documents.ts';
import type { BoardId, HarvestId } from '#model/ids.ts';
import type { HarvestWork, Made } from '../session/harvests.ts';
import type { BoardImages } from '../blobs/board-images.ts';
import type { Rooms } from '../sync/rooms-port.ts';
import type { JobParts } from './jobs.ts';
import { JobError, type DocumentPool } from './pool.ts';
import { partsOf } from './stored-parts.ts';

export interface HarvestParts {
	readonly store: Pick<Store, 'documents'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly rooms: Pick<Rooms, 'append'>;
	readonly images: Pick<BoardImages, 'hasRoomForThoseOf' | 'copy'>;
}

/** What groups made in an hour is a tenth of it; more would make a slow board for everybody. */
const MOST_BYTES = 2 * 1024 * 1024;

/** Reads and writes the documents of a harvest; everything that opens one runs in a worker. */
export function harvestWork({ store, pool, rooms, images }: HarvestParts): HarvestWork {
	const load = async (board: BoardId): Promise<JobParts> =>
		partsOf(await store.documents.load(sharedDocument(board)));

	return {
		gather: ({ id, into, sources, take, lanes, by }) =>
			ofReadable<{ readonly update: Uint8Array; readonly count: number }>(async () => {
				const parts = await load(into.id);
				const opened = await Promise.all(
					sources.map(async ({ title, board }) => ({ title, board, parts: await load(board) }))
				);
				const made = await pool.run({
					kind: 'harvest',
					parts,
					board: into.kind,
					sources: opened,
					take,
					lanes,
					client: clientOf(id),
					by
				});
				if ('refused' in made) return { ok: false, reason: made.refused };
				if ((made.update?.length ?? 0) > MOST_BYTES) return { ok: false, reason: 'too-large' };
				// Before anything shows them, so that whoever goes on with what was begun need not.
				if (into.kind === 'problem' || (take.of === 'all' && into.kind === 'whiteboard')) {
					const [to, from] = [sharedDocument(into.id), sources.map(({ board }) => sharedDocument(board))];
					if (!(await images.hasRoomForThoseOf(to, from))) return { ok: false, reason: 'too-large' };
					for (const document of from) await images.copy(document, to);
				}
				return { ok: true, update: made.update ?? NOTHING, count: made.count };
			}),
		async put(board, update) {
			if (update.length > NOTHING.length) await rooms.append(sharedDocument(board), update);
		},
		takeBack: (into, id) =>
			ofReadable<{ readonly left: number }>(async () => {
				const parts = await load(into.id);
				const made = await pool.run({ kind: 'take-back', parts, board: into.kind, client: clientOf(id) });
				if ('refused' in made) return { ok: false, reason: made.refused };
				if (made.update !== null) await rooms.append(sharedDocument(into.id), made.update);
				return { ok: true, left: made.count };
			})
	};
}

/** An update without anything in it. */
const NOTHING = Uint8Array.of(0, 0);

/** A document that does not open will not open at the next try either. */
async function ofReadable<T>(work: () => Promise<Made<T>>): Promise<Made<T>> {
	try {
		return await work();
	} catch (error) {
		const isItsFault =
			(error instanceof JobError && error.fault === 'document') ||
			(error instanceof StoreError && error.failure === 'corrupt');
		if (!isItsFault) throw error;
		return { ok: false, reason: 'unreadable' };
	}
}

/** The client id under which a harvest writes: from its own random id, so that whoever takes it back knows what came by it. */
function clientOf(id: HarvestId): number {
	return Buffer.from(id, 'base64url').readUInt32BE(0);
}
