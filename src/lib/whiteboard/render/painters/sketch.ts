import { distance, type Point } from '#model/whiteboard/geometry.ts';
import type { Look } from '#model/whiteboard/style.ts';
import { bowOf, wobbler } from './wobble.ts';

export interface Sketching {
	/** Of the hand: the same seed always makes the same line. */
	readonly seed: string;
	readonly look: Look;
	/** Of the corners, in board units; as much of it as the sides leave room for. */
	readonly radius: number;
}

/** A closed outline through corners: by a steady hand, or by a ruler. */
export function roundedOutline(corners: readonly Point[], sketching: Sketching): Path2D {
	const path = new Path2D();
	const hand = handOf(sketching);
	const rounding = (at: number): number => {
		const here = corners.at(at % corners.length)!;
		const [before, after] = [corners.at(at - 1)!, corners[(at + 1) % corners.length]!];
		return Math.min(sketching.radius, distance(here, before) / 4, distance(here, after) / 4);
	};
	for (const [at, corner] of corners.entries()) {
		const next = corners[(at + 1) % corners.length]!;
		const start = towards(corner, next, rounding(at));
		const end = towards(next, corner, rounding(at + 1));
		if (at === 0) path.moveTo(start.x, start.y);
		hand.side(path, start, end);
		const beyond = corners[(at + 2) % corners.length]!;
		const turned = towards(next, beyond, rounding(at + 1));
		path.quadraticCurveTo(next.x, next.y, turned.x, turned.y);
	}
	path.closePath();
	return path;
}

/** A line from point to point. */
export function sketchedLine(points: readonly Point[], sketching: Sketching): Path2D {
	const path = new Path2D();
	const hand = handOf(sketching);
	const [first] = points;
	if (first === undefined) return path;
	path.moveTo(first.x, first.y);
	for (let at = 1; at < points.length; at++) hand.side(path, points[at - 1]!, points[at]!);
	return path;
}

function handOf({ seed, look }: Sketching): { side(path: Path2D, from: Point, to: Point): void } {
	if (look === 'clean') return { side: (path, _from, to) => path.lineTo(to.x, to.y) };
	const wobble = wobbler(seed);
	return {
		side(path, from, to) {
			const length = distance(from, to);
			if (length === 0) return;
			const bow = wobble(bowOf(length));
			const middle = { x: (from.x + to.x) / 2, y: (from.y + to.y) / 2 };
			const across = { x: -(to.y - from.y) / length, y: (to.x - from.x) / length };
			path.quadraticCurveTo(middle.x + across.x * bow, middle.y + across.y * bow, to.x, to.y);
		}
	};
}

function towards(from: Point, to: Point, by: number): Point {
	const length = distance(from, to);
	if (length === 0) return from;
	return { x: from.x + ((to.x - from.x) / length) * by, y: from.y + ((to.y - from.y) / length) * by };
}
