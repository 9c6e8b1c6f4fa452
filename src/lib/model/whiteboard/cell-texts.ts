import { cellKeysOf, type TableShape } from './shapes/table.ts';

/** Stands for a line's end within a cell, where the text of a whole table has one for each row. */
const BREAK_IN_CELL = '\u2028';

/** The texts of a table's cells as one text: a tab between cells, a line for each row, as spreadsheets copy them. */
export function joinCells(table: TableShape, textOf: (key: string) => string): string {
	const cells = cellKeysOf(table).map(textOf);
	const width = table.columns.length;
	return joinRows(table.rows.map((_, row) => cells.slice(row * width, (row + 1) * width)));
}

/** The same of cells that are no table yet. */
export function joinRows(rows: readonly (readonly string[])[]): string {
	const asOne = (cell: string): string => cell.replaceAll('\t', ' ').replaceAll('\n', BREAK_IN_CELL);
	return rows.map((row) => row.map(asOne).join('\t')).join('\n');
}

/** The cells of such a text, row by row. */
export function splitCells(text: string): string[][] {
	return text.split('\n').map((row) => row.split('\t').map((cell) => cell.replaceAll(BREAK_IN_CELL, '\n')));
}
