/** A place on the board, in board units: one unit is one CSS pixel at 100 %. */
export interface Point {
	readonly x: number;
	readonly y: number;
}

/** An upright rectangle; `w` and `h` are never negative. */
export interface Box extends Point {
	readonly w: number;
	readonly h: number;
}

/** Far enough for any drawing, near enough that float32 keeps sixteenths of a unit exact. */
export const FARTHEST = 500_000;
const PRECISION = 16;

/** To the sixteenth of a unit, which lib0 stores in four bytes where a full double takes eight. */
export function rounded(value: number): number {
	return Math.round(value * PRECISION) / PRECISION;
}

export function clamp(value: number, low: number, high: number): number {
	return Math.min(high, Math.max(low, value));
}

export function boxOf(a: Point, b: Point): Box {
	return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), w: Math.abs(a.x - b.x), h: Math.abs(a.y - b.y) };
}

export function centreOf(box: Box): Point {
	return { x: box.x + box.w / 2, y: box.y + box.h / 2 };
}

export function grown(box: Box, by: number): Box {
	return { x: box.x - by, y: box.y - by, w: box.w + 2 * by, h: box.h + 2 * by };
}

export function moved<T extends Point>(thing: T, dx: number, dy: number): T {
	return { ...thing, x: thing.x + dx, y: thing.y + dy };
}

export function contains(box: Box, point: Point): boolean {
	return point.x >= box.x && point.y >= box.y && point.x <= box.x + box.w && point.y <= box.y + box.h;
}

export function encloses(outer: Box, inner: Box): boolean {
	return (
		inner.x >= outer.x &&
		inner.y >= outer.y &&
		inner.x + inner.w <= outer.x + outer.w &&
		inner.y + inner.h <= outer.y + outer.h
	);
}

export function overlaps(a: Box, b: Box): boolean {
	return a.x <= b.x + b.w && b.x <= a.x + a.w && a.y <= b.y + b.h && b.y <= a.y + a.h;
}

/** The smallest box around all of them; `null` for none. */
export function union(boxes: Iterable<Box>): Box | null {
	let left = Infinity;
	let top = Infinity;
	let right = -Infinity;
	let bottom = -Infinity;
	for (const box of boxes) {
		left = Math.min(left, box.x);
		top = Math.min(top, box.y);
		right = Math.max(right, box.x + box.w);
		bottom = Math.max(bottom, box.y + box.h);
	}
	return left === Infinity ? null : { x: left, y: top, w: right - left, h: bottom - top };
}

export function rotatedAbout(point: Point, centre: Point, radians: number): Point {
	if (radians === 0) return point;
	const [cos, sin] = [Math.cos(radians), Math.sin(radians)];
	const [dx, dy] = [point.x - centre.x, point.y - centre.y];
	return { x: centre.x + dx * cos - dy * sin, y: centre.y + dx * sin + dy * cos };
}

/** The upright box around `box` turned about its centre. */
export function boundsOfRotated(box: Box, radians: number): Box {
	if (radians === 0) return box;
	const centre = centreOf(box);
	const [cos, sin] = [Math.abs(Math.cos(radians)), Math.abs(Math.sin(radians))];
	const [w, h] = [box.w * cos + box.h * sin, box.w * sin + box.h * cos];
	return { x: centre.x - w / 2, y: centre.y - h / 2, w, h };
}

export function distance(a: Point, b: Point): number {
	return Math.hypot(a.x - b.x, a.y - b.y);
}

export function distanceToSegment(point: Point, from: Point, to: Point): number {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const length = dx * dx + dy * dy;
	if (length === 0) return distance(point, from);
	const along = clamp(((point.x - from.x) * dx + (point.y - from.y) * dy) / length, 0, 1);
	return distance(point, { x: from.x + along * dx, y: from.y + along * dy });
}

/** How far a point is from a line through points, in order; `closed` leads back to the first. */
export function distanceToPolyline(point: Point, line: readonly Point[], closed: boolean): number {
	let nearest = Infinity;
	for (const [at, here] of line.entries()) {
		const before = at > 0 ? line[at - 1]! : closed ? line.at(-1)! : here;
		nearest = Math.min(nearest, distanceToSegment(point, before, here));
	}
	return nearest;
}

/** Whether a point lies within a polygon, by how often a ray from it crosses an edge. */
export function isWithin(polygon: readonly Point[], point: Point): boolean {
	let within = false;
	for (const [at, here] of polygon.entries()) {
		const before = polygon.at(at - 1)!;
		if (here.y > point.y === before.y > point.y) continue;
		const crossing = here.x + ((point.y - here.y) / (before.y - here.y)) * (before.x - here.x);
		if (point.x < crossing) within = !within;
	}
	return within;
}
