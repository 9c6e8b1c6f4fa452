import type { Component } from 'svelte';
import { t } from '$lib/messages/page-tools.ts';
import { t as words } from '$lib/messages/page-writing.ts';
import { setShape } from '../editing/block-commands.ts';
import { INSERTABLES, type InsertTarget } from '../editing/insertable.ts';
import { KIND_CHOICES } from '../kinds.ts';

/** A line of the menu of what can be put here. */
interface SlashEntry {
	readonly id: string;
	readonly label: string;
	readonly icon: Component;
	/** What makes it at the start of a line. */
	readonly typed: string;
	readonly keywords: string;
	readonly insert: (target: InsertTarget) => void;
}

/** What a block can become, and then all that is no text. */
function allEntries(): SlashEntry[] {
	return [
		...KIND_CHOICES.map(({ name, icon, typed, shape }) => ({
			id: `kind-${name}`,
			label: t.kinds[name],
			icon,
			typed: typed ?? '',
			keywords: words.kindKeywords[name],
			insert: (target: InsertTarget) => target.run(setShape(shape))
		})),
		...INSERTABLES.map(({ id, icon, typed, insert }) => ({
			id,
			label: t.insertable[id].label,
			icon,
			typed: typed ?? '',
			keywords: t.insertable[id].keywords,
			insert
		}))
	];
}

/** Those that the letters mean: by the beginning of a word of their name first, then by other words for them. */
export function slashEntries(query: string): SlashEntry[] {
	const wanted = fold(query.trim());
	const all = allEntries();
	if (wanted === '') return all;
	const byName = all.filter(({ label }) => beginsAWord(label, wanted));
	const byOther = all.filter((entry) => !byName.includes(entry) && beginsAWord(entry.keywords, wanted));
	const within = all.filter(
		(entry) => !byName.includes(entry) && !byOther.includes(entry) && fold(entry.label).includes(wanted)
	);
	return [...byName, ...byOther, ...within];
}

function beginsAWord(text: string, wanted: string): boolean {
	const folded = ` ${fold(text)}`;
	return folded.includes(` ${wanted}`);
}

/** Without accents and case: a phone writes “Überschrift” where somebody types “uber”. */
function fold(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** The id of a line's element. */
export function slashLineId({ id }: SlashEntry): string {
	return `slash-${id}`;
}
