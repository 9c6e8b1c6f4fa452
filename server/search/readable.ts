import { access } from '#model/access.ts';
import type { CommunityId, IdentityId, SessionId } from '#model/ids.ts';
import { boardRights, isReadBeyond } from '#model/session/board-access.ts';
import type { Session } from '#model/session/session.ts';
import { sharedDocument } from '#protocol/documents.ts';
import type { Communities } from '../community/communities.ts';
import type { PageRecords } from '../pages/page-records.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { ReadableSet } from './messages.ts';

/** Documents and sessions that somebody may read at the moment, by their names in the index. */
export type Readable = (identity: IdentityId) => Promise<ReadableNow>;

export interface ReadableNow extends ReadableSet {
	/** The sessions that they are in. */
	readonly inside: ReadonlySet<SessionId>;
}

/** As quickly as a right that was taken closes a connection. People search with every letter that they type. */
const KEPT_MS = 1000;
const MOST_KEPT = 2000;

interface Kept {
	readonly until: number;
	readonly set: Promise<ReadableNow>;
}

export interface ReadableParts {
	readonly store: Pick<SessionStore, 'sessionsOf' | 'session' | 'member'>;
	readonly communities: Pick<Communities, 'ofIdentity' | 'sessionsOf'>;
	readonly pages: Pick<PageRecords, 'ofSession'>;
}

/**
 * What may be found: all sessions of which somebody is a member now, and of their boards those that `access` lets them read; and of
 * their communities' other sessions the boards that all of the community read. Such a session itself is none of what they can open.
 * Asked anew for each search, from the records that decide everything else, and not from what the index says of a board.
 * @param nowMs monotonic
 */
export function readableBy({ store, communities, pages }: ReadableParts, nowMs: () => number): Readable {
	const kept = new Map<IdentityId, Kept>();
	let lastKey = 0;

	async function inSession(session: SessionId, identity: IdentityId): Promise<string[]> {
		const [membership, state] = await Promise.all([store.member(session, identity), store.session(session)]);
		if (membership === null || state === null) return [];
		const { member } = membership;
		if (!access(member.role, { kind: 'session' }).read) return [];
		const boards = state.session.boards.filter((board) => boardRights(state.session, board, member).read);
		return [session, ...boards.map(({ id }) => sharedDocument(id))];
	}

	async function inCommunity(community: CommunityId, inside: ReadonlySet<SessionId>): Promise<string[]> {
		const sessions = await communities.sessionsOf(community);
		const others = sessions.filter(({ id, label }) => !inside.has(id) && label !== 'red');
		return (await Promise.all(others.map(beyond))).flat();
	}

	async function beyond(session: Session): Promise<string[]> {
		const known = await pages.ofSession(session.id);
		return session.boards
			.filter(({ id }) => isReadBeyond(session, id, 'view', known.get(id)?.label ?? null))
			.map(({ id }) => sharedDocument(id));
	}

	/** The same list as before keeps its number. */
	async function read(identity: IdentityId, before: Promise<ReadableNow> | undefined): Promise<ReadableNow> {
		const sessions = await store.sessionsOf(identity);
		const inside = await Promise.all(sessions.map((session) => inSession(session, identity)));
		const isIn: ReadonlySet<SessionId> = new Set(sessions.filter((_, index) => inside[index]!.length > 0));
		const circles = await communities.ofIdentity(identity);
		const outside = await Promise.all(circles.map((community) => inCommunity(community, isIn)));
		const names = [...inside.flat(), ...outside.flat()];
		const json = JSON.stringify(names);
		const known = await before?.catch(() => undefined);
		return { key: known?.json === json ? known.key : ++lastKey, json, inside: isIn };
	}

	return (identity) => {
		const known = kept.get(identity);
		if (known !== undefined && known.until > nowMs()) return known.set;
		const set = read(identity, known?.set);
		kept.delete(identity);
		kept.set(identity, { until: nowMs() + KEPT_MS, set });
		// What could not be read is asked for again.
		set.catch(() => kept.delete(identity));
		if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!);
		return set;
	};
}
