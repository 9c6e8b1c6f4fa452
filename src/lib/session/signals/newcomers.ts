import type { IdentityId } from '#model/ids.ts';
import type { Session } from '#model/session/session.ts';
import type { RosterEntry } from '../session-view.ts';

/** How long somebody counts as new who came when the others were at work. */
const NEW_FOR_MS = 10 * 60_000;
/** Fewer are no circle that anybody could be new to. */
const CIRCLE = 2;

/**
 * Who takes part for the first time among people who know one another. In a session that goes on from earlier ones, that is
 * whoever was in none of them, all through it; in any other, whoever came in the last ten minutes when most of the others had been
 * in for longer than that. Those who come for the beginning are not new, however long before it the session was made.
 *
 * @param earlier who was in a session that this one goes on from; nobody, where it goes on from none or that is not known yet.
 * @param now server time, milliseconds since the epoch.
 */
export function newcomersAmong(
	roster: readonly RosterEntry[],
	{ continues, plannedTime }: Pick<Session, 'continues' | 'plannedTime'>,
	earlier: ReadonlySet<IdentityId>,
	now: number
): ReadonlySet<IdentityId> {
	const here = roster.flatMap(({ member, present }) =>
		present !== null && member.role === 'member' ? [member] : []
	);
	const unknown = here.filter(({ id }) => !earlier.has(id));
	const known = here.length - unknown.length;
	if (continues !== null && known >= CIRCLE) return idsOf(unknown);
	const beginsAt = plannedTime?.startsAt ?? -Infinity;
	return idsOf(
		unknown.filter(({ joinedAt }) => {
			if (now - joinedAt >= NEW_FOR_MS || joinedAt < beginsAt) return false;
			const before = unknown.filter((other) => other.joinedAt < joinedAt - NEW_FOR_MS).length + known;
			return before >= CIRCLE && 2 * before > here.length - 1;
		})
	);
}

function idsOf(members: readonly { readonly id: IdentityId }[]): ReadonlySet<IdentityId> {
	return new Set(members.map(({ id }) => id));
}
