/** Where the caret goes from a cell. */
export type CellMove = 'next' | 'previous' | 'up' | 'down' | 'left' | 'right' | 'out';

/** What a key means for the caret of a table; `null`: it is the field's. */
export function moveOf(event: KeyboardEvent, area: HTMLTextAreaElement): CellMove | null {
	if (event.ctrlKey || event.metaKey || event.altKey) return null;
	if (event.key === 'Tab') return event.shiftKey ? 'previous' : 'next';
	if (event.shiftKey) return null;
	if (event.key === 'Escape') return 'out';
	const { selectionStart, selectionEnd, value } = area;
	if (selectionStart !== selectionEnd) return null;
	const isOneLine = area.scrollHeight < 2 * Number.parseFloat(getComputedStyle(area).lineHeight);
	switch (event.key) {
		case 'ArrowUp':
			return isOneLine || selectionStart === 0 ? 'up' : null;
		case 'ArrowDown':
			return isOneLine || selectionStart === value.length ? 'down' : null;
		case 'ArrowLeft':
			return selectionStart === 0 ? 'left' : null;
		case 'ArrowRight':
			return selectionStart === value.length ? 'right' : null;
		default:
			return null;
	}
}

export interface CellPlace {
	readonly row: number;
	readonly column: number;
}

/** Where a move leads in a table of this size: to another cell, or out of the table, or to a row that is not there yet. */
export function cellAfter(
	{ row, column }: CellPlace,
	move: CellMove,
	rows: number,
	columns: number
): CellPlace | 'before' | 'after' | 'object' | 'new row' {
	switch (move) {
		case 'next':
			if (column + 1 < columns) return { row, column: column + 1 };
			return row + 1 < rows ? { row: row + 1, column: 0 } : 'new row';
		case 'right':
			if (column + 1 < columns) return { row, column: column + 1 };
			return row + 1 < rows ? { row: row + 1, column: 0 } : 'after';
		case 'previous':
		case 'left':
			if (column > 0) return { row, column: column - 1 };
			return row > 0 ? { row: row - 1, column: columns - 1 } : 'before';
		case 'up':
			return row > 0 ? { row: row - 1, column } : 'before';
		case 'down':
			return row + 1 < rows ? { row: row + 1, column } : 'after';
		case 'out':
			return 'object';
	}
}
