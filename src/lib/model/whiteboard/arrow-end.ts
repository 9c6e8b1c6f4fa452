import { type Box, centreOf, grown, type Point, rotatedAbout } from './geometry.ts';
import type { ShapeId } from './ids.ts';
import { exitPoint, type Outline, outlineOf } from './outline.ts';
import type { ArrowShape, Binding } from './shapes/arrow.ts';
import { boundsOf, type Shape } from './shapes/registry.ts';
import type { ElbowEnd } from './elbow.ts';

/** The shape of an id as it is shown now: perhaps in the middle of somebody's drag. */
export type FindShape = (id: ShapeId) => Shape | undefined;

/** Between an arrow's tip and the outline that it points to. */
const GAP = 4;
/** An anchor this near to an edge of the box, in fractions, is fixed to that edge. */
const ON_EDGE = 0.02;

export const SIDES: readonly Point[] = [
	{ x: 1, y: 0 },
	{ x: -1, y: 0 },
	{ x: 0, y: 1 },
	{ x: 0, y: -1 }
];

/** An end of an arrow with what holds it. */
export type End =
	| { readonly at: 'free'; readonly point: Point }
	| {
			readonly at: 'bound';
			readonly shape: ShapeId;
			/** Where on the shape it is bound. */
			readonly point: Point;
			readonly outline: Outline;
			readonly box: Box;
			/** Out of the shape, where it is fixed to one side. */
			readonly side: Point | null;
			readonly gap: number;
	  };

export type BoundEnd = Extract<End, { at: 'bound' }>;

/** What arrows can be bound to: everything but each other. */
export function canHold(shape: Shape): boolean {
	return shape.type !== 'arrow';
}

export function endOf(arrow: ArrowShape, binding: Binding | null, point: Point, find: FindShape): End {
	const shape = binding === null ? undefined : find(binding.shape);
	if (binding === null || shape === undefined || !canHold(shape)) return { at: 'free', point };
	return {
		at: 'bound',
		shape: shape.id,
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

/** Whether an anchor is fixed to an edge of its shape's box. */
export function isOnEdge(at: Point): boolean {
	return Math.min(...depthsOf(at)) <= ON_EDGE;
}

/** How far from each side an anchor is, in the order of SIDES. */
function depthsOf({ x, y }: Point): number[] {
	return [1 - x, x, 1 - y, y];
}

/** The direction out of the shape at an anchor on its edge, along the nearest axis; `null` for one within. */
function sideOf(shape: Shape, { x, y }: Point): Point | null {
	const depths = depthsOf({ x, y });
	const nearest = depths.indexOf(Math.min(...depths));
	if (depths[nearest]! > ON_EDGE) return null;
	const out = rotatedAbout(SIDES[nearest]!, { x: 0, y: 0 }, shape.rotation);
	return Math.abs(out.x) >= Math.abs(out.y) ? { x: Math.sign(out.x), y: 0 } : { x: 0, y: Math.sign(out.y) };
}

/** Just outside a shape, on one side of it. */
export function leaving(end: BoundEnd, out: Point, from = end.point): Point {
	const edge = exitPoint(end.outline, from, out);
	return { x: edge.x + out.x * end.gap, y: edge.y + out.y * end.gap };
}

export function elbowEnd(end: End, out: Point, from: Point): ElbowEnd {
	if (end.at === 'free') return { point: end.point, out, box: null };
	return {
		point: leaving(end, out, from),
		out,
		box: grown(end.box, Math.min(GAP, end.gap))
	};
}

/** The side by which a line leaves for the other end: that which faces it over the wider gap. */
export function sideTowards(end: End, other: End): Point | null {
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

/** The directions out of both ends. A free end takes the axis of the other, so that the way stays when a shape goes. */
export function sidesOf(start: End, end: End): [Point, Point] {
	const [out, into] = [sideTowards(start, end), sideTowards(end, start)];
	return [out ?? towards(start.point, end.point, into), into ?? towards(end.point, start.point, out)];
}

/** The axis along which a free end starts: that of the other end, else the longer way. */
function towards(from: Point, to: Point, other: Point | null): Point {
	const [dx, dy] = [to.x - from.x, to.y - from.y];
	const level = other === null ? Math.abs(dx) >= Math.abs(dy) : other.x !== 0;
	return level ? { x: Math.sign(dx) || 1, y: 0 } : { x: 0, y: Math.sign(dy) || 1 };
}
