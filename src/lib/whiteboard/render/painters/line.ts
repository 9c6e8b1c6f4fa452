import type { LineShape } from '#model/whiteboard/shapes/line.ts';
import { strokeOf } from '../board-theme.ts';
import { paintOutlined } from './outlined.ts';
import type { Painter } from './painter.ts';
import { roundedOutline, sketchedLine } from './sketch.ts';

export const line: Painter<LineShape> = {
	spill: (shape) => shape.style.width / 2 + 3,
	layout: () => null,
	path({ id, w, h, points, closed, style }) {
		const placed = points.map((point) => ({ x: point.x * w, y: point.y * h }));
		const sketching = { seed: id, look: style.look, radius: 2 };
		return closed ? roundedOutline(placed, sketching) : sketchedLine(placed, sketching);
	},
	paint(easel, shape, path) {
		if (shape.closed) paintOutlined(easel, shape, path);
		else {
			const { context, theme, scale } = easel;
			context.strokeStyle = strokeOf(theme, shape.style);
			context.lineWidth = Math.max(shape.style.width, 0.8 / scale);
			context.stroke(path);
		}
	},
	textColor: (theme) => theme.ink,
	align: 'start'
};
