import { describe, expect, it } from 'vitest';
import { keyBetween } from '#model/order.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import { arrowBetween, PLAIN_ARROW } from '#model/whiteboard/shapes/arrow.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import { boundsOf, kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { carried, cursorOf, handleAt, handlesOf, pulled } from './handles.ts';

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

	it('are not offered for what is turned', () => {
		const note = { ...shape('note'), rotation: 1 };
		expect(handlesOf([note], boundsOf(note))).toEqual([]);
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
		expect(pulled(box, { on: 'box', dx: -1, dy: -1 }, { x: 20, y: 10 }, false)).toEqual({
			x: 20,
			y: 10,
			w: 80,
			h: 40
		});
		const tiny = pulled(box, { on: 'box', dx: 1, dy: 1 }, { x: -500, y: -500 }, false);
		expect(tiny).toMatchObject({ x: 0, y: 0 });
		expect(tiny.w).toBeGreaterThan(0);
	});

	it('keeps proportions when asked', () => {
		expect(pulled(box, { on: 'box', dx: 1, dy: 1 }, { x: 200, y: 60 }, true)).toEqual({
			x: 0,
			y: 0,
			w: 200,
			h: 100
		});
	});

	it('carries a selection along, words included', () => {
		const shapes = [shape('note', 0, 0), shape('text', 300, 0)];
		const [note, text] = carried(shapes, { x: 0, y: 0, w: 400, h: 200 }, { x: 0, y: 0, w: 800, h: 400 });
		expect(note).toMatchObject({ x: 0, w: 400, h: 400 });
		expect(text).toMatchObject({ x: 600, style: { fontSize: 48 } });
	});
});
