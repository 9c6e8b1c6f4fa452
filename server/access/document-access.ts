import { NO_RIGHTS, type Rights } from '#model/access.ts';
import type { IdentityId, SessionId } from '#model/ids.ts';
import { boardRights, isReadBeyond, sheetRights } from '#model/session/board-access.ts';
import { narrower, type Label } from '#model/session/label.ts';
import type { Board, Member, Session } from '#model/session/session.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { Communities } from '../community/communities.ts';
import type { PageRecords } from '../pages/page-records.ts';
import type { SessionStore } from '../session/session-store.ts';

/** A document that somebody may at least read. */
export interface AllowedDocument {
	readonly name: DocumentName;
	readonly session: SessionId;
	readonly sessionTitle: string;
	readonly board: Board;
	/** What this person writes alone for the board; else what all share. */
	readonly isSheet: boolean;
	/** Whether they are in its session, or read it as somebody of its community. */
	readonly by: 'session' | 'community';
	/** Of somebody of the community: an onlooker without a place in the session. */
	readonly member: Member;
	readonly rights: Rights;
}

/**
 * What one person may do with one document; `null` when it is not there, and when it is not there for them. `as`: whether it is
 * asked for itself, with whoever wrote in it, or for a view of it that names nobody.
 */
export type DocumentAccess = (
	name: DocumentName,
	identity: IdentityId,
	as: 'document' | 'view'
) => Promise<AllowedDocument | null>;

export interface DocumentAccessParts {
	readonly store: Pick<SessionStore, 'document' | 'session' | 'member' | 'profile'>;
	readonly communities: Pick<Communities, 'of' | 'isOf'>;
	readonly pages: Pick<PageRecords, 'get'>;
}

export function documentAccess(parts: DocumentAccessParts): DocumentAccess {
	const { store } = parts;
	return async (name, identity, as) => {
		const record = await store.document(name);
		if (record === null) return null;
		const [state, membership] = await Promise.all([
			store.session(record.session),
			store.member(record.session, identity)
		]);
		const board = state?.session.boards.find(({ id }) => id === record.board);
		if (state === null || board === undefined) return null;
		const { author } = record;
		const isSheet = author !== undefined;
		const { title } = state.session;
		const found = { name, session: record.session, sessionTitle: title, board, isSheet };
		if (membership === null) {
			if (isSheet || !(await isOpenTo(parts, state.session, board, identity, as))) return null;
			const member = await onlooker(parts, identity);
			return { ...found, by: 'community', member, rights: { ...NO_RIGHTS, read: true } };
		}
		const { member } = membership;
		const rights = isSheet
			? sheetRights(state.session, board, member, author)
			: boardRights(state.session, board, member);
		return rights.read ? { ...found, by: 'session', member, rights } : null;
	};
}

/** The label that a board goes out under. */
export function labelOf(session: Pick<Session, 'label'>, own: Label | null): Label {
	return own === null ? session.label : narrower(session.label, own);
}

/** What of it can be known from the session alone is asked first: most that is asked for by strangers ends there. */
async function isOpenTo(
	{ communities, pages }: DocumentAccessParts,
	session: Session,
	{ id }: Board,
	identity: IdentityId,
	as: 'document' | 'view'
): Promise<boolean> {
	if (!isReadBeyond(session, id, as, null)) return false;
	if (!(await communities.isOf(await communities.of(session), identity))) return false;
	const { page } = await pages.get(session.id, id);
	return isReadBeyond(session, id, as, page.label);
}

async function onlooker({ store }: DocumentAccessParts, id: IdentityId): Promise<Member> {
	const profile = await store.profile(id);
	const { name, color } = profile ?? { name: '', color: 'clay' };
	return { id, name, color, role: 'viewer', via: null, joinedAt: 0 };
}
