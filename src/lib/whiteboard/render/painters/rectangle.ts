import type { RectangleShape } from '#model/whiteboard/shapes/rectangle.ts';
import { layoutText } from '../text-layout.ts';
import { paintOutlined, textColorOf } from './outlined.ts';
import { PADDING, type Painter } from './painter.ts';
import { bowOf, wobbler } from './wobble.ts';

export const rectangle: Painter<RectangleShape> = {
	spill: (shape) => shape.style.width / 2 + 3,
	layout: (shape, text, measure) =>
		layoutText(
			text,
			{
				width: Math.max(1, shape.w - 2 * PADDING),
				height: Math.max(1, shape.h - 2 * PADDING),
				fontSize: shape.style.fontSize
			},
			measure
		),
	path({ id, w, h }) {
		const wobble = wobbler(id);
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
	},
	paint: paintOutlined,
	textColor: textColorOf,
	align: 'centre'
};
