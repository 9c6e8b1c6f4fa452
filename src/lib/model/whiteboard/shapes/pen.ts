import { contains, distanceToSegment, grown } from '../geometry.ts';
import { boundsOfInk, decodeInk, encodeInk, type InkPoint, MAX_INK_BYTES } from '../ink.ts';
import { DEFAULT_STYLE } from '../style.ts';
import type { ShapeBase, ShapeKind } from './kind.ts';

export interface PenShape extends ShapeBase {
	readonly type: 'pen';
	/** Encoded, and relative to the top left of the ink's own bounds; `inkOf` gives the points on the board. */
	readonly ink: Uint8Array;
}

export const pen: ShapeKind<'pen'> = {
	type: 'pen',
	hasText: false,
	resizing: 'proportional',
	styled: ['color', 'width'],
	defaults: { w: 0, h: 0, style: DEFAULT_STYLE },
	parse(base, stored) {
		const ink = stored.i;
		if (!(ink instanceof Uint8Array) || ink.length < 3 || ink.length > MAX_INK_BYTES) return null;
		return { ...base, type: 'pen', ink };
	},
	store: (shape) => ({ i: shape.ink }),
	hit(shape, point, tolerance) {
		const reach = tolerance + shape.style.width / 2;
		if (!contains(grown(shape, reach), point)) return false;
		const points = inkOf(shape);
		return points.some((here, at) => distanceToSegment(point, points[at - 1] ?? here, here) <= reach);
	},
	fitted: (shape, box) => ({ ...shape, ...box })
};

/** What a finished stroke is stored as: its box, and its ink relative to that. */
export function penGeometry(points: readonly InkPoint[]): Pick<PenShape, 'x' | 'y' | 'w' | 'h' | 'ink'> {
	const bounds = boundsOfInk(points);
	const ink = encodeInk(points.map((point) => ({ ...point, x: point.x - bounds.x, y: point.y - bounds.y })));
	return { ...bounds, ink };
}

const decoded = new WeakMap<PenShape, readonly InkPoint[]>();

/** The points on the board: decoded once for each version of a shape, stretched to its box. */
export function inkOf(shape: PenShape): readonly InkPoint[] {
	const known = decoded.get(shape);
	if (known !== undefined) return known;
	const points = decodeInk(shape.ink);
	const own = boundsOfInk([...points, { x: 0, y: 0 }]);
	const [scaleX, scaleY] = [own.w > 0 ? shape.w / own.w : 1, own.h > 0 ? shape.h / own.h : 1];
	const placed = points.map((point) => ({
		x: shape.x + point.x * scaleX,
		y: shape.y + point.y * scaleY,
		pressure: point.pressure
	}));
	decoded.set(shape, placed);
	return placed;
}
