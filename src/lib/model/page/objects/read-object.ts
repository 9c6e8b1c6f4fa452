import * as Y from 'yjs';
import { isId } from '../../ids.ts';
import { byOrder, isOrderKey } from '../../order.ts';
import {
	OBJECT_LIMITS,
	type ImageObject,
	type PageObject,
	type TableColumn,
	type TableObject,
	type TrackId
} from './object.ts';

/** A value by its name: of a marker in a document, or of something that was copied. Anybody may have written it. */
export type Get = (name: string) => unknown;

const HASH = /^[0-9a-f]{64}$/;
const TRACK = /^[A-Za-z0-9_-]{1,20}$/;
const SHAPE = /^[A-Za-z0-9_-]{1,40}$/;

/**
 * What an object's marker says, checked; never throws, whatever it says. `null`: it is of a type that this version does not
 * know, or lacks what such an object cannot be without.
 */
export function readObject(get: Get): PageObject | null {
	switch (get('type')) {
		case 'table':
			return readTable(get);
		case 'image':
			return readImage(get);
		case 'file': {
			const [hash, size] = [readHash(get), get('size')];
			if (hash === null) return null;
			return { type: 'file', hash, name: readName(get('name')), size: wholeWithin(size, 0, 2 ** 40, 0) };
		}
		case 'formula':
			return { type: 'formula', source: wordsOf(get('source'), OBJECT_LIMITS.source) };
		case 'diagram':
			return { type: 'diagram', source: wordsOf(get('source'), OBJECT_LIMITS.source) };
		case 'board': {
			const embed = readEmbed(get);
			const shape = get('shape');
			return embed && { type: 'board', ...embed, shape: matching(shape, SHAPE) };
		}
		case 'card': {
			const [embed, card] = [readEmbed(get), matching(get('card'), SHAPE)];
			return embed && card !== null ? { type: 'card', ...embed, card } : null;
		}
		case 'page': {
			const embed = readEmbed(get);
			return embed && { type: 'page', ...embed };
		}
		default:
			return null;
	}
}

/** A table in which something is damaged is a table of what is left: its other cells are somebody's work. */
function readTable(get: Get): TableObject {
	const cells = mapOf(get('cells'));
	const widths = mapOf(get('widths'));
	const rows = tracksOf(get('rows')).slice(0, OBJECT_LIMITS.rows);
	const columns = tracksOf(get('columns')).slice(0, OBJECT_LIMITS.columns);
	const { least, most } = OBJECT_LIMITS.columnWidth;
	return {
		type: 'table',
		rows,
		columns: columns.map((id): TableColumn => {
			const width = widths?.get(id);
			return { id, width: typeof width === 'number' ? wholeWithin(width, least, most, least) : null };
		}),
		cells: rows.map((row) =>
			columns.map((column) => wordsOf(cells?.get(cellKey(row, column)), OBJECT_LIMITS.source))
		),
		headerRow: get('headerRow') === true,
		headerColumn: get('headerColumn') === true
	};
}

/** The rows or columns in their order. */
export function tracksOf(value: unknown): TrackId[] {
	const tracks = [...(mapOf(value)?.entries() ?? [])]
		.filter(([id]) => TRACK.test(id))
		.map(([id, order]) => ({ id, order: isOrderKey(order) ? order : null }));
	return tracks.sort(byOrder).map(({ id }) => id as TrackId);
}

export function cellKey(row: TrackId, column: TrackId): string {
	return `${row}:${column}`;
}

function readImage(get: Get): ImageObject | null {
	const hash = readHash(get);
	if (hash === null) return null;
	const { least, most } = OBJECT_LIMITS.imageWidth;
	return {
		type: 'image',
		hash,
		w: wholeWithin(get('w'), 1, 100_000, 1),
		h: wholeWithin(get('h'), 1, 100_000, 1),
		alt: wordsOf(get('alt'), OBJECT_LIMITS.alt),
		caption: wordsOf(get('caption'), OBJECT_LIMITS.alt),
		width: wholeWithin(get('width'), least, most, most)
	};
}

function readHash(get: Get): string | null {
	return matching(get('hash'), HASH);
}

function readEmbed(get: Get): { readonly board: string; readonly title: string } | null {
	const board = get('board');
	return isId(board) ? { board, title: wordsOf(get('title'), OBJECT_LIMITS.name) } : null;
}

/** A file's name as it may stand in a link that saves it: no path, nothing that turns letters around. */
function readName(value: unknown): string {
	const name = wordsOf(value, OBJECT_LIMITS.name)
		// eslint-disable-next-line no-control-regex -- these characters are what is looked for
		.replace(/[\u0000-\u001F\u007F-\u009F\u200B-\u200F\u2028-\u202E\u2066-\u2069\uFEFF"<>:|?*]/g, '')
		.replace(/[\\/]/g, '-')
		.replace(/^[.\s]+|[.\s]+$/g, '');
	return name === '' ? 'file' : name;
}

/** Words from a text of the document, or from a plain string. */
function wordsOf(value: unknown, most: number): string {
	const words = value instanceof Y.Text ? plain(value) : value;
	return typeof words === 'string' ? words.slice(0, most).replace(/\p{Surrogate}/gu, '\uFFFD') : '';
}

/** Things in a text that are no letters are left out. */
function plain(text: Y.Text): string {
	return text.toJSON();
}

function mapOf(value: unknown): Y.Map<unknown> | null {
	return value instanceof Y.Map ? (value as Y.Map<unknown>) : null;
}

function matching(value: unknown, pattern: RegExp): string | null {
	return typeof value === 'string' && pattern.test(value) ? value : null;
}

function wholeWithin(value: unknown, least: number, most: number, otherwise: number): number {
	if (typeof value !== 'number' || !Number.isFinite(value)) return otherwise;
	return Math.max(least, Math.min(most, Math.round(value)));
}
