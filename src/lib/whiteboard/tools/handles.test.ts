import { describe, expect, it } from 'vitest';
import { keyBetween } from '#model/order.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import { arrowBetween, PLAIN_ARROW } from '#model/whiteboard/shapes/arrow.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import { boundsOf, kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { carried, cursorOf, handleAt, handlesOf, pulled, pulledTurned, turnHandleOf } from './handles.ts';

const FREE = { proportional: false };

const camera = { x: 0, y: 0, zoom: 1 };

function shape(type: 'note' | 'arrow' | 'text' | 'rectangle', x = 0, y = 0): Shape {
	const base = {
		id: createShapeId(),
		x,
		y,
		rotation: 0,
		order: keyBetween(null, null),
		author: '',
		...LOOSE,
		...kindOf(type).defaults
	};
	if (type === 'arrow')
		return { ...base, type, ...PLAIN_ARROW, ...arrowBetween({ x, y }, { x: x + 100, y: y + 50 }) };
	return type === 'text' ? { ...base, type, autoWidth: true } : { ...base, type };
}

describe('handles', () => {
	it('are the corners of a box, the ends of an arrow, the sides of a text', () => {
		const note = shape('note');
		expect(handlesOf([note], boundsOf(note))).toHaveLength(4);
		const arrow = shape('arrow');
		expect(handlesOf([arrow], boundsOf(arrow)).map(({ point }) => point)).toEqual([
			{ x: 0, y: 0 },
			{ x: 100, y: 50 }
		]);
		const text = shape('text');
		expect(handlesOf([text], boundsOf(text)).map(({ handle }) => cursorOf(handle))).toEqual([
			'ew-resize',
			'ew-resize'
		]);
	});

	it('are turned with what they belong to', () => {
		const note = { ...shape('note'), rotation: Math.PI / 2 };
		const [topLeft] = handlesOf([note], boundsOf(note));
		expect(topLeft!.point.x).toBeCloseTo(200);
		expect(topLeft!.point.y).toBeCloseTo(0);
		const turn = turnHandleOf([note], boundsOf(note), camera)!;
		expect(turn.x).toBeGreaterThan(200);
		expect(turn.y).toBeGreaterThan(200);
	});

	it('are not offered for what is locked', () => {
		const note = { ...shape('note'), locked: true };
		expect(handlesOf([note], boundsOf(note))).toEqual([]);
		expect(turnHandleOf([note], boundsOf(note), camera)).toBeNull();
	});

	it('are larger for a finger than for a mouse', () => {
		const note = shape('note');
		const near = { x: -18, y: -5 };
		expect(handleAt([note], boundsOf(note), camera, near, 'mouse')).toBeNull();
		expect(handleAt([note], boundsOf(note), camera, near, 'touch')).toEqual({ on: 'box', dx: -1, dy: -1 });
	});

	it('let a mouse take the edges too', () => {
		const note = shape('note');
		expect(handleAt([note], boundsOf(note), camera, { x: 100, y: 200 }, 'mouse')).toEqual({
			on: 'box',
			dx: 0,
			dy: 1
		});
	});
});

describe('pulling a handle', () => {
	const box = { x: 0, y: 0, w: 100, h: 50 };

	it('leaves the opposite corner where it is, and never turns the box over', () => {
		expect(pulled(box, { on: 'box', dx: -1, dy: -1 }, { x: 20, y: 10 }, FREE)).toEqual({
			x: 20,
			y: 10,
			w: 80,
			h: 40
		});
		const tiny = pulled(box, { on: 'box', dx: 1, dy: 1 }, { x: -500, y: -500 }, FREE);
		expect(tiny).toMatchObject({ x: 0, y: 0 });
		expect(tiny.w).toBeGreaterThan(0);
	});

	it('keeps proportions when asked', () => {
		expect(pulled(box, { on: 'box', dx: 1, dy: 1 }, { x: 200, y: 60 }, { proportional: true })).toEqual({
			x: 0,
			y: 0,
			w: 200,
			h: 100
		});
	});

	it('takes the proportions along when a side is pulled', () => {
		expect(pulled(box, { on: 'box', dx: 1, dy: 0 }, { x: 200, y: 0 }, { proportional: true })).toEqual({
			x: 0,
			y: -25,
			w: 200,
			h: 100
		});
	});

	it('keeps the middle when asked', () => {
		const about = { proportional: false, centred: true };
		expect(pulled(box, { on: 'box', dx: 1, dy: 1 }, { x: 120, y: 60 }, about)).toEqual({
			x: -20,
			y: -10,
			w: 140,
			h: 70
		});
	});

	it('keeps the opposite corner of what is turned where it is seen', () => {
		const turned = { ...shape('note'), rotation: 0.7 };
		const seen = (of: typeof turned, at: number) => handlesOf([of], boundsOf(of))[at]!.point;
		const corner = { on: 'box', dx: 1, dy: 1 } as const;
		const next = { ...turned, ...pulledTurned(turned, 0.7, corner, { x: 260, y: 300 }, FREE) };
		expect(seen(next, 0).x).toBeCloseTo(seen(turned, 0).x);
		expect(seen(next, 0).y).toBeCloseTo(seen(turned, 0).y);
		expect(seen(next, 2).x).toBeCloseTo(260);
		expect(seen(next, 2).y).toBeCloseTo(300);
	});

	it('carries a selection along, words included', () => {
		const shapes = [shape('note', 0, 0), shape('text', 300, 0)];
		const [note, text] = carried(shapes, { x: 0, y: 0, w: 400, h: 200 }, { x: 0, y: 0, w: 800, h: 400 });
		expect(note).toMatchObject({ x: 0, w: 400, h: 400 });
		expect(text).toMatchObject({ x: 600, style: { fontSize: 48 } });
	});
});
