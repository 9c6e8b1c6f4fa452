import type { Head } from '#model/whiteboard/shapes/arrow.ts';
import type { Font, OwnColor, Style } from '#model/whiteboard/style.ts';
import { hexOf, parseColor } from '../vector/color.ts';
import type { Element } from './schema.ts';

/** Both programs' black: on paper of any colour it is what one writes with. */
const INK = new Set(['#000000', '#1e1e1e', '#1b1b1f', '#121212']);

const FACES: Readonly<Record<number, Font>> = {
	1: 'hand',
	2: 'sans',
	3: 'mono',
	5: 'hand',
	6: 'sans',
	7: 'sans',
	8: 'mono',
	9: 'sans',
	10: 'sans'
};
export const FAMILIES: Readonly<Record<Font, number>> = { hand: 5, sans: 6, mono: 8, serif: 6 };

/** The parts of a style that every element has. */
export function lookOf(element: Element): Partial<Style> {
	const stroke = parseColor(element.strokeColor);
	const fill = parseColor(element.backgroundColor);
	// What is no colour is drawn in black, as canvases do.
	const isFilled = fill === null ? element.backgroundColor !== '' : fill.a > 0;
	return {
		color: 'ink',
		ownStroke: stroke?.a === 0 ? 'none' : own(stroke === null ? '#000000' : hexOf(stroke)),
		fill: isFilled ? 'solid' : 'none',
		ownFill: isFilled ? ((fill === null ? '#000000' : hexOf(fill)) as OwnColor) : null,
		width: Math.max(1, element.strokeWidth),
		dash: element.strokeStyle,
		look: element.roughness === 0 ? 'clean' : 'drawn',
		opacity: Math.min(1, Math.max(0.1, element.opacity / 100))
	};
}

/** Ink by its name, so that it stays legible on dark paper. */
function own(hex: string): OwnColor | null {
	return INK.has(hex) ? null : (hex as OwnColor);
}

export function lettersOf(element: Element): Partial<Style> {
	const aligns = { left: 'start', center: 'center', right: 'end' } as const;
	return {
		fontSize: Math.min(400, Math.max(6, element.fontSize)),
		font: FACES[element.fontFamily] ?? 'sans',
		align: aligns[element.textAlign]
	};
}

const HEADS: Readonly<Record<string, Head>> = {
	arrow: 'arrow',
	triangle: 'triangle',
	triangle_outline: 'triangle',
	diamond: 'triangle',
	diamond_outline: 'triangle',
	dot: 'dot',
	circle: 'dot',
	circle_outline: 'dot',
	bar: 'bar',
	crowfoot_one: 'bar',
	crowfoot_many: 'arrow',
	crowfoot_one_or_many: 'arrow'
};

export function headOf(name: string | null): Head {
	return name === null ? 'none' : (HEADS[name] ?? 'arrow');
}

export const ARROWHEADS: Readonly<Record<Head, string | null>> = {
	none: null,
	arrow: 'arrow',
	triangle: 'triangle',
	dot: 'dot',
	bar: 'bar'
};

/** Strokes by hand are so much broader there than lines of the same number. */
export const FREEDRAW_WIDTH = 3.5;
