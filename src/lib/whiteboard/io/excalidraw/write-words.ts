import { centreOf } from '#model/whiteboard/geometry.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { cellBox, type TableShape } from '#model/whiteboard/shapes/table.ts';
import { splitCells } from '#model/whiteboard/cell-texts.ts';
import type { BoardTheme } from '../../render/board-theme.ts';
import { LINE_HEIGHT } from '../../render/text-layout.ts';
import { FAMILIES } from './look.ts';
import { type Written, base, hex } from './written.ts';

/** How words are set. */
export function lettering({ style }: Pick<Shape, 'style'>, text: string) {
	return {
		text,
		originalText: text,
		fontSize: style.fontSize,
		fontFamily: FAMILIES[style.font],
		textAlign: { start: 'left', center: 'center', end: 'right' }[style.align],
		verticalAlign: 'top',
		containerId: null,
		lineHeight: LINE_HEIGHT,
		backgroundColor: 'transparent'
	};
}

/** Words without a box of their own, in the middle of a shape. */
export function floating(shape: Shape, text: string, theme: BoardTheme, id: string): Written {
	const lines = text.split('\n');
	const height = lines.length * shape.style.fontSize * LINE_HEIGHT;
	const width = Math.min(
		shape.w,
		Math.max(...lines.map((line) => line.length)) * shape.style.fontSize * 0.55
	);
	const centre = centreOf(shape);
	return {
		...base(shape, theme),
		id,
		type: 'text',
		x: centre.x - width / 2,
		y: centre.y - height / 2,
		width,
		height,
		...lettering(shape, text)
	};
}

/** The words within a shape, as an element of their own that is bound to it. */
export function labelOf(shape: Shape, text: string, theme: BoardTheme, ink?: string): Written[] {
	if (text === '') return [];
	const label = floating(shape, text, theme, `${shape.id}-text`);
	const color = hex(ink ?? (shape.style.fill === 'solid' ? theme.onSolid[shape.style.color] : theme.ink));
	return [
		{
			...label,
			strokeColor: color,
			verticalAlign: 'middle',
			containerId: shape.id,
			link: null,
			boundElements: null
		}
	];
}

/** A box for each cell of a table, with its words. */
export function cellsOf(shape: TableShape, text: string, theme: BoardTheme): Written[] {
	const words = splitCells(text);
	return shape.rows.flatMap((_, row) =>
		shape.columns.flatMap((__, column): Written[] => {
			const { x, y, w, h } = cellBox(shape, row, column);
			const id = `${shape.id}-${row}-${column}`;
			const cell = { ...base(shape, theme), id, type: 'rectangle', x, y, width: w, height: h, angle: 0 };
			const said = words[row]?.[column] ?? '';
			if (said === '') return [cell];
			const label = { ...floating({ ...shape, x, y, w, h }, said, theme, `${id}-text`), containerId: id };
			return [
				{ ...cell, boundElements: [{ id: label.id, type: 'text' }] },
				{ ...label, verticalAlign: 'middle' }
			];
		})
	);
}
