import { type End, endOf, type FindShape, isOnEdge, leaving, sidesOf } from './arrow-end.ts';
import type { ElbowEnd } from './elbow.ts';
import { elbow, loop, sidesToLeave } from './elbow-way.ts';
import { distance, type Point } from './geometry.ts';
import type { ShapeId } from './ids.ts';
import { leantOn } from './lean.ts';
import { entryPoint } from './outline.ts';
import { type ArrowShape, arrowThrough, type Binding, pointsOf, upright, withWay } from './shapes/arrow.ts';
import { boundsOfWay, curveThrough, type Way } from './way.ts';

/** The handles of a curve reach so much of the way ahead, of the whole way, and at least so far. */
const AHEAD = 0.5;
const ASIDE = 0.2;
const LEAST_REACH = 40;

/**
 * Leads an elbow around what stands between its ends: from one of the first sides to one of the others, past all but its own
 * shapes.
 */
export type Detour = (
	plain: readonly Point[],
	starts: readonly ElbowEnd[],
	ends: readonly ElbowEnd[],
	own: readonly ShapeId[]
) => readonly Point[];

/**
 * The arrow as it lies now: bound ends at their shapes, its way around them, its box around all of it. An end whose shape
 * is gone stays where it was last. With a `detour`, elbows go around what stands between their ends.
 */
export function connected(turned: ArrowShape, find: FindShape, detour: Detour | null = null): ArrowShape {
	const arrow = upright(turned);
	const points = pointsOf(arrow);
	const start = endOf(arrow, arrow.start, points[0]!, find);
	const end = endOf(arrow, arrow.end, points.at(-1)!, find);
	const isPlain = start.at === 'free' && end.at === 'free' && arrow.route === 'straight';
	if (isPlain) return arrow;
	const bends = leaning(arrow, start, end) ?? points.slice(1, -1);
	const way = goesAround({ ...arrow, bends })
		? elbowWay(arrow, start, end, detour)
		: wayBetween(arrow, start, bends, end);
	const place = arrowThrough([way.points[0]!, ...bends, way.points.at(-1)!], boundsOfWay(way));
	return withWay({ ...arrow, ...place }, way);
}

function elbowWay(arrow: ArrowShape, start: End, end: End, detour: Detour | null): Way {
	const plain = elbow(start, end);
	if (detour === null) return { form: 'lines', points: plain };
	const points = detour(plain, sidesToLeave(start), sidesToLeave(end), [...holdersOf(arrow)]);
	return { form: 'lines', points };
}

/** The places from which an arrow's bends are seen: where its ends are bound, or lie. */
export function anchorsOf(arrow: ArrowShape, find: FindShape): [Point, Point] {
	const points = pointsOf(arrow);
	const anchor = (binding: Binding | null, point: Point): Point => endOf(arrow, binding, point, find).point;
	return [anchor(arrow.start, points[0]!), anchor(arrow.end, points.at(-1)!)];
}

/** The bends as they go along with what the arrow is bound to; `null` where they stay, as when a shape is gone. */
function leaning({ bends, lean, ...arrow }: ArrowShape, start: End, end: End): readonly Point[] | null {
	if (lean.length === 0 || lean.length !== bends.length) return null;
	if (start.at === 'free' && end.at === 'free') return null;
	if ((arrow.start !== null && start.at === 'free') || (arrow.end !== null && end.at === 'free')) return null;
	return leantOn(lean, start.point, end.point);
}

/** The shapes that hold an arrow. */
export function* holdersOf({ start, end }: ArrowShape): Generator<ShapeId> {
	if (start !== null) yield start.shape;
	if (end !== null && end.shape !== start?.shape) yield end.shape;
}

/**
 * An arrow that is moved: pulled away by itself, it comes off its shapes; moved together with one of them, it stays bound
 * to both.
 */
export function letGo(arrow: ArrowShape, moving: ReadonlySet<ShapeId>): ArrowShape {
	const holders = [...holdersOf(arrow)];
	if (holders.length === 0 || holders.some((id) => moving.has(id))) return arrow;
	return { ...arrow, start: null, end: null };
}

/** Whether the way of an arrow depends on what stands between its ends. */
export function goesAround(arrow: ArrowShape): boolean {
	return arrow.route === 'elbow' && arrow.bends.length === 0 && !isLoop(arrow);
}

/**
 * Whether an arrow leads back to the shape where it began: from it as a whole, or from a side of it. One between places
 * within a shape is a line across it.
 */
export function isLoop({ start, end, bends }: ArrowShape): boolean {
	if (start === null || start.shape !== end?.shape || bends.length > 0) return false;
	return [start, end].every(({ at }) => isOnEdge(at) || (at.x === 0.5 && at.y === 0.5));
}

function wayBetween(arrow: ArrowShape, start: End, bends: readonly Point[], end: End): Way {
	const { route } = arrow;
	const isFree = bends.length === 0;
	if (start.at === 'bound' && end.at === 'bound' && isLoop({ ...arrow, bends }))
		return loop(start, end, route);
	if (route === 'curved' && isFree) return curve(start, end);
	const first = straightEnd(start, bends[0] ?? end.point);
	const last = straightEnd(end, bends.at(-1) ?? start.point);
	const points =
		isFree && crossed(start, end, first, last) ? [start.point, end.point] : [first, ...bends, last];
	return route === 'curved' ? curveThrough(points) : { form: 'lines', points };
}

/** Where a straight line that goes on to `next` begins. */
function straightEnd(end: End, next: Point): Point {
	if (end.at === 'free') return end.point;
	if (end.side !== null) return leaving(end, end.side);
	const edge = entryPoint(end.outline, next, end.point);
	if (edge === null) return end.point;
	const length = distance(next, edge);
	const back = Math.min(end.gap, length / 3);
	return length === 0
		? edge
		: { x: edge.x + ((next.x - edge.x) / length) * back, y: edge.y + ((next.y - edge.y) / length) * back };
}

/** The shapes lie in each other so that the line would point backwards. */
function crossed(start: End, end: End, first: Point, last: Point): boolean {
	if (start.at === 'free' || end.at === 'free') return false;
	if (start.side !== null || end.side !== null) return false;
	const [aim, way] = [
		{ x: end.point.x - start.point.x, y: end.point.y - start.point.y },
		{ x: last.x - first.x, y: last.y - first.y }
	];
	return aim.x * way.x + aim.y * way.y < 0;
}

/** One smooth sweep that leaves and arrives straight out of the sides. */
function curve(start: End, end: End): Way {
	const [out, into] = sidesOf(start, end);
	const from = start.at === 'free' ? start.point : leaving(start, out);
	const to = end.at === 'free' ? end.point : leaving(end, into);
	const length = distance(from, to);
	// Along the way out of the shape: where there is little room ahead, the curve turns soon.
	const ahead = Math.abs(out.x !== 0 ? to.x - from.x : to.y - from.y);
	const reach = Math.max(AHEAD * ahead, ASIDE * length, Math.min(LEAST_REACH, length));
	const away = (point: Point, by: Point): Point => ({ x: point.x + by.x * reach, y: point.y + by.y * reach });
	return { form: 'curve', points: [from, away(from, out), away(to, into), to] };
}
