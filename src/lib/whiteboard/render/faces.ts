import type { Font } from '#model/whiteboard/style.ts';
import { type Face, type Measure, MEASURED_AT } from './text-layout.ts';

/** The families of each face, as CSS has them. */
export type Families = Readonly<Record<Font, string>>;

/** Which tokens they are. */
export const FONT_TOKENS: Readonly<Record<Font, string>> = {
	sans: '--font-ui',
	serif: '--font-read',
	mono: '--font-mono',
	hand: '--font-hand'
};

/** How far below the middle of a line CSS sets the baseline, in parts of the size: half of ascent less descent. */
export const BASELINE_DROP: Readonly<Record<Font, number>> = {
	sans: 0.33,
	serif: 0.35,
	mono: 0.33,
	hand: 0.33
};

/** A face at a size, for `context.font`. */
export function fontOf(families: Families, { font, bold, italic }: Face, size: number): string {
	return `${italic ? 'italic ' : ''}${bold ? '700 ' : ''}${size}px ${families[font]}`;
}

/** Beyond this, a board has been open for very long: start anew rather than grow for ever. */
const MAX_REMEMBERED = 50_000;

/** Measures with a canvas, remembering what it measured: a wall of notes uses few different words. */
export function createMeasure(families: Families): Measure {
	const context = document.createElement('canvas').getContext('2d')!;
	const known = new Map<string, Map<string, number>>();
	let set = '';
	return (text, face) => {
		const font = fontOf(families, face, MEASURED_AT);
		const widths = known.get(font) ?? new Map<string, number>();
		const remembered = widths.get(text);
		if (remembered !== undefined) return remembered;
		if (widths.size > MAX_REMEMBERED) widths.clear();
		if (set !== font) context.font = set = font;
		const { width } = context.measureText(text);
		known.set(font, widths.set(text, width));
		return width;
	};
}
