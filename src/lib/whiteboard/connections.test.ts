import { afterEach, describe, expect, it } from 'vitest';
import { pointsOf } from '#model/whiteboard/shapes/arrow.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import {
	addConnected,
	arrowFrom,
	bendArrows,
	connectSelected,
	loopSelected,
	onWhole,
	reformArrows,
	straightenArrows,
	turnArrows,
	withEnd
} from './connections.ts';
import { copiesOf, placeCopies } from './copies.ts';
import { group } from './commands/grouping.ts';
import { lock, unlock } from './commands/locking.ts';
import { deleteShapes, make, moveBy, newShapeAt, restyle } from './edits.ts';
import { restack } from './restacking.ts';
import type { Editor } from './editor.svelte.ts';
import { openEditor } from './test-editors.ts';

const closing: (() => void)[] = [];

afterEach(() => {
	for (const close of closing.splice(0)) close();
});

/** A board with two notes and an arrow between them. */
function connected() {
	const { editor, close } = openEditor('ada');
	closing.push(close);
	const [left, right] = [0, 500].map((x) => newShapeAt(editor, 'note', { x, y: 0 })) as [Shape, Shape];
	make(editor, left);
	make(editor, right);
	const { id } = arrowFrom(editor, onWhole(left), onWhole(right));
	make(editor, arrowFrom(editor, onWhole(left), onWhole(right), id));
	return { editor, left, right, arrow: () => arrowsOf(editor).find((shape) => shape.id === id)! };
}

function arrowsOf(editor: Editor) {
	return [...editor.scene.items()].flatMap(({ shape }) => (shape.type === 'arrow' ? [shape] : []));
}

describe('a connected arrow', () => {
	it('comes off its shapes when it is moved away by itself, and stays on when one of them goes along', () => {
		const { editor, right, arrow } = connected();
		moveBy(editor, [arrow().id, right.id], 0, 300);
		expect(arrow()).toMatchObject({ start: { shape: expect.anything() }, end: { shape: right.id } });
		moveBy(editor, [arrow().id], 0, 50);
		expect(arrow()).toMatchObject({ start: null, end: null });
	});

	it('stays where it was when a shape is deleted, and is bound again when that is taken back', () => {
		const { editor, right, arrow } = connected();
		moveBy(editor, [right.id], 0, 400);
		const before = arrow();
		deleteShapes(editor, [right.id]);
		for (const side of ['x', 'y', 'w', 'h'] as const) expect(arrow()[side]).toBeCloseTo(before[side], 0);
		editor.undo();
		moveBy(editor, [right.id], 0, -400);
		expect(arrow().h).toBeLessThan(1);
	});

	it('is grouped, locked, restacked and given another form without a word about where it lies', () => {
		const { editor, left, right, arrow } = connected();
		moveBy(editor, [right.id], 0, 400);
		const stored = editor.board.geometry.get(arrow().id);
		for (const deed of [
			() => group.run(editor),
			() => restack(editor, 'back'),
			() => restack(editor, 'forward'),
			() => lock.run(editor)
		]) {
			editor.select([left.id, arrow().id]);
			deed();
		}
		expect(arrow()).toMatchObject({ locked: true, groups: [expect.anything()] });
		expect(editor.board.geometry.get(arrow().id)).toBe(stored);
		unlock.run(editor);
		editor.select([arrow().id]);
		reformArrows(editor, { route: 'curved' });
		expect(editor.board.geometry.get(arrow().id)).toEqual({ ...stored, rt: 'curved' });
	});

	it('is copied bound to what is copied along, and to nothing else', () => {
		const { editor, left, arrow } = connected();
		placeCopies(editor, copiesOf(editor, [left.id, arrow().id]), { x: 0, y: 900 });
		const copy = arrowsOf(editor).find(({ id }) => id !== arrow().id)!;
		expect(copy.end).toBeNull();
		expect(editor.scene.shapeOf(copy.start!.shape)).toMatchObject({ y: left.y + 900 });
	});

	it('is coloured without a word about its place, which others may be changing', () => {
		const { editor, right, arrow } = connected();
		moveBy(editor, [right.id], 0, 400);
		const before = editor.board.geometry.get(arrow().id);
		editor.select([arrow().id]);
		restyle(editor, { color: 'plum' });
		expect(editor.board.geometry.get(arrow().id)).toBe(before);
		expect(arrow().style.color).toBe('plum');
	});

	it('takes another route and other heads, and so does the next one', () => {
		const { editor, left, right, arrow } = connected();
		editor.select([arrow().id]);
		reformArrows(editor, { route: 'elbow', heads: { start: 'dot', end: 'none' } });
		turnArrows(editor);
		const form = { route: 'elbow', heads: { start: 'dot', end: 'none' } };
		expect(arrow()).toMatchObject({ ...form, start: { shape: right.id }, end: { shape: left.id } });
		expect(arrowFrom(editor, onWhole(left), onWhole(right))).toMatchObject(form);
	});
});

describe('an arrow that is bent by keys', () => {
	it('goes aside from its direction, in one step of the history, and along with its shapes', () => {
		const { editor, left, right, arrow } = connected();
		const bend = () => pointsOf(arrow())[1]!;
		editor.select([arrow().id]);
		for (let press = 0; press < 3; press++) bendArrows(editor, 'right');
		expect(bend().y).toBeCloseTo(72, 0);
		moveBy(editor, [left.id, right.id], 0, 500);
		expect(bend().y).toBeCloseTo(572, 0);
		editor.undo();
		editor.undo();
		expect(arrow().bends).toEqual([]);
	});

	it('keeps its bend when it is turned round or led elsewhere, and loses it when it is straightened', () => {
		const { editor, left, right, arrow } = connected();
		editor.select([arrow().id]);
		bendArrows(editor, 'right');
		turnArrows(editor);
		moveBy(editor, [left.id, right.id], 0, 100);
		expect(pointsOf(arrow())[1]!.y).toBeCloseTo(124, 0);
		expect(withEnd(editor, arrow(), 'to', { on: 'paper', point: { x: 0, y: 900 } }).bends).toHaveLength(1);
		editor.select([arrow().id]);
		straightenArrows(editor);
		expect(arrow().bends).toEqual([]);
	});
});

describe('an elbow', () => {
	it('goes around what is put between its ends, and straight again when that is taken away', () => {
		const { editor, arrow } = connected();
		editor.select([arrow().id]);
		reformArrows(editor, { route: 'elbow' });
		const stored = editor.board.geometry.get(arrow().id);
		expect(arrow().h).toBeLessThan(1);
		const wall = newShapeAt(editor, 'rectangle', { x: 250, y: 0 });
		make(editor, wall);
		expect(arrow().h).toBeGreaterThan(15);
		expect(editor.board.geometry.get(arrow().id), 'which is nobody’s change').toBe(stored);
		moveBy(editor, [wall.id], 0, 900);
		expect(arrow().h).toBeLessThan(1);
		editor.undo();
		expect(arrow().h).toBeGreaterThan(15);
		deleteShapes(editor, [wall.id]);
		expect(arrow().h).toBeLessThan(1);
	});
});

describe('connecting', () => {
	it('leads from a shape back to itself', () => {
		const { editor, left } = connected();
		editor.select([left.id]);
		loopSelected(editor);
		const [loop] = editor.selectedShapes;
		expect(loop).toMatchObject({ start: { shape: left.id }, end: { shape: left.id } });
		expect(Math.min(loop!.w, loop!.h)).toBeGreaterThan(60);
	});

	it('leads through what is selected, in the order in which it was selected', () => {
		const { editor, left, right } = connected();
		const third = newShapeAt(editor, 'rectangle', { x: 0, y: 600 });
		make(editor, third);
		editor.select([right.id, third.id, left.id]);
		connectSelected(editor);
		const ends = editor.selectedShapes.map((shape) =>
			shape.type === 'arrow' ? [shape.start?.shape, shape.end?.shape] : []
		);
		expect(ends).toEqual([
			[right.id, third.id],
			[third.id, left.id]
		]);
	});

	it('puts connected copies beside each other, not upon each other', () => {
		const { editor, left } = connected();
		addConnected(editor, left, { x: 0, y: 1 });
		addConnected(editor, left, { x: 0, y: 1 });
		const copies = [...editor.board.shapes.values()].filter(({ type, y }) => type === 'note' && y > 100);
		expect(copies).toHaveLength(2);
		expect(Math.abs(copies[0]!.x - copies[1]!.x)).toBeGreaterThanOrEqual(left.w);
		expect(arrowsOf(editor).filter(({ start }) => start?.shape === left.id)).toHaveLength(3);
	});
});
