import type { FrameShape } from '#model/whiteboard/shapes/frame.ts';
import { strokeOf } from '../board-theme.ts';
import type { Painter } from './painter.ts';

export const frame: Painter<FrameShape> = {
	spill: () => 2,
	layout: () => null,
	path({ w, h }) {
		const path = new Path2D();
		path.roundRect(0, 0, w, h, 6);
		return path;
	},
	paint({ context, theme, scale }, { style }, path) {
		if (style.fill !== 'none') {
			context.fillStyle = style.fill === 'solid' ? theme.paper : theme.tint[style.color];
			context.fill(path);
		}
		context.strokeStyle = strokeOf(theme, style);
		context.globalAlpha = 0.5;
		context.lineWidth = Math.max(1, 1 / scale);
		context.stroke(path);
		context.globalAlpha = 1;
	},
	textColor: (theme) => theme.ink,
	align: 'start'
};
