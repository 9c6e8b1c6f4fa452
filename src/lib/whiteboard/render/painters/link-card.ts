import type { LinkShape } from '#model/whiteboard/shapes/link-card.ts';
import { layoutText } from '../text-layout.ts';
import { strokeOf } from '../board-theme.ts';
import { PADDING, type Painter } from './painter.ts';

export const link: Painter<LinkShape> = {
	spill: () => 3,
	layout: ({ w, h, url, style }, text, measure) =>
		layoutText(
			text === '' ? url : text,
			{ width: Math.max(1, w - 2 * PADDING), height: Math.max(1, h - 2 * PADDING), fontSize: style.fontSize },
			measure
		),
	path({ w, h }) {
		const path = new Path2D();
		path.roundRect(0, 0, w, h, 8);
		return path;
	},
	paint({ context, theme, scale }, { style }, path) {
		context.fillStyle = theme.tint[style.color];
		context.fill(path);
		context.strokeStyle = strokeOf(theme, style);
		context.lineWidth = Math.max(1, 0.8 / scale);
		context.stroke(path);
	},
	textColor: (theme) => theme.ink,
	align: 'centre'
};
