import type { RectangleShape } from '#model/whiteboard/shapes/rectangle.ts';
import { outlinedPainter } from './outlined.ts';
import { PADDING } from './painter.ts';
import { bowOf, handFor } from './wobble.ts';

export const rectangle = outlinedPainter<RectangleShape>({
	wordBox: ({ w, h }) => {
		const [x, y] = [Math.min(PADDING, w / 8), Math.min(PADDING, h / 8)];
		return { x, y, w: w - 2 * x, h: h - 2 * y };
	},
	path(shape) {
		const { w, h } = shape;
		const wobble = handFor(shape);
		const radius = Math.min(8, w / 4, h / 4);
		const [across, along] = [bowOf(w), bowOf(h)];
		const path = new Path2D();
		path.moveTo(radius, wobble(0.6));
		path.quadraticCurveTo(w / 2, wobble(across), w - radius, wobble(0.6));
		path.quadraticCurveTo(w, 0, w + wobble(0.6), radius);
		path.quadraticCurveTo(w + wobble(along), h / 2, w + wobble(0.6), h - radius);
		path.quadraticCurveTo(w, h, w - radius, h + wobble(0.6));
		path.quadraticCurveTo(w / 2, h + wobble(across), radius, h + wobble(0.6));
		path.quadraticCurveTo(0, h, wobble(0.6), h - radius);
		path.quadraticCurveTo(wobble(along), h / 2, wobble(0.6), radius);
		path.quadraticCurveTo(0, 0, radius, 0);
		path.closePath();
		return path;
	}
});
