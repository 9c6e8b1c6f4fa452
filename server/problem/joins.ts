import type { SessionId } from '#model/ids.ts';
import { withJoined } from '#model/problem/course.ts';
import { nameOf, pendingIn, type Pending } from '#model/problem/pending.ts';
import { runOf } from '#model/problem/run.ts';
import { withRun } from '#model/session/apply/runs.ts';
import type { Session } from '#model/session/session.ts';
import { sharedDocument } from '#protocol/documents.ts';
import type { BoardImages } from '../blobs/board-images.ts';
import { isDocumentsFault } from '../documents/documents-fault.ts';
import { copyOf, type StoredDocumentsParts } from '../documents/stored-documents.ts';
import type { Log } from '../log.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Rooms } from '../sync/rooms-port.ts';

type Join = Extract<Pending, { do: 'join' }>;

export interface JoinsParts {
	readonly stored: StoredDocumentsParts;
	readonly sessions: Pick<SessionStore, 'session'>;
	readonly rooms: Pick<Rooms, 'append'>;
	readonly images: Pick<BoardImages, 'copy'>;
	/** Changes the record by compare-and-set. */
	readonly change: (session: SessionId, change: (current: Session) => Session) => Promise<unknown>;
	readonly log: Log;
}

/**
 * Brings what people wrote on their groups' boards in the moment in which these became one. The new board began with what was there
 * when it was made, before anybody was told; now that nobody writes on the old ones any more, it gets all of them once more. What
 * it has already changes nothing.
 */
export class Joins {
	readonly #parts: JoinsParts;

	constructor(parts: JoinsParts) {
		this.#parts = parts;
	}

	/** Nothing where it is done already. Rejects when it should be tried again. */
	async carryOut(session: SessionId, join: Join): Promise<void> {
		const { sessions, change } = this.#parts;
		const runs = (await sessions.session(session))?.session.runs ?? [];
		if (!pendingIn(runs).some((pending) => nameOf(pending) === nameOf(join))) return;
		await this.#bring(join);
		await change(session, (current) => {
			const run = runOf(current.runs, join.board);
			return run === null ? current : withRun(current, withJoined(run, join.into));
		});
	}

	async #bring({ into, from }: Join): Promise<void> {
		try {
			const { images, stored } = this.#parts;
			for (const board of from) await images.copy(sharedDocument(board), sharedDocument(into));
			const update = await copyOf(stored, from.map(sharedDocument));
			if (update !== null) await this.#parts.rooms.append(sharedDocument(into), update);
		} catch (error) {
			// Neither would open at the next try.
			if (!isDocumentsFault(error)) throw error;
			this.#parts.log.warn(
				{ err: error, board: into },
				'what came late to the boards of groups was left there'
			);
		}
	}
}
