import { cellBox, edgesOf, type TableShape } from '#model/whiteboard/shapes/table.ts';
import { splitCells } from '#model/whiteboard/cell-texts.ts';
import { onSolidOf, solidOf } from '../board-theme.ts';
import { type Painter, WORDLESS } from './painter.ts';
import { wordsIn } from './words.ts';

/** Between a cell's edge and its words, in board units. */
export const CELL_PADDING = 8;

export const table: Painter<TableShape> = {
	...WORDLESS,
	spill: () => 2,
	layout(shape, text, measure) {
		const upright = { ...shape, x: 0, y: 0 };
		return splitCells(text).flatMap((cells, row) =>
			cells.flatMap((words, column) =>
				wordsIn(cellWordBox(upright, row, column), words, shape.style, measure).map((block) => ({
					...block,
					cell: { row, column }
				}))
			)
		);
	},
	path({ w, h, rows, columns }) {
		const path = new Path2D();
		path.roundRect(0, 0, w, h, 3);
		for (const x of edgesOf(columns, 0, w).slice(1, -1)) {
			path.moveTo(x, 0);
			path.lineTo(x, h);
		}
		for (const y of edgesOf(rows, 0, h).slice(1, -1)) {
			path.moveTo(0, y);
			path.lineTo(w, y);
		}
		return path;
	},
	paint({ context, theme, scale }, { w, h, style }, path) {
		context.fillStyle =
			style.fill === 'none'
				? theme.paper
				: style.fill === 'solid'
					? solidOf(theme, style)
					: theme.tint[style.color];
		context.fillRect(0, 0, w, h);
		// Thin rules: the words are what is looked at.
		context.strokeStyle = style.fill === 'solid' ? onSolidOf(theme, style) : theme.stroke[style.color];
		const alpha = context.globalAlpha;
		context.globalAlpha = alpha * 0.6;
		context.lineWidth = Math.max(1.2, 0.8 / scale);
		context.stroke(path);
		context.globalAlpha = alpha;
	},
	textColor: (theme, { style }) => (style.fill === 'solid' ? onSolidOf(theme, style) : theme.ink)
};

/** Where the words of a cell stand, in the coordinates that the table's box is given in. */
export function cellWordBox(shape: TableShape, row: number, column: number): ReturnType<typeof cellBox> {
	const box = cellBox(shape, row, column);
	const [x, y] = [Math.min(CELL_PADDING, box.w / 6), Math.min(CELL_PADDING / 2, box.h / 6)];
	return { x: box.x + x, y: box.y + y, w: box.w - 2 * x, h: box.h - 2 * y };
}
