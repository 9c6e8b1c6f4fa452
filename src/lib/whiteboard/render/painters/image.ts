import type { ImageShape } from '#model/whiteboard/shapes/image.ts';
import type { Painter } from './painter.ts';

/** A picture that is not here (yet): its place, with the sign for one. */
export const image: Painter<ImageShape> = {
	spill: () => 1,
	layout: () => null,
	path({ w, h }) {
		const path = new Path2D();
		path.rect(0, 0, w, h);
		return path;
	},
	paint({ context, theme }, { w, h }, path) {
		context.fillStyle = theme.tint.ink;
		context.fill(path);
		const size = Math.min(w, h) / 4;
		context.fillStyle = theme.dots;
		context.beginPath();
		context.moveTo(w / 2 - size, h / 2 + size / 2);
		context.lineTo(w / 2 - size / 4, h / 2 - size / 2);
		context.lineTo(w / 2 + size / 4, h / 2 + size / 8);
		context.lineTo(w / 2 + size / 2, h / 2 - size / 8);
		context.lineTo(w / 2 + size, h / 2 + size / 2);
		context.closePath();
		context.fill();
	},
	textColor: (theme) => theme.ink,
	align: 'start'
};
