import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { arrowFrom, onWhole } from './connections.ts';
import { make, moveBy, newShapeAt } from './edits.ts';
import type { Editor } from './editor.svelte.ts';
import { notResizable, notTurnable, resizeBy, turnBy } from './reshaping.ts';
import { openEditor } from './test-editors.ts';

let editor: Editor;
let close: () => void;

beforeEach(() => ({ editor, close } = openEditor('ada')));
afterEach(() => close());

function placed(type: 'rectangle' | 'note', x: number, y: number): ShapeId {
	const shape = newShapeAt(editor, type, { x, y });
	make(editor, shape);
	editor.select([shape.id]);
	return shape.id;
}

const shapeOf = (id: ShapeId) => editor.scene.shapeOf(id)!;
const degrees = (id: ShapeId): number => (shapeOf(id).rotation * 180) / Math.PI;

describe('resizing by keys', () => {
	it('leaves the left and upper sides where they are, and is one step however often the key comes', () => {
		const id = placed('rectangle', 100, 100);
		const before = shapeOf(id);
		for (let press = 0; press < 5; press++) resizeBy(editor, 8, 0);
		resizeBy(editor, 0, -8);
		expect(shapeOf(id)).toMatchObject({ x: before.x, y: before.y, w: before.w + 40, h: before.h - 8 });
		expect(editor.announcement).toContain(String(before.w + 40));
		editor.undo();
		expect(shapeOf(id)).toMatchObject({ w: before.w, h: before.h });
	});

	it('of another selection is another step', () => {
		const [one, two] = [placed('rectangle', 100, 100), placed('rectangle', 500, 100)];
		const before = shapeOf(one).w;
		for (const id of [one, two]) {
			editor.select([id]);
			resizeBy(editor, 8, 0);
		}
		editor.undo();
		expect([shapeOf(one).w, shapeOf(two).w]).toEqual([before + 8, before]);
	});

	it('goes along the sides of what is turned, the opposite side resting where it is seen', () => {
		const id = placed('rectangle', 100, 100);
		for (let press = 0; press < 6; press++) turnBy(editor, 1, false);
		const before = shapeOf(id);
		resizeBy(editor, 8, 0);
		const after = shapeOf(id);
		expect(after.w).toBeCloseTo(before.w + 8, 0);
		// Turned by a right angle, wider is longer downwards.
		expect(after.y + after.h / 2 - (before.y + before.h / 2)).toBeCloseTo(4, 0);
		expect(after.x + after.w / 2 - (before.x + before.w / 2)).toBeCloseTo(0, 0);
	});

	it('takes the free tip of an arrow on, and not one that a shape holds', () => {
		const [one, two] = [placed('note', 0, 0), placed('note', 600, 0)];
		const free = arrowFrom(
			editor,
			{ on: 'paper', point: { x: 0, y: 900 } },
			{ on: 'paper', point: { x: 100, y: 900 } }
		);
		make(editor, free);
		editor.select([free.id]);
		resizeBy(editor, 8, 0);
		expect(shapeOf(free.id)).toMatchObject({ x: 0, w: 108 });
		const held = arrowFrom(editor, onWhole(shapeOf(one)), onWhole(shapeOf(two)));
		make(editor, held);
		editor.select([held.id]);
		expect(notResizable(editor)).not.toBeNull();
		expect(notTurnable(editor)).not.toBeNull();
	});
});

describe('turning by keys', () => {
	it('goes to the next 15°, from wherever a shape stands, and to single degrees', () => {
		const id = placed('note', 100, 100);
		turnBy(editor, 1, false);
		turnBy(editor, 1, false);
		expect(degrees(id)).toBeCloseTo(30, 0);
		turnBy(editor, 1, true);
		expect(degrees(id)).toBeCloseTo(31, 0);
		turnBy(editor, -1, false);
		expect(degrees(id)).toBeCloseTo(30, 0);
		turnBy(editor, -1, false);
		expect(degrees(id)).toBeCloseTo(15, 0);
		expect(editor.announcement).toContain('15°');
		editor.undo();
		expect(degrees(id)).toBe(0);
	});

	it('brings several round in a circle to where they were', () => {
		const ids = [placed('note', 0, 0), placed('rectangle', 700, 90), placed('note', 300, 400)];
		const before = ids.map((id) => shapeOf(id));
		editor.select(ids);
		for (let press = 0; press < 24; press++) turnBy(editor, 1, false);
		for (const [at, id] of ids.entries()) {
			expect(Math.abs(shapeOf(id).x - before[at]!.x)).toBeLessThan(3);
			expect(Math.abs(shapeOf(id).y - before[at]!.y)).toBeLessThan(3);
		}
	});
});

describe('moving by keys', () => {
	it('is one step in a row, and another after something else', () => {
		const id = placed('note', 100, 100);
		const { x } = shapeOf(id);
		for (let press = 0; press < 3; press++) moveBy(editor, [id], 4, 0, 'move');
		turnBy(editor, 1, false);
		moveBy(editor, [id], 4, 0, 'move');
		editor.undo();
		expect(shapeOf(id).x).toBe(x + 12);
		editor.undo();
		editor.undo();
		expect(shapeOf(id).x).toBe(x);
	});
});
