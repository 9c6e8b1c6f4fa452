import { type Box, distance, type Point } from './geometry.ts';
import { type Grid, searchGrid } from './grid-search.ts';

/** An end of an elbow connector. */
export interface ElbowEnd {
	readonly point: Point;
	/** Out of the shape, as a step along one axis. */
	readonly out: Point;
	/** What the end belongs to, which the line must not run through. */
	readonly box: Box | null;
}

/** How far a line goes straight out of a shape before it may turn, when there is room. */
export const MARGIN = 24;
/** The corners of an orthogonal line between two ends: around their shapes, with as few bends as it can. */
export function elbowBetween(start: ElbowEnd, end: ElbowEnd): Point[] {
	const facing = betweenFacing(start, end);
	if (facing !== null) return withoutNeedless(facing);
	const margin = marginBetween(start, end);
	const [from, to] = [stubOf(start, margin), stubOf(end, margin)];
	const grid = gridOf(start, end, from, to, margin);
	const found = searchGrid(grid, [{ point: from, out: start.out }], [{ point: to, out: end.out }]);
	const corners = found?.corners ?? [from, { x: to.x, y: from.y }, to];
	return withoutNeedless([start.point, ...corners, end.point]);
}

/** The usual case needs no search: two sides that face each other, with room between them. */
function betweenFacing({ point: from, out }: ElbowEnd, { point: to, out: into }: ElbowEnd): Point[] | null {
	if (out.x !== -into.x || out.y !== -into.y) return null;
	if ((to.x - from.x) * out.x + (to.y - from.y) * out.y <= 0) return null;
	const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
	if (out.x !== 0) return [from, { x: middle.x, y: from.y }, { x: middle.x, y: to.y }, to];
	return [from, { x: from.x, y: middle.y }, { x: to.x, y: middle.y }, to];
}

/** Between shapes that stand close, the line turns half way. */
function marginBetween(start: ElbowEnd, end: ElbowEnd): number {
	const [a, b] = [start.box ?? pointBox(start.point), end.box ?? pointBox(end.point)];
	const across = Math.max(b.x - a.x - a.w, a.x - b.x - b.w);
	const along = Math.max(b.y - a.y - a.h, a.y - b.y - b.h);
	const room = Math.max(across, along) / 2;
	return room > 0 ? Math.min(MARGIN, room) : MARGIN;
}

function pointBox({ x, y }: Point): Box {
	return { x, y, w: 0, h: 0 };
}

/** Where the line may turn first. */
function stubOf({ point, out, box }: ElbowEnd, margin: number): Point {
	if (box === null) return { x: point.x + out.x * margin, y: point.y + out.y * margin };
	if (out.x !== 0) return { x: out.x > 0 ? box.x + box.w + margin : box.x - margin, y: point.y };
	return { x: point.x, y: out.y > 0 ? box.y + box.h + margin : box.y - margin };
}

/** The lines that a way can run along. */
function gridOf(start: ElbowEnd, end: ElbowEnd, from: Point, to: Point, margin: number): Grid {
	const walls = [start.box, end.box].filter((box) => box !== null);
	const [a, b] = [start.box ?? pointBox(start.point), end.box ?? pointBox(end.point)];
	const middleX = middleBetween(a.x, a.x + a.w, b.x, b.x + b.w);
	const middleY = middleBetween(a.y, a.y + a.h, b.y, b.y + b.h);
	const xs = [from.x, to.x, ...walls.flatMap(({ x, w }) => [x - margin, x + w + margin])];
	const ys = [from.y, to.y, ...walls.flatMap(({ y, h }) => [y - margin, y + h + margin])];
	if (middleX !== null) xs.push(middleX);
	if (middleY !== null) ys.push(middleY);
	return { xs: sorted(xs), ys: sorted(ys), middleX, middleY, walls };
}

export function sorted(values: readonly number[]): number[] {
	return [...new Set(values)].sort((one, other) => one - other);
}

/** The middle of the gap between two intervals; `null` when there is none. */
function middleBetween(a: number, aEnd: number, b: number, bEnd: number): number | null {
	if (aEnd < b) return (aEnd + b) / 2;
	return bEnd < a ? (bEnd + a) / 2 : null;
}

/** Without points that lie on the straight line between their neighbours. */
export function withoutNeedless(points: readonly Point[]): Point[] {
	const kept: Point[] = [];
	for (const point of points) {
		const [before, last] = [kept.at(-2), kept.at(-1)];
		if (last !== undefined && distance(last, point) < 0.01) continue;
		const isStraight =
			before !== undefined &&
			last !== undefined &&
			((same(before.x, last.x) && same(last.x, point.x)) ||
				(same(before.y, last.y) && same(last.y, point.y)));
		if (isStraight) kept.pop();
		kept.push(point);
	}
	return kept.length > 1 ? kept : [points[0]!, points.at(-1)!];
}

function same(one: number, other: number): boolean {
	return Math.abs(one - other) < 0.01;
}
