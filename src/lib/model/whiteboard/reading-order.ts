import type { Shape } from './shapes/registry.ts';

/** Shapes whose middles are this near in height are read as one row. */
const ROW = 120;

/** As one would read the board aloud: row by row, from the left. */
export function readingOrder(shapes: Iterable<Shape>): Shape[] {
	const placed = [...shapes].map((shape) => ({ shape, row: Math.floor((shape.y + shape.h / 2) / ROW) }));
	placed.sort((a, b) => a.row - b.row || a.shape.x - b.shape.x || (a.shape.id < b.shape.id ? -1 : 1));
	return placed.map(({ shape }) => shape);
}
