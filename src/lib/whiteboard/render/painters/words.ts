import type { Box } from '#model/whiteboard/geometry.ts';
import type { CellPlace } from '#model/whiteboard/shapes/table.ts';
import type { Align, Style } from '#model/whiteboard/style.ts';
import { BASELINE_DROP, fontOf } from '../faces.ts';
import { type Face, layoutText, type Measure, type TextLayout, type TextLine } from '../text-layout.ts';
import type { Easel } from './painter.ts';

/** Words set in a part of a shape, in the shape's own coordinates. */
export interface TextBlock {
	readonly box: Box;
	readonly align: Align;
	readonly face: Face;
	readonly layout: TextLayout;
	/** Which cell of a table it is in. */
	readonly cell?: CellPlace;
}

/** Below this many device pixels of font size, lines of text are drawn as bars. */
const SMALLEST_LETTERS = 4.5;
/** And below this, as nothing. */
const SMALLEST_BARS = 1.2;

/** Words that wrap and shrink to fit a box, in the middle of its height. None for no words. */
export function wordsIn(box: Box, text: string, style: Style, measure: Measure): TextBlock[] {
	if (text === '') return [];
	const space = { width: Math.max(1, box.w), height: Math.max(1, box.h), fontSize: style.fontSize };
	const layout = layoutText(text, { ...space, face: style, list: style.list }, measure);
	return [{ box, align: style.align, face: style, layout }];
}

/** Draws words; bars in place of letters that nobody could read. */
export function paintBlock(easel: Easel, block: TextBlock, color: string): void {
	const { context, theme, scale } = easel;
	const { layout, face, box } = block;
	if (layout.fontSize * scale < SMALLEST_BARS) return;
	const top = box.y + Math.max(0, (box.h - layout.height) / 2);
	context.fillStyle = color;
	if (layout.fontSize * scale < Math.max(SMALLEST_LETTERS, easel.leastLetters ?? 0)) {
		paintBars(easel, block, top);
		return;
	}
	context.font = fontOf(theme.families, face, layout.fontSize);
	context.textBaseline = 'alphabetic';
	// Where CSS puts the baseline in a line of this height: the editor's letters must not jump.
	const baseline = layout.lineHeight * 0.5 + layout.fontSize * BASELINE_DROP[face.font];
	for (const [at, line] of layout.lines.entries()) {
		const { align, x } = placeOf(block, line);
		const y = top + at * layout.lineHeight + baseline;
		context.direction = line.rtl ? 'rtl' : 'ltr';
		context.textAlign = align;
		context.fillText(line.text, x, y);
		if (line.marker === null) continue;
		context.textAlign = line.rtl ? 'right' : 'left';
		context.fillText(line.marker, line.rtl ? x + layout.indent : x - layout.indent, y);
	}
	context.direction = 'ltr';
}

/** Where a line is held, and by which of its ends. The lines of a list begin below each other, wherever the list stands. */
export function placeOf(
	{ box, align, layout }: TextBlock,
	{ rtl }: TextLine
): { align: CanvasTextAlign; x: number } {
	if (layout.indent > 0) {
		const spare = box.w - layout.width;
		const atLeft = rtl ? align === 'end' : align === 'start';
		const left = box.x + (align === 'center' ? spare / 2 : atLeft ? 0 : spare);
		return rtl
			? { align: 'right', x: left + layout.width - layout.indent }
			: { align: 'left', x: left + layout.indent };
	}
	if (align === 'center') return { align: 'center', x: box.x + box.w / 2 };
	const atLeft = (align === 'start') !== rtl;
	return atLeft ? { align: 'left', x: box.x } : { align: 'right', x: box.x + box.w };
}

function paintBars({ context }: Easel, block: TextBlock, top: number): void {
	const { layout, box } = block;
	const average = layout.fontSize * 0.5;
	const alpha = context.globalAlpha;
	context.globalAlpha = alpha * 0.45;
	for (const [at, line] of layout.lines.entries()) {
		const width = Math.min(line.text.length * average, box.w);
		const { align, x } = placeOf(block, line);
		const left = align === 'center' ? x - width / 2 : align === 'right' ? x - width : x;
		context.fillRect(left, top + (at + 0.3) * layout.lineHeight, width, layout.lineHeight * 0.4);
	}
	context.globalAlpha = alpha;
}
