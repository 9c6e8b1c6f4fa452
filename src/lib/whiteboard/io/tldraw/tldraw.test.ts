import { describe, expect, it } from 'vitest';
import { boundsOf } from '#model/whiteboard/shapes/registry.ts';
import { readDrawing } from '../read-file.ts';

const shape = (id: string, type: string, props: object, more: object = {}): object => ({
	typeName: 'shape',
	id: `shape:${id}`,
	type,
	x: 0,
	y: 0,
	rotation: 0,
	index: 'a1',
	parentId: 'page:one',
	isLocked: false,
	opacity: 1,
	meta: {},
	props,
	...more
});

const RECORDS = [
	{ typeName: 'document', id: 'document:document', gridSize: 10, name: '' },
	{ typeName: 'page', id: 'page:one', name: 'Page 1', index: 'a1', meta: {} },
	{
		typeName: 'asset',
		id: 'asset:pic',
		type: 'image',
		props: { src: 'data:image/png;base64,iVBORw0KGgo=', w: 4, h: 4 }
	},
	shape('frame', 'frame', { w: 400, h: 300, name: 'Plan' }, { x: 1000, y: 100, index: 'a1' }),
	shape(
		'box',
		'geo',
		{
			geo: 'rectangle',
			w: 100,
			h: 50,
			growY: 10,
			color: 'blue',
			fill: 'semi',
			dash: 'dashed',
			size: 's',
			font: 'mono',
			align: 'middle',
			text: 'Old text'
		},
		{ parentId: 'shape:frame', x: 20, y: 30 }
	),
	shape(
		'star',
		'geo',
		{
			geo: 'star',
			w: 80,
			h: 80,
			color: 'grey',
			fill: 'fill',
			dash: 'draw',
			richText: {
				type: 'doc',
				content: [
					{ type: 'paragraph', content: [{ type: 'text', text: 'Rich' }] },
					{ type: 'paragraph', content: [{ type: 'text', text: 'text', marks: [{ type: 'bold' }] }] }
				]
			}
		},
		{ x: 300, y: 0, index: 'a3', rotation: Math.PI / 2 }
	),
	shape('note', 'note', { color: 'yellow', size: 'm', text: 'Sticky' }, { x: 0, y: 400, index: 'a2' }),
	shape('group', 'group', {}, { x: 50, y: 50, index: 'a4' }),
	shape('inner', 'geo', { geo: 'ellipse', w: 10, h: 10 }, { parentId: 'shape:group', x: 5, y: 5 }),
	shape(
		'ink',
		'draw',
		{
			segments: [
				{
					type: 'free',
					points: [
						{ x: 0, y: 0, z: 0.2 },
						{ x: 10, y: 5, z: 0.9 }
					]
				}
			],
			isPen: true,
			color: 'red'
		},
		{ parentId: 'shape:group', x: 20, y: 0 }
	),
	shape(
		'arrow',
		'arrow',
		{
			start: { x: 0, y: 0 },
			end: { x: 10, y: 10 },
			bend: 0,
			arrowheadStart: 'none',
			arrowheadEnd: 'dot',
			text: 'leads to'
		},
		{ index: 'a5' }
	),
	shape(
		'older',
		'arrow',
		{
			start: { type: 'binding', boundShapeId: 'shape:note', normalizedAnchor: { x: 0.5, y: 0 } },
			end: { type: 'point', x: 100, y: 200 },
			bend: 40,
			arrowheadEnd: 'arrow'
		},
		{ index: 'a6' }
	),
	shape('picture', 'image', { w: 40, h: 30, assetId: 'asset:pic', crop: null }, { index: 'a7' }),
	shape('page', 'bookmark', { url: 'https://example.org/', assetId: null, w: 300, h: 320 }, { index: 'a8' }),
	shape('film', 'video', { w: 300, h: 200, url: '', assetId: 'asset:none' }, { index: 'a9' }),
	{
		typeName: 'binding',
		id: 'binding:1',
		type: 'arrow',
		fromId: 'shape:arrow',
		toId: 'shape:box',
		props: { terminal: 'start', normalizedAnchor: { x: 1, y: 0.5 } }
	},
	{
		typeName: 'binding',
		id: 'binding:2',
		type: 'arrow',
		fromId: 'shape:arrow',
		toId: 'shape:note',
		props: { terminal: 'end', normalizedAnchor: { x: 0.5, y: 0.5 } }
	}
];

const FILE = JSON.stringify({ tldrawFileFormatVersion: 1, schema: {}, records: RECORDS });
const STORE = JSON.stringify({
	store: Object.fromEntries(RECORDS.map((record) => [(record as { id: string }).id, record])),
	schema: {}
});

function read(content: string) {
	const reading = readDrawing(content);
	if (!reading.ok) throw new Error(reading.refusal);
	return {
		...reading,
		find: (text: string) => reading.drawing.pieces.find((piece) => piece.text === text)!.shape
	};
}

describe.each([
	['a file', FILE],
	['a store', STORE],
	['a snapshot', `{"document":${STORE},"session":{}}`]
])('%s of tldraw', (_, content) => {
	const { drawing, changes, find } = read(content);

	it('keeps what can be drawn here, in its order, and says what became of the rest', () => {
		expect(drawing.pieces.map(({ shape: { type } }) => type)).toEqual([
			'frame',
			'rectangle',
			'note',
			'rectangle',
			'ellipse',
			'pen',
			'arrow',
			'arrow',
			'image',
			'link',
			'rectangle'
		]);
		expect(changes.list).toEqual([
			['embeds', 1],
			['videos', 1],
			['symbols', 1]
		]);
	});

	it('places what lies in frames and groups, and what is turned about its corner', () => {
		expect(find('Old text')).toMatchObject({ x: 1020, y: 130, w: 100, h: 60, frame: find('Plan').id });
		const star = boundsOf(find('Rich\ntext'));
		expect([star.x, star.y, star.w, star.h].map((side) => Math.round(side) + 0)).toEqual([220, 0, 80, 80]);
		const [ellipse, ink] = drawing.pieces.slice(4, 6);
		expect(ellipse!.shape).toMatchObject({ x: 55, y: 55 });
		expect(ink!.shape).toMatchObject({ x: 70, y: 50, w: 10, h: 5 });
		expect(ellipse!.shape.groups).toHaveLength(1);
		expect(ellipse!.shape.groups).toEqual(ink!.shape.groups);
	});

	it('keeps looks by name', () => {
		expect(find('Old text').style).toMatchObject({
			color: 'sky',
			fill: 'tint',
			dash: 'dashed',
			font: 'mono',
			width: 2
		});
		expect(find('Rich\ntext').style).toMatchObject({ ownFill: '#9fa8b2', fill: 'solid', look: 'drawn' });
	});

	it('binds arrows to the shapes that held them, old and new', () => {
		const arrow = find('leads to');
		expect(arrow).toMatchObject({
			start: { shape: find('Old text').id, at: { x: 1, y: 0.5 } },
			end: { shape: find('Sticky').id, at: { x: 0.5, y: 0.5 } },
			heads: { start: 'none', end: 'dot' }
		});
		expect(boundsOf(arrow)).toMatchObject({ x: 100, y: 160, w: 1020, h: 340 });
		expect(drawing.pieces[7]!.shape).toMatchObject({
			route: 'curved',
			end: null,
			start: { shape: find('Sticky').id }
		});
	});
});

describe('packed ink of tldraw', () => {
	const base64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes));
	const boundsWith = (segment: object): unknown => {
		const records = [RECORDS[1]!, shape('ink', 'draw', { segments: [segment] })];
		const { drawing } = read(JSON.stringify({ tldrawFileFormatVersion: 1, records }));
		return boundsOf(drawing.pieces[0]!.shape);
	};
	/** 4, then −2.5 and 0 as numbers of 16 bits. */
	const HALVES = Uint16Array.of(0x4400, 0xc100, 0);

	it('is unpacked, with pressure and without', () => {
		const first = new Uint8Array(Float32Array.of(10, 20, 0.5).buffer);
		const path = base64(Uint8Array.of(...first, ...new Uint8Array(HALVES.buffer)));
		expect(boundsWith({ type: 'free', path })).toMatchObject({ x: 10, y: 17.5, w: 4, h: 2.5 });
		const flat = base64(
			Uint8Array.of(...first.subarray(0, 8), ...new Uint8Array(HALVES.buffer).subarray(0, 4))
		);
		expect(boundsWith({ type: 'free', path: flat, dim: 2 })).toMatchObject({ x: 10, y: 17.5, w: 4, h: 2.5 });
	});

	it('is left out when it is none', () => {
		for (const path of ['', 'AAAA', '%%%'])
			expect(
				readDrawing(
					JSON.stringify({
						tldrawFileFormatVersion: 1,
						records: [RECORDS[1], shape('ink', 'draw', { segments: [{ path }] })]
					})
				)
			).toEqual({ ok: false, refusal: 'empty' });
	});
});
