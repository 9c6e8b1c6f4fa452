import { boxOf, clamp, distanceToPolyline, type Box, type Point, union } from '../geometry.ts';
import { DEFAULT_STYLE } from '../style.ts';
import { LINE_STYLE, type ShapeBase, type ShapeKind } from './kind.ts';
import { isOnPolygon, placedIn } from './polygon.ts';

/** Straight pieces from point to point; closed, a polygon that can be filled. */
export interface LineShape extends ShapeBase {
	readonly type: 'line';
	/** Fractions of the box, two at least, so that moving and stretching it never touch them. */
	readonly points: readonly Point[];
	readonly closed: boolean;
}

/** More corners than anybody sets by hand; imported outlines are thinned to it. */
export const MAX_LINE_POINTS = 2_000;
/** Fractions are kept to this part of the box: exact in the four bytes of a float32. */
const STEPS = 65_536;

export const line: ShapeKind<'line'> = {
	type: 'line',
	hasText: false,
	resizing: 'free',
	styled: [...LINE_STYLE, 'fill'],
	defaults: { w: 160, h: 0, style: DEFAULT_STYLE },
	parse(base, stored) {
		const points = parsePoints(stored.p);
		return points === null ? null : { ...base, type: 'line', points, closed: stored.z === 1 };
	},
	store: (shape) => ({
		p: shape.points.flatMap(({ x, y }) => [toStep(x), toStep(y)]),
		...(shape.closed ? { z: 1 } : {})
	}),
	hit(shape, point, tolerance) {
		const points = placedIn(shape, shape.points);
		if (shape.closed) return isOnPolygon(points, shape.style, point, tolerance);
		return distanceToPolyline(point, points, false) <= tolerance + shape.style.width / 2;
	},
	fitted: (shape, box) => ({ ...shape, ...box })
};

/** Its points on the board, before it is turned. */
export function pointsOf(shape: LineShape): Point[] {
	return placedIn(shape, shape.points);
}

/** The box and fractions of a line through points on the board. */
export function lineThrough(points: readonly Point[]): Box & Pick<LineShape, 'points'> {
	const box = union(points.map((point) => boxOf(point, point))) ?? { x: 0, y: 0, w: 0, h: 0 };
	const part = (value: number, start: number, size: number): number =>
		size > 0 ? toStep((value - start) / size) : 0;
	return {
		...box,
		points: points.map(({ x, y }) => ({ x: part(x, box.x, box.w), y: part(y, box.y, box.h) }))
	};
}

function toStep(fraction: number): number {
	return Math.round(clamp(fraction, 0, 1) * STEPS) / STEPS;
}

function parsePoints(stored: unknown): Point[] | null {
	if (!Array.isArray(stored) || stored.length < 4 || stored.length > 2 * MAX_LINE_POINTS) return null;
	const points: Point[] = [];
	for (let at = 0; at + 1 < stored.length; at += 2) {
		const [x, y] = (stored as unknown[]).slice(at, at + 2);
		if (!Number.isFinite(x) || !Number.isFinite(y)) return null;
		points.push({ x: toStep(x as number), y: toStep(y as number) });
	}
	return points;
}
