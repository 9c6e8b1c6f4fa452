import type { ReadingGroup } from '#model/whiteboard/reading-groups.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';

/** One line of the list: a shape, and where it stands among its kin. */
export interface ListRow {
	readonly shape: Shape;
	/** The row of the frame that it lies in. */
	readonly frame: ListRow | null;
	/** Counted from 1, among what lies in the same frame or in none. */
	readonly place: number;
	readonly of: number;
	/** What lies in it, for a frame. */
	readonly holds: number;
}

/** A row that is shown, with those that are shown under it. */
export interface ShownRow {
	readonly row: ListRow;
	readonly within: readonly ListRow[];
}

/** All rows from first to last: what is in no frame, then each frame followed by what lies in it. */
export function rowsOf(groups: readonly ReadingGroup[]): ListRow[] {
	const [loose, ...framed] = groups;
	const of = (loose?.shapes.length ?? 0) + framed.length;
	const rows = (loose?.shapes ?? []).map((shape, at): ListRow => ({
		shape,
		frame: null,
		place: at + 1,
		of,
		holds: 0
	}));
	const first = rows.length + 1;
	for (const [at, { frame, shapes }] of framed.entries()) {
		const row: ListRow = { shape: frame!, frame: null, place: first + at, of, holds: shapes.length };
		rows.push(row);
		for (const [index, shape] of shapes.entries())
			rows.push({ shape, frame: row, place: index + 1, of: shapes.length, holds: 0 });
	}
	return rows;
}

/** A part of the rows as a tree; a frame whose beginning is not in the part is there nevertheless. */
export function shownRows(rows: readonly ListRow[], from: number, most: number): ShownRow[] {
	const shown: { row: ListRow; within: ListRow[] }[] = [];
	for (const row of rows.slice(from, from + most)) {
		if (row.frame === null) shown.push({ row, within: [] });
		else if (shown.at(-1)?.row === row.frame) shown.at(-1)!.within.push(row);
		else shown.push({ row: row.frame, within: [row] });
	}
	return shown;
}
