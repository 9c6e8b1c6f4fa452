import type { Point } from '#model/whiteboard/geometry.ts';
import { kindOf } from '#model/whiteboard/shapes/registry.ts';
import { CELL_SIZE, createTracks, MAX_CELLS, MAX_COLUMNS, MAX_ROWS } from '#model/whiteboard/shapes/table.ts';
import { joinRows } from '#model/whiteboard/cell-texts.ts';
import type { Copied } from '../copies.ts';
import { shapeOf } from './drawing.ts';

export type Rows = readonly (readonly string[])[];

const NOTE_GAP = 20;
/** A wall of more is one text. */
export const MOST_NOTES = 200;

export function fitsTable(rows: Rows): boolean {
	const columns = rows[0]?.length ?? 0;
	return rows.length <= MAX_ROWS && columns <= MAX_COLUMNS && rows.length * columns <= MAX_CELLS;
}

export function tableOf(rows: Rows): Copied[] {
	const columns = rows[0]?.length ?? 0;
	const size = { w: columns * CELL_SIZE.w, h: rows.length * CELL_SIZE.h };
	const shape = shapeOf('table', {
		x: 0,
		y: 0,
		...size,
		rows: createTracks(rows.length, CELL_SIZE.h),
		columns: createTracks(columns, CELL_SIZE.w)
	});
	return [{ shape, text: joinRows(rows) }];
}

/** A note for each text, in rows about as wide as all are high. */
export function notesOf(texts: readonly string[]): Copied[] {
	const { w, h } = kindOf('note').defaults;
	const across = Math.max(1, Math.ceil(Math.sqrt(texts.length * 1.5)));
	const place = (at: number): Point => ({
		x: (at % across) * (w + NOTE_GAP),
		y: Math.floor(at / across) * (h + NOTE_GAP)
	});
	return texts
		.slice(0, MOST_NOTES)
		.map((text, at) => ({ shape: shapeOf('note', { ...place(at), w, h }), text }));
}

/** A row of a sheet as the text of a note: its cells below each other. */
export function noteTextsOf(rows: Rows): string[] {
	return rows.map((cells) => cells.filter((cell) => cell !== '').join('\n')).filter((text) => text !== '');
}
