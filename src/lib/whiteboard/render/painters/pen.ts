import { getStroke } from 'perfect-freehand';
import type { InkPoint } from '#model/whiteboard/ink.ts';
import { type HighlighterShape, inkOf, type InkShape, type PenShape } from '#model/whiteboard/shapes/pen.ts';
import { strokeOf } from '../board-theme.ts';
import { type Painter, WORDLESS } from './painter.ts';

/** Below this many device pixels of width a stroke is drawn as a line: nobody sees its swell. */
const THINNEST_SWELL = 1.4;
const lines = new WeakMap<InkShape, Path2D>();

export const pen: Painter<PenShape> = {
	...WORDLESS,
	spill: (shape) => shape.style.width,
	path: (shape) => strokePath(inkOf(shape), shape.style.width, true, shape),
	paint({ context, theme, scale }, shape, path) {
		const color = strokeOf(theme, shape.style);
		if (shape.style.width * scale >= THINNEST_SWELL) {
			context.fillStyle = color;
			context.fill(path);
			return;
		}
		context.strokeStyle = color;
		context.lineWidth = Math.max(shape.style.width, 0.8 / scale);
		context.stroke(lineOf(shape));
	}
};

/** One line of one width, in one colour however often it crosses itself: multiplied with what lies under it. */
export const highlighter: Painter<HighlighterShape> = {
	...WORDLESS,
	spill: (shape) => shape.style.width,
	path: (shape) => lineOf(shape),
	paint({ context, theme }, shape, path) {
		context.globalCompositeOperation = 'multiply';
		context.strokeStyle = theme.note[shape.style.color];
		context.lineWidth = shape.style.width;
		context.stroke(path);
		context.globalCompositeOperation = 'source-over';
	}
};

/** The outline of a stroke, relative to `origin`. */
export function strokePath(
	points: readonly InkPoint[],
	width: number,
	finished: boolean,
	origin: { readonly x: number; readonly y: number } = { x: 0, y: 0 }
): Path2D {
	const pressed = points.some((point) => point.pressure !== null);
	const outline = getStroke(
		points.map((point) => [point.x - origin.x, point.y - origin.y, point.pressure ?? 0.5]),
		{
			size: width * (pressed ? 1.5 : 1.15),
			thinning: pressed ? 0.6 : 0.35,
			smoothing: 0.6,
			streamline: 0.35,
			simulatePressure: !pressed,
			last: finished
		}
	);
	const path = new Path2D();
	const first = outline[0];
	if (first === undefined) return path;
	path.moveTo(first[0], first[1]);
	for (let at = 1; at < outline.length; at++) {
		const [x, y] = outline[at]!;
		const [nextX, nextY] = outline[(at + 1) % outline.length]!;
		path.quadraticCurveTo(x, y, (x + nextX) / 2, (y + nextY) / 2);
	}
	path.closePath();
	return path;
}

/** The middle of the stroke with few points, for a board seen from afar. */
function lineOf(shape: InkShape): Path2D {
	const known = lines.get(shape);
	if (known !== undefined) return known;
	const path = new Path2D();
	let last = { x: Infinity, y: Infinity };
	const points = inkOf(shape);
	for (const [at, point] of points.entries()) {
		if (at > 0 && at < points.length - 1 && Math.abs(point.x - last.x) + Math.abs(point.y - last.y) < 8)
			continue;
		if (at === 0) path.moveTo(point.x - shape.x, point.y - shape.y);
		else path.lineTo(point.x - shape.x, point.y - shape.y);
		last = point;
	}
	lines.set(shape, path);
	return path;
}
