import { describe, expect, it } from 'vitest';
import { person } from '#model/whiteboard/test-boards.ts';
import { drawingOf, shapeOf } from './drawing.ts';
import { Changes } from './changes.ts';
import { readOwn } from './own-read.ts';
import { base64Of, charactersOf } from './base64.ts';
import { deflated, joined } from './deflate.ts';
import { ownJson } from './own-write.ts';
import { chunkOf, sourceIn, withSource } from './png-chunks.ts';
import { readContent, readDrawing } from './read-file.ts';
import { parseSeparated } from './separated-values.ts';

/** One transparent pixel. */
const PNG = Uint8Array.from(
	atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=='),
	(character) => character.charCodeAt(0)
);

const element = (more: object): object => ({
	id: 'a',
	type: 'rectangle',
	x: 0,
	y: 0,
	width: 10,
	height: 10,
	...more
});
const scene = (...elements: object[]): string => JSON.stringify({ type: 'excalidraw', version: 2, elements });

describe('a file from anywhere', () => {
	it('is refused with a reason when it is no drawing', () => {
		const refusal = (content: string): unknown => {
			const reading = readDrawing(content);
			return reading.ok ? 'read' : reading.refusal;
		};
		expect(refusal('Dear Sir or Madam')).toBe('not-a-drawing');
		expect(refusal('{"type":"excalidraw","elements":[')).toBe('broken');
		expect(refusal('{"type":"excalidraw"}')).toBe('broken');
		expect(refusal('{"type":"invoice"}')).toBe('not-a-drawing');
		expect(refusal('null')).toBe('not-a-drawing');
		expect(refusal(scene())).toBe('empty');
		expect(refusal(scene(element({ isDeleted: true })))).toBe('empty');
		expect(refusal('{"type":"commonplace-board","version":2,"shapes":[]}')).toBe('newer');
		expect(refusal(`{"type":"excalidraw","elements":${'['.repeat(5_000)}${']'.repeat(5_000)}}`)).toBe(
			'broken'
		);
		expect(refusal(scene(...Array.from({ length: 20_001 }, () => element({}))))).toBe('too-many');
	});

	it('loses what makes no sense and keeps the rest', () => {
		const reading = readDrawing(
			scene(
				element({ x: 1e300 }),
				element({ x: '5' }),
				element({ id: 7 }),
				element({ id: 'far', x: 900_000 }),
				element({ strokeWidth: -1e9, opacity: 'much', angle: null, groupIds: 'x', boundElements: { a: 1 } }),
				element({
					type: 'freedraw',
					points: [
						[0, 0],
						['x', 1],
						[5, 5]
					],
					pressures: [2, null]
				}),
				element({ type: 'line', points: [[0, 0]] }),
				element({ type: 'image', fileId: 'none' }),
				element({ type: 'embeddable', link: 'javascript:alert(1)' }),
				element({ type: 'embeddable', link: 'https://example.org/a' })
			)
		);
		if (!reading.ok) throw new Error(reading.refusal);
		expect(reading.drawing.pieces.map(({ shape }) => shape.type)).toEqual([
			'rectangle',
			'pen',
			'rectangle',
			'link'
		]);
		expect(reading.changes.list).toEqual([
			['embeds', 2],
			['images', 1],
			['unreadable', 4]
		]);
	});

	it('cannot bring shapes in our format that the document would not take', () => {
		const reading = readOwn(
			JSON.stringify({
				type: 'commonplace-board',
				version: 1,
				shapes: [
					{
						geometry: { t: 'rectangle', x: 0, y: 0, w: 10, h: 10, o: 'a0V' },
						style: { c: 'sky', u: 'javascript:x' }
					},
					{ geometry: { t: 'rectangle', x: 0, y: 0, w: -10, h: 10, o: 'a0V' } },
					{ geometry: { t: 'pen', x: 0, y: 0, w: 1, h: 1, o: 'a0V', i: { base64: '%%%' } } },
					null
				]
			})
		);
		if (!reading.ok) throw new Error(reading.refusal);
		expect(reading.drawing.pieces).toHaveLength(1);
		expect(reading.drawing.pieces[0]!.shape).toMatchObject({ link: null, style: { color: 'sky' } });
		expect(reading.changes.list).toEqual([['unreadable', 3]]);
	});

	it('is nothing that a document would read differently', () => {
		const { board, perform } = person('Ann');
		const reading = readDrawing(scene(element({ angle: 1.234567, x: 0.123, backgroundColor: '#a5d8ff' })));
		if (!reading.ok) throw new Error(reading.refusal);
		const [piece] = reading.drawing.pieces;
		perform((gesture) => gesture.make(piece!.shape, piece!.text));
		expect(board.shapes.get(piece!.shape.id)).toEqual(piece!.shape);
	});
});

describe('a picture of a board', () => {
	it('carries its drawing and stays a picture', async () => {
		const reading = drawingOf(
			[{ shape: shapeOf('note', { x: 5, y: 6, w: 200, h: 200 }), text: 'Grüße, 日本 👋' }],
			new Changes()
		);
		if (!reading.ok) throw new Error(reading.refusal);
		const json = ownJson(reading.drawing.pieces, 'A board');
		const png = await withSource(PNG, json);
		expect(await sourceIn(png)).toBe(json);
		expect([...png.subarray(0, 33)]).toEqual([...PNG.subarray(0, 33)]);
		expect([...png.subarray(-12)]).toEqual([...PNG.subarray(-12)]);
		const again = readOwn((await sourceIn(png))!);
		expect(again.ok && again.drawing.pieces.map(({ text }) => text)).toEqual(['Grüße, 日本 👋']);
	});

	it('is only a picture when its drawing is damaged', async () => {
		const png = await withSource(PNG, 'x'.repeat(1_000));
		png.fill(0xff, 64, 70);
		expect(await sourceIn(png)).toBeNull();
		expect(await sourceIn(PNG)).toBeNull();
		expect(await sourceIn(new Uint8Array(7))).toBeNull();
		expect(await sourceIn(png.subarray(0, 60))).toBeNull();
	});
});

/** As Excalidraw wraps a scene: a byte in each character. */
async function wrapped(json: string, compressed = true): Promise<string> {
	const bytes = new TextEncoder().encode(json);
	const encoded = charactersOf(compressed ? await deflated(bytes) : bytes);
	return JSON.stringify({ version: '1', encoding: 'bstring', compressed, encoded });
}

function latin1(text: string): Uint8Array<ArrayBuffer> {
	return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** A picture of Excalidraw's with a scene in it: before the last chunk, as it is written there. */
function pngWith(text: string): Blob {
	const chunk = chunkOf('tEXt', latin1(`application/vnd.excalidraw+json\0${text}`));
	return new Blob([joined([PNG.subarray(0, -12), chunk, PNG.subarray(-12)])]);
}

function svgWith(payload: string, version: string): string {
	return `<svg version="1.1" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><!-- svg-source:excalidraw --><metadata><!-- payload-type:application/vnd.excalidraw+json -->${version}<!-- payload-start -->${payload}<!-- payload-end --></metadata><rect width="10" height="10"/></svg>`;
}

describe('a picture of Excalidraw’s with its scene in it', () => {
	const json = scene(
		element({ type: 'text', text: 'Grüße, 日本 👋', width: 90, height: 20 }),
		element({ id: 'b' })
	);
	const wordsIn = async (as: 'png' | 'svg', content: Blob | string): Promise<unknown> => {
		const read = await readContent({ as, content });
		return read?.ok === true ? read.drawing.pieces.map(({ shape, text }) => [shape.type, text]) : read;
	};
	const shapes = [
		['text', 'Grüße, 日本 👋'],
		['rectangle', '']
	];

	it('is read as shapes from a PNG: packed, unpacked, and as it was at first', async () => {
		expect(await wordsIn('png', pngWith(await wrapped(json)))).toEqual(shapes);
		expect(await wordsIn('png', pngWith(await wrapped(json, false)))).toEqual(shapes);
		const plain = scene(element({ type: 'text', text: 'Hello' }));
		expect(await wordsIn('png', pngWith(plain))).toEqual([['text', 'Hello']]);
	});

	it('is read as shapes from an SVG, whichever version wrote it', async () => {
		const now = base64Of(latin1(await wrapped(json)));
		expect(await wordsIn('svg', svgWith(now, '<!-- payload-version:2 -->'))).toEqual(shapes);
		const then = base64Of(new TextEncoder().encode(await wrapped(json)));
		expect(await wordsIn('svg', svgWith(then, ''))).toEqual(shapes);
		const first = base64Of(new TextEncoder().encode(json));
		expect(await wordsIn('svg', svgWith(first, ''))).toEqual(shapes);
	});

	it('is a picture like any other when its scene is damaged', async () => {
		const good = await wrapped(json);
		expect(await wordsIn('png', pngWith(good.slice(0, -40)))).toBeNull();
		expect(await wordsIn('png', pngWith(good.replace('"encoded":"x', '"encoded":"y')))).toBeNull();
		expect(await wordsIn('png', new Blob([PNG]))).toBeNull();
		const cut = base64Of(latin1(good)).slice(0, 90);
		const version = '<!-- payload-version:2 -->';
		expect(await wordsIn('svg', svgWith(cut, version))).toEqual([['rectangle', '']]);
		expect(await wordsIn('svg', svgWith('%%%', version))).toEqual([['rectangle', '']]);
	});
});

describe('separated values', () => {
	it('are read whatever separates them, with quotes, breaks and empty cells', () => {
		expect(parseSeparated('a,b\r\n1,"two, ""2""\nlines"\r\n')).toEqual([
			['a', 'b'],
			['1', 'two, "2"\nlines']
		]);
		expect(parseSeparated('\ufeffa;b;c\n1;;3')).toEqual([
			['a', 'b', 'c'],
			['1', '', '3']
		]);
		expect(parseSeparated('a\tb, c\n\n1')).toEqual([
			['a', 'b, c'],
			['1', '']
		]);
	});

	it('end somewhere, even when their quotes do not', () => {
		expect(parseSeparated('a,"b\nc')).toEqual([['a', 'b\nc']]);
		expect(parseSeparated('')).toEqual([]);
		expect(parseSeparated('x\n'.repeat(10_000))).toHaveLength(2_000);
	});
});
