import type { Easel } from './painters/painter.ts';
import { PADDING } from './painters/painter.ts';
import { painterOf } from './painters/registry.ts';
import type { SceneItem } from './scene.ts';

/** Below this many device pixels of font size, lines of text are drawn as bars. */
const SMALLEST_LETTERS = 4.5;
/** And below this, as nothing. */
const SMALLEST_BARS = 1.2;

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
	painter.paint(easel, shape, item.path, item.pictures);
	if (item.text !== '' && options.withoutText !== true) paintText(easel, item);
	context.restore();
}

function paintText(easel: Easel, item: SceneItem): void {
	const { context, theme, scale } = easel;
	const { shape } = item;
	const { fontSize } = shape.style;
	if (fontSize * scale < SMALLEST_BARS) return;
	const { layout } = item;
	if (layout === null) return;
	const painter = painterOf(shape.type);
	const centred = painter.align === 'centre';
	const x = centred ? shape.w / 2 : 0;
	const top = centred ? Math.max(shape.type === 'note' ? PADDING : 0, (shape.h - layout.height) / 2) : 0;
	context.fillStyle = painter.textColor(theme, shape);
	if (layout.fontSize * scale < SMALLEST_LETTERS) {
		paintBars(easel, item, x, top);
		return;
	}
	context.font = `${layout.fontSize}px ${theme.font}`;
	context.textAlign = centred ? 'center' : 'start';
	context.textBaseline = 'alphabetic';
	// Where CSS puts the baseline in a line of this height: the editor's letters must not jump.
	const baseline = layout.lineHeight * 0.5 + layout.fontSize * 0.33;
	layout.lines.forEach((line, at) => context.fillText(line, x, top + at * layout.lineHeight + baseline));
}

function paintBars({ context }: Easel, item: SceneItem, x: number, top: number): void {
	const layout = item.layout!;
	const average = layout.fontSize * 0.5;
	context.globalAlpha = 0.45;
	for (const [at, line] of layout.lines.entries()) {
		const width = Math.min(line.length * average, item.shape.w);
		const left = x === 0 ? 0 : x - width / 2;
		context.fillRect(left, top + (at + 0.3) * layout.lineHeight, width, layout.lineHeight * 0.4);
	}
	context.globalAlpha = 1;
}
