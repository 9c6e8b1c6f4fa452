import { splitCells } from '#model/whiteboard/cell-texts.ts';
import { centreOf, contains, type Point, rotatedAbout } from '#model/whiteboard/geometry.ts';
import {
	cellAt,
	cellBox,
	cellKey,
	type CellPlace,
	placeOfCell,
	type TableShape,
	withoutTrack,
	withTrack
} from '#model/whiteboard/shapes/table.ts';
import { toBoard, toScreen } from './camera.ts';
import type { Editor } from './editor.svelte.ts';
import { ARROWS } from './input/arrows.ts';

/**
 * A key in a cell: Tab goes on to the next (and adds a row after the last), Enter to the one below, arrows out of its words
 * to the one beside it; with Alt and Shift they move its row or column. Returns whether it meant something.
 */
export function onCellKey(editor: Editor, table: TableShape, key: string, event: KeyboardEvent): boolean {
	const at = placeOfCell(table, key);
	if (at === null) return false;
	const arrow = ARROWS[event.key];
	if (arrow !== undefined) return onArrow(editor, table, { at, arrow, event });
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

function onArrow(
	editor: Editor,
	table: TableShape,
	{
		at,
		arrow: [x, y],
		event
	}: { readonly at: CellPlace; readonly arrow: readonly [number, number]; readonly event: KeyboardEvent }
): boolean {
	if (event.ctrlKey || event.metaKey) return false;
	if (event.altKey && event.shiftKey) {
		if (x === 0) moveTrack(editor, table, 'rows', { at, by: y });
		else moveTrack(editor, table, 'columns', { at, by: x });
		return true;
	}
	const field = event.target;
	if (event.altKey || event.shiftKey || !(field instanceof HTMLTextAreaElement)) return false;
	const { selectionStart, selectionEnd, value } = field;
	const leaves = x + y < 0 ? selectionEnd === 0 : selectionStart === value.length;
	const [row, column] = [at.row + y, at.column + x];
	if (!leaves || table.rows[row] === undefined || table.columns[column] === undefined) return false;
	editor.edit(table.id, { row, column });
	return true;
}

/**
 * Moves the row or column of a cell one place on: it changes its words with its neighbour, so that nothing is lost that
 * somebody else writes there. A cell that is open stays so.
 */
export function moveTrack(
	editor: Editor,
	table: TableShape,
	along: 'rows' | 'columns',
	{ at, by }: { readonly at: CellPlace; readonly by: number }
): void {
	const there = along === 'rows' ? { ...at, row: at.row + by } : { ...at, column: at.column + by };
	if (table.rows[there.row] === undefined || table.columns[there.column] === undefined) return;
	const wasOpen = editor.editing === table.id;
	const across = along === 'rows' ? table.columns : table.rows;
	const wordsOf = ({ row, column }: CellPlace): string =>
		editor.board.textOf(cellKey(table.id, table.rows[row]!.id, table.columns[column]!.id));
	editor.edit(null);
	editor.perform((gesture) => {
		for (const index of across.keys()) {
			const [from, to] = [at, there].map((cell) =>
				along === 'rows' ? { ...cell, column: index } : { ...cell, row: index }
			) as [CellPlace, CellPlace];
			const [here, beside] = [wordsOf(from), wordsOf(to)];
			if (here === beside) continue;
			writeCell(editor, gesture, table, { ...from, words: beside });
			writeCell(editor, gesture, table, { ...to, words: here });
		}
	});
	if (wasOpen) editor.edit(table.id, there);
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

/** Which cell a command means: the one that is open, or at which a menu was opened, or the last one. */
export function meantCell(editor: Editor, table: TableShape): CellPlace {
	const open = editor.editingKey === null ? null : placeOfCell(table, editor.editingKey);
	if (open !== null) return open;
	const point = toBoard(editor.camera, editor.panels.menuAt);
	const upright = rotatedAbout(point, centreOf(table), -table.rotation);
	if (contains(table, upright)) return cellAt(table, upright);
	return { row: table.rows.length - 1, column: table.columns.length - 1 };
}

/** The upper right corner of a cell, in CSS pixels from the surface's top left; `null` when it is gone. */
export function cornerOfCell(editor: Editor, table: TableShape, key: string): Point | null {
	const cell = placeOfCell(table, key);
	if (cell === null) return null;
	const { x, y, w } = cellBox(table, cell.row, cell.column);
	return toScreen(editor.camera, rotatedAbout({ x: x + w, y }, centreOf(table), table.rotation));
}

/** Opens the menu of rows and columns beside a cell, which stays open meanwhile. */
export function openCellMenu(editor: Editor, table: TableShape, key: string): void {
	editor.panels.menuAt = cornerOfCell(editor, table, key) ?? editor.panels.menuAt;
	editor.panels.open('menu');
}
