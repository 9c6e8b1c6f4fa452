import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../../tests/support/random.ts';
import { keyBetween } from '../../order.ts';
import type { ShapeId } from '../ids.ts';
import { decodeInk, encodeInk } from '../ink.ts';
import { arrowBetween, endsOf } from './arrow.ts';
import { inkOf } from './pen.ts';
import {
	boundsOf,
	fitted,
	hits,
	kindOf,
	parseShape,
	SHAPE_KINDS,
	type ShapeOf,
	type ShapeType,
	storeLooks,
	storeShape
} from './registry.ts';
import { randomShape, sampleShape } from './test-shapes.ts';

const id = 'shape' as ShapeId;

const SAMPLES = Object.fromEntries(
	(Object.keys(SHAPE_KINDS) as ShapeType[]).map((type) => [type, sampleShape(type, id)])
) as { [K in ShapeType]: ShapeOf<K> };

describe.each(Object.keys(SHAPE_KINDS) as ShapeType[])('a %s', (type) => {
	const shape = SAMPLES[type];

	it('comes back from the document as it went in', () => {
		expect(parseShape(id, storeShape(shape), storeLooks(shape))).toEqual(shape);
	});

	it('is hit on its line and not far outside', () => {
		const isInk = type === 'pen' || type === 'highlighter';
		const [x, y] = isInk ? [100, 50] : type === 'arrow' ? [200, 100] : [100 + shape.w / 2, 50];
		expect(hits(shape, { x, y }, 1)).toBe(true);
		expect(hits(shape, { x: x - 900, y }, 4)).toBe(false);
	});

	it('comes back whatever it is like', () => {
		const random = createRandom();
		for (let round = 0; round < 60; round++) {
			const one = randomShape(random, type);
			expect(parseShape(one.id, storeShape(one), storeLooks(one)), random.seedText).toEqual(one);
		}
	});

	it('is a shape with true numbers, or none, whatever is in its entries', () => {
		const random = createRandom();
		const hostile = [undefined, null, -1, 0, 1e9, Number.NaN, '', 'x', [], {}, [1], true, new Uint8Array(9)];
		for (let round = 0; round < 300; round++) {
			const one = randomShape(random, type);
			const [geometry, looks] = [{ ...storeShape(one) }, { ...storeLooks(one) }];
			const entry: Record<string, unknown> = random.below(2) === 0 ? geometry : looks;
			entry[random.pick([...Object.keys(geometry), ...Object.keys(looks), 'g', 'u'])] = random.pick(hostile);
			const read = parseShape(one.id, geometry, looks);
			if (read === null) continue;
			expect([read.x, read.y, read.w, read.h, read.rotation].every(Number.isFinite), random.seedText).toBe(
				true
			);
			expect(parseShape(read.id, storeShape(read), storeLooks(read)), random.seedText).toMatchObject({
				type
			});
			hits(read, { x: 0, y: 0 }, 4);
		}
	});

	it('takes another box', () => {
		const next = fitted(shape, { x: 0, y: 0, w: 2 * shape.w, h: shape.h });
		expect(boundsOf(next)).toMatchObject({ x: 0, y: 0, w: 2 * shape.w, h: shape.h });
	});
});

describe('shapes', () => {
	it('without a fill can be reached through', () => {
		const frame = {
			...sampleShape('rectangle'),
			style: { ...kindOf('rectangle').defaults.style, fill: 'none' as const }
		};
		expect(hits(frame, { x: 200, y: 110 }, 4)).toBe(false);
		expect(hits({ ...frame, style: { ...frame.style, fill: 'tint' } }, { x: 200, y: 110 }, 4)).toBe(true);
	});

	it('are hit where they are when turned', () => {
		const bar = { ...sampleShape('rectangle'), x: 0, y: 0, w: 200, h: 20, rotation: Math.PI / 2 };
		expect(hits(bar, { x: 100, y: 90 }, 0)).toBe(true);
		expect(hits(bar, { x: 10, y: 10 }, 0)).toBe(false);
		expect(boundsOf(bar).h).toBeCloseTo(200);
	});

	it('know an arrow’s start from its tip in every direction', () => {
		for (const [from, to] of [
			[
				{ x: 0, y: 0 },
				{ x: 10, y: 20 }
			],
			[
				{ x: 10, y: 20 },
				{ x: 0, y: 0 }
			],
			[
				{ x: 10, y: 0 },
				{ x: 0, y: 20 }
			],
			[
				{ x: 5, y: 0 },
				{ x: 5, y: 20 }
			]
		] as const)
			expect(endsOf(arrowBetween(from, to))).toEqual([from, to]);
	});
});

describe('documents of earlier versions', () => {
	const order = keyBetween(null, null);
	const place = { x: 1, y: 2, w: 30, h: 40, o: order };

	it.each([
		['note', { ...place, t: 'note', by: 'bo' }, { c: 'amber' }, 'center'],
		['text', { ...place, t: 'text' }, undefined, 'start'],
		['text that wraps', { ...place, t: 'text', m: 0 }, { s: 36 }, 'start'],
		['rectangle', { ...place, t: 'rectangle', r: 0.5 }, { f: 'tint', w: 2 }, 'center'],
		['ellipse', { ...place, t: 'ellipse' }, { c: 'sky', f: 'solid' }, 'center']
	])('are read as they were meant: a %s', (_name, geometry, looks, align) => {
		const shape = parseShape(id, geometry, looks)!;
		expect(shape).toMatchObject({
			...{ x: 1, y: 2, w: 30, h: 40, groups: [], locked: false, frame: null, link: null },
			style: { align, look: 'drawn', dash: 'solid', opacity: 1, font: 'sans', bold: false, list: 'none' }
		});
		expect(storeShape(shape)).toEqual(geometry);
		expect(storeLooks(shape)).toEqual(looks ?? {});
	});
});

describe('ink', () => {
	it('keeps every point to an eighth of a unit, and its pressure', () => {
		const points = Array.from({ length: 500 }, () => ({
			x: Math.random() * 4000 - 2000,
			y: Math.random() * 4000 - 2000,
			pressure: Math.random()
		}));
		const back = decodeInk(encodeInk(points));
		expect(back).toHaveLength(500);
		back.forEach((point, at) => {
			expect(Math.abs(point.x - points[at]!.x)).toBeLessThanOrEqual(1 / 16);
			expect(Math.abs(point.y - points[at]!.y)).toBeLessThanOrEqual(1 / 16);
			expect(point.pressure).toBeCloseTo(points[at]!.pressure, 2);
		});
	});

	it('lies where it was drawn, and stretches with its box', () => {
		const stroke = SAMPLES.pen;
		expect(inkOf(stroke).map(({ x, y }) => [x, y])).toEqual([
			[100, 50],
			[110, 80],
			[120, 50],
			[130, 80],
			[140, 50]
		]);
		const stretched = fitted(stroke, { x: 100, y: 50, w: stroke.w * 2, h: stroke.h });
		expect(inkOf(stretched).at(-1)).toMatchObject({ x: 180, y: 50 });
	});

	it('reads any bytes whatever without throwing', () => {
		for (let round = 0; round < 500; round++) {
			const bytes = Uint8Array.from({ length: round % 60 }, () => Math.floor(Math.random() * 256));
			for (const point of decodeInk(bytes)) expect(Number.isFinite(point.x + point.y)).toBe(true);
		}
		expect(decodeInk(new Uint8Array(200).fill(255))).toEqual([]);
	});
});
