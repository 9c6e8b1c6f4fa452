import { elbowBetween, type ElbowEnd } from './elbow.ts';
import { distance, type Point } from './geometry.ts';
import { curveThrough, type Route, type Way } from './way.ts';

/** How far a loop keeps off the corner that it goes around. */
const OFF_CORNER = 22;
/** How far it goes out where it comes back to the same side, and how much wider it is there than its ends. */
const LEAST_OUT = 56;
const WIDENING = 0.45;

/** The way of a connector that comes back to the shape where it began: around a corner, or out of a side and back. */
export function loopBetween(start: ElbowEnd, end: ElbowEnd, route: Route): Way {
	if (route === 'elbow') return { form: 'lines', points: elbowBetween(start, end) };
	const [from, out] = [start.point, start.out];
	const [to, into] = [end.point, end.out];
	if (out.x === -into.x && out.y === -into.y) return curveThrough(elbowBetween(start, end));
	const [first, second] =
		out.x === into.x && out.y === into.y ? outAndBack(from, to, out) : aroundCorner(start, end);
	return { form: 'curve', points: [from, first, second, to] };
}

function outAndBack(from: Point, to: Point, out: Point): [Point, Point] {
	const length = distance(from, to);
	const reach = Math.max(LEAST_OUT, length);
	const aside = { x: (from.x - to.x) / (length || 1), y: (from.y - to.y) / (length || 1) };
	const handle = (point: Point, side: 1 | -1): Point => ({
		x: point.x + out.x * reach + side * aside.x * reach * WIDENING,
		y: point.y + out.y * reach + side * aside.y * reach * WIDENING
	});
	return [handle(from, 1), handle(to, -1)];
}

/** Half way, such a curve is three eighths of its handles beyond the middle between its ends. */
function aroundCorner({ point: from, out }: ElbowEnd, { point: to, out: into }: ElbowEnd): [Point, Point] {
	const handle = (point: Point, other: Point, by: Point): Point => {
		const apart = Math.abs(by.x !== 0 ? other.x - point.x : other.y - point.y);
		const reach = ((OFF_CORNER + apart / 2) * 8) / 3;
		return { x: point.x + by.x * reach, y: point.y + by.y * reach };
	};
	return [handle(from, to, out), handle(to, from, into)];
}
