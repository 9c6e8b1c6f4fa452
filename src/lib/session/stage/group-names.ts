import type { IdentityId } from '#model/ids.ts';
import type { Group } from '#model/session/rounds.ts';
import type { Session } from '#model/session/session.ts';

/** As many as two lines of a card hold. */
const MOST_NAMES = 8;

/**
 * Who is in a group, for everybody in the room to read: `null` where the session's label says that names stay out.
 *
 * @param nameOf `null` for somebody who has left the session.
 */
export function namesOf(
	group: Pick<Group, 'members'>,
	{ namesStripped }: Pick<Session, 'namesStripped'>,
	nameOf: (id: IdentityId) => string | null
): { readonly shown: readonly string[]; readonly more: number } | null {
	if (namesStripped) return null;
	const names = group.members.flatMap((id) => nameOf(id) ?? []);
	const shown = names.slice(0, MOST_NAMES);
	return { shown, more: group.members.length - shown.length };
}
