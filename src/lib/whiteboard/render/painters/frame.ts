import type { FrameShape } from '#model/whiteboard/shapes/frame.ts';
import { strokeOf } from '../board-theme.ts';
import { type Painter, WORDLESS } from './painter.ts';

/** Its edge and ground. The title is drawn at the size of the screen, see frame-titles.ts. */
export const frame: Painter<FrameShape> = {
	...WORDLESS,
	spill: () => 2,
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
		const alpha = context.globalAlpha;
		context.strokeStyle = strokeOf(theme, style);
		context.globalAlpha = alpha * 0.5;
		context.lineWidth = Math.max(1.5, 1 / scale);
		context.stroke(path);
		context.globalAlpha = alpha;
	}
};
