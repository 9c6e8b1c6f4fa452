import { splitCells } from '#model/whiteboard/cell-texts.ts';
import { centreOf, contains, rotatedAbout } from '#model/whiteboard/geometry.ts';
import {
	cellAt,
	cellKey,
	type CellPlace,
	placeOfCell,
	type TableShape,
	withoutTrack,
	withTrack
} from '#model/whiteboard/shapes/table.ts';
import { toBoard } from './camera.ts';
import type { Editor } from './editor.svelte.ts';

/**
 * A key in a cell: Tab goes on to the next (and adds a row after the last), Enter to the one below. Returns whether it
 * meant something.
 */
export function onCellKey(editor: Editor, table: TableShape, key: string, event: KeyboardEvent): boolean {
	const at = placeOfCell(table, key);
	if (at === null) return false;
	const last = { row: table.rows.length - 1, column: table.columns.length - 1 };
	if (event.key === 'Tab') {
		const step = event.shiftKey ? -1 : 1;
		const next = at.row * (last.column + 1) + at.column + step;
		if (next < 0) return true;
		const row = Math.floor(next / (last.column + 1));
		if (row > last.row && !addTrack(editor, table, 'rows', row)) return true;
		editor.edit(table.id, { row, column: next % (last.column + 1) });
		return true;
	}
	if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey) return false;
	editor.edit(at.row === last.row ? null : table.id, { row: at.row + 1, column: at.column });
	return true;
}

/** Adds a row or column before the one at `at`. Returns whether there was room for it. */
export function addTrack(editor: Editor, table: TableShape, along: 'rows' | 'columns', at: number): boolean {
	const next = withTrack(table, along, at);
	if (next === table) return false;
	editor.perform((gesture) => gesture.replace(next));
	return true;
}

/** Takes a row or column away, with what is written there; the last one stays. */
export function removeTrack(editor: Editor, table: TableShape, along: 'rows' | 'columns', at: number): void {
	const next = withoutTrack(table, along, at);
	if (next !== table) editor.perform((gesture) => gesture.replace(next));
}

/**
 * Writes copied cells into a table, from one of its cells on; it grows as far as it takes and may. Returns whether there
 * was more than one cell: a single one is pasted as text.
 */
export function pasteIntoCells(editor: Editor, table: TableShape, key: string, text: string): boolean {
	const from = placeOfCell(table, key);
	const rows = splitCells(text.replace(/\r\n?/gu, '\n').replace(/\n$/u, ''));
	const width = rows.reduce((most, cells) => Math.max(most, cells.length), 0);
	if (from === null || width < 2) return false;
	const grown = grownTo(table, from.row + rows.length, from.column + width);
	editor.edit(null);
	editor.perform((gesture) => {
		gesture.replace(grown);
		for (const [row, cells] of rows.entries())
			for (const [column, words] of cells.entries())
				writeCell(editor, gesture, grown, { row: from.row + row, column: from.column + column, words });
	});
	editor.edit(table.id, from);
	return true;
}

function grownTo(table: TableShape, rows: number, columns: number): TableShape {
	let grown = table;
	for (let count = table.rows.length; count < rows; count++) grown = withTrack(grown, 'rows', count);
	for (let count = table.columns.length; count < columns; count++) grown = withTrack(grown, 'columns', count);
	return grown;
}

function writeCell(
	editor: Editor,
	gesture: Parameters<Parameters<Editor['perform']>[0]>[0],
	table: TableShape,
	cell: { readonly row: number; readonly column: number; readonly words: string }
): void {
	const [row, column] = [table.rows[cell.row], table.columns[cell.column]];
	if (row === undefined || column === undefined) return;
	const key = cellKey(table.id, row.id, column.id);
	const removed = editor.board.text(key)?.length ?? 0;
	gesture.type(key, { at: 0, removed, inserted: cell.words });
}

/** The one table that is selected, unless it is locked. */
export function selectedTable(editor: Editor): TableShape | null {
	const [only, ...others] = editor.unlockedShapes;
	return others.length === 0 && only?.type === 'table' ? only : null;
}

/** Which cell a command means: the one at which a menu was opened, or the last one. */
export function meantCell(editor: Editor, table: TableShape): CellPlace {
	const point = toBoard(editor.camera, editor.menuAt);
	const upright = rotatedAbout(point, centreOf(table), -table.rotation);
	if (contains(table, upright)) return cellAt(table, upright);
	return { row: table.rows.length - 1, column: table.columns.length - 1 };
}
