import * as Y from 'yjs';
import { createId } from '../../ids.ts';
import { isOrderKey, keysBetween, plainKeys, type OrderKey } from '../../order.ts';
import type { Marker } from '../read-page.ts';
import { OBJECT_LIMITS, type TableObject, type TrackId } from './object.ts';
import { cellKey, tracksOf } from './read-object.ts';

export type Side = 'rows' | 'columns';

/** Enough for a table's rows to differ, and short: the ids of a row and a column name every cell. */
const TRACK_ID_LENGTH = 6;

function createTrackId(): TrackId {
	return createId().slice(0, TRACK_ID_LENGTH) as TrackId;
}

/** A table of these words, row by row; short rows are filled up. At least one cell, at most what a table may have. */
export function tableOf(words: readonly (readonly string[])[], headerRow: boolean): TableObject {
	const rows = words.slice(0, OBJECT_LIMITS.rows);
	const width = Math.min(OBJECT_LIMITS.columns, Math.max(1, ...rows.map((row) => row.length)));
	const columns = Array.from({ length: width }, () => ({ id: createTrackId(), width: null }));
	const all = rows.length === 0 ? [[]] : rows;
	return {
		type: 'table',
		rows: all.map(createTrackId),
		columns,
		cells: all.map((row) => columns.map((_, at) => row[at] ?? '')),
		headerRow,
		headerColumn: false
	};
}

export function emptyTable(rows: number, columns: number): TableObject {
	return tableOf(
		Array.from({ length: rows }, () => Array.from({ length: columns }, () => '')),
		true
	);
}

/**
 * Inserts a row or a column before the place `at` (its end: as many as there are), with a text for each cell, so that two
 * people who begin to write in one write in one text. Its id; `null`: there are too many. Call it inside a transaction.
 */
export function insertTrack(marker: Marker, side: Side, at: number): TrackId | null {
	const other: Side = side === 'rows' ? 'columns' : 'rows';
	const tracks = tracksOf(marker.get(side));
	if (tracks.length >= OBJECT_LIMITS[side]) return null;
	const id = createTrackId();
	const map = mapIn(marker, side);
	const [order] = keysAt(map, tracks, Math.max(0, Math.min(at, tracks.length)), 1);
	map.set(id, order);
	for (const track of tracksOf(marker.get(other)))
		createCell(marker, side === 'rows' ? cellKey(id, track) : cellKey(track, id));
	return id;
}

/**
 * Takes a row or a column out. Its cells stay in the document: whoever takes the deletion back finds them with what others
 * wrote in them meanwhile.
 */
export function removeTrack(marker: Marker, side: Side, id: TrackId): void {
	mapIn(marker, side).delete(id);
}

/** Moves a row or a column one place forward or back. */
export function moveTrack(marker: Marker, side: Side, id: TrackId, by: 1 | -1): void {
	const tracks = tracksOf(marker.get(side));
	const from = tracks.indexOf(id);
	const to = from + by;
	if (from === -1 || to < 0 || to >= tracks.length) return;
	const rest = tracks.filter((track) => track !== id);
	const map = mapIn(marker, side);
	const [order] = keysAt(map, rest, to, 1);
	map.set(id, order);
}

/** `null`: as wide as its words need. */
export function setColumnWidth(marker: Marker, column: TrackId, width: number | null): void {
	const widths = mapIn(marker, 'widths');
	if (width === null) widths.delete(column);
	else widths.set(column, Math.round(width));
}

export function setHeader(marker: Marker, side: 'headerRow' | 'headerColumn', isOn: boolean): void {
	marker.set(side, isOn);
}

/** The text of a cell; `null` where it has none yet, which only `createCell` may change. */
export function cellText(marker: Marker, row: TrackId, column: TrackId): Y.Text | null {
	const cells = marker.get('cells');
	const text: unknown = cells instanceof Y.Map ? cells.get(cellKey(row, column)) : null;
	return text instanceof Y.Text ? text : null;
}

/** Where a row and a column were added at once, their common cell has no text. Call it inside a transaction. */
export function ensureCell(marker: Marker, row: TrackId, column: TrackId): Y.Text {
	return cellText(marker, row, column) ?? createCell(marker, cellKey(row, column));
}

/**
 * Writes words over the cells from a place on, right and down, with as many new rows and columns as that takes.
 * Call it inside a transaction.
 */
export function fillCells(
	marker: Marker,
	from: { readonly row: number; readonly column: number },
	words: readonly (readonly string[])[]
): void {
	const width = Math.max(0, ...words.map((row) => row.length));
	grow(marker, 'columns', from.column + width);
	grow(marker, 'rows', from.row + words.length);
	const [rows, columns] = [tracksOf(marker.get('rows')), tracksOf(marker.get('columns'))];
	for (const [down, line] of words.entries())
		for (const [right, cell] of line.entries()) {
			const [row, column] = [rows[from.row + down], columns[from.column + right]];
			if (row === undefined || column === undefined) continue;
			const text = ensureCell(marker, row, column);
			if (text.length > 0) text.delete(0, text.length);
			text.insert(0, cell.slice(0, OBJECT_LIMITS.source).replace(/\p{Surrogate}/gu, '\uFFFD'));
		}
}

function grow(marker: Marker, side: Side, length: number): void {
	for (let count = tracksOf(marker.get(side)).length; count < length; count++)
		if (insertTrack(marker, side, count) === null) return;
}

function createCell(marker: Marker, key: string): Y.Text {
	const text = new Y.Text();
	mapIn(marker, 'cells').set(key, text);
	return text;
}

/** What is no map is damaged, and made anew. */
function mapIn(marker: Marker, name: Side | 'widths' | 'cells'): Y.Map<unknown> {
	const found = marker.get(name);
	if (found instanceof Y.Map) return found as Y.Map<unknown>;
	const made = new Y.Map<unknown>();
	marker.set(name, made);
	return made;
}

/** Keys for `count` tracks before the place `at` among these. Where two people made equal keys, all are given new ones. */
function keysAt(map: Y.Map<unknown>, tracks: readonly TrackId[], at: number, count: number): OrderKey[] {
	const keyOf = (place: number): OrderKey | null => {
		const key = tracks[place] === undefined ? null : map.get(tracks[place]);
		return isOrderKey(key) ? key : null;
	};
	const [before, after] = [keyOf(at - 1), keyOf(at)];
	const isOrdered =
		(before !== null || at === 0) &&
		(after !== null || at === tracks.length) &&
		(before === null || after === null || before < after);
	if (isOrdered) return keysBetween(before, after, count);
	const keys = plainKeys(tracks.length);
	for (const [place, track] of tracks.entries()) map.set(track, keys[place]!);
	return keysBetween(keys[at - 1] ?? null, keys[at] ?? null, count);
}
