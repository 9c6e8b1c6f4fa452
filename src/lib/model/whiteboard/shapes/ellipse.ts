import { centreOf } from '../geometry.ts';
import { DEFAULT_STYLE } from '../style.ts';
import { BOX_STYLE, type ShapeBase, type ShapeKind } from './kind.ts';

export interface EllipseShape extends ShapeBase {
	readonly type: 'ellipse';
}

export const ellipse: ShapeKind<'ellipse'> = {
	type: 'ellipse',
	hasText: true,
	resizing: 'free',
	styled: BOX_STYLE,
	defaults: { w: 200, h: 140, style: { ...DEFAULT_STYLE, fill: 'tint', width: 2 } },
	parse: (base) => ({ ...base, type: 'ellipse' }),
	store: () => ({}),
	hit(shape, point, tolerance) {
		const centre = centreOf(shape);
		const reach = tolerance + shape.style.width / 2;
		/** Below 1 inside the ellipse that is `by` larger. */
		const level = (by: number): number => {
			const [a, b] = [shape.w / 2 + by, shape.h / 2 + by];
			if (a <= 0 || b <= 0) return Infinity;
			return ((point.x - centre.x) / a) ** 2 + ((point.y - centre.y) / b) ** 2;
		};
		return level(reach) <= 1 && (shape.style.fill !== 'none' || level(-reach) >= 1);
	},
	fitted: (shape, box) => ({ ...shape, ...box })
};
