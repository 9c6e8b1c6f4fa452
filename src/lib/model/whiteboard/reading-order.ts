import type { Shape } from './shapes/registry.ts';

/** Shapes whose middles are this near in height to the row's first one are read as one row. */
const ROW = 60;

/** As one would read the board aloud: row by row, from the left. */
export function readingOrder<S extends Shape>(shapes: Iterable<S>): S[] {
	const middle = ({ y, h }: Shape): number => y + h / 2;
	const placed = [...shapes].sort((a, b) => middle(a) - middle(b) || (a.id < b.id ? -1 : 1));
	const rows: S[][] = [];
	let top = -Infinity;
	for (const shape of placed) {
		const row = rows.at(-1);
		if (row !== undefined && middle(shape) - top <= ROW) {
			row.push(shape);
			continue;
		}
		rows.push([shape]);
		top = middle(shape);
	}
	return rows.flatMap((row) => row.sort((a, b) => a.x - b.x || a.y - b.y || (a.id < b.id ? -1 : 1)));
}
