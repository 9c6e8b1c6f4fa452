import { keyAbove } from '#model/whiteboard/stacking.ts';
import { centreOf, type Point, rotatedAbout } from '#model/whiteboard/geometry.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import type { Shape, ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { HIGHLIGHTER_WIDTHS } from '#model/whiteboard/style.ts';
import { keysBetween } from '#model/order.ts';
import type { Editor } from './editor.svelte.ts';
import { placeOf, type TextBlock } from './render/painters/words.ts';
import type { SceneItem } from './render/scene-item.ts';
import { inkShape } from './tools/pen.ts';

/** A stroke from one place to another, as broad as the line of words that it marks. */
interface Stroke {
	readonly from: Point;
	readonly to: Point;
	readonly width: number;
}

/** With more lines than this, marking them is a drawing of its own. */
const MOST_STROKES = 60;
/** Beyond the first and the last letter. */
const OVERLAP = 4;
/** What is a line itself is not marked along its middle. */
const UNMARKED: readonly ShapeType[] = ['pen', 'highlighter', 'line', 'arrow'];

export function canHighlight({ type }: Shape): boolean {
	return !UNMARKED.includes(type);
}

/**
 * By the keyboard what the highlighter is for the pointer: marks the words of what is selected line by line, and what has no
 * words across its middle. Returns how many strokes it took.
 */
export function highlightSelection(editor: Editor): number {
	const items = [...editor.selection].flatMap((id) => editor.scene.item(id) ?? []);
	const strokes = items
		.filter(({ shape }) => canHighlight(shape))
		.flatMap(strokesOver)
		.slice(0, MOST_STROKES);
	const orders = keysBetween(keyAbove(editor.board.shapes.values()), null, strokes.length);
	const style = editor.nextStyle.styleFor('highlighter');
	const made = strokes.map(({ from, to, width }, at) => ({
		...inkShape(editor, 'highlighter', {
			id: createShapeId(),
			style: { ...style, width },
			points: [from, to].map((point) => ({ ...point, pressure: null }))
		}),
		order: orders[at]!
	}));
	editor.perform((gesture) => made.forEach((shape) => gesture.make(shape)));
	return made.length;
}

function strokesOver({ shape, blocks }: SceneItem): Stroke[] {
	const flat = blocks.length > 0 ? blocks.flatMap((block) => strokesOverWords(block)) : [across(shape)];
	const centre = centreOf(shape);
	const onBoard = ({ x, y }: Point): Point =>
		rotatedAbout({ x: shape.x + x, y: shape.y + y }, centre, shape.rotation);
	return flat.map(({ from, to, width }) => ({ from: onBoard(from), to: onBoard(to), width }));
}

function strokesOverWords(block: TextBlock): Stroke[] {
	const { layout, box } = block;
	const top = box.y + Math.max(0, (box.h - layout.height) / 2);
	const longest = Math.max(1, ...layout.lines.map(({ text }) => text.length));
	return layout.lines.flatMap((line, at) => {
		if (line.text.trim() === '') return [];
		// Letters are about as wide as each other: nobody marks a line to the hair.
		const length = ((layout.width - layout.indent) * line.text.length) / longest;
		const { align, x } = placeOf(block, line);
		const left = align === 'center' ? x - length / 2 : align === 'right' ? x - length : x;
		const y = top + (at + 0.5) * layout.lineHeight;
		const width = widthFor(layout.lineHeight);
		return { from: { x: left - OVERLAP, y }, to: { x: left + length + OVERLAP, y }, width };
	});
}

function across({ w, h }: Shape): Stroke {
	const inset = Math.min(w / 4, 12);
	return { from: { x: inset, y: h / 2 }, to: { x: w - inset, y: h / 2 }, width: widthFor(h) };
}

/** The broadest that is no broader than so much. */
function widthFor(height: number): number {
	return HIGHLIGHTER_WIDTHS.findLast((width) => width <= height) ?? HIGHLIGHTER_WIDTHS[0];
}
