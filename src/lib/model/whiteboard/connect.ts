import { elbowBetween, type ElbowEnd } from './elbow.ts';
import { type Box, centreOf, distance, grown, type Point, rotatedAbout } from './geometry.ts';
import type { ShapeId } from './ids.ts';
import { entryPoint, exitPoint, type Outline, outlineOf } from './outline.ts';
import { type ArrowShape, arrowThrough, type Binding, pointsOf, upright, withWay } from './shapes/arrow.ts';
import { boundsOf, type Shape } from './shapes/registry.ts';
import { boundsOfWay, curveThrough, type Way } from './way.ts';

/** The shape of an id as it is shown now: perhaps in the middle of somebody's drag. */
export type FindShape = (id: ShapeId) => Shape | undefined;

/** Between an arrow's tip and the outline that it points to. */
const GAP = 4;
/** An anchor this near to an edge of the box, in fractions, is fixed to that edge. */
const ON_EDGE = 0.02;
/** A connector that is off by less than this is drawn straight. */
const SMALLEST_JOG = 10;
/** The handles of a curve reach so much of the way ahead, of the whole way, and at least so far. */
const AHEAD = 0.5;
const ASIDE = 0.2;
const LEAST_REACH = 40;

const SIDES: readonly Point[] = [
	{ x: 1, y: 0 },
	{ x: -1, y: 0 },
	{ x: 0, y: 1 },
	{ x: 0, y: -1 }
];

/** An end of an arrow with what holds it. */
type End =
	| { readonly at: 'free'; readonly point: Point }
	| {
			readonly at: 'bound';
			/** Where on the shape it is bound. */
			readonly point: Point;
			readonly outline: Outline;
			readonly box: Box;
			/** Out of the shape, where it is fixed to one side. */
			readonly side: Point | null;
			readonly gap: number;
	  };

/** What arrows can be bound to: everything but each other. */
export function canHold(shape: Shape): boolean {
	return shape.type !== 'arrow';
}

/**
 * The arrow as it lies now: bound ends at their shapes, its way around them, its box around all of it. An end whose shape
 * is gone stays where it was last.
 */
export function connected(turned: ArrowShape, find: FindShape): ArrowShape {
	const arrow = upright(turned);
	const points = pointsOf(arrow);
	const start = endOf(arrow, arrow.start, points[0]!, find);
	const end = endOf(arrow, arrow.end, points.at(-1)!, find);
	const isPlain = start.at === 'free' && end.at === 'free' && arrow.route === 'straight';
	if (isPlain) return arrow;
	const bends = points.slice(1, -1);
	const way = wayBetween(arrow, start, bends, end);
	const place = arrowThrough([way.points[0]!, ...bends, way.points.at(-1)!], boundsOfWay(way));
	return withWay({ ...arrow, ...place }, way);
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

function wayBetween({ route }: ArrowShape, start: End, bends: readonly Point[], end: End): Way {
	const isFree = bends.length === 0;
	if (route === 'elbow' && isFree) return { form: 'lines', points: elbow(start, end) };
	if (route === 'curved' && isFree) return curve(start, end);
	const first = straightEnd(start, bends[0] ?? end.point);
	const last = straightEnd(end, bends.at(-1) ?? start.point);
	const points = crossed(start, end, first, last) ? [start.point, end.point] : [first, ...bends, last];
	return route === 'curved' ? curveThrough(points) : { form: 'lines', points };
}

function endOf(arrow: ArrowShape, binding: Binding | null, point: Point, find: FindShape): End {
	const shape = binding === null ? undefined : find(binding.shape);
	if (binding === null || shape === undefined || !canHold(shape)) return { at: 'free', point };
	return {
		at: 'bound',
		point: anchorOf(shape, binding.at),
		outline: outlineOf(shape),
		box: boundsOf(shape),
		side: sideOf(shape, binding.at),
		gap: GAP + arrow.style.width / 2
	};
}

/** Where on the board an anchor of a shape is. */
export function anchorOf(shape: Shape, { x, y }: Point): Point {
	const flat = { x: shape.x + x * shape.w, y: shape.y + y * shape.h };
	return rotatedAbout(flat, centreOf(shape), shape.rotation);
}

/** The direction out of the shape at an anchor on its edge, along the nearest axis; `null` for one within. */
function sideOf(shape: Shape, { x, y }: Point): Point | null {
	const depths = [1 - x, x, 1 - y, y];
	const nearest = depths.indexOf(Math.min(...depths));
	if (depths[nearest]! > ON_EDGE) return null;
	const out = rotatedAbout(SIDES[nearest]!, { x: 0, y: 0 }, shape.rotation);
	return Math.abs(out.x) >= Math.abs(out.y) ? { x: Math.sign(out.x), y: 0 } : { x: 0, y: Math.sign(out.y) };
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

/** Just outside a shape, on one side of it. */
function leaving(end: Extract<End, { at: 'bound' }>, out: Point, from = end.point): Point {
	const edge = exitPoint(end.outline, from, out);
	return { x: edge.x + out.x * end.gap, y: edge.y + out.y * end.gap };
}

function elbow(start: End, end: End): Point[] {
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

function elbowEnd(end: End, out: Point, from: Point): ElbowEnd {
	if (end.at === 'free') return { point: end.point, out, box: null };
	return {
		point: leaving(end, out, from),
		out,
		box: grown(end.box, Math.min(GAP, end.gap))
	};
}

/** The side by which a line leaves for the other end: that which faces it over the wider gap. */
function sideTowards(end: End, other: End): Point | null {
	if (end.at === 'free') return null;
	if (end.side !== null) return end.side;
	const box = other.at === 'free' ? { ...other.point, w: 0, h: 0 } : other.box;
	const gaps = [
		box.x - (end.box.x + end.box.w),
		end.box.x - (box.x + box.w),
		box.y - (end.box.y + end.box.h),
		end.box.y - (box.y + box.h)
	];
	return SIDES[gaps.indexOf(Math.max(...gaps))]!;
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

/** The directions out of both ends. A free end takes the axis of the other, so that the way stays when a shape goes. */
function sidesOf(start: End, end: End): [Point, Point] {
	const [out, into] = [sideTowards(start, end), sideTowards(end, start)];
	return [out ?? towards(start.point, end.point, into), into ?? towards(end.point, start.point, out)];
}

/** The axis along which a free end starts: that of the other end, else the longer way. */
function towards(from: Point, to: Point, other: Point | null): Point {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const level = other === null ? Math.abs(dx) >= Math.abs(dy) : other.x !== 0;
	return level ? { x: Math.sign(dx) || 1, y: 0 } : { x: 0, y: Math.sign(dy) || 1 };
}
