import type { Node } from '@tiptap/pm/model';
import type { BlockId, HeadingLevel } from '#model/page/block.ts';
import { attributesOf, isTextNode } from '#model/page/schema.ts';

export interface HeadingOnPage {
	readonly id: BlockId;
	readonly level: HeadingLevel;
	readonly text: string;
	/** Where it begins in the editor's document. */
	readonly position: number;
}

/** People read about so many words of a foreign text a minute. */
const WORDS_PER_MINUTE = 200;

/** Kept by block: a block that did not change has as many words as before. */
const counted = new WeakMap<Node, number>();

export function headingsOf(doc: Node): HeadingOnPage[] {
	const headings: HeadingOnPage[] = [];
	doc.forEach((node, position) => {
		if (!isTextNode(node)) return;
		const { kind, level, id } = attributesOf(node);
		const text = node.textContent.trim();
		if (kind === 'heading' && id !== null && text !== '') headings.push({ id, level, text, position });
	});
	return headings;
}

/** Gives the same list again as long as the headings say the same, wherever they are by now. */
export function untilTheySayOtherwise(): (now: readonly HeadingOnPage[]) => readonly HeadingOnPage[] {
	let known: readonly HeadingOnPage[] = [];
	const isKnown = (heading: HeadingOnPage, index: number): boolean => {
		const other = known[index];
		return other?.id === heading.id && other.level === heading.level && other.text === heading.text;
	};
	return (now) => {
		if (known.length !== now.length || !now.every(isKnown)) known = now;
		return known;
	};
}

/** Letters of languages without spaces are words each. */
export function countWords(doc: Node): number {
	let total = 0;
	doc.forEach((node) => {
		let words = counted.get(node);
		if (words === undefined) {
			words =
				node.textContent.match(/[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}]|[\p{L}\p{N}][\p{L}\p{M}\p{N}'’-]*/gu)
					?.length ?? 0;
			counted.set(node, words);
		}
		total += words;
	});
	return total;
}

export function readingMinutes(words: number): number {
	return words === 0 ? 0 : Math.max(1, Math.round(words / WORDS_PER_MINUTE));
}
