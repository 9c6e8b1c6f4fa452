import { describe, expect, it } from 'vitest';
import { boundsOf } from '#model/whiteboard/shapes/registry.ts';
import { readDrawing } from '../read-file.ts';

const element = (id: string, type: string, more: object = {}): object => ({
	id,
	type,
	x: 0,
	y: 0,
	width: 100,
	height: 50,
	angle: 0,
	strokeColor: '#1e1e1e',
	backgroundColor: 'transparent',
	fillStyle: 'solid',
	strokeWidth: 2,
	strokeStyle: 'solid',
	roughness: 1,
	opacity: 100,
	groupIds: [],
	frameId: null,
	version: 41,
	isDeleted: false,
	...more
});

function read(stored: object) {
	const reading = readDrawing(JSON.stringify(stored));
	if (!reading.ok) throw new Error(reading.refusal);
	const { pieces, images } = reading.drawing;
	return { pieces, images, changes: reading.changes.list, shapes: pieces.map(({ shape }) => shape) };
}

const scene = (elements: object[], files: object = {}): object => ({
	type: 'excalidraw',
	version: 2,
	elements,
	files
});

describe('a scene of Excalidraw', () => {
	it('keeps frames, nested groups, links, locks, opacity and colours', () => {
		const { shapes, pieces } = read(
			scene([
				element('f', 'frame', { name: 'Plan', width: 400, height: 300 }),
				element('a', 'ellipse', {
					frameId: 'f',
					groupIds: ['inner', 'outer'],
					locked: true,
					link: 'https://example.org/',
					opacity: 40,
					strokeColor: '#e03131',
					backgroundColor: '#ffc9c9',
					roughness: 0
				}),
				element('b', 'diamond', { groupIds: ['outer'], strokeStyle: 'dotted', link: 'javascript:alert(1)' })
			])
		);
		const [frame, ellipse, diamond] = shapes;
		expect(pieces[0]!.text).toBe('Plan');
		expect(ellipse).toMatchObject({ frame: frame!.id, locked: true, link: 'https://example.org/' });
		expect(ellipse!.style).toMatchObject({
			opacity: 0.4,
			ownStroke: '#e03131',
			ownFill: '#ffc9c9',
			fill: 'solid',
			look: 'clean'
		});
		expect(ellipse!.groups).toHaveLength(2);
		expect(ellipse!.groups[1]).toBe(diamond!.groups[0]);
		expect(diamond).toMatchObject({ link: null, frame: null, style: { dash: 'dotted', ownStroke: null } });
	});

	it('keeps words in boxes and on arrows, and what arrows hold on to', () => {
		const { shapes, pieces } = read(
			scene([
				element('a', 'rectangle', { boundElements: [{ id: 'at', type: 'text' }] }),
				element('at', 'text', {
					containerId: 'a',
					text: 'Wrapped\ntext',
					originalText: 'Wrapped text',
					fontFamily: 8,
					fontSize: 28
				}),
				element('b', 'rectangle', { x: 300 }),
				element('w', 'arrow', {
					x: 105,
					y: 25,
					points: [
						[0, 0],
						[190, 0]
					],
					elbowed: true,
					startBinding: { elementId: 'a', fixedPoint: [1.05, 0.5], mode: 'orbit' },
					endBinding: { elementId: 'b', focus: 0, gap: 5 },
					startArrowhead: 'bar',
					endArrowhead: 'triangle'
				}),
				element('wt', 'text', { containerId: 'w', text: 'then', originalText: 'then' })
			])
		);
		expect(pieces.map(({ shape, text }) => [shape.type, text])).toEqual([
			['rectangle', 'Wrapped text'],
			['rectangle', ''],
			['arrow', 'then']
		]);
		expect(shapes[0]!.style).toMatchObject({ font: 'mono', fontSize: 28 });
		expect(shapes[2]).toMatchObject({
			route: 'elbow',
			heads: { start: 'bar', end: 'triangle' },
			start: { shape: shapes[0]!.id, at: { x: 1, y: 0.5 } },
			end: { shape: shapes[1]!.id, at: { x: 0, y: 0.5 } }
		});
	});

	it('brings its images along, and says what of them is lost', () => {
		const files = { one: { mimeType: 'image/png', dataURL: 'data:image/png;base64,iVBORw0KGgo=' } };
		const { shapes, images, changes } = read(
			scene(
				[
					element('i', 'image', { fileId: 'one', scale: [-1, 1], crop: { x: 0, y: 0 }, angle: 0.5 }),
					element('j', 'image', { fileId: 'two' }),
					element('k', 'text', { text: 'x' })
				],
				files
			)
		);
		expect(shapes.map(({ type }) => type)).toEqual(['image', 'text']);
		expect(shapes[0]).toMatchObject({ rotation: expect.closeTo(0.5, 3) as number });
		expect([...images.values()].map(({ type, size }) => [type, size])).toEqual([['image/png', 8]]);
		expect(changes).toEqual([
			['crops', 1],
			['flips', 1],
			['images', 1]
		]);
	});

	it('keeps the pressure of a pen, and turns what is turned', () => {
		const points = [
			[0, 0],
			[10, 0],
			[20, 0]
		];
		const { shapes } = read(
			scene([
				element('p', 'freedraw', { points, pressures: [0.1, 0.9, 0.5], simulatePressure: false }),
				element('l', 'line', { points, angle: Math.PI / 2, x: 100, y: 100 }),
				element('w', 'arrow', { points, angle: Math.PI / 2, x: 100, y: 100 })
			])
		);
		const [pen, line, arrow] = shapes;
		expect(pen).toMatchObject({ type: 'pen', w: 20 });
		for (const shape of [line!, arrow!]) {
			const { x, y, w, h } = boundsOf(shape);
			expect([x, y, w, h].map(Math.round)).toEqual([110, 90, 0, 20]);
		}
	});
});

describe('a library of Excalidraw', () => {
	const items = [
		[element('a', 'rectangle', { x: 500 })],
		[element('a', 'ellipse', { x: -900 }), element('b', 'text', { x: -900, text: 'T' })]
	];

	it.each([
		[
			'now',
			{
				type: 'excalidrawlib',
				version: 2,
				libraryItems: items.map((elements) => ({ id: 'x', status: 'published', elements }))
			}
		],
		['of old', { type: 'excalidrawlib', version: 1, library: items }]
	])('as it is written %s is laid out side by side', (_, library) => {
		const { shapes } = read(library);
		expect(shapes.map(({ type, x }) => [type, x])).toEqual([
			['rectangle', 0],
			['ellipse', 180],
			['text', 180]
		]);
	});

	it('and what is copied there are read, too', () => {
		expect(read({ type: 'excalidraw/clipboard', elements: items[0] }).shapes).toHaveLength(1);
	});
});
