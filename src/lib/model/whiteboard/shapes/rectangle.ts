import { contains, grown } from '../geometry.ts';
import { DEFAULT_STYLE } from '../style.ts';
import { BOX_STYLE, type ShapeBase, type ShapeKind } from './kind.ts';

export interface RectangleShape extends ShapeBase {
	readonly type: 'rectangle';
}

export const rectangle: ShapeKind<'rectangle'> = {
	type: 'rectangle',
	hasText: true,
	resizing: 'free',
	styled: BOX_STYLE,
	defaults: { w: 200, h: 120, style: { ...DEFAULT_STYLE, fill: 'tint', width: 2 } },
	parse: (base) => ({ ...base, type: 'rectangle' }),
	store: () => ({}),
	hit(shape, point, tolerance) {
		const reach = tolerance + shape.style.width / 2;
		if (!contains(grown(shape, reach), point)) return false;
		// An unfilled one is a frame: what lies within it can be reached through it.
		return shape.style.fill !== 'none' || !contains(grown(shape, -reach), point);
	},
	fitted: (shape, box) => ({ ...shape, ...box })
};
