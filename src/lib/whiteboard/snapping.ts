import type { Box, Point } from '#model/whiteboard/geometry.ts';

type Axis = 'x' | 'y';

/** What is drawn to show why something came to rest where it did. */
export type Guide =
	/** Edges or middles in one line: at `at` on the axis, reaching across it. */
	| {
			readonly is: 'line';
			readonly axis: Axis;
			readonly at: number;
			readonly from: number;
			readonly to: number;
	  }
	/** Two gaps of one size: each along the axis, drawn at `at` across it. */
	| {
			readonly is: 'gap';
			readonly axis: Axis;
			readonly at: number;
			readonly from: number;
			readonly to: number;
	  };

export interface Snapped {
	readonly dx: number;
	readonly dy: number;
	readonly guides: readonly Guide[];
}

/** A box as one axis sees it: how far it goes along the axis, and across it. */
interface Span {
	readonly low: number;
	readonly high: number;
	readonly from: number;
	readonly to: number;
}

/** Nearer than this, two lines are one. */
const SAME = 0.05;

/**
 * How far a box that is being moved has to go to lie in line with others, or at equal distances, if that is not farther
 * than `reach` on each axis.
 */
export function snappedMove(box: Box, others: readonly Box[], reach: number): Snapped {
	const x = bestShift(spanOf(box, 'x'), others, 'x', reach);
	const y = bestShift(spanOf(box, 'y'), others, 'y', reach);
	const there = { ...box, x: box.x + x, y: box.y + y };
	return { dx: x, dy: y, guides: [...guidesFor(there, others, 'x'), ...guidesFor(there, others, 'y')] };
}

/** Where a point goes that drags edges along: to the edges and middles of others, on the axes that it drags. */
export function snappedPoint(
	point: Point,
	drags: { readonly x: boolean; readonly y: boolean },
	others: readonly Box[],
	reach: number
): { readonly point: Point; readonly guides: readonly Guide[] } {
	const snap = (axis: Axis): number =>
		drags[axis] ? nearest(pointSpan(point, axis), others, axis, reach) : 0;
	const there = { x: point.x + snap('x'), y: point.y + snap('y') };
	const guides = (['x', 'y'] as const).flatMap((axis) =>
		drags[axis] ? linesFor(pointSpan(there, axis), others, axis) : []
	);
	return { point: there, guides };
}

/** How far the grid's lines lie apart: as the dots of the paper. */
export const GRID = 24;

/** The nearest line of a grid. */
export function onGrid(value: number, step: number): number {
	return Math.round(value / step) * step;
}

function bestShift(span: Span, others: readonly Box[], axis: Axis, reach: number): number {
	const line = nearest(span, others, axis, reach);
	const gap = nearestGap(span, others, axis, reach);
	// Being in line is seen first; equal gaps win only when they are nearer.
	if (gap === null) return line;
	return line !== 0 && Math.abs(line) <= Math.abs(gap) ? line : gap;
}

function nearest(span: Span, others: readonly Box[], axis: Axis, reach: number): number {
	let best = Infinity;
	for (const other of others) {
		const theirs = spanOf(other, axis);
		for (const by of shiftsToAlign(span, theirs)) if (Math.abs(by) < Math.abs(best)) best = by;
	}
	return Math.abs(best) <= reach ? best : 0;
}

/** Edges go to edges, middles to middles. */
function shiftsToAlign(span: Span, theirs: Span): number[] {
	const edges = [theirs.low, theirs.high].flatMap((edge) => [edge - span.low, edge - span.high]);
	return [...edges, middleOf(theirs) - middleOf(span)];
}

/** The shift after which three in a row have equal gaps. */
function nearestGap(span: Span, others: readonly Box[], axis: Axis, reach: number): number | null {
	const size = span.high - span.low;
	const row = rowOf(span, others, axis);
	let best: number | null = null;
	const consider = (low: number): void => {
		const by = low - span.low;
		if (Math.abs(by) <= reach && (best === null || Math.abs(by) < Math.abs(best))) best = by;
	};
	for (const [at, first] of row.entries()) {
		const second = row[at + 1];
		if (second === undefined) continue;
		const gap = second.low - first.high;
		if (gap <= 0) continue;
		consider(second.high + gap);
		consider(first.low - gap - size);
		if (gap >= size) consider(first.high + (gap - size) / 2);
	}
	return best;
}

/** What lies beside a box on an axis, in order. */
function rowOf(span: Span, others: readonly Box[], axis: Axis): Span[] {
	return others
		.map((other) => spanOf(other, axis))
		.filter(({ from, to }) => from < span.to && to > span.from)
		.sort((a, b) => a.low - b.low);
}

function guidesFor(box: Box, others: readonly Box[], axis: Axis): Guide[] {
	const span = spanOf(box, axis);
	return [...linesFor(span, others, axis), ...gapsFor(span, others, axis)];
}

function linesFor(span: Span, others: readonly Box[], axis: Axis): Guide[] {
	const guides: Guide[] = [];
	for (const at of new Set([span.low, middleOf(span), span.high])) {
		const isMiddle = at === middleOf(span) && at !== span.low;
		const inLine = others
			.map((other) => spanOf(other, axis))
			.filter((theirs) => isAt(theirs, at, isMiddle, span));
		if (inLine.length === 0) continue;
		guides.push({
			is: 'line',
			axis,
			at,
			from: Math.min(span.from, ...inLine.map(({ from }) => from)),
			to: Math.max(span.to, ...inLine.map(({ to }) => to))
		});
	}
	return guides;
}

function isAt(theirs: Span, at: number, isMiddle: boolean, span: Span): boolean {
	const isPoint = span.low === span.high;
	const edges = [theirs.low, theirs.high];
	const places = isPoint ? [...edges, middleOf(theirs)] : isMiddle ? [middleOf(theirs)] : edges;
	return places.some((place) => Math.abs(place - at) < SAME);
}

/** The two equal gaps around or beside a box, if there are any. */
function gapsFor(span: Span, others: readonly Box[], axis: Axis): Guide[] {
	const row = rowOf(span, others, axis);
	const before = row.filter(({ high }) => high <= span.low + SAME);
	const after = row.filter(({ low }) => low >= span.high - SAME);
	const [previous, beforeThat] = [before.at(-1), before.at(-2)];
	const [next, afterThat] = [after[0], after[1]];
	const pairs = [
		[previous && gapBetween(previous, span, axis), next && gapBetween(span, next, axis)],
		[
			previous && gapBetween(previous, span, axis),
			beforeThat && previous && gapBetween(beforeThat, previous, axis)
		],
		[next && gapBetween(span, next, axis), next && afterThat && gapBetween(next, afterThat, axis)]
	];
	const found = pairs.find(
		([a, b]) => a && b && a.to - a.from > SAME && Math.abs(a.to - a.from - (b.to - b.from)) < SAME
	);
	return found === undefined ? [] : [found[0]!, found[1]!];
}

function gapBetween(first: Span, second: Span, axis: Axis): Guide {
	const at = (Math.max(first.from, second.from) + Math.min(first.to, second.to)) / 2;
	return { is: 'gap', axis, at, from: first.high, to: second.low };
}

function spanOf(box: Box, axis: Axis): Span {
	return axis === 'x'
		? { low: box.x, high: box.x + box.w, from: box.y, to: box.y + box.h }
		: { low: box.y, high: box.y + box.h, from: box.x, to: box.x + box.w };
}

function pointSpan({ x, y }: Point, axis: Axis): Span {
	return axis === 'x' ? { low: x, high: x, from: y, to: y } : { low: y, high: y, from: x, to: x };
}

function middleOf(span: Span): number {
	return (span.low + span.high) / 2;
}
