import type { BoardId, SessionId } from '#model/ids.ts';
import type { DraftBlock } from '#model/page/draft.ts';
import type { Method, MethodRef } from '#model/problem/method.ts';
import { runBehind } from '#model/session/boards-of-runs.ts';
import type { Board, Session } from '#model/session/session.ts';
import type { BoardDigest } from '#model/summary/digest.ts';
import { summaryPage } from '#model/summary/page.ts';
import { boardsToSummarise, summarise, type SummaryFor } from '#model/summary/summary.ts';
import { sharedDocument } from '#protocol/documents.ts';
import { JobError, type DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import type { Log } from '../log.ts';
import type { SessionStore } from '../session/session-store.ts';
import { StoreError, type Store } from '../store/store.ts';
import { summaryLook } from './look.ts';

export interface SummariesParts {
	readonly sessions: Pick<SessionStore, 'session' | 'members'>;
	readonly documents: Pick<Store['documents'], 'load'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly methodOf: (session: SessionId, method: MethodRef) => Promise<Method | null>;
	readonly log: Log;
}

/** So many documents are in memory at once. */
const AT_ONCE = 4;

/** What sessions did, read from their records and, in the workers, from the documents of their boards. */
export class Summaries {
	readonly #parts: SummariesParts;

	constructor(parts: SummariesParts) {
		this.#parts = parts;
	}

	/**
	 * A session in blocks, for each of the places where a summary goes. `timeZone`: of its times. `null`: there is no such
	 * session. Rejects when the store or the workers fail.
	 */
	async of(
		id: SessionId,
		timeZone: string
	): Promise<{ readonly [W in SummaryFor]: readonly DraftBlock[] } | null> {
		const [state, stored] = await Promise.all([
			this.#parts.sessions.session(id),
			this.#parts.sessions.members(id)
		]);
		if (state === null) return null;
		const { session } = state;
		const members = Array.from(stored.values(), ({ member }) => member);
		const digests = await this.#digests(session);
		const look = summaryLook(timeZone);
		const blocksFor = (where: SummaryFor): DraftBlock[] =>
			summaryPage(summarise(session, members, digests, where), look);
		return { page: blocksFor('page'), file: blocksFor('file') };
	}

	/** The same as the first content of a page; `null`: there is no such session. */
	async page(id: SessionId, timeZone: string): Promise<Uint8Array | null> {
		const blocks = (await this.of(id, timeZone))?.page;
		return blocks === undefined ? null : this.#parts.pool.run({ kind: 'write-page', blocks });
	}

	async #digests(session: Session): Promise<ReadonlyMap<BoardId, BoardDigest | null>> {
		const boards = boardsToSummarise(session);
		const digests = new Map<BoardId, BoardDigest | null>();
		for (let at = 0; at < boards.length; at += AT_ONCE)
			await Promise.all(
				boards
					.slice(at, at + AT_ONCE)
					.map(async (board) => digests.set(board.id, await this.#digest(session, board)))
			);
		return digests;
	}

	/** `null`: its document does not open, which says nothing about the others. */
	async #digest(session: Session, { id, kind }: Board): Promise<BoardDigest | null> {
		const { documents, pool, methodOf, log } = this.#parts;
		const run = runBehind(session, id);
		const method = run && (await methodOf(session.id, run.method));
		try {
			const parts = partsOf(await documents.load(sharedDocument(id)));
			return await pool.run({ kind: 'digest', board: kind, method, parts });
		} catch (error) {
			const isItsFault =
				(error instanceof JobError && error.fault === 'document') ||
				(error instanceof StoreError && error.failure === 'corrupt');
			if (!isItsFault) throw error;
			log.warn({ document: id, err: error }, 'a board could not be read for a summary');
			return null;
		}
	}
}
