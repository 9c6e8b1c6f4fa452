import type { BoardId, SessionId } from '#model/ids.ts';
import { runOf } from '#model/problem/run.ts';
import { address } from '#protocol/addresses.ts';
import { sharedDocument } from '#protocol/documents.ts';
import type { DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import type { MethodOf } from '../session/record-changes.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Store } from '../store/store.ts';

export interface WriteUpParts {
	readonly sessions: Pick<SessionStore, 'session'>;
	readonly documents: Pick<Store['documents'], 'load'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly methodOf: MethodOf;
}

/**
 * Makes the first content of a page that says what a method left on a board; `null`: no method runs there, or none that this
 * version has. Rejects when the store or the workers fail.
 */
export function writeUpPage({ sessions, documents, pool, methodOf }: WriteUpParts) {
	return async (id: SessionId, boardId: BoardId): Promise<Uint8Array | null> => {
		const session = (await sessions.session(id))?.session;
		const board = session?.boards.find((found) => found.id === boardId);
		const run = session && runOf(session.runs, boardId);
		if (session === undefined || board === undefined || !run) return null;
		const method = await methodOf(id, run.method);
		if (method === null) return null;
		return pool.run({
			kind: 'write-up',
			parts: partsOf(await documents.load(sharedDocument(boardId))),
			run,
			method,
			board: { title: board.title, address: address.board(id, boardId) },
			session: { id, title: session.title, address: address.session(id) },
			namesStripped: session.namesStripped
		});
	};
}
