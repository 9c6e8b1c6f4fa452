import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createBlockId, PLAIN_BLOCK } from './block.ts';
import { bringSections, takeSectionsBack } from './harvest.ts';
import { pageMeta, pageText, PAGE_SCHEMA, readPage } from './read-page.ts';
import { createMarker, seedPage } from './seed.ts';

const CLIENT = 4242;

/** A page with these paragraphs. */
function pageWith(...paragraphs: readonly string[]): Y.Doc {
	const doc = new Y.Doc();
	seedPage(doc, 'seed');
	const text = pageText(doc);
	for (const [at, words] of paragraphs.entries()) {
		if (at > 0) text.insertEmbed(text.length, createMarker('text', createBlockId(), PLAIN_BLOCK), {});
		text.insert(text.length, words, {});
	}
	return doc;
}

const lines = (doc: Y.Doc) =>
	readPage(doc).blocks.map((block) =>
		block.type === 'text' ? `${block.kind}: ${block.runs.map(({ text }) => text).join('|')}` : block.type
	);

function brought() {
	const main = pageWith('What we know');
	const red = pageWith('Read aloud', 'Older ones choose');
	pageText(red).format(1, 4, { bold: {} });
	main.clientID = CLIENT;
	const count = bringSections(main, [
		{ title: 'Red', from: red },
		{ title: 'Nobody', from: pageWith('', ' ') },
		{ title: 'Blue', from: pageWith('Quiet corner') }
	]);
	main.clientID = CLIENT + 1;
	return { main, count };
}

test('pages come as sections under the names of their groups, with their marks; empty ones do not', () => {
	const { main, count } = brought();
	expect(count).toBe(2);
	expect(lines(main)).toEqual([
		'paragraph: What we know',
		'heading: Red',
		'paragraph: Read| aloud',
		'paragraph: Older ones choose',
		'heading: Blue',
		'paragraph: Quiet corner'
	]);
});

test('a section in which nobody has changed anything goes again, and the others stay whole', () => {
	const { main } = brought();
	pageText(main).insert(pageText(main).length, ', and light', {});
	expect(takeSectionsBack(main, CLIENT)).toBe(1);
	expect(lines(main)).toEqual([
		'paragraph: What we know',
		'heading: Blue',
		'paragraph: Quiet corner, and light'
	]);
});

test('what others wrote behind a section stays when it goes', () => {
	const { main } = brought();
	const text = pageText(main);
	text.insertEmbed(text.length, createMarker('text', createBlockId(), PLAIN_BLOCK), {});
	text.insert(text.length, 'Afterwards', {});
	expect(takeSectionsBack(main, CLIENT)).toBe(0);
	expect(lines(main)).toEqual(['paragraph: What we know', 'paragraph: Afterwards']);
});

test('a page of a newer program is not written', () => {
	const main = pageWith('a');
	pageMeta(main).set('schema', PAGE_SCHEMA + 1);
	expect(bringSections(main, [{ title: 'Red', from: pageWith('b') }])).toBeNull();
	expect(takeSectionsBack(main, CLIENT)).toBeNull();
});
