import { describe, expect, it } from 'vitest';
import {
	cellAt,
	cellBox,
	cellKey,
	createTracks,
	type TableShape,
	withoutTrack,
	withTrack
} from './shapes/table.ts';
import { sampleShape } from './shapes/test-shapes.ts';
import { exchange, person } from './test-boards.ts';

function tableOf(rows: number, columns: number): TableShape {
	return { ...sampleShape('table'), rows: createTracks(rows, 48), columns: createTracks(columns, 140) };
}

describe('a table', () => {
	it('has its cells’ texts from the beginning, as a spreadsheet copies them', () => {
		const { board, perform } = person('ada');
		const table = tableOf(2, 2);
		perform((gesture) => gesture.make(table, 'one\ttwo\nthree'));
		expect(board.textOf(table.id)).toBe('one\ttwo\nthree\t');
		expect(board.textOf(cellKey(table.id, table.rows[1]!.id, table.columns[0]!.id))).toBe('three');
	});

	it('keeps what two people type into one empty cell at once', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const table = tableOf(1, 1);
		const key = cellKey(table.id, table.rows[0]!.id, table.columns[0]!.id);
		ada.perform((gesture) => gesture.make(table));
		exchange(ada, bo);
		ada.perform((gesture) => gesture.type(key, { at: 0, removed: 0, inserted: 'left' }));
		bo.perform((gesture) => gesture.type(key, { at: 0, removed: 0, inserted: 'right' }));
		exchange(ada, bo);
		expect(ada.board.textOf(table.id)).toHaveLength('leftright'.length);
		expect(bo.board.textOf(table.id)).toBe(ada.board.textOf(table.id));
	});

	it('tells its shape when a cell changes', () => {
		const { board, perform } = person('ada');
		const table = tableOf(1, 1);
		perform((gesture) => gesture.make(table));
		const seen: string[] = [];
		board.observe((change) => seen.push(...change.texts));
		const key = cellKey(table.id, table.rows[0]!.id, table.columns[0]!.id);
		perform((gesture) => gesture.type(key, { at: 0, removed: 0, inserted: 'x' }));
		expect(seen).toEqual([table.id]);
	});

	it('grows by a row or column, and loses one with its words; undo brings them back', () => {
		const { board, perform, history } = person('ada');
		const table = tableOf(2, 2);
		perform((gesture) => gesture.make(table, 'a\tb\nc\td'));
		perform((gesture) => gesture.replace(withTrack(table, 'columns', 1)));
		expect(board.textOf(table.id)).toBe('a\t\tb\nc\t\td');
		const wide = board.shapes.get(table.id) as TableShape;
		expect(wide.w).toBeCloseTo(table.w * 1.5);
		perform((gesture) => gesture.replace(withoutTrack(wide, 'rows', 0)));
		expect(board.textOf(table.id)).toBe('c\t\td');
		expect(board.texts.size).toBe(3);
		history.undo();
		history.undo();
		expect(board.textOf(table.id)).toBe('a\tb\nc\td');
		expect(board.shapes.get(table.id)).toEqual(table);
		perform((gesture) => gesture.remove(table.id));
		expect(board.texts.size).toBe(0);
		history.undo();
		expect(board.textOf(table.id)).toBe('a\tb\nc\td');
	});

	it('keeps its last row, and never grows beyond reason', () => {
		let table = tableOf(1, 2);
		expect(withoutTrack(table, 'rows', 0)).toBe(table);
		for (let row = 0; row < 300; row++) table = withTrack(table, 'rows', 0);
		expect(table.rows).toHaveLength(200);
	});

	it('knows the cell at a point', () => {
		const table = { ...tableOf(2, 2), x: 0, y: 0, w: 200, h: 100 };
		expect(cellBox(table, 1, 0)).toEqual({ x: 0, y: 50, w: 100, h: 50 });
		expect(cellAt(table, { x: 150, y: 10 })).toEqual({ row: 0, column: 1 });
		expect(cellAt(table, { x: 999, y: 999 })).toEqual({ row: 1, column: 1 });
	});
});
