import { MEMBER_COLORS, type MemberColor } from '#model/session/session.ts';

/** The colour used last, or any: a room full of people who leave it as it is should still be a colourful one. */
export function firstColor(last: MemberColor | null, random: () => number = Math.random): MemberColor {
	return last ?? MEMBER_COLORS[Math.floor(random() * MEMBER_COLORS.length)]!;
}
