import type { Brand } from '../../brand.ts';
import { createId } from '../../ids.ts';
import { type Box, centreOf, contains, grown, type Point, rotatedAbout } from '../geometry.ts';
import type { ShapeId } from '../ids.ts';
import { DEFAULT_STYLE } from '../style.ts';
import { type ShapeBase, type ShapeKind, WORD_STYLE } from './kind.ts';

/** A row or a column. Its id is unique in its table and names its cells, whatever is inserted before it. */
export type TrackId = Brand<string, 'TrackId'>;
/** Names the text of one cell among the texts of a board: `<shape>/<row>/<column>`. */
export type CellKey = Brand<string, 'CellKey'>;

export interface Track {
	readonly id: TrackId;
	/** Its share of the table's width or height: stretching the table leaves it as it is. */
	readonly share: number;
}

export interface TableShape extends ShapeBase {
	readonly type: 'table';
	readonly rows: readonly Track[];
	readonly columns: readonly Track[];
}

export const MAX_ROWS = 200;
export const MAX_COLUMNS = 50;
/** A sheet with more cells is no table on a board. */
export const MAX_CELLS = 2_000;
export const CELL_SIZE = { w: 140, h: 48 } as const;

const TRACK_ID = /^[A-Za-z0-9_-]{1,20}$/u;
const MAX_SHARE = 100_000;

export const table: ShapeKind<'table'> = {
	type: 'table',
	hasText: true,
	resizing: 'free',
	styled: ['fill', ...WORD_STYLE],
	defaults: {
		w: 3 * CELL_SIZE.w,
		h: 3 * CELL_SIZE.h,
		style: { ...DEFAULT_STYLE, fontSize: 16, align: 'start', width: 2 }
	},
	parse(base, stored) {
		const [rows, columns] = [parseTracks(stored.d, MAX_ROWS), parseTracks(stored.c, MAX_COLUMNS)];
		if (rows === null || columns === null || rows.length * columns.length > MAX_CELLS) return null;
		return { ...base, type: 'table', rows, columns };
	},
	store: ({ rows, columns }) => ({ d: flattened(rows), c: flattened(columns) }),
	hit: (shape, point, tolerance) => contains(grown(shape, tolerance), point),
	fitted: (shape, box) => ({ ...shape, ...box })
};

/** So many rows or columns, each as large as the other. */
export function createTracks(count: number, share: number): Track[] {
	return Array.from({ length: count }, () => ({ id: createTrackId(), share }));
}

export function cellKey(shape: ShapeId, row: TrackId, column: TrackId): CellKey {
	return `${shape}/${row}/${column}` as CellKey;
}

/** The keys of all cells, row by row. */
export function cellKeysOf(shape: TableShape): CellKey[] {
	return shape.rows.flatMap((row) => shape.columns.map((column) => cellKey(shape.id, row.id, column.id)));
}

/** Where the tracks begin, and the last one ends: one number more than there are tracks. */
export function edgesOf(tracks: readonly Track[], start: number, size: number): number[] {
	const whole = tracks.reduce((sum, { share }) => sum + share, 0);
	const edges = [start];
	let sum = 0;
	for (const { share } of tracks) edges.push(start + ((sum += share) / whole) * size);
	return edges;
}

/** A cell by its numbers, from 0. */
export interface CellPlace {
	readonly row: number;
	readonly column: number;
}

/** The box of one cell, before the table is turned. */
export function cellBox(shape: TableShape, row: number, column: number): Box {
	const [xs, ys] = [edgesOf(shape.columns, shape.x, shape.w), edgesOf(shape.rows, shape.y, shape.h)];
	const [x, y] = [xs[column] ?? shape.x, ys[row] ?? shape.y];
	return { x, y, w: (xs[column + 1] ?? x) - x, h: (ys[row + 1] ?? y) - y };
}

/** The cell at a point of the upright table: the nearest one, outside of it too. */
export function cellAt(shape: TableShape, point: Point): CellPlace {
	const place = (tracks: readonly Track[], start: number, size: number, at: number): number => {
		const found = edgesOf(tracks, start, size).findLastIndex((edge) => edge <= at);
		return Math.min(tracks.length - 1, Math.max(0, found));
	};
	return {
		row: place(shape.rows, shape.y, shape.h, point.y),
		column: place(shape.columns, shape.x, shape.w, point.x)
	};
}

/** The text of the cell at a place on the board, or at its numbers; of the first one otherwise. */
export function cellKeyAt(shape: TableShape, at: Point | CellPlace | null): CellKey {
	const upright = at !== null && 'x' in at ? rotatedAbout(at, centreOf(shape), -shape.rotation) : shape;
	const { row, column } = at !== null && 'row' in at ? at : cellAt(shape, upright);
	return cellKey(
		shape.id,
		(shape.rows[row] ?? shape.rows[0]!).id,
		(shape.columns[column] ?? shape.columns[0]!).id
	);
}

/** Which cell a text is of; `null` for one that the table does not have (any more). */
export function placeOfCell(shape: TableShape, key: string): CellPlace | null {
	const [, inRow, inColumn] = key.split('/');
	const row = shape.rows.findIndex(({ id }) => id === inRow);
	const column = shape.columns.findIndex(({ id }) => id === inColumn);
	return row === -1 || column === -1 ? null : { row, column };
}

/** The table with one more row or column before the one at `at`, as large as its neighbour; the others keep their size. */
export function withTrack(shape: TableShape, along: 'rows' | 'columns', at: number): TableShape {
	const tracks = shape[along];
	const most = along === 'rows' ? MAX_ROWS : MAX_COLUMNS;
	const cells = shape.rows.length * shape.columns.length;
	if (tracks.length >= most || cells + cells / tracks.length > MAX_CELLS) return shape;
	const { share } = tracks[Math.min(at, tracks.length - 1)]!;
	return resized(shape, along, tracks.toSpliced(at, 0, { id: createTrackId(), share }));
}

/** The table without one of its rows or columns; the last one stays. */
export function withoutTrack(shape: TableShape, along: 'rows' | 'columns', at: number): TableShape {
	return shape[along].length <= 1 ? shape : resized(shape, along, shape[along].toSpliced(at, 1));
}

/** The table with these rows or columns, as large as they make it. */
export function resized(shape: TableShape, along: 'rows' | 'columns', tracks: readonly Track[]): TableShape {
	const whole = (all: readonly Track[]): number => all.reduce((sum, { share }) => sum + share, 0);
	const factor = whole(tracks) / whole(shape[along]);
	return along === 'rows'
		? { ...shape, rows: tracks, h: shape.h * factor }
		: { ...shape, columns: tracks, w: shape.w * factor };
}

function createTrackId(): TrackId {
	return createId<TrackId>().slice(0, 6) as TrackId;
}

/** As it lies in the document. */
export function flattened(tracks: readonly Track[]): (string | number)[] {
	return tracks.flatMap(({ id, share }) => [id, share]);
}

/** Reads rows or columns from the document; `null` where they make no sense. */
export function parseTracks(stored: unknown, most: number): Track[] | null {
	if (!Array.isArray(stored) || stored.length < 2 || stored.length > 2 * most) return null;
	const tracks = new Map<string, Track>();
	for (let at = 0; at + 1 < stored.length; at += 2) {
		const [id, share] = (stored as unknown[]).slice(at, at + 2);
		if (!isTrackId(id) || !isShare(share)) return null;
		tracks.set(id, { id, share });
	}
	return [...tracks.values()];
}

export function isTrackId(value: unknown): value is TrackId {
	return typeof value === 'string' && TRACK_ID.test(value);
}

export function isShare(value: unknown): value is number {
	return typeof value === 'number' && value > 0 && value <= MAX_SHARE;
}
