import { access } from '#model/access.ts';
import type { IdentityId, SessionId } from '#model/ids.ts';
import { boardRights } from '#model/session/board-access.ts';
import { sharedDocument } from '#protocol/documents.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { ReadableSet } from './messages.ts';

/** Documents and sessions that somebody may read at the moment, by their names in the index. */
export type Readable = (identity: IdentityId) => Promise<ReadableSet>;

/** As quickly as a right that was taken closes a connection. People search with every letter that they type. */
const KEPT_MS = 1000;
const MOST_KEPT = 2000;

interface Kept {
	readonly until: number;
	readonly set: Promise<ReadableSet>;
}

/**
 * What may be found: all sessions of which somebody is a member now, and of their boards those that `access` lets them read.
 * Asked anew for each search, from the records that decide everything else, and not from what the index says of a board.
 * @param nowMs monotonic
 */
export function readableBy(
	store: Pick<SessionStore, 'sessionsOf' | 'session' | 'member'>,
	nowMs: () => number
): Readable {
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

	/** The same list as before keeps its number. */
	async function read(identity: IdentityId, before: Promise<ReadableSet> | undefined): Promise<ReadableSet> {
		const sessions = await store.sessionsOf(identity);
		const names = (await Promise.all(sessions.map((session) => inSession(session, identity)))).flat();
		const json = JSON.stringify(names);
		const known = await before?.catch(() => undefined);
		return known?.json === json ? known : { key: ++lastKey, json };
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
