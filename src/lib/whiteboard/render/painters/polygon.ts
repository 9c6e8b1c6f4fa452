import type { Point } from '#model/whiteboard/geometry.ts';
import { DIAMOND_CORNERS, type DiamondShape } from '#model/whiteboard/shapes/diamond.ts';
import { TRIANGLE_CORNERS, type TriangleShape } from '#model/whiteboard/shapes/triangle.ts';
import { layoutText } from '../text-layout.ts';
import { paintOutlined, textColorOf } from './outlined.ts';
import type { Painter } from './painter.ts';
import { roundedOutline } from './sketch.ts';

/** Half of a diamond's width and height is free for words wherever they stand in its middle. */
export const diamond: Painter<DiamondShape> = {
	spill: (shape) => shape.style.width / 2 + 3,
	layout: ({ w, h, style }, text, measure) =>
		layoutText(
			text,
			{ width: Math.max(1, w / 2), height: Math.max(1, h / 2), fontSize: style.fontSize },
			measure
		),
	path: (shape) => outlineOf(shape, DIAMOND_CORNERS),
	paint: paintOutlined,
	textColor: textColorOf,
	align: 'centre'
};

export const triangle: Painter<TriangleShape> = {
	spill: (shape) => shape.style.width / 2 + 3,
	layout: ({ w, h, style }, text, measure) =>
		layoutText(
			text,
			{ width: Math.max(1, w / 2), height: Math.max(1, h / 2), fontSize: style.fontSize },
			measure
		),
	path: (shape) => outlineOf(shape, TRIANGLE_CORNERS),
	paint: paintOutlined,
	textColor: textColorOf,
	align: 'centre'
};

function outlineOf(shape: DiamondShape | TriangleShape, parts: readonly Point[]): Path2D {
	const corners = parts.map((part) => ({ x: part.x * shape.w, y: part.y * shape.h }));
	return roundedOutline(corners, { seed: shape.id, look: shape.style.look, radius: 8 });
}
