import type { IdentityId } from '#model/ids.ts';
import type { RosterEntry } from '../session-view.ts';

/** Who is to be put into groups: members who are here. Who is not lands in a group by coming. */
export function peopleForGroups(roster: readonly RosterEntry[]): readonly IdentityId[] {
	return roster
		.filter(({ member, present }) => member.role === 'member' && present !== null)
		.map(({ member }) => member.id);
}
