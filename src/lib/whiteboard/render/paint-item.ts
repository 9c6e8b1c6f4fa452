import { centreOf, rotatedAbout } from '#model/whiteboard/geometry.ts';
import type { Shape, ShapeType } from '#model/whiteboard/shapes/registry.ts';
import type { Easel } from './painters/painter.ts';
import { painterOf } from './painters/registry.ts';
import { paintBlock } from './painters/words.ts';
import type { SceneItem } from './scene-item.ts';

const CORNERS = [
	[0, 0],
	[1, 0],
	[1, 1],
	[0, 1]
] as const;

export interface PaintOptions {
	/** Its text is open in the editor, which shows it. */
	readonly withoutText?: boolean;
	/** The frame beyond whose edge nothing of it shows. */
	readonly clip?: Shape | null;
	/** Where a gesture in progress has it, in board units from where the document has it. */
	readonly dx?: number;
	readonly dy?: number;
}

/** Draws one shape; the context's units are the board's. */
export function paintItem(easel: Easel, item: SceneItem, options: PaintOptions = {}): void {
	const { context } = easel;
	const { shape } = item;
	context.save();
	if (options.clip) clipTo(context, options.clip);
	const { opacity } = shape.style;
	if (opacity === 1 || !LAYERED.has(shape.type)) paintParts(easel, item, options);
	else if (easel.thinly) easel.thinly(opacity, () => paintParts(easel, item, options, 1));
	else paintThin(easel, item, options);
	context.restore();
}

/** Made of parts that lie on each other: thinned one by one, each would show through the next. */
const LAYERED: ReadonlySet<ShapeType> = new Set([
	'pen',
	'note',
	'rectangle',
	'ellipse',
	'diamond',
	'triangle',
	'line',
	'frame',
	'table',
	'link',
	'stamp'
]);

/** Draws a shape apart, and lays that over the rest as one thing. */
function paintThin(easel: Easel, item: SceneItem, options: PaintOptions): void {
	const { context } = easel;
	const matrix = context.getTransform();
	const [x, y] = [item.minX + (options.dx ?? 0), item.minY + (options.dy ?? 0)];
	const from = matrix.transformPoint({ x, y });
	const [left, top] = [Math.max(0, Math.floor(from.x)), Math.max(0, Math.floor(from.y))];
	const right = Math.min(context.canvas.width, Math.ceil(from.x + (item.maxX - item.minX) * easel.scale));
	const bottom = Math.min(context.canvas.height, Math.ceil(from.y + (item.maxY - item.minY) * easel.scale));
	if (right <= left || bottom <= top) return;
	const apart = new OffscreenCanvas(right - left, bottom - top).getContext('2d')!;
	apart.setTransform(matrix.a, matrix.b, matrix.c, matrix.d, matrix.e - left, matrix.f - top);
	paintParts({ ...easel, context: apart as unknown as CanvasRenderingContext2D }, item, options, 1);
	context.setTransform(1, 0, 0, 1, 0, 0);
	context.globalAlpha = item.shape.style.opacity;
	context.drawImage(apart.canvas, left, top);
}

function paintParts(
	easel: Easel,
	item: SceneItem,
	options: PaintOptions,
	opacity = item.shape.style.opacity
): void {
	const { context } = easel;
	const { shape } = item;
	const painter = painterOf(shape.type);
	context.save();
	context.translate(shape.x + (options.dx ?? 0), shape.y + (options.dy ?? 0));
	if (shape.rotation !== 0) {
		context.translate(shape.w / 2, shape.h / 2);
		context.rotate(shape.rotation);
		context.translate(-shape.w / 2, -shape.h / 2);
	}
	if (opacity < 1) context.globalAlpha = opacity;
	const { blocks } = item;
	painter.paint(easel, shape, item.path(easel.scale), item.pictures, blocks);
	// A cell that is written in covers itself; the others stay.
	if (blocks.length > 0 && (options.withoutText !== true || shape.type === 'table')) {
		const color = painter.textColor(easel.theme, shape);
		for (const block of blocks) paintBlock(easel, block, color);
	}
	context.restore();
}

function clipTo(context: CanvasRenderingContext2D, frame: Shape): void {
	const centre = centreOf(frame);
	context.beginPath();
	for (const [x, y] of CORNERS) {
		const corner = { x: frame.x + x * frame.w, y: frame.y + y * frame.h };
		const at = rotatedAbout(corner, centre, frame.rotation);
		context.lineTo(at.x, at.y);
	}
	context.closePath();
	context.clip();
}
