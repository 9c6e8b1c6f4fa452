import { type Box, boxOf, clamp, distanceToSegment, type Point } from '../geometry.ts';
import { DEFAULT_STYLE } from '../style.ts';
import type { ShapeBase, ShapeKind } from './kind.ts';

/** Which corner of the box the arrow starts in; it points to the opposite one. */
export interface ArrowShape extends ShapeBase {
	readonly type: 'arrow';
	/** Fractions of the box, so that moving and stretching it never touch them. */
	readonly from: Point;
	readonly to: Point;
}

export const arrow: ShapeKind<'arrow'> = {
	type: 'arrow',
	hasText: false,
	resizing: 'ends',
	styled: ['color', 'width'],
	defaults: { w: 160, h: 0, style: DEFAULT_STYLE },
	parse(base, stored) {
		const ends: unknown = stored.e;
		if (!Array.isArray(ends) || ends.length !== 4 || !ends.every((end) => Number.isFinite(end))) return null;
		const [fromX, fromY, toX, toY] = ends.map((end: number) => clamp(end, 0, 1)) as [
			number,
			number,
			number,
			number
		];
		return { ...base, type: 'arrow', from: { x: fromX, y: fromY }, to: { x: toX, y: toY } };
	},
	store: (shape) => ({ e: [shape.from.x, shape.from.y, shape.to.x, shape.to.y] }),
	hit(shape, point, tolerance) {
		const [from, to] = endsOf(shape);
		return distanceToSegment(point, from, to) <= tolerance + shape.style.width / 2;
	},
	fitted: (shape, box) => ({ ...shape, ...box })
};

/** Start and tip on the board. */
export function endsOf(shape: Box & Pick<ArrowShape, 'from' | 'to'>): [Point, Point] {
	const place = (part: Point): Point => ({ x: shape.x + part.x * shape.w, y: shape.y + part.y * shape.h });
	return [place(shape.from), place(shape.to)];
}

/** The box and fractions of an arrow between two points. */
export function arrowBetween(from: Point, to: Point): Box & Pick<ArrowShape, 'from' | 'to'> {
	const box = boxOf(from, to);
	const part = (end: Point): Point => ({ x: end.x > box.x ? 1 : 0, y: end.y > box.y ? 1 : 0 });
	return { ...box, from: part(from), to: part(to) };
}
