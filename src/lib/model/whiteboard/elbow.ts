import { type Box, distance, type Point } from './geometry.ts';

/** An end of an elbow connector. */
export interface ElbowEnd {
	readonly point: Point;
	/** Out of the shape, as a step along one axis. */
	readonly out: Point;
	/** What the end belongs to, which the line must not run through. */
	readonly box: Box | null;
}

/** How far a line goes straight out of a shape before it may turn, when there is room. */
const MARGIN = 24;
/** A bend counts as much as so many units of way: few bends before a short way. */
const BEND = 1_000;
/** Of lines that are equally short, the one in the middle. */
const OFF_MIDDLE = 1.0005;
/** What runs exactly along an edge does not run through. */
const TOUCH = 0.25;

interface Grid {
	readonly xs: readonly number[];
	readonly ys: readonly number[];
	readonly middleX: number | null;
	readonly middleY: number | null;
	readonly walls: readonly Box[];
}

/** The corners of an orthogonal line between two ends: around their shapes, with as few bends as it can. */
export function elbowBetween(start: ElbowEnd, end: ElbowEnd): Point[] {
	const facing = betweenFacing(start, end);
	if (facing !== null) return withoutNeedless(facing);
	const margin = marginBetween(start, end);
	const [from, to] = [stubOf(start, margin), stubOf(end, margin)];
	const found = search(gridOf(start, end, from, to, margin), from, start.out, to, end.out);
	const corners = found ?? [from, { x: to.x, y: from.y }, to];
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

function sorted(values: readonly number[]): number[] {
	return [...new Set(values)].sort((one, other) => one - other);
}

/** The middle of the gap between two intervals; `null` when there is none. */
function middleBetween(a: number, aEnd: number, b: number, bEnd: number): number | null {
	if (aEnd < b) return (aEnd + b) / 2;
	return bEnd < a ? (bEnd + a) / 2 : null;
}

/** A crossing of the grid, and the axis along which it was reached. */
interface Step {
	readonly column: number;
	readonly row: number;
	readonly axis: 'x' | 'y';
	readonly cost: number;
	readonly before: Step | null;
}

/** The cheapest way through the grid; `null` when the shapes lie in each other and there is none. */
function search(grid: Grid, from: Point, out: Point, to: Point, into: Point): Point[] | null {
	const { xs, ys } = grid;
	const [column, row] = [xs.indexOf(from.x), ys.indexOf(from.y)];
	const [endColumn, endRow] = [xs.indexOf(to.x), ys.indexOf(to.y)];
	const known = new Map<number, number>();
	const open: Step[] = [{ column, row, axis: axisOf(out), cost: 0, before: null }];
	const lastAxis = axisOf(into);
	let best: Step | null = null;
	while (open.length > 0) {
		const step = cheapest(open);
		if (best !== null && step.cost >= best.cost) break;
		if (step.column === endColumn && step.row === endRow) {
			const bend = step.axis !== lastAxis ? BEND : 0;
			if (best === null || step.cost + bend < best.cost) best = { ...step, cost: step.cost + bend };
			continue;
		}
		for (const next of stepsFrom(grid, step)) {
			const key = (next.column * ys.length + next.row) * 2 + (next.axis === 'x' ? 0 : 1);
			if (next.cost >= (known.get(key) ?? Infinity)) continue;
			known.set(key, next.cost);
			open.push(next);
		}
	}
	const corners: Point[] = [];
	for (let step = best; step !== null; step = step.before)
		corners.unshift({ x: xs[step.column]!, y: ys[step.row]! });
	return best === null ? null : corners;
}

function axisOf(direction: Point): 'x' | 'y' {
	return direction.x !== 0 ? 'x' : 'y';
}

function cheapest(open: Step[]): Step {
	let at = 0;
	for (let other = 1; other < open.length; other++) if (open[other]!.cost < open[at]!.cost) at = other;
	const [step] = open.splice(at, 1);
	return step!;
}

function* stepsFrom({ xs, ys, middleX, middleY, walls }: Grid, step: Step): Generator<Step> {
	const here = { x: xs[step.column]!, y: ys[step.row]! };
	for (const [dx, dy] of DIRECTIONS) {
		const [column, row] = [step.column + dx, step.row + dy];
		const [x, y] = [xs[column], ys[row]];
		if (x === undefined || y === undefined || walls.some((wall) => crosses(wall, here, { x, y }))) continue;
		const axis = dx !== 0 ? 'x' : 'y';
		const isMiddle = axis === 'x' ? y === middleY : x === middleX;
		const bend = step.axis === axis ? 0 : BEND;
		const way = distance(here, { x, y }) * (isMiddle ? 1 : OFF_MIDDLE);
		yield { column, row, axis, cost: step.cost + bend + way, before: step };
	}
}

const DIRECTIONS = [
	[1, 0],
	[-1, 0],
	[0, 1],
	[0, -1]
] as const;

/** Whether an upright or level piece runs through a box. */
function crosses(box: Box, from: Point, to: Point): boolean {
	return (
		Math.max(from.x, to.x) > box.x + TOUCH &&
		Math.min(from.x, to.x) < box.x + box.w - TOUCH &&
		Math.max(from.y, to.y) > box.y + TOUCH &&
		Math.min(from.y, to.y) < box.y + box.h - TOUCH
	);
}

/** Without points that lie on the straight line between their neighbours. */
function withoutNeedless(points: readonly Point[]): Point[] {
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
