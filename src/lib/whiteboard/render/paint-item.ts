import { centreOf, rotatedAbout } from '#model/whiteboard/geometry.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Easel } from './painters/painter.ts';
import { painterOf } from './painters/registry.ts';
import { paintBlock } from './painters/words.ts';
import type { SceneItem } from './scene.ts';

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
	const painter = painterOf(shape.type);
	context.save();
	if (options.clip) clipTo(context, options.clip);
	context.translate(shape.x + (options.dx ?? 0), shape.y + (options.dy ?? 0));
	if (shape.rotation !== 0) {
		context.translate(shape.w / 2, shape.h / 2);
		context.rotate(shape.rotation);
		context.translate(-shape.w / 2, -shape.h / 2);
	}
	if (shape.style.opacity < 1) context.globalAlpha = shape.style.opacity;
	const { blocks } = item;
	painter.paint(easel, shape, item.path, item.pictures, blocks);
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
