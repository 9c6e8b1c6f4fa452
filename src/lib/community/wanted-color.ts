import { MEMBER_COLORS, type MemberColor } from '#model/session/session.ts';

/** The colour used last, or any of those `free`: a room full of people who leave it as it is should be a colourful one. */
export function firstColor(
	last: MemberColor | null,
	free: readonly MemberColor[] = MEMBER_COLORS,
	random: () => number = Math.random
): MemberColor {
	return last ?? free[Math.floor(random() * free.length)] ?? MEMBER_COLORS[0];
}
