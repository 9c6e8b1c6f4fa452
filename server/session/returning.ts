import type { IdentityId } from '#model/ids.ts';
import type { Session } from '#model/session/session.ts';
import type { SessionStore } from './session-store.ts';

/** A community that has met so often has had everybody within these. */
const SESSIONS_BACK = 20;

/** The members of a session who were in one of those that it goes on from. */
export async function returningMembers(
	store: Pick<SessionStore, 'session' | 'members'>,
	{ id: session, continues }: Pick<Session, 'id' | 'continues'>
): Promise<IdentityId[]> {
	const members = await store.members(session);
	const were = new Set<IdentityId>();
	let earlier = continues?.session;
	for (let back = 0; back < SESSIONS_BACK && earlier !== undefined; back++) {
		for (const id of (await store.members(earlier)).keys()) if (members.has(id)) were.add(id);
		earlier = (await store.session(earlier))?.session.continues?.session;
	}
	return [...were];
}
