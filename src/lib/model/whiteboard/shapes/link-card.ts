import { contains, grown } from '../geometry.ts';
import { parseLink } from '../link.ts';
import { DEFAULT_STYLE } from '../style.ts';
import type { ShapeBase, ShapeKind } from './kind.ts';

/** A card that stands for a page elsewhere. What it says is typed by people: nothing is ever fetched for it. */
export interface LinkShape extends ShapeBase {
	readonly type: 'link';
	readonly url: string;
}

export const link: ShapeKind<'link'> = {
	type: 'link',
	hasText: true,
	resizing: 'free',
	styled: ['color', 'opacity', 'fontSize', 'font', 'bold', 'italic'],
	defaults: { w: 280, h: 96, style: { ...DEFAULT_STYLE, color: 'sky', fontSize: 18, align: 'start' } },
	parse(base, stored) {
		const url = parseLink(stored.u);
		return url === null ? null : { ...base, type: 'link', url };
	},
	store: (shape) => ({ u: shape.url }),
	hit: (shape, point, tolerance) => contains(grown(shape, tolerance), point),
	fitted: (shape, box) => ({ ...shape, ...box })
};
