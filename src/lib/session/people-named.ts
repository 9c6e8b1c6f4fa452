import type { RosterEntry } from './session-view.ts';

/** Those whose name has every word of what was typed in it, accents and capitals aside; all of them for nothing. */
export function peopleNamed(lines: readonly RosterEntry[], typed: string): readonly RosterEntry[] {
	const words = plain(typed)
		.split(/\s+/u)
		.filter((word) => word !== '');
	if (words.length === 0) return lines;
	return lines.filter(({ member }) => {
		const name = plain(member.name);
		return words.every((word) => name.includes(word));
	});
}

function plain(text: string): string {
	return text.normalize('NFKD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
