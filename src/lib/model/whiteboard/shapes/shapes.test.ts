import { describe, expect, it } from 'vitest';
import { keyBetween } from '../../order.ts';
import type { ShapeId } from '../ids.ts';
import { decodeInk, encodeInk } from '../ink.ts';
import { arrowBetween, endsOf, PLAIN_ARROW } from './arrow.ts';
import { LOOSE } from './kind.ts';
import { inkOf, penGeometry } from './pen.ts';
import {
	boundsOf,
	fitted,
	hits,
	kindOf,
	parseShape,
	type Shape,
	SHAPE_KINDS,
	type ShapeType,
	storeLooks,
	storeShape
} from './registry.ts';

const id = 'shape' as ShapeId;

function base<T extends ShapeType>(type: T) {
	return {
		id,
		type,
		x: 100,
		y: 50,
		rotation: 0,
		order: keyBetween(null, null),
		author: 'ada',
		...LOOSE,
		...kindOf(type).defaults
	};
}

const zigzag = [0, 1, 2, 3, 4].map((at) => ({ x: 100 + at * 10, y: at % 2 === 0 ? 50 : 80, pressure: null }));
const SAMPLES: { [K in ShapeType]: Shape } = {
	pen: { ...base('pen'), ...penGeometry(zigzag) },
	note: base('note'),
	text: { ...base('text'), autoWidth: true },
	rectangle: base('rectangle'),
	ellipse: base('ellipse'),
	arrow: { ...base('arrow'), ...PLAIN_ARROW, ...arrowBetween({ x: 300, y: 50 }, { x: 100, y: 150 }) }
};

describe.each(Object.keys(SHAPE_KINDS) as ShapeType[])('a %s', (type) => {
	const shape = SAMPLES[type];

	it('comes back from the document as it went in', () => {
		expect(parseShape(id, storeShape(shape), storeLooks(shape))).toEqual(shape);
	});

	it('is hit on its line and not far outside', () => {
		const [x, y] = type === 'pen' ? [100, 50] : type === 'arrow' ? [200, 100] : [100 + shape.w / 2, 50];
		expect(hits(shape, { x, y }, 1)).toBe(true);
		expect(hits(shape, { x: x - 900, y }, 4)).toBe(false);
	});

	it('takes another box', () => {
		const next = fitted(shape, { x: 0, y: 0, w: 2 * shape.w, h: shape.h });
		expect(boundsOf(next)).toMatchObject({ x: 0, y: 0, w: 2 * shape.w, h: shape.h });
	});
});

describe('shapes', () => {
	it('without a fill can be reached through', () => {
		const frame = {
			...base('rectangle'),
			style: { ...kindOf('rectangle').defaults.style, fill: 'none' as const }
		};
		expect(hits(frame, { x: 200, y: 110 }, 4)).toBe(false);
		expect(hits({ ...frame, style: { ...frame.style, fill: 'tint' } }, { x: 200, y: 110 }, 4)).toBe(true);
	});

	it('are hit where they are when turned', () => {
		const bar = { ...base('rectangle'), x: 0, y: 0, w: 200, h: 20, rotation: Math.PI / 2 };
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
		const stroke = SAMPLES.pen as Extract<Shape, { type: 'pen' }>;
		expect(inkOf(stroke).map(({ x, y }) => ({ x, y }))).toEqual(zigzag.map(({ x, y }) => ({ x, y })));
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
