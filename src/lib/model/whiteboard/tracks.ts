import { byOrder, isOrderKey, keyBetween, type OrderKey, plainKeys } from '../order.ts';
import type { StoredGeometry } from './shapes/kind.ts';
import {
	flattened,
	isShare,
	isTrackId,
	MAX_CELLS,
	MAX_COLUMNS,
	MAX_ROWS,
	parseTracks,
	type Track,
	type TrackId
} from './shapes/table.ts';

/**
 * Rows and columns of a table in the document. Those that it is made with are in its geometry; what people do to them since is
 * an aspect of the table for each row and column (see aspects.ts), so that two people who add, take away and resize some at
 * once keep all of it. Under `d/<id>` for a row and `c/<id>` for a column lies
 *
 * - `[share, order]` for one that was added, `order` being its place among the others (the first ones have plain keys);
 * - `[share]` for one of the first that was resized;
 * - `0` for one of the first that was taken away.
 *
 * The size in the geometry is that of the first ones; the others make the table larger by their shares.
 */
export const SIDES = [
	{ field: 'd', along: 'rows', size: 'h', most: MAX_ROWS },
	{ field: 'c', along: 'columns', size: 'w', most: MAX_COLUMNS }
] as const;

type Side = (typeof SIDES)[number];
type Aspects = ReadonlyMap<string, unknown>;

interface PlacedTrack extends Track {
	readonly order: OrderKey;
}

const GONE = 0;
/** A size that was rounded to the document's grid, and back by the shares. */
const ROUNDING = 1 / 16;

/** The geometry of a table with the rows and columns that it has now, and their size. */
export function withTracks(geometry: StoredGeometry, aspects: Aspects): StoredGeometry {
	const [rows, columns] = SIDES.map((side) => tracksOf(geometry, aspects, side));
	if (rows == null || columns == null) return geometry;
	// Two people can have added more at once than either could alone.
	const shown = [rows.slice(0, Math.floor(MAX_CELLS / columns.length)), columns];
	const next: Record<string, unknown> = { ...geometry };
	for (const [at, { field, size }] of SIDES.entries()) {
		const tracks = shown[at]!;
		next[field] = flattened(tracks);
		next[size] = Number(geometry[size]) * (wholeOf(tracks) / wholeOf(firstOf(geometry, SIDES[at]!)!));
	}
	return next;
}

/** Notes the rows and columns of `to` as aspects, and returns its size without what they add. */
export function changeTracks(
	aspects: Map<string, unknown>,
	geometry: StoredGeometry,
	to: StoredGeometry
): Record<string, unknown> {
	const sizes: Record<string, unknown> = {};
	for (const side of SIDES) {
		const [first, next] = [firstOf(geometry, side), firstOf(to, side)];
		const now = tracksOf(geometry, aspects, side);
		if (first === null || next === null || now === null) continue;
		noteTracks(aspects, side, { first, now, next });
		const factor = wholeOf(first) / wholeOf(next);
		const [was, is] = [Number(geometry[side.size]), Number(to[side.size]) * factor];
		sizes[side.size] = Math.abs(is - was) <= ROUNDING * Math.max(1, factor) ? was : is;
	}
	return sizes;
}

interface Change {
	readonly first: readonly Track[];
	readonly now: readonly PlacedTrack[];
	readonly next: readonly Track[];
}

function noteTracks(aspects: Map<string, unknown>, { field }: Side, { first, now, next }: Change): void {
	const firstShares = new Map(first.map(({ id, share }) => [id, share]));
	const [known, staying] = [
		new Map(now.map((track) => [track.id, track])),
		new Set(next.map(({ id }) => id))
	];
	for (const { id } of now) {
		if (staying.has(id)) continue;
		if (firstShares.has(id)) aspects.set(`${field}/${id}`, GONE);
		else aspects.delete(`${field}/${id}`);
	}
	let last: OrderKey | null = null;
	for (const { id, share } of next) {
		const track = known.get(id);
		if (firstShares.has(id)) {
			if (firstShares.get(id) === share) aspects.delete(`${field}/${id}`);
			else if (track?.share !== share) aspects.set(`${field}/${id}`, [share]);
		} else if (track?.share !== share)
			aspects.set(`${field}/${id}`, [share, track?.order ?? keyBetween(last, keyAfter(now, last, staying))]);
		const order = track?.order ?? orderIn(aspects.get(`${field}/${id}`));
		if (order !== null && (last === null || order > last)) last = order;
	}
}

/** Where the next one that stays begins. */
function keyAfter(
	now: readonly PlacedTrack[],
	last: OrderKey | null,
	staying: ReadonlySet<TrackId>
): OrderKey | null {
	return now.find(({ id, order }) => staying.has(id) && (last === null || order > last))?.order ?? null;
}

/** The rows, or the columns, in order; `null` where the table makes no sense. */
function tracksOf(geometry: StoredGeometry, aspects: Aspects, side: Side): PlacedTrack[] | null {
	const first = firstOf(geometry, side);
	if (first === null) return null;
	const keys = plainKeys(first.length);
	const firstIds = new Set<string>(first.map(({ id }) => id));
	const tracks = first.flatMap(({ id, share }, at): PlacedTrack[] => {
		const aspect = aspects.get(`${side.field}/${id}`);
		return aspect === GONE ? [] : [{ id, share: shareIn(aspect) ?? share, order: keys[at]! }];
	});
	for (const [name, aspect] of aspects) {
		const [field, id] = name.split('/');
		if (field !== side.field || !isTrackId(id) || firstIds.has(id)) continue;
		const [share, order] = [shareIn(aspect), orderIn(aspect)];
		if (share !== null && order !== null) tracks.push({ id, share, order });
	}
	// Two people can have taken away the last two at once.
	if (tracks.length === 0) return [{ ...first[0]!, order: keys[0]! }];
	return tracks.sort(byOrder).slice(0, side.most);
}

function firstOf(geometry: StoredGeometry, { field, most }: Side): Track[] | null {
	return parseTracks(geometry[field], most);
}

function shareIn(aspect: unknown): number | null {
	const share: unknown = Array.isArray(aspect) ? aspect[0] : null;
	return isShare(share) ? share : null;
}

function orderIn(aspect: unknown): OrderKey | null {
	const order: unknown = Array.isArray(aspect) ? aspect[1] : null;
	return isOrderKey(order) ? order : null;
}

function wholeOf(tracks: readonly Track[]): number {
	return tracks.reduce((sum, { share }) => sum + share, 0);
}

/** Whether a text is that of a cell in this row or column; `name` is that of its aspect. */
export function isInTrack(textKey: string, name: string): boolean {
	const [field, track] = name.split('/');
	const [, row, column] = textKey.split(/[/~]/u);
	return field === 'd' ? row === track : field === 'c' && column === track;
}

/** Whether the aspect of a row or column means that it is there. */
export function showsTrack(geometry: StoredGeometry, name: string, aspect: unknown): boolean {
	const [field, track] = name.split('/');
	const side = SIDES.find((one) => one.field === field);
	if (side === undefined || aspect === GONE) return false;
	const isFirst = firstOf(geometry, side)?.some(({ id }) => id === track) === true;
	return isFirst || orderIn(aspect) !== null;
}
