import type { LineShape } from '#model/whiteboard/shapes/line.ts';
import { paintOutlined, strokePen } from './outlined.ts';
import { type Painter, WORDLESS } from './painter.ts';
import { roundedOutline, sketchedLine } from './sketch.ts';

export const line: Painter<LineShape> = {
	...WORDLESS,
	spill: (shape) => shape.style.width / 2 + 3,
	path({ id, w, h, points, closed, style }) {
		const placed = points.map((point) => ({ x: point.x * w, y: point.y * h }));
		const sketching = { seed: id, look: style.look, radius: 2 };
		return closed ? roundedOutline(placed, sketching) : sketchedLine(placed, sketching);
	},
	paint(easel, shape, path) {
		if (shape.closed) paintOutlined(easel, shape, path);
		else strokePen(easel, shape.style, path);
	}
};
