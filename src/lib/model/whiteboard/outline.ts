import { centreOf, clamp, distance, FARTHEST, type Point, rotatedAbout } from './geometry.ts';
import type { Shape } from './shapes/registry.ts';
import { between } from './way.ts';

/** The corners of a shape's outline on the board, in order round it; those of an ellipse are many. */
export type Outline = readonly Point[];

/** Off the true ellipse by a thousandth of its size. */
const ELLIPSE_CORNERS = 72;

/** The outline where arrows stop. What has no outline of its own (ink, an image) has its box's. */
export function outlineOf(shape: Shape): Outline {
	const centre = centreOf(shape);
	return partsOf(shape.type).map(({ x, y }) =>
		rotatedAbout({ x: shape.x + x * shape.w, y: shape.y + y * shape.h }, centre, shape.rotation)
	);
}

/** Where the straight line from outside at `from` towards `to` first meets the outline; `null` when it does not. */
export function entryPoint(outline: Outline, from: Point, to: Point): Point | null {
	const first = crossings(outline, from, to).at(0);
	return first === undefined ? null : between(from, to, first);
}

/** Where the straight line through a point, followed in a direction, leaves the outline; the point when it misses it. */
export function exitPoint(outline: Outline, through: Point, direction: Point): Point {
	const at = (reach: number): Point => ({
		x: through.x + direction.x * reach,
		y: through.y + direction.y * reach
	});
	const [near, far] = [at(-FARTHEST), at(FARTHEST)];
	const last = crossings(outline, near, far).at(-1);
	return last === undefined ? through : between(near, far, last);
}

/** The place on an outline that is nearest to a point. */
export function nearestOn(outline: Outline, point: Point): Point {
	let nearest = outline[0]!;
	for (let at = 0; at < outline.length; at++) {
		const [a, b] = [outline[at]!, outline[(at + 1) % outline.length]!];
		const here = nearestOnSegment(point, a, b);
		if (distance(here, point) < distance(nearest, point)) nearest = here;
	}
	return nearest;
}

function nearestOnSegment(point: Point, from: Point, to: Point): Point {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = dx * dx + dy * dy;
	if (length === 0) return from;
	return between(from, to, clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / length, 0, 1));
}

/** Where a piece of a line crosses an outline, as parts of the piece, in order. */
function crossings(outline: Outline, from: Point, to: Point): number[] {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const found: number[] = [];
	for (let at = 0; at < outline.length; at++) {
		const [a, b] = [outline[at]!, outline[(at + 1) % outline.length]!];
		const [ex, ey] = [b.x - a.x, b.y - a.y];
		const cross = dx * ey - dy * ex;
		if (cross === 0) continue;
		const along = ((a.x - from.x) * ey - (a.y - from.y) * ex) / cross;
		const across = ((a.x - from.x) * dy - (a.y - from.y) * dx) / cross;
		if (along >= 0 && along <= 1 && across >= 0 && across <= 1) found.push(along);
	}
	return found.sort((one, other) => one - other);
}

const BOX: Outline = [
	{ x: 0, y: 0 },
	{ x: 1, y: 0 },
	{ x: 1, y: 1 },
	{ x: 0, y: 1 }
];
const DIAMOND: Outline = [
	{ x: 0.5, y: 0 },
	{ x: 1, y: 0.5 },
	{ x: 0.5, y: 1 },
	{ x: 0, y: 0.5 }
];
const TRIANGLE: Outline = [
	{ x: 0.5, y: 0 },
	{ x: 1, y: 1 },
	{ x: 0, y: 1 }
];
const ELLIPSE: Outline = Array.from({ length: ELLIPSE_CORNERS }, (_, at) => {
	const angle = (2 * Math.PI * at) / ELLIPSE_CORNERS;
	return { x: 0.5 + Math.cos(angle) / 2, y: 0.5 + Math.sin(angle) / 2 };
});

/** As fractions of the box. */
function partsOf(type: string): Outline {
	switch (type) {
		case 'ellipse':
			return ELLIPSE;
		case 'diamond':
			return DIAMOND;
		case 'triangle':
			return TRIANGLE;
		default:
			return BOX;
	}
}
