import type { Shape } from '#model/whiteboard/shapes/registry.ts';

/**
 * A steady hand, not a ruler: lines that bow by a unit or two, always the same for the same shape (the shape's id is the
 * seed), so that nothing shimmers when it is drawn again.
 */
export function wobbler(id: string): (most: number) => number {
	let state = 2_166_136_261;
	for (let at = 0; at < id.length; at++) state = Math.imul(state ^ id.charCodeAt(at), 16_777_619);
	return (most) => {
		state = Math.imul(state ^ (state >>> 15), 2_246_822_519) + 0x9e3779b9;
		return ((state >>> 8) / 0x800000 - 1) * most;
	};
}

/** Large shapes bow more, small ones hardly. */
export function bowOf(length: number): number {
	return Math.min(2.2, length / 90);
}

/** The hand that draws a shape: the ruler's is perfectly still. */
export function handFor({ id, style }: Pick<Shape, 'id' | 'style'>): (most: number) => number {
	return style.look === 'drawn' ? wobbler(id) : () => 0;
}
