import type { Box } from '#model/whiteboard/geometry.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Style } from '#model/whiteboard/style.ts';
import { type BoardTheme, onSolidOf, solidOf, strokeOf } from '../board-theme.ts';
import type { Measure } from '../text-layout.ts';
import type { Easel, Painter } from './painter.ts';
import { wordsIn } from './words.ts';

type Outlined = Pick<Shape, 'style'>;

/** Dashes and gaps in widths of the line; of dots the round caps are all there is. */
const DASHES = { solid: [], dashed: [3, 2.6], dotted: [0.01, 2.2] } as const;
/** A line that is thinner on screen, in device pixels, would come and go. */
const THINNEST = 0.8;

/** A closed outline with words in `wordBox`: all that differs from shape to shape is its path. */
export function outlinedPainter<S extends Shape>(parts: {
	readonly path: (shape: S) => Path2D;
	readonly wordBox: (shape: S) => Box;
}): Painter<S> {
	return {
		...parts,
		spill: (shape) => shape.style.width / 2 + 3,
		layout: (shape: S, text: string, measure: Measure) =>
			wordsIn(parts.wordBox(shape), text, shape.style, measure),
		paint: paintOutlined,
		textColor: textColorOf
	};
}

/** Fills and strokes a closed outline as its style says. */
export function paintOutlined(easel: Easel, { style }: Outlined, path: Path2D): void {
	const { context, theme } = easel;
	if (style.fill !== 'none') {
		context.fillStyle = style.fill === 'solid' ? solidOf(theme, style) : theme.tint[style.color];
		context.fill(path);
	}
	strokePen(easel, style, path);
}

/** Draws along a path with the pen that a style describes. */
export function strokePen({ context, theme, scale }: Easel, style: Style, path: Path2D): void {
	if (style.ownStroke === 'none') return;
	const width = Math.max(style.width, THINNEST / scale);
	context.strokeStyle = strokeOf(theme, style);
	context.lineWidth = width;
	context.lineCap = 'round';
	context.lineJoin = 'round';
	if (style.dash !== 'solid') context.setLineDash(DASHES[style.dash].map((part) => part * width));
	context.stroke(path);
	if (style.dash !== 'solid') context.setLineDash([]);
}

function textColorOf(theme: BoardTheme, { style }: Outlined): string {
	return style.fill === 'solid' ? onSolidOf(theme, style) : theme.ink;
}
