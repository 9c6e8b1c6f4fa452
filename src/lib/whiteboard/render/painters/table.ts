import { edgesOf, type TableShape } from '#model/whiteboard/shapes/table.ts';
import { strokeOf } from '../board-theme.ts';
import type { Painter } from './painter.ts';

export const table: Painter<TableShape> = {
	spill: () => 2,
	layout: () => null,
	path({ w, h, rows, columns }) {
		const path = new Path2D();
		path.rect(0, 0, w, h);
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
		context.fillStyle = style.fill === 'none' ? theme.paper : theme.tint[style.color];
		context.fillRect(0, 0, w, h);
		context.strokeStyle = strokeOf(theme, style);
		context.lineWidth = Math.max(1, 0.8 / scale);
		context.stroke(path);
	},
	textColor: (theme) => theme.ink,
	align: 'start'
};
