import type { Box, Point } from '#model/whiteboard/geometry.ts';
import type { BoardTheme } from './board-theme.ts';

const SPACING = 24;
/** Nearer than this many device pixels, dots are noise. */
const NEAREST = 14;

/**
 * Dotted paper; the dots thin out as one steps back. `origin` is where the canvas begins, in device pixels from the board's
 * origin; `part` is what of the canvas is painted.
 */
export function paintDots(
	context: CanvasFillStrokeStyles & CanvasRect,
	theme: BoardTheme,
	scale: number,
	origin: Point,
	part: Box
): void {
	let spacing = SPACING * scale;
	while (spacing < NEAREST) spacing *= 4;
	const size = Math.max(1, Math.round(Math.min(2, scale * 1.5)));
	context.fillStyle = theme.dots;
	const first = (start: number): number => Math.floor((start - size) / spacing);
	const last = (end: number): number => Math.ceil(end / spacing);
	const [left, top] = [origin.x + part.x, origin.y + part.y];
	for (let row = first(top); row <= last(top + part.h); row++)
		for (let column = first(left); column <= last(left + part.w); column++)
			context.fillRect(
				Math.round(column * spacing) - origin.x,
				Math.round(row * spacing) - origin.y,
				size,
				size
			);
}
