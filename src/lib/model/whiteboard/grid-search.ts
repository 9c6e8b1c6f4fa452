import { type Box, distance, type Point } from './geometry.ts';

/** The lines that a way may run along, and what it must not run through. */
export interface Grid {
	readonly xs: readonly number[];
	readonly ys: readonly number[];
	/** Lines that are taken rather than others that are as short. */
	readonly middleX: number | null;
	readonly middleY: number | null;
	readonly walls: readonly Box[];
	/** Beyond it, ways count as a little longer, so that of two equal ones always the same is taken. */
	readonly pivot?: Point;
}

/** Where a way may begin or end, and the direction out of the shape there. */
export interface Stub {
	readonly point: Point;
	readonly out: Point;
}

/** A way through a grid, and between which of the stubs. */
export interface Found {
	readonly corners: readonly Point[];
	readonly start: number;
	readonly end: number;
}

/** A bend counts as much as so many units of way: few bends before a short way. */
const BEND = 1_000;
/** Of lines that are equally short, the one in the middle. */
const OFF_MIDDLE = 1.0005;
const BEYOND = 1.0002;
/** What runs exactly along an edge does not run through. */
const TOUCH = 0.25;

/** A crossing of the grid, and the axis along which it was reached. */
interface Step {
	readonly column: number;
	readonly row: number;
	readonly axis: 'x' | 'y';
	readonly cost: number;
	readonly before: Step | null;
	/** Which of the stubs it began at. */
	readonly start: number;
}

/** The cheapest way through a grid between any two of the stubs; `null` when there is none. */
export function searchGrid(grid: Grid, starts: readonly Stub[], ends: readonly Stub[]): Found | null {
	const { xs, ys } = grid;
	const open = starts.map(({ point, out }, start): Step => {
		const [column, row] = [xs.indexOf(point.x), ys.indexOf(point.y)];
		return { column, row, axis: axisOf(out), cost: 0, before: null, start };
	});
	const goals = ends.map(({ point, out }) => ({
		column: xs.indexOf(point.x),
		row: ys.indexOf(point.y),
		axis: axisOf(out)
	}));
	const known = new Map<number, number>();
	let best: { readonly step: Step; readonly cost: number; readonly end: number } | null = null;
	while (open.length > 0) {
		const step = takeCheapest(open);
		if (best !== null && step.cost >= best.cost) break;
		for (const [end, { column, row, axis }] of goals.entries()) {
			const cost = step.cost + (step.axis === axis ? 0 : BEND);
			const isThere = step.column === column && step.row === row;
			if (isThere && (best === null || cost < best.cost)) best = { step, cost, end };
		}
		for (const next of stepsFrom(grid, step)) {
			const key = (next.column * ys.length + next.row) * 2 + (next.axis === 'x' ? 0 : 1);
			if (next.cost >= (known.get(key) ?? Infinity)) continue;
			known.set(key, next.cost);
			put(open, next);
		}
	}
	if (best === null) return null;
	const corners: Point[] = [];
	for (let step: Step | null = best.step; step !== null; step = step.before)
		corners.unshift({ x: xs[step.column]!, y: ys[step.row]! });
	return { corners, start: best.step.start, end: best.end };
}

function axisOf(direction: Point): 'x' | 'y' {
	return direction.x !== 0 ? 'x' : 'y';
}

/** Takes the root of a heap by cost. */
function takeCheapest(heap: Step[]): Step {
	const [root] = heap;
	const last = heap.pop()!;
	if (heap.length === 0) return last;
	let at = 0;
	for (;;) {
		const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]];
		if (left === undefined) break;
		const isRight = right !== undefined && right.cost < left.cost;
		const child = isRight ? right : left;
		if (child.cost >= last.cost) break;
		heap[at] = child;
		at = 2 * at + (isRight ? 2 : 1);
	}
	heap[at] = last;
	return root!;
}

function put(heap: Step[], step: Step): void {
	let at = heap.length;
	while (at > 0) {
		const parent = (at - 1) >> 1;
		if (heap[parent]!.cost <= step.cost) break;
		heap[at] = heap[parent]!;
		at = parent;
	}
	heap[at] = step;
}

function* stepsFrom({ xs, ys, middleX, middleY, walls, pivot }: Grid, step: Step): Generator<Step> {
	const here = { x: xs[step.column]!, y: ys[step.row]! };
	for (const [dx, dy] of DIRECTIONS) {
		const [column, row] = [step.column + dx, step.row + dy];
		const [x, y] = [xs[column], ys[row]];
		if (x === undefined || y === undefined || walls.some((wall) => crosses(wall, here, { x, y }))) continue;
		const axis = dx !== 0 ? 'x' : 'y';
		const isMiddle = axis === 'x' ? y === middleY : x === middleX;
		const isBeyond = pivot !== undefined && (axis === 'x' ? y > pivot.y : x > pivot.x);
		const bend = step.axis === axis ? 0 : BEND;
		const way = distance(here, { x, y }) * (isMiddle ? 1 : OFF_MIDDLE) * (isBeyond ? BEYOND : 1);
		yield { column, row, axis, cost: step.cost + bend + way, before: step, start: step.start };
	}
}

const DIRECTIONS = [
	[1, 0],
	[-1, 0],
	[0, 1],
	[0, -1]
] as const;

/** Whether an upright or level piece runs through a box. */
export function crosses(box: Box, from: Point, to: Point): boolean {
	return (
		Math.max(from.x, to.x) > box.x + TOUCH &&
		Math.min(from.x, to.x) < box.x + box.w - TOUCH &&
		Math.max(from.y, to.y) > box.y + TOUCH &&
		Math.min(from.y, to.y) < box.y + box.h - TOUCH
	);
}
