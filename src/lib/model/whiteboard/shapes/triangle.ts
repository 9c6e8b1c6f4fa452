import { DEFAULT_STYLE } from '../style.ts';
import { BOX_STYLE, type ShapeBase, type ShapeKind } from './kind.ts';
import { isOnPolygon, placedIn } from './polygon.ts';

export interface TriangleShape extends ShapeBase {
	readonly type: 'triangle';
}

/** In fractions of its box, clockwise from the top. */
export const TRIANGLE_CORNERS = [
	{ x: 0.5, y: 0 },
	{ x: 1, y: 1 },
	{ x: 0, y: 1 }
] as const;

export const triangle: ShapeKind<'triangle'> = {
	type: 'triangle',
	hasText: true,
	resizing: 'free',
	styled: BOX_STYLE,
	defaults: { w: 200, h: 160, style: { ...DEFAULT_STYLE, fill: 'tint', width: 2 } },
	parse: (base) => ({ ...base, type: 'triangle' }),
	store: () => ({}),
	hit: (shape, point, tolerance) =>
		isOnPolygon(placedIn(shape, TRIANGLE_CORNERS), shape.style, point, tolerance),
	fitted: (shape, box) => ({ ...shape, ...box })
};
