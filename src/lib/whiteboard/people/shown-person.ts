import { MEMBER_COLORS, type MemberColor } from '#model/session/session.ts';

/** Somebody as they are shown: a name and a colour. */
export interface ShownPerson {
	readonly name: string;
	readonly color: MemberColor;
}

/** Looks a person up by the id of their identity; `null` for somebody whom nobody here knows. */
export type PersonOf = (id: string) => ShownPerson | null;

/** Somebody who left: under the name that they had, in a colour that stays the same. */
export function formerPerson(id: string, name: string): ShownPerson {
	let sum = 0;
	for (const character of id) sum = (sum * 31 + character.codePointAt(0)!) % 65_521;
	return { name, color: MEMBER_COLORS[sum % MEMBER_COLORS.length]! };
}
