import { contains, grown } from '../geometry.ts';
import { DEFAULT_STYLE } from '../style.ts';
import { type ShapeBase, type ShapeKind, WORD_STYLE } from './kind.ts';

/**
 * Words on the board. `w` is where lines wrap, 0 for nowhere. The box as stored is what its last editor measured; every
 * client that draws it measures anew, because a font's widths differ between machines.
 */
export interface TextShape extends ShapeBase {
	readonly type: 'text';
	/** Lines break only where their writers broke them, and the box follows its text. */
	readonly autoWidth: boolean;
}

export const text: ShapeKind<'text'> = {
	type: 'text',
	hasText: true,
	resizing: 'width',
	styled: WORD_STYLE,
	defaults: { w: 24, h: 34, style: { ...DEFAULT_STYLE, align: 'start' } },
	parse: (base, stored) => ({ ...base, type: 'text', autoWidth: stored.m !== 0 }),
	store: (shape) => (shape.autoWidth ? {} : { m: 0 }),
	hit: (shape, point, tolerance) => contains(grown(shape, tolerance), point),
	fitted: (shape, box) => ({ ...shape, ...box, autoWidth: shape.autoWidth && box.w === shape.w })
};
