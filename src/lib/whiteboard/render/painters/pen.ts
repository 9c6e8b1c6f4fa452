import { hasPressure, type InkPoint } from '#model/whiteboard/ink.ts';
import { type HighlighterShape, inkOf, type InkShape, type PenShape } from '#model/whiteboard/shapes/pen.ts';
import type { Style } from '#model/whiteboard/style.ts';
import { isDark, strokeOf } from '../board-theme.ts';
import { evenInk, type Ink, lineThrough, sparseInk, swellingInk } from './ink.ts';
import { type Easel, type Painter, WORDLESS } from './painter.ts';

/** How near a stroke is seen: as a line with few points, as a line, with its swell. */
const DETAIL = { sparse: 0, even: 1, swelling: 2 } as const;
/** Below this many device pixels of width nobody sees its swell; pressed with a pen, it swells more. */
const LEAST_SWELLING = { pressed: 1.4, unpressed: 2.6 };
/** Device pixels a board unit below which few points are enough. */
const LARGEST_SPARSE = 0.4;
/** A line that is thinner on screen, in device pixels, would come and go. */
const THINNEST = 0.8;

export const pen: Painter<PenShape, Ink> = {
	...WORDLESS,
	spill: (shape) => shape.style.width,
	detail({ style, ink }, scale) {
		if (style.width * scale >= LEAST_SWELLING[hasPressure(ink) ? 'pressed' : 'unpressed'])
			return DETAIL.swelling;
		return scale < LARGEST_SPARSE ? DETAIL.sparse : DETAIL.even;
	},
	path(shape, detail) {
		const [points, { width }] = [inkOf(shape), shape.style];
		if (detail === DETAIL.swelling) return swellingInk(points, width, { finished: true, origin: shape });
		return detail === DETAIL.even ? evenInk(points, width, shape) : sparseInk(points, width, shape);
	},
	paint: (easel, shape, ink) => paintInk(easel, shape.style, ink)
};

/** One line of one width, in one colour however often it crosses itself: multiplied with what lies under it. */
export const highlighter: Painter<HighlighterShape> = {
	...WORDLESS,
	spill: (shape) => shape.style.width,
	path: (shape) => lineThrough(inkOf(shape).map(({ x, y }) => ({ x: x - shape.x, y: y - shape.y }))),
	paint: (easel, shape, path) => paintHighlight(easel, shape.style, path)
};

/** What a stroke in progress is drawn by: a pen's, and a highlighter's. */
export type StrokeInk = { readonly ink: Ink } | { readonly line: Path2D };

/** Made of points on the board. */
export function strokeInk({
	type,
	style,
	points
}: Pick<InkShape, 'type' | 'style'> & { readonly points: readonly InkPoint[] }): StrokeInk {
	if (type === 'highlighter') return { line: lineThrough(points) };
	return { ink: swellingInk(points, style.width, { finished: false }) };
}

/** Draws a stroke in progress. */
export function paintStroke(easel: Easel, style: Style, live: StrokeInk): void {
	const { context } = easel;
	context.save();
	if (style.opacity < 1) context.globalAlpha = style.opacity;
	if ('line' in live) paintHighlight(easel, style, live.line);
	// Twice over, what is see-through would be seen twice.
	else paintInk(easel, style, style.opacity < 1 ? { ...live.ink, middle: null } : live.ink);
	context.restore();
}

function paintInk(
	{ context, theme, scale }: Easel,
	style: Style,
	{ outline, middle, middleWidth }: Ink
): void {
	const color = strokeOf(theme, style);
	if (outline !== null) {
		context.fillStyle = color;
		context.fill(outline);
	}
	if (middle === null) return;
	context.lineCap = 'round';
	context.lineJoin = 'round';
	context.strokeStyle = color;
	context.lineWidth = Math.max(middleWidth, THINNEST / scale);
	context.stroke(middle);
}

/** Letters keep their contrast: on light paper it darkens what is light, on dark paper it lightens what is dark. */
function paintHighlight({ context, theme }: Easel, style: Style, path: Path2D): void {
	const alpha = context.globalAlpha;
	const dark = isDark(theme);
	context.globalCompositeOperation = dark ? 'screen' : 'multiply';
	if (dark) context.globalAlpha = alpha * 0.35;
	context.strokeStyle = dark ? strokeOf(theme, style) : theme.note[style.color];
	context.lineWidth = style.width;
	context.lineCap = 'round';
	context.lineJoin = 'round';
	context.stroke(path);
	context.globalCompositeOperation = 'source-over';
	context.globalAlpha = alpha;
}
