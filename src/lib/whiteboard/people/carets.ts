import type { TextLine } from '../render/text-layout.ts';
import { centreOf } from '#model/whiteboard/geometry.ts';
import { toScreen } from '../camera.ts';
import { cellBox, type CellPlace, placeOfCell, type TableShape } from '#model/whiteboard/shapes/table.ts';
import type { Peer } from '../presence.ts';
import { fontOf } from '../render/faces.ts';
import { placeOf, type TextBlock } from '../render/painters/words.ts';
import type { Screen } from '../render/screen.ts';
import { type Caret, hearCaret } from './spoken-caret.ts';

/** Smaller letters than this, in CSS pixels, have no caret that could be seen. */
const SMALLEST_PX = 5;

/** Draws where somebody else writes in a shape, and what they have selected there. */
export function paintCaret(screen: Screen, peer: Peer): void {
	const { editor, people } = screen;
	const caret = hearCaret(peer.state.typing, editor.board);
	const item = caret === null ? undefined : editor.scene.item(caret.shape);
	if (caret === null || item === undefined) return;
	const cell = item.shape.type === 'table' ? placeOfCell(item.shape, caret.key) : null;
	const block = cell === null ? item.blocks[0] : item.blocks.find((each) => isIn(each, cell));
	if (cell === null && block === undefined) return;
	const { shape } = item;
	const { context } = screen;
	const centre = toScreen(editor.camera, centreOf(shape));
	context.save();
	context.translate(centre.x, centre.y);
	context.rotate(shape.rotation);
	context.scale(editor.camera.zoom, editor.camera.zoom);
	context.translate(-shape.w / 2, -shape.h / 2);
	context.fillStyle = people.fill[peer.color];
	if (cell !== null && shape.type === 'table') paintCell(screen, { ...shape, x: 0, y: 0 }, cell, peer);
	if (block !== undefined && block.layout.fontSize * editor.camera.zoom >= SMALLEST_PX)
		paintStretch(screen, block, editor.board.textOf(caret.key), caret);
	context.restore();
}

function isIn({ cell }: TextBlock, { row, column }: CellPlace): boolean {
	return cell?.row === row && cell.column === column;
}

const NAME_PX = 11;
/** A cell that is narrower than this on screen has no room for a name. */
const NARROWEST_PX = 48;

/** Around the cell in which somebody writes, with who it is: an empty one has no place for a caret. */
function paintCell(
	{ context, editor, people, theme }: Screen,
	table: TableShape,
	at: CellPlace,
	peer: Peer
): void {
	const { x, y, w, h } = cellBox(table, at.row, at.column);
	const pixel = 1 / editor.camera.zoom;
	context.strokeStyle = people.fill[peer.color];
	context.lineWidth = 2 * pixel;
	context.strokeRect(x + pixel, y + pixel, w - 2 * pixel, h - 2 * pixel);
	if (w < NARROWEST_PX * pixel) return;
	const size = NAME_PX * pixel;
	context.font = fontOf(theme.families, { font: 'sans', bold: true, italic: false }, size);
	context.textBaseline = 'bottom';
	context.textAlign = 'left';
	context.fillText(peer.name, x + 3 * pixel, y - pixel, w - 6 * pixel);
}

function paintStretch({ context, theme }: Screen, block: TextBlock, text: string, caret: Caret): void {
	const { layout, face, box } = block;
	const top = box.y + Math.max(0, (box.h - layout.height) / 2);
	const [first, last] = [Math.min(caret.from, caret.to), Math.max(caret.from, caret.to)];
	const starts = lineStarts(text, layout.lines);
	const lineOfCaret = starts.findLastIndex((start) => start <= caret.to);
	context.font = fontOf(theme.families, face, layout.fontSize);
	for (const [at, line] of layout.lines.entries()) {
		const start = starts[at]!;
		const xOf = (index: number): number => placeInLine(context, block, line, index - start);
		const y = top + at * layout.lineHeight;
		if (first < last && first <= start + line.text.length && last > start) {
			const [a, b] = [xOf(Math.max(first, start)), xOf(Math.min(last, start + line.text.length))];
			context.globalAlpha = 0.28;
			context.fillRect(Math.min(a, b), y, Math.abs(b - a), layout.lineHeight);
			context.globalAlpha = 1;
		}
		if (at === lineOfCaret) context.fillRect(xOf(caret.to) - 1, y, 2, layout.lineHeight);
	}
}

function placeInLine(
	context: CanvasRenderingContext2D,
	block: TextBlock,
	line: TextLine,
	index: number
): number {
	const { align, x } = placeOf(block, line);
	const width = context.measureText(line.text).width;
	const left = align === 'center' ? x - width / 2 : align === 'right' ? x - width : x;
	const along = context.measureText(line.text.slice(0, Math.max(0, index))).width;
	return line.rtl ? left + width - along : left + along;
}

/** Where in a text each of its lines begins: wrapping took out spaces and the ends of paragraphs. */
export function lineStarts(text: string, lines: readonly Pick<TextLine, 'text'>[]): number[] {
	let at = 0;
	return lines.map((line) => {
		const found = text.indexOf(line.text, at);
		const start = found === -1 ? at : found;
		at = start + line.text.length;
		if (text[at] === '\n') at++;
		return start;
	});
}
