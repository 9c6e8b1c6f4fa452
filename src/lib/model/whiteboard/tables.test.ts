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
		history.undo();
		history.undo();
		expect(board.textOf(table.id)).toBe('a\tb\nc\td');
		expect(board.shapes.get(table.id)).toEqual(table);
		perform((gesture) => gesture.remove(table.id));
		expect(board.words.hasAny(table.id)).toBe(false);
		history.undo();
		expect(board.textOf(table.id)).toBe('a\tb\nc\td');
	});

	const ADD_ROW = (table: TableShape): TableShape => withTrack(table, 'rows', 1);
	const ADD_COLUMN = (table: TableShape): TableShape => withTrack(table, 'columns', 2);
	const DELETE_ROW = (table: TableShape): TableShape => withoutTrack(table, 'rows', 0);
	const DELETE_COLUMN = (table: TableShape): TableShape => withoutTrack(table, 'columns', 2);
	const WIDEN = (table: TableShape): TableShape => {
		const whole = table.columns.reduce((sum, { share }) => sum + share, 0);
		const [first, ...others] = table.columns;
		const columns = [{ ...first!, share: first!.share + 140 }, ...others];
		return { ...table, columns, w: (table.w * (whole + 140)) / whole };
	};
	const MOVE = (table: TableShape): TableShape => ({ ...table, x: table.x + 400 });
	const STRETCH = (table: TableShape): TableShape => ({ ...table, w: table.w * 2, h: table.h * 2 });
	const DEEDS = { ADD_ROW, ADD_COLUMN, DELETE_ROW, DELETE_COLUMN, WIDEN, MOVE, STRETCH };
	const NAMES = Object.keys(DEEDS) as (keyof typeof DEEDS)[];
	/** Moving and stretching are one: where half of each was taken, a table would lie where nobody put it. */
	const isPlace = (name: string): boolean => name === 'MOVE' || name === 'STRETCH';
	const PAIRS = NAMES.flatMap((one) => NAMES.map((other) => [one, other] as const)).filter(
		([one, other]) => one === other || !isPlace(one) || !isPlace(other)
	);

	it.each(PAIRS)('keeps both of what two people do to it at once: %s and %s', (one, other) => {
		for (const swapped of [false, true]) {
			const [ada, bo] = [person('ada'), person('bo')];
			[ada.board.doc.clientID, bo.board.doc.clientID] = swapped ? [2, 1] : [1, 2];
			const table = tableOf(3, 3);
			ada.perform((gesture) => gesture.make(table, 'a\tb\tc\nd\te\tf\ng\th\ti'));
			exchange(ada, bo);
			ada.perform((gesture) => gesture.replace(DEEDS[one](table)));
			bo.perform((gesture) => gesture.replace(DEEDS[other](table)));
			exchange(ada, bo);
			const [here, there] = [ada, bo].map(({ board }) => board.shapes.get(table.id) as TableShape);
			expect(there).toEqual(here);
			expect(bo.board.textOf(table.id)).toBe(ada.board.textOf(table.id));
			// One after the other comes to the same, but for what each of them makes new or takes away itself.
			const expected =
				one === other && one.startsWith('DELETE') ? DEEDS[one](table) : DEEDS[other](DEEDS[one](table));
			const isTwice = one === other && ['MOVE', 'STRETCH', 'WIDEN'].includes(one);
			const sum = isTwice ? DEEDS[one](table) : expected;
			expect([here!.rows.length, here!.columns.length]).toEqual([sum.rows.length, sum.columns.length]);
			for (const side of ['x', 'y', 'w', 'h'] as const) expect(here![side]).toBeCloseTo(sum[side], 0);
		}
	});

	it('keeps a row that one adds at the place where another adds one', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const table = tableOf(2, 1);
		ada.perform((gesture) => gesture.make(table, 'first\nlast'));
		exchange(ada, bo);
		for (const { perform, board, name } of [ada, bo])
			perform((gesture) => {
				const longer = withTrack(board.shapes.get(table.id) as TableShape, 'rows', 1);
				gesture.replace(longer);
				const key = cellKey(table.id, longer.rows[1]!.id, longer.columns[0]!.id);
				gesture.type(key, { at: 0, removed: 0, inserted: name });
			});
		exchange(ada, bo);
		expect(ada.board.textOf(table.id).split('\n').sort()).toEqual(['ada', 'bo', 'first', 'last']);
		expect(ada.board.textOf(table.id)).toMatch(/^first\n.*\n.*\nlast$/u);
	});

	it('has words in the cell where the new row of one crosses the new column of another, from both at once', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const table = tableOf(1, 1);
		ada.perform((gesture) => gesture.make(table));
		exchange(ada, bo);
		ada.perform((gesture) => gesture.replace(withTrack(table, 'rows', 1)));
		bo.perform((gesture) => gesture.replace(withTrack(table, 'columns', 1)));
		exchange(ada, bo);
		const { rows, columns } = ada.board.shapes.get(table.id) as TableShape;
		const key = cellKey(table.id, rows[1]!.id, columns[1]!.id);
		for (const { perform, name } of [ada, bo])
			perform((gesture) => gesture.type(key, { at: 0, removed: 0, inserted: name }));
		exchange(ada, bo);
		for (const { board } of [ada, bo]) expect(board.textOf(key).split('\n').sort()).toEqual(['ada', 'bo']);
	});

	it('shows something whatever two people take away or add at once', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const table = tableOf(2, 1);
		ada.perform((gesture) => gesture.make(table));
		exchange(ada, bo);
		ada.perform((gesture) => gesture.replace(withoutTrack(table, 'rows', 0)));
		bo.perform((gesture) => gesture.replace(withoutTrack(table, 'rows', 1)));
		exchange(ada, bo);
		expect((bo.board.shapes.get(table.id) as TableShape).rows).toHaveLength(1);
		const wide = tableOf(40, 25);
		ada.perform((gesture) => gesture.make(wide));
		exchange(ada, bo);
		const grown = (along: 'rows' | 'columns', by: number): TableShape => {
			let next = wide;
			for (let count = 0; count < by; count++) next = withTrack(next, along, 0);
			return next;
		};
		ada.perform((gesture) => gesture.replace(grown('rows', 40)));
		bo.perform((gesture) => gesture.replace(grown('columns', 25)));
		exchange(ada, bo);
		const { rows, columns } = ada.board.shapes.get(wide.id) as TableShape;
		expect([rows.length, columns.length]).toEqual([40, 50]);
	});

	it('is the same table for an earlier version, as it was made, and takes the row that it adds', () => {
		const [ada, bo] = [person('ada'), person('bo')];
		const table = tableOf(2, 2);
		ada.perform((gesture) => gesture.make(table, 'a\tb\nc\td'));
		ada.perform((gesture) => gesture.replace(withTrack(table, 'columns', 1)));
		const stored = ada.board.geometry.get(table.id)!;
		expect(stored).toMatchObject({ w: table.w, h: table.h });
		const d = [...(stored.d as unknown[]), 'theirs', 48];
		exchange(ada, bo);
		bo.board.doc.transact(
			() => bo.board.geometry.set(table.id, { ...stored, d, h: table.h * 1.5 }),
			'earlier'
		);
		exchange(ada, bo);
		const now = ada.board.shapes.get(table.id) as TableShape;
		expect([now.rows.length, now.columns.length]).toEqual([3, 3]);
		expect(now.h).toBeCloseTo(table.h * 1.5);
		expect(now.w).toBeCloseTo(table.w * 1.5);
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
