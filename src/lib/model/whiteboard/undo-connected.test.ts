import { describe, expect, it } from 'vitest';
import { createGroupId, createShapeId } from './ids.ts';
import { type ArrowShape, arrowBetween, PLAIN_ARROW } from './shapes/arrow.ts';
import type { NoteShape } from './shapes/note.ts';
import { cellKeysOf, createTracks, type TableShape, withTrack } from './shapes/table.ts';
import { keyAbove } from './stacking.ts';
import { exchange, noteAt, type Person, person } from './test-boards.ts';

const CENTRE = { x: 0.5, y: 0.5 };

/** Ada has two notes and an arrow between them; Bo sees it. */
function connectedNotes() {
	const [ada, bo] = [person('ada'), person('bo')];
	const [left, right] = [noteAt(0, 0, 'ada'), noteAt(500, 0, 'ada')];
	const arrow: ArrowShape = {
		...left,
		id: createShapeId(),
		type: 'arrow',
		...PLAIN_ARROW,
		...arrowBetween({ x: 204, y: 100 }, { x: 496, y: 100 }),
		start: { shape: left.id, at: CENTRE },
		end: { shape: right.id, at: CENTRE }
	};
	ada.perform((gesture) => [left, right, arrow].forEach((shape) => gesture.make(shape)));
	exchange(ada, bo);
	return { ada, bo, left, right, arrow };
}

function arrowOf({ board }: Person, { id }: ArrowShape): ArrowShape {
	return board.shapes.get(id) as ArrowShape;
}

describe('undo around arrows', () => {
	it('binds the arrow of a deleted shape again', () => {
		const { ada, right, arrow } = connectedNotes();
		ada.perform((gesture) => gesture.remove(right.id));
		ada.history.undo();
		expect(ada.board.shapes.get(right.id)).toEqual(right);
		expect(arrowOf(ada, arrow).end?.shape).toBe(right.id);
	});

	it('leaves an arrow where somebody else has bound it since its shape was deleted', () => {
		const { ada, bo, left, right, arrow } = connectedNotes();
		ada.perform((gesture) => {
			gesture.replace({ ...arrow, x: 300 });
			gesture.remove(right.id);
		});
		exchange(ada, bo);
		const third = noteAt(0, 900, 'bo');
		bo.perform((gesture) => {
			gesture.make(third);
			gesture.replace({ ...arrowOf(bo, arrow), end: { shape: third.id, at: CENTRE } });
		});
		exchange(ada, bo);
		expect(ada.history.undo()?.kept).toEqual(new Set([arrow.id]));
		expect(ada.board.shapes.has(right.id)).toBe(true);
		expect(arrowOf(ada, arrow)).toMatchObject({ start: { shape: left.id }, end: { shape: third.id } });
	});

	it('takes a binding back together with the place that came with it, or neither', () => {
		const { ada, bo, left, arrow } = connectedNotes();
		ada.perform((gesture) => gesture.replace({ ...arrow, x: 300, end: null }));
		exchange(ada, bo);
		bo.perform((gesture) => gesture.replace({ ...arrowOf(bo, arrow), x: 700 }));
		exchange(ada, bo);
		ada.history.undo();
		expect(arrowOf(ada, arrow)).toMatchObject({ x: 700, start: { shape: left.id }, end: null });
	});

	it('keeps an arrow that I drew and somebody else has led to another shape', () => {
		const { ada, bo, left, arrow } = connectedNotes();
		bo.perform((gesture) => gesture.replace({ ...arrow, end: { shape: left.id, at: CENTRE }, start: null }));
		exchange(ada, bo);
		ada.history.undo();
		expect(ada.board.shapes.size).toBe(1);
		expect(arrowOf(ada, arrow).end?.shape).toBe(left.id);
	});
});

describe('undo of what belongs together', () => {
	it('dissolves my group, and leaves the move that somebody else made of it', () => {
		const { ada, bo, left, right } = connectedNotes();
		const groups = [createGroupId()];
		ada.perform((gesture) => [left, right].forEach((note) => gesture.replace({ ...note, groups })));
		exchange(ada, bo);
		bo.perform((gesture) => gesture.replace({ ...left, groups, x: 77 }));
		exchange(ada, bo);
		ada.history.undo();
		expect(ada.board.shapes.get(left.id)).toMatchObject({ x: 77, groups: [] });
		expect(ada.board.shapes.get(right.id)).toMatchObject({ groups: [] });
	});

	it('puts my shape back in its order, wherever somebody else has moved it', () => {
		const { ada, bo, left } = connectedNotes();
		const top = keyAbove(ada.board.shapes.values());
		ada.perform((gesture) => gesture.replace({ ...left, order: top }));
		exchange(ada, bo);
		bo.perform((gesture) => gesture.replace({ ...left, order: top, y: 12 }));
		exchange(ada, bo);
		ada.history.undo();
		expect(ada.board.shapes.get(left.id)).toMatchObject({ y: 12, order: left.order });
	});

	it('takes a shape out of the frame that I put it into, unless somebody else has moved it since', () => {
		const { ada, bo, left, right } = connectedNotes();
		const into = (note: NoteShape): NoteShape => ({ ...note, y: 50, frame: createShapeId() });
		const [a, b] = [into(left), into(right)];
		ada.perform((gesture) => [a, b].forEach((note) => gesture.replace(note)));
		exchange(ada, bo);
		bo.perform((gesture) => gesture.replace({ ...b, y: 60 }));
		exchange(ada, bo);
		ada.history.undo();
		expect(ada.board.shapes.get(left.id)).toEqual(left);
		expect(ada.board.shapes.get(right.id)).toMatchObject({ y: 60, frame: b.frame });
	});
});

describe('undo of a table', () => {
	function withTable() {
		const [ada, bo] = [person('ada'), person('bo')];
		const [rows, columns] = [createTracks(2, 1), createTracks(2, 1)];
		const table: TableShape = { ...noteAt(0, 0, 'ada'), type: 'table', rows, columns };
		ada.perform((gesture) => gesture.make(table));
		exchange(ada, bo);
		return { ada, bo, table };
	}

	it('keeps the table in which somebody else has written', () => {
		const { ada, bo, table } = withTable();
		const cell = cellKeysOf(table)[3]!;
		bo.perform((gesture) => gesture.type(cell, { at: 0, removed: 0, inserted: 'theirs' }));
		exchange(ada, bo);
		expect(ada.history.undo()).toEqual({ changed: new Set(), kept: new Set([table.id]) });
		expect(ada.board.shapes.has(table.id)).toBe(true);
		expect(ada.board.words.texts.size).toBe(4);
	});

	it('keeps the column in which somebody else has written, and takes away one in which nobody has', () => {
		const { ada, bo, table } = withTable();
		const wide = withTrack(table, 'columns', 1);
		ada.perform((gesture) => gesture.replace(wide));
		exchange(ada, bo);
		const cell = cellKeysOf(wide)[1]!;
		bo.perform((gesture) => gesture.type(cell, { at: 0, removed: 0, inserted: 'theirs' }));
		exchange(ada, bo);
		expect(ada.history.undo()?.changed).toEqual(new Set());
		expect(cellKeysOf(ada.board.shapes.get(table.id) as TableShape)).toContain(cell);
		expect(ada.board.words.texts.string(cell)).toBe('theirs');

		const wider = withTrack(wide, 'columns', 0);
		ada.perform((gesture) => gesture.replace(wider));
		expect(ada.history.undo()?.changed).toEqual(new Set([table.id]));
		expect(ada.board.shapes.get(table.id)).toEqual(wide);
	});

	it('keeps a column in which words stand that did not come with it', () => {
		const { ada, bo, table } = withTable();
		const wide = withTrack(table, 'columns', 1);
		const cell = cellKeysOf(wide)[1]!;
		// As when a deletion of the column and its return cross what somebody else does to its rows.
		bo.history.perform(() => bo.board.words.texts.create(cell, 'theirs'));
		exchange(ada, bo);
		ada.perform((gesture) => gesture.replace(wide));
		expect(ada.history.undo()).toEqual({ changed: new Set(), kept: new Set([table.id]) });
		expect(ada.board.shapes.get(table.id)).toEqual(wide);
		expect(ada.board.words.texts.string(cell)).toBe('theirs');
	});
});
