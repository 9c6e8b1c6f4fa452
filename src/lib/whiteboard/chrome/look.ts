import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { kindOf } from '#model/whiteboard/shapes/registry.ts';
import type { Style, StyleKey } from '#model/whiteboard/style.ts';

/** One part of the look of what is selected: what it is, or that it differs. */
export type Shown<K extends StyleKey> =
	{ readonly at: 'nowhere' } | { readonly at: 'same'; readonly value: Style[K] } | { readonly at: 'mixed' };

/** How a part of the look stands among shapes: on those that show it. */
export function shownIn<K extends StyleKey>(
	shapes: readonly Pick<Shape, 'type' | 'style'>[],
	key: K
): Shown<K> {
	const values = shapes
		.filter(({ type }) => kindOf(type).styled.includes(key))
		.map(({ style }) => style[key]);
	const [first] = values;
	if (first === undefined) return { at: 'nowhere' };
	return values.every((value) => value === first) ? { at: 'same', value: first } : { at: 'mixed' };
}
