import type { Point } from './geometry.ts';

/** Points as seen from a line: along it and across it, as parts of its length; none where the line has no length. */
export function leaningOn(points: readonly Point[], from: Point, to: Point): readonly Point[] {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const square = dx * dx + dy * dy;
	if (square < 1) return [];
	return points.map(({ x, y }) => {
		const [px, py] = [x - from.x, y - from.y];
		return { x: (px * dx + py * dy) / square, y: (py * dx - px * dy) / square };
	});
}

/** What is seen so from a line, on the board. */
export function leantOn(lean: readonly Point[], from: Point, to: Point): readonly Point[] {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	return lean.map(({ x, y }) => ({ x: from.x + x * dx - y * dy, y: from.y + x * dy + y * dx }));
}

/** Seen from the other end of the line. */
export function leanTurned(lean: readonly Point[]): readonly Point[] {
	return lean.map(({ x, y }) => ({ x: 1 - x, y: -y })).toReversed();
}

/** Seen in a mirror. */
export function leanMirrored(lean: readonly Point[]): readonly Point[] {
	return lean.map(({ x, y }) => ({ x, y: -y }));
}
