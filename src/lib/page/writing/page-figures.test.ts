import { expect, it } from 'vitest';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { countWords, headingsOf, readingMinutes, untilTheySayOtherwise } from './page-figures.ts';

function doc(...blocks: readonly (readonly [kind: string, words: string])[]) {
	return schema.nodes.doc.create(
		null,
		blocks.map(([kind, words], index) =>
			schema.nodes.block.create({ kind, id: `b${index}` }, words === '' ? null : schema.text(words))
		)
	);
}

it('counts words, and each letter of a language without spaces', () => {
	expect(countWords(doc(['paragraph', 'Don’t stop – it’s 3 o’clock.'], ['paragraph', '']))).toBe(5);
	expect(countWords(doc(['paragraph', '日本語 and more']))).toBe(5);
	expect(countWords(doc(['paragraph', 'العربية جميلة']))).toBe(2);
});

it('says no more than it knows about the time that reading takes', () => {
	expect([0, 1, 290, 310].map(readingMinutes)).toEqual([0, 1, 1, 2]);
});

it('lists headings that say something, and keeps the list while they do', () => {
	const first = headingsOf(
		doc(['heading', 'One'], ['paragraph', 'words'], ['heading', ' '], ['heading', 'Two'])
	);
	expect(first.map(({ text }) => text)).toEqual(['One', 'Two']);
	const moved = headingsOf(
		doc(['heading', 'One'], ['paragraph', 'more words'], ['heading', ''], ['heading', 'Two'])
	);
	const keep = untilTheySayOtherwise();
	expect(keep(first)).toBe(first);
	expect(keep(moved)).toBe(first);
	expect(keep(moved.slice(1))).toHaveLength(1);
});
