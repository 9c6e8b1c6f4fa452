import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRandom, type Random } from '../../../../../tests/support/random.ts';
import { createBlockId } from '../block.ts';
import { renderPage } from '../html.ts';
import { renderMarkdown } from '../markdown.ts';
import { plainText } from '../outline.ts';
import { pageText, readPage } from '../read-page.ts';
import { toNode } from '../schema.ts';
import { TEST_SURROUNDINGS } from '../test-surroundings.ts';
import type { PageObject, TableObject } from './object.ts';
import { readObject } from './read-object.ts';
import { emptyTable, fillCells, insertTrack, moveTrack, removeTrack, tableOf } from './table.ts';
import { createObjectMarker } from './write-object.ts';

const HASH = 'ab'.repeat(32);
const BOARD = 'b'.repeat(22);

function pageWith(...objects: readonly PageObject[]): Y.Doc {
	const doc = new Y.Doc();
	for (const object of objects)
		pageText(doc).insertEmbed(pageText(doc).length, createObjectMarker(createBlockId(), object));
	return doc;
}

/** Writes straight into the document, as an attacker would. */
function raw(fields: Readonly<Record<string, unknown>>): Y.Doc {
	const doc = new Y.Doc();
	pageText(doc).insertEmbed(0, new Y.Map(Object.entries(fields)));
	return doc;
}

const html = (doc: Y.Doc): string => renderPage(readPage(doc), TEST_SURROUNDINGS);
const markdown = (doc: Y.Doc): string =>
	renderMarkdown(readPage(doc).blocks, 'https://example.org', TEST_SURROUNDINGS);
const objectIn = (doc: Y.Doc): PageObject | null => {
	const [block] = readPage(doc).blocks;
	return block?.type === 'object' ? block.object : null;
};

const EVERY: readonly PageObject[] = [
	tableOf(
		[
			['Who', 'When'],
			['Ana | Ben', 'at\nnoon']
		],
		true
	),
	{ type: 'image', hash: HASH, w: 800, h: 600, alt: 'A valve', caption: 'Seen from *above*', width: 50 },
	{ type: 'file', hash: HASH, name: 'plan.pdf', size: 12_345 },
	{ type: 'formula', source: 'a^2 + b^2' },
	{ type: 'diagram', source: 'graph TD\n A --> B' },
	{ type: 'board', board: BOARD, title: 'Retro', shape: null },
	{ type: 'card', board: BOARD, title: 'Ask them', card: 'c'.repeat(22) },
	{ type: 'page', board: BOARD, title: 'How we test' }
];

describe('objects of a page', () => {
	it('are read as they were written, whatever they are', () => {
		const read = readPage(pageWith(...EVERY)).blocks.map((block) =>
			block.type === 'object' ? block.object : block.type
		);
		expect(read).toEqual(EVERY);
	});

	it('have HTML that reads without script', () => {
		const shown = html(pageWith(...EVERY));
		expect(shown).toContain('<th scope="col">Who</th>');
		expect(shown).toContain('<td>at<br>noon</td>');
		expect(shown).toContain(`<img src="/blobs/page/${HASH}" alt="A valve" width="50%"`);
		expect(shown).toContain('<figcaption>Seen from *above*</figcaption>');
		expect(shown).toContain(`download="plan.pdf">plan.pdf</a> <small>12345 B</small>`);
		expect(shown).toContain('<div class="formula"><math>9</math></div>');
		expect(shown).toContain('A --&gt; B');
		expect(shown).toContain(`Page: <a href="/s/session/${BOARD}">How we test</a>`);
	});

	it('are GitHub’s Markdown, with pipes and line breaks in cells', () => {
		const text = markdown(pageWith(...EVERY));
		expect(text).toContain('| Who | When |\n| --- | --- |\n| Ana \\| Ben | at<br>noon |');
		expect(text).toContain(`![A valve](<https://example.org/blobs/page/${HASH}>)\n\n*Seen from \\*above\\**`);
		expect(text).toContain('```math\na^2 + b^2\n```');
		expect(text).toContain('```mermaid\ngraph TD\n A --> B\n```');
		expect(text).toContain(`[Retro](<https://example.org/s/session/${BOARD}>)`);
	});

	it('are found by their words', () => {
		const words = plainText(readPage(pageWith(...EVERY)));
		for (const word of ['Ana | Ben', 'A valve', 'Seen from', 'plan.pdf', 'a^2', 'A --> B', 'Ask them'])
			expect(words).toContain(word);
	});

	it('of a type that nobody knows stay in the document and are said to be unknown', () => {
		const doc = raw({ type: 'hologram', id: 'abc' });
		expect(readPage(doc).blocks[0]).toMatchObject({ type: 'unknown', name: 'hologram', id: 'abc' });
	});
});

describe('a table', () => {
	function table(...rows: readonly (readonly string[])[]) {
		const doc = pageWith(tableOf(rows, true));
		const marker = readPage(doc).blocks[0]!.marker!;
		const shown = (): readonly (readonly string[])[] => (objectIn(doc) as TableObject).cells;
		return { doc, marker, shown };
	}
	const tracks = (doc: Y.Doc) => {
		const object = objectIn(doc);
		if (object?.type !== 'table') throw new Error('no table');
		return { rows: object.rows, columns: object.columns.map(({ id }) => id) };
	};

	it('gets rows and columns where they are asked for, and loses and moves them', () => {
		const { doc, marker, shown } = table(['a', 'b'], ['c', 'd']);
		insertTrack(marker, 'rows', 1);
		insertTrack(marker, 'columns', 0);
		expect(shown()).toEqual([
			['', 'a', 'b'],
			['', '', ''],
			['', 'c', 'd']
		]);
		moveTrack(marker, 'columns', tracks(doc).columns[2]!, -1);
		moveTrack(marker, 'rows', tracks(doc).rows[2]!, -1);
		removeTrack(marker, 'rows', tracks(doc).rows[2]!);
		expect(shown()).toEqual([
			['', 'b', 'a'],
			['', 'd', 'c']
		]);
	});

	it('keeps the rows and the columns that two people add at once, and what they write', () => {
		const { doc, marker } = table(['a']);
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
		const theirs = readPage(other).blocks[0]!.marker!;
		insertTrack(marker, 'rows', 1);
		insertTrack(theirs, 'rows', 1);
		insertTrack(theirs, 'columns', 1);
		Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
		const { rows, columns } = tracks(doc);
		expect([rows.length, columns.length]).toEqual([3, 2]);
		expect(objectIn(other)).toEqual(objectIn(doc));
	});

	it('grows by what is pasted into it', () => {
		const { marker, shown } = table(['a', 'b']);
		fillCells(marker, { row: 0, column: 1 }, [
			['1', '2'],
			['3', '4']
		]);
		expect(shown()).toEqual([
			['a', '1', '2'],
			['', '3', '4']
		]);
	});

	it('without rows or columns is no table to readers, and can be given some again', () => {
		const { doc, marker, shown } = table(['a']);
		removeTrack(marker, 'rows', tracks(doc).rows[0]!);
		expect([html(doc), markdown(doc)]).toEqual(['', '']);
		insertTrack(marker, 'rows', 0);
		expect(shown()).toEqual([['']]);
	});

	it('sorts tracks without a place, and with one place for two, alike for everybody', () => {
		const rows = new Y.Map([
			['r1', 'a1'],
			['r2', 'a1'],
			['r3', 7]
		]);
		const doc = raw({ type: 'table', rows, columns: new Y.Map([['c', 'a0V']]) });
		expect(tracks(doc).rows).toEqual(['r3', 'r1', 'r2']);
		const marker = readPage(doc).blocks[0]!.marker!;
		insertTrack(marker, 'rows', 2);
		expect(tracks(doc).rows[2]).not.toBe('r2');
		expect(tracks(doc).rows[3]).toBe('r2');
	});
});

describe('what is written straight into a document', () => {
	const EVIL = '"><img src=x onerror=alert(1)><script>alert(2)</script>';
	/** Markup without the values of attributes, in which anything may stand between its quotes. */
	const tagsOf = (markup: string): string => markup.replace(/"[^"<>]*"/g, '""');
	const SCRIPT = 'javascript:alert(1)';

	it.each([
		['an image’s description', { type: 'image', hash: HASH, alt: EVIL, caption: EVIL }],
		['an image’s size', { type: 'image', hash: HASH, w: EVIL, h: Infinity, width: '100%" onload="x' }],
		['a file’s name', { type: 'file', hash: HASH, name: EVIL, size: EVIL }],
		['a formula', { type: 'formula', source: EVIL }],
		['a diagram', { type: 'diagram', source: EVIL }],
		['the name of a board', { type: 'board', board: BOARD, title: EVIL, shape: EVIL }],
		['a cell', { ...Object.fromEntries(createdFields(tableOf([[EVIL]], true))) }]
	])('is shown as words and never as markup: %s', (_, fields) => {
		expect(tagsOf(html(raw(fields)))).not.toMatch(/<script|<img src=x|<[^>]* on[a-z]+=/);
	});

	it.each([
		['a hash that is an address', { type: 'image', hash: SCRIPT }],
		['a hash that leaves its folder', { type: 'file', hash: '../../api', name: 'x', size: 1 }],
		['a board that is an address', { type: 'page', board: SCRIPT, title: 'x' }],
		['a card that is markup', { type: 'card', board: BOARD, card: EVIL, title: 'x' }]
	])('is unknown where it cannot be what it says: %s', (_, fields) => {
		expect(readPage(raw(fields)).blocks[0]!.type).toBe('unknown');
	});

	it('is no path and no reversed ending in the name of a file', () => {
		const nameOf = (name: string): unknown =>
			(objectIn(raw({ type: 'file', hash: HASH, name })) as { name: string }).name;
		expect(nameOf('../../etc/passwd')).toBe('-..-etc-passwd');
		expect(nameOf('invoice\u202Efdp.exe')).toBe('invoicefdp.exe');
		expect(nameOf(' \n')).toBe('file');
	});

	/** Anything at all: what Yjs can hold, in any place. */
	function anything(random: Random, depth = 0): unknown {
		const kinds: readonly (() => unknown)[] = [
			() => null,
			() => random.pick([0, -1, 1e300, NaN, Infinity, 42, true, false]),
			() => random.pick(['', 'text', HASH, BOARD, EVIL, '\uD800', 'a0', 'x'.repeat(600)]),
			() => ({ a: [1, { b: null }] }),
			() => new Uint8Array([1, 2]),
			() => new Y.Text(random.pick(['', 'words', '\uD83D'])),
			() => new Y.XmlFragment(),
			() => Y.Array.from([1, 'a']),
			() =>
				depth > 2
					? null
					: new Y.Map(
							Array.from({ length: random.below(4) }, (): [string, unknown] => [
								random.pick(['r1', 'c1', 'r1:c1', '__proto__', EVIL, '']),
								anything(random, depth + 1)
							])
						)
		];
		return random.pick(kinds)();
	}

	it('never throws, however damaged an object is', () => {
		const random = createRandom();
		const types = ['table', 'image', 'file', 'formula', 'diagram', 'board', 'card', 'page', 'other'];
		const names = ['rows', 'columns', 'cells', 'widths', 'headerRow', 'hash', 'w', 'h', 'alt', 'caption'];
		names.push('width', 'name', 'size', 'source', 'board', 'title', 'shape', 'card', 'id', 'indent', 'kind');
		for (let round = 0; round < 600; round++) {
			const fields: Record<string, unknown> = { type: random.pick(types) };
			for (const name of names) if (random.below(2) === 0) fields[name] = anything(random);
			if (random.below(2) === 0) fields.hash = HASH;
			if (random.below(2) === 0) fields.board = BOARD;
			const doc = raw(fields);
			const page = readPage(doc);
			expect(tagsOf(html(doc)), random.seedText).not.toMatch(/<script|<[^>]* onerror=/);
			expect(() => markdown(doc), random.seedText).not.toThrow();
			for (const block of page.blocks) toNode(block).check();
			const marker = readPage(doc).blocks[0]!.marker!;
			if (marker.get('type') !== 'table') continue;
			insertTrack(marker, random.pick(['rows', 'columns']), random.below(3));
			fillCells(marker, { row: random.below(2), column: random.below(2) }, [['a', 'b']]);
			expect(objectIn(doc), random.seedText).toMatchObject({ type: 'table' });
		}
	});

	it('is read from something that was copied, too', () => {
		const copied: Record<string, unknown> = { type: 'file', hash: HASH, name: 'a/b', size: -5 };
		expect(readObject((name) => copied[name])).toEqual({ type: 'file', hash: HASH, name: 'a-b', size: 0 });
		const table = { ...emptyTable(1, 1) } as unknown as Record<string, unknown>;
		expect(readObject((name) => table[name])).toMatchObject({ type: 'table', rows: [], columns: [] });
	});
});

function createdFields(object: PageObject): [string, unknown][] {
	const doc = new Y.Doc();
	const marker = createObjectMarker(createBlockId(), object);
	doc.getMap('m').set('m', marker);
	return [...marker.entries()].map(([name, value]) => [
		name,
		value instanceof Y.AbstractType ? value.clone() : value
	]);
}
