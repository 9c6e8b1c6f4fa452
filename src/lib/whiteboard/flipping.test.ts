import { describe, expect, it } from 'vitest';
import { keyBetween } from '#model/order.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { arrowBetween, endsOf, PLAIN_ARROW } from '#model/whiteboard/shapes/arrow.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import { inkOf, penGeometry, type PenShape } from '#model/whiteboard/shapes/pen.ts';
import { kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { flipped } from './flipping.ts';

const base = { ...LOOSE, id: 'a' as ShapeId, rotation: 0, order: keyBetween(null, null), author: '' };
const { style } = kindOf('note').defaults;
const AROUND = { x: 0, y: 0, w: 400, h: 200 };
const note: Shape = { ...base, type: 'note', style, x: 20, y: 10, w: 100, h: 60, rotation: 0.5 };
const points = [
	{ x: 10, y: 20, pressure: null },
	{ x: 60, y: 20, pressure: null },
	{ x: 60, y: 90, pressure: null }
];
const pen: PenShape = { ...base, type: 'pen', style, ...penGeometry(points) };

describe('flipping', () => {
	it('mirrors where things are and how they are turned; words stay readable', () => {
		expect(flipped([note], AROUND, 'across')[0]).toMatchObject({ x: 280, y: 10, rotation: -0.5 });
		expect(flipped([note], AROUND, 'down')[0]).toMatchObject({ x: 20, y: 130, rotation: -0.5 });
	});

	it('turns an arrow’s ends over', () => {
		const arrow = arrowBetween({ x: 0, y: 0 }, { x: 100, y: 50 });
		const [next] = flipped([{ ...base, type: 'arrow', style, ...PLAIN_ARROW, ...arrow }], AROUND, 'across');
		expect(next?.type === 'arrow' && endsOf(next)).toEqual([
			{ x: 400, y: 0 },
			{ x: 300, y: 50 }
		]);
	});

	it('mirrors handwriting itself', () => {
		const [next] = flipped([pen], AROUND, 'across') as [PenShape];
		expect(inkOf(next).map(({ x, y }) => [x, y])).toEqual([
			[390, 20],
			[340, 20],
			[340, 90]
		]);
	});

	it('done twice is as before', () => {
		for (const along of ['across', 'down'] as const) {
			const twice = flipped(flipped([note, pen], AROUND, along), AROUND, along);
			expect(twice).toEqual([note, pen]);
		}
	});
});
