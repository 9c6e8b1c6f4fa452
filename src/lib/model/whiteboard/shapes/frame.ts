import { isOrderKey, type OrderKey } from '../../order.ts';
import { contains, grown } from '../geometry.ts';
import { DEFAULT_STYLE } from '../style.ts';
import type { ShapeBase, ShapeKind } from './kind.ts';

/**
 * A titled part of the board: what lies in it (their `frame`) is clipped to it, goes along with it, and is one slide. Its
 * text is the title, written above its top edge.
 */
export interface FrameShape extends ShapeBase {
	readonly type: 'frame';
	/** Its place among the slides, once somebody put them in order; see slides.ts. */
	readonly slide?: OrderKey;
}

export const frame: ShapeKind<'frame'> = {
	type: 'frame',
	hasText: true,
	resizing: 'free',
	styled: ['color', 'fill'],
	defaults: { w: 800, h: 450, style: { ...DEFAULT_STYLE, align: 'start', fontSize: 16, width: 2 } },
	parse: (base, _, { q: slide }) => ({ ...base, type: 'frame', ...(isOrderKey(slide) ? { slide } : {}) }),
	store: () => ({}),
	storeLooks: ({ slide }) => (slide === undefined ? {} : { q: slide }),
	// What lies on it is reached through it; its title is drawn, and hit, at the size of the screen.
	hit: (shape, point, tolerance) =>
		contains(grown(shape, tolerance), point) && !contains(grown(shape, -tolerance), point),
	fitted: (shape, box) => ({ ...shape, ...box })
};
