import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cellKey, createTracks, type TableShape } from '#model/whiteboard/shapes/table.ts';
import { meantCell, moveTrack } from './cells.ts';
import { make, newBase } from './edits.ts';
import type { Editor } from './editor.svelte.ts';
import { openEditor } from './test-editors.ts';

let editor: Editor;
let close: () => void;

beforeEach(() => ({ editor, close } = openEditor('ada')));
afterEach(() => close());

function table(words: string): () => TableShape {
	const shape: TableShape = {
		...newBase(editor, 'table'),
		type: 'table',
		x: 0,
		y: 0,
		w: 200,
		h: 100,
		rows: createTracks(2, 50),
		columns: createTracks(2, 100)
	};
	make(editor, shape, words);
	return () => editor.board.shapes.get(shape.id) as TableShape;
}

const wordsIn = (shape: TableShape) =>
	shape.rows.map((row) =>
		shape.columns.map((column) => editor.board.textOf(cellKey(shape.id, row.id, column.id)))
	);

describe('moving a row or a column', () => {
	it('takes its words along, in one step of the history, and keeps the cell open', () => {
		const now = table('a\tb\nc\td');
		expect(wordsIn(now())).toEqual([
			['a', 'b'],
			['c', 'd']
		]);
		editor.edit(now().id, { row: 0, column: 1 });
		moveTrack(editor, now(), 'rows', { at: { row: 0, column: 1 }, by: 1 });
		expect(wordsIn(now())).toEqual([
			['c', 'd'],
			['a', 'b']
		]);
		expect(meantCell(editor, now())).toEqual({ row: 1, column: 1 });
		moveTrack(editor, now(), 'columns', { at: { row: 1, column: 1 }, by: -1 });
		expect(wordsIn(now())).toEqual([
			['d', 'c'],
			['b', 'a']
		]);
		editor.undo();
		editor.undo();
		expect(wordsIn(now())).toEqual([
			['a', 'b'],
			['c', 'd']
		]);
	});

	it('does nothing at the edge of the table', () => {
		const now = table('a\tb\nc\td');
		moveTrack(editor, now(), 'rows', { at: { row: 0, column: 0 }, by: -1 });
		expect(wordsIn(now())[0]).toEqual(['a', 'b']);
		expect(editor.steps.canUndo).toBe(true);
	});
});
