import { getStroke } from 'perfect-freehand';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { InkPoint } from '#model/whiteboard/ink.ts';
import { type HighlighterShape, inkOf, type InkShape, type PenShape } from '#model/whiteboard/shapes/pen.ts';
import type { Style } from '#model/whiteboard/style.ts';
import { isDark, strokeOf } from '../board-theme.ts';
import { type Easel, type Painter, WORDLESS } from './painter.ts';

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
	path: lineOf,
	paint: (easel, shape, path) => paintHighlight(easel, shape.style, path)
};

/** The path of a stroke in progress, whose points are on the board. */
export function liveStrokePath({
	type,
	style,
	points
}: Pick<InkShape, 'type' | 'style'> & { readonly points: readonly InkPoint[] }): Path2D {
	return type === 'highlighter' ? lineThrough(points) : strokePath(points, style.width, false);
}

/** Draws a stroke in progress along its path. */
export function paintStroke(
	easel: Easel,
	{ type, style }: Pick<InkShape, 'type' | 'style'>,
	path: Path2D
): void {
	const { context, theme } = easel;
	context.save();
	if (style.opacity < 1) context.globalAlpha = style.opacity;
	if (type === 'highlighter') paintHighlight(easel, style, path);
	else {
		context.fillStyle = strokeOf(theme, style);
		context.fill(path);
	}
	context.restore();
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
	const points = inkOf(shape).map(({ x, y }) => ({ x: x - shape.x, y: y - shape.y }));
	const path = lineThrough(points);
	lines.set(shape, path);
	return path;
}

/** Nearer than this, points of a line make no difference to see. */
const SPARSE = 8;

function lineThrough(points: readonly Point[]): Path2D {
	const path = new Path2D();
	let last = { x: Infinity, y: Infinity };
	for (const [at, point] of points.entries()) {
		const isNear = Math.abs(point.x - last.x) + Math.abs(point.y - last.y) < SPARSE;
		if (at > 0 && at < points.length - 1 && isNear) continue;
		if (at === 0) path.moveTo(point.x, point.y);
		else path.lineTo(point.x, point.y);
		last = point;
	}
	// A dot is a line that goes nowhere.
	if (points.length === 1) path.lineTo(points[0]!.x, points[0]!.y);
	return path;
}
