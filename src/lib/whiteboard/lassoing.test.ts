import { describe, expect, it } from 'vitest';
import { keyBetween } from '#model/order.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import { arrowBetween, PLAIN_ARROW } from '#model/whiteboard/shapes/arrow.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import { penGeometry } from '#model/whiteboard/shapes/pen.ts';
import { kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { encircles, isLassoed } from './lassoing.ts';

const base = { id: createShapeId(), rotation: 0, order: keyBetween(null, null), author: '', ...LOOSE };
const { style } = kindOf('note').defaults;
const note = (x: number, y: number, rotation = 0): Shape => ({
	...base,
	type: 'note',
	style,
	x,
	y,
	w: 100,
	h: 100,
	rotation
});
/** A loop around (0,0)–(200,200). */
const LOOP = [
	{ x: -10, y: 100 },
	{ x: 100, y: -10 },
	{ x: 210, y: 100 },
	{ x: 100, y: 210 }
];

describe('a lasso', () => {
	it('holds what is inside, wherever it was begun, and nothing beside it', () => {
		expect(encircles(LOOP, { x: 100, y: 100 })).toBe(true);
		expect(encircles(LOOP.toReversed(), { x: 100, y: 100 })).toBe(true);
		expect(encircles(LOOP, { x: 10, y: 10 })).toBe(false);
		expect(encircles(LOOP, { x: 300, y: 100 })).toBe(false);
	});

	it('takes what lies in it for the most part', () => {
		expect(isLassoed(note(50, 50), LOOP)).toBe(true);
		expect(isLassoed(note(50, 50, Math.PI / 4), LOOP)).toBe(true);
		expect(isLassoed(note(150, 150), LOOP)).toBe(false);
	});

	it('looks at the line of an arrow or a stroke, not at the box around it', () => {
		const points = [
			{ x: 60, y: 100 },
			{ x: 140, y: 100 },
			{ x: 140, y: 120 }
		].map((point) => ({ ...point, pressure: null }));
		expect(isLassoed({ ...base, type: 'pen', style, ...penGeometry(points) }, LOOP)).toBe(true);
		const arrow = arrowBetween({ x: 100, y: 100 }, { x: 400, y: 100 });
		expect(isLassoed({ ...base, type: 'arrow', style, ...PLAIN_ARROW, ...arrow }, LOOP)).toBe(false);
	});
});
