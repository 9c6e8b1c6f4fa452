import type { Easel } from './painters/painter.ts';
import { painterOf } from './painters/registry.ts';
import { paintBlock } from './painters/words.ts';
import type { SceneItem } from './scene.ts';

export interface PaintOptions {
	/** Its text is open in the editor, which shows it. */
	readonly withoutText?: boolean;
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
	context.translate(shape.x + (options.dx ?? 0), shape.y + (options.dy ?? 0));
	if (shape.rotation !== 0) {
		context.translate(shape.w / 2, shape.h / 2);
		context.rotate(shape.rotation);
		context.translate(-shape.w / 2, -shape.h / 2);
	}
	if (shape.style.opacity < 1) context.globalAlpha = shape.style.opacity;
	const { blocks } = item;
	painter.paint(easel, shape, item.path, item.pictures, blocks);
	if (blocks.length > 0 && options.withoutText !== true) {
		const color = painter.textColor(easel.theme, shape);
		for (const block of blocks) paintBlock(easel, block, color);
	}
	context.restore();
}
