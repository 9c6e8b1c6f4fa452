import type { Rights } from '#model/access.ts';
import type { IdentityId, SessionId } from '#model/ids.ts';
import { boardRights, sheetRights } from '#model/session/board-access.ts';
import type { Board, Member } from '#model/session/session.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { SessionStore } from '../session/session-store.ts';

/** A document that somebody may at least read. */
export interface AllowedDocument {
	readonly name: DocumentName;
	readonly session: SessionId;
	readonly sessionTitle: string;
	readonly board: Board;
	/** What this person writes alone for the board; else what all share. */
	readonly isSheet: boolean;
	readonly member: Member;
	readonly rights: Rights;
}

/** What one person may do with one document; `null` when it is not there, and when it is not there for them. */
export type DocumentAccess = (name: DocumentName, identity: IdentityId) => Promise<AllowedDocument | null>;

export function documentAccess(store: SessionStore): DocumentAccess {
	return async (name, identity) => {
		const record = await store.document(name);
		if (record === null) return null;
		const [state, membership] = await Promise.all([
			store.session(record.session),
			store.member(record.session, identity)
		]);
		const board = state?.session.boards.find(({ id }) => id === record.board);
		if (state === null || board === undefined || membership === null) return null;
		const { member } = membership;
		const { author } = record;
		const isSheet = author !== undefined;
		const rights = isSheet
			? sheetRights(state.session, board, member, author)
			: boardRights(state.session, board, member);
		if (!rights.read) return null;
		const { title } = state.session;
		return { name, session: record.session, sessionTitle: title, board, isSheet, member, rights };
	};
}
