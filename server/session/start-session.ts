import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { cleanTitle } from '#model/session/apply/outcome.ts';
import type { Label } from '#model/session/label.ts';
import { cleanName } from '#model/session/members.ts';
import { foundedBy } from '../community/founded-by.ts';
import { BARE, type Arrangement, type Board, type Session } from '#model/session/session.ts';
import type { BoardDocuments } from './board-documents.ts';
import type { JoinCodes } from './join-codes.ts';
import type { Profile } from './memberships.ts';
import type { SessionParts } from './session-parts.ts';

export interface StartParts extends Pick<SessionParts, 'store' | 'now'> {
	readonly documents: Pick<BoardDocuments, 'prepare'>;
	readonly codes: Pick<JoinCodes, 'reserve'>;
}

/** What somebody says who starts a session. */
export interface NewSession extends Profile {
	readonly title: string;
	readonly terms: string;
	readonly label?: Label | undefined;
}

/** A board that a new session has from its start. */
export interface FirstBoard extends Pick<Board, 'kind' | 'title'> {
	/** Left out: a new one. */
	readonly id?: BoardId;
	/** What it says already; left out: nothing. */
	readonly written?: Uint8Array;
}

/**
 * A new session with its first boards; whoever starts it is its facilitator. `null`: without a title or a name.
 * @param arrangement what of it is not as in any new session
 * @param id where it was decided before; the session that there is by then stays as it is
 */
export async function startSession(
	{ store, now, documents, codes }: StartParts,
	by: IdentityId,
	given: NewSession,
	boards: readonly FirstBoard[],
	arrangement: Partial<Arrangement> = {},
	id = createId<SessionId>()
): Promise<SessionId | null> {
	const title = cleanTitle(given.title);
	const name = cleanName(given.name);
	if (title === null || name === null) return null;
	const [createdAt, createdBy] = [now(), by];
	const made: Board[] = [];
	for (const { id: board = createId<BoardId>(), kind, title: boardTitle, written = null } of boards) {
		await documents.prepare(id, { id: board, kind }, { written });
		made.push({ id: board, kind, title: boardTitle, createdAt, createdBy, archivedAt: null, locked: false });
	}
	const session: Session = {
		id,
		title,
		terms: given.terms.trim(),
		code: await codes.reserve(id),
		createdAt,
		createdBy,
		boards: made,
		links: [],
		...BARE,
		// It founds one where it is of none.
		community: foundedBy(id),
		...arrangement,
		...(given.label && { label: given.label })
	};
	// Before the session: what lists one that is not there lists nothing.
	if (session.community !== null) await store.putCommunitySession(session.community, id);
	await store.putSession(session, 0);
	await store.putMember(
		id,
		{ id: by, name, color: given.color, role: 'facilitator', via: null, joinedAt: createdAt },
		0
	);
	await store.putProfile(by, { name, color: given.color });
	return id;
}
