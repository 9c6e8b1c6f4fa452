import { type Box, distance, distanceToSegment, type Point, union } from './geometry.ts';

/** How an arrow goes from its start to its tip. */
export const ROUTES = ['straight', 'elbow', 'curved'] as const;
export type Route = (typeof ROUTES)[number];

/** The line that an arrow is drawn along, on the board. */
export interface Way {
	/** Corners; or cubic Bézier curves, each three points after the first. */
	readonly form: 'lines' | 'curve';
	/** At least two, or four for a curve. */
	readonly points: readonly Point[];
}

/** Fine enough that nobody sees the corners. */
const PIECES = 16;

/** The way as straight pieces. */
export function flattened({ form, points }: Way): readonly Point[] {
	if (form === 'lines') return points;
	const pieces: Point[] = [points[0]!];
	for (let at = 0; at + 3 < points.length; at += 3) {
		const [from, out, into, to] = [points[at]!, points[at + 1]!, points[at + 2]!, points[at + 3]!];
		for (let piece = 1; piece <= PIECES; piece++) pieces.push(onCurve(from, out, into, to, piece / PIECES));
	}
	return pieces;
}

export function distanceToWay(way: Way, point: Point): number {
	const pieces = flattened(way);
	let nearest = Infinity;
	for (let at = 1; at < pieces.length; at++)
		nearest = Math.min(nearest, distanceToSegment(point, pieces[at - 1]!, pieces[at]!));
	return nearest;
}

export function boundsOfWay(way: Way): Box {
	return union(flattened(way).map(({ x, y }) => ({ x, y, w: 0, h: 0 })))!;
}

/** The point half way along, where a label goes. */
export function middleOf(way: Way): Point {
	const pieces = flattened(way);
	let left = lengthOf(pieces) / 2;
	for (let at = 1; at < pieces.length; at++) {
		const [from, to] = [pieces[at - 1]!, pieces[at]!];
		const length = distance(from, to);
		if (length >= left && length > 0) return between(from, to, left / length);
		left -= length;
	}
	return pieces[0]!;
}

/** The direction in which the way arrives at its tip, in radians; that of its start is where it would come from backwards. */
export function headingAt(way: Way, end: 'start' | 'end'): number {
	const points = end === 'end' ? way.points : way.points.toReversed();
	const tip = points.at(-1)!;
	const before = points.findLast((point) => distance(point, tip) > 0.01) ?? tip;
	return Math.atan2(tip.y - before.y, tip.x - before.x);
}

/** A smooth way through points, as a hand would draw it. */
export function curveThrough(points: readonly Point[]): Way {
	const curve: Point[] = [points[0]!];
	for (let at = 1; at < points.length; at++) {
		const [from, to] = [points[at - 1]!, points[at]!];
		const [before, after] = [points[at - 2] ?? from, points[at + 1] ?? to];
		curve.push(
			{ x: from.x + (to.x - before.x) / 6, y: from.y + (to.y - before.y) / 6 },
			{ x: to.x - (after.x - from.x) / 6, y: to.y - (after.y - from.y) / 6 },
			to
		);
	}
	return { form: 'curve', points: curve };
}

/** A part of the way from one point to another. */
export function between(from: Point, to: Point, part: number): Point {
	return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}

function lengthOf(pieces: readonly Point[]): number {
	return pieces.reduce((sum, point, at) => sum + (at === 0 ? 0 : distance(pieces[at - 1]!, point)), 0);
}

/** A place on a cubic Bézier curve, at a part of its way. */
export function onCurve(from: Point, out: Point, into: Point, to: Point, part: number): Point {
	const rest = 1 - part;
	const [a, b, c, d] = [rest ** 3, 3 * rest * rest * part, 3 * rest * part * part, part ** 3];
	return {
		x: a * from.x + b * out.x + c * into.x + d * to.x,
		y: a * from.y + b * out.y + c * into.y + d * to.y
	};
}
