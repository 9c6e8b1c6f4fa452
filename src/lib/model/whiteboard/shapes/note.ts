import { contains, grown } from '../geometry.ts';
import { DEFAULT_STYLE } from '../style.ts';
import { type ShapeBase, type ShapeKind, WORD_STYLE } from './kind.ts';

/** A sticky note. Its text shrinks to fit, so that every note of a wall keeps one size. */
export interface NoteShape extends ShapeBase {
	readonly type: 'note';
}

export const note: ShapeKind<'note'> = {
	type: 'note',
	hasText: true,
	resizing: 'free',
	styled: WORD_STYLE,
	defaults: { w: 200, h: 200, style: { ...DEFAULT_STYLE, color: 'amber' } },
	parse: (base) => ({ ...base, type: 'note' }),
	store: () => ({}),
	hit: (shape, point, tolerance) => contains(grown(shape, tolerance), point),
	fitted: (shape, box) => ({ ...shape, ...box })
};
