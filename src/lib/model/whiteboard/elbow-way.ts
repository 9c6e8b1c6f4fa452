import { type BoundEnd, elbowEnd, type End, SIDES, sidesOf } from './arrow-end.ts';
import { elbowBetween, type ElbowEnd } from './elbow.ts';
import { centreOf, distance, type Point } from './geometry.ts';
import { loopBetween } from './loop.ts';
import type { Route, Way } from './way.ts';

/** A connector that is off by less than this is drawn straight. */
const SMALLEST_JOG = 10;

/** The sides by which a line may leave an end. */
export function sidesToLeave(end: End): ElbowEnd[] {
	const sides = end.at === 'bound' && end.side !== null ? [end.side] : SIDES;
	return sides.map((side) => elbowEnd(end, side, end.point));
}

/** Ends nearer to each other than this are on one place. */
const ONE_PLACE = 12;

/** Out of one side of a shape and back into it: where neither is fixed, around the upper right corner. */
export function loop(start: BoundEnd, end: BoundEnd, route: Route): Way {
	const isOnePlace = distance(start.point, end.point) < ONE_PLACE;
	const out = start.side ?? besides(isOnePlace ? null : end.side);
	const into = (isOnePlace ? null : end.side) ?? besides(out);
	const middle = centreOf(start.box);
	const endPoint = isOnePlace ? middle : end.point;
	return loopBetween(elbowEnd(start, out, start.point), elbowEnd(end, into, endPoint), route);
}

/** A side next to another one. */
function besides(side: Point | null): Point {
	return side !== null && side.y === 0 ? { x: 0, y: -1 } : { x: 1, y: 0 };
}

/** Where a line with elbows runs between two ends, whatever stands between them. */
export function elbow(start: End, end: End): Point[] {
	const [out, into] = sidesOf(start, end);
	const [from, to] = levelled(start, out, end, into);
	const [first, last] = [elbowEnd(start, out, from), elbowEnd(end, into, to)];
	// A side that is free to choose gives way to one that is fixed.
	if (isFixed(start) && !isFixed(end) && end.at === 'bound')
		return shortest(SIDES, (side) => elbowBetween(first, elbowEnd(end, side, end.point)));
	if (isFixed(end) && !isFixed(start) && start.at === 'bound')
		return shortest(SIDES, (side) => elbowBetween(elbowEnd(start, side, start.point), last));
	return elbowBetween(first, last);
}

function isFixed(end: End): boolean {
	return end.at === 'bound' && end.side !== null;
}

function shortest(sides: readonly Point[], lineBy: (side: Point) => Point[]): Point[] {
	const lines = sides.map(lineBy);
	const cost = (line: readonly Point[]): number =>
		line.length * 1_000 +
		line.reduce((sum, point, at) => sum + (at === 0 ? 0 : distance(line[at - 1]!, point)), 0);
	return lines.reduce((best, line) => (cost(line) < cost(best) ? line : best));
}

/** Ends that are almost on one line are put on it. */
function levelled(start: End, out: Point, end: End, into: Point): [Point, Point] {
	const [from, to] = [start.point, end.point];
	const isFree = start.at === 'bound' && end.at === 'bound' && start.side === null && end.side === null;
	if (!isFree || out.x !== -into.x || out.y !== -into.y) return [from, to];
	if (out.x !== 0 && Math.abs(from.y - to.y) < SMALLEST_JOG) {
		const y = (from.y + to.y) / 2;
		return [
			{ x: from.x, y },
			{ x: to.x, y }
		];
	}
	if (out.y !== 0 && Math.abs(from.x - to.x) < SMALLEST_JOG) {
		const x = (from.x + to.x) / 2;
		return [
			{ x, y: from.y },
			{ x, y: to.y }
		];
	}
	return [from, to];
}
