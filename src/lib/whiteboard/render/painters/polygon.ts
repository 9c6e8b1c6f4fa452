import type { Point } from '#model/whiteboard/geometry.ts';
import { DIAMOND_CORNERS, type DiamondShape } from '#model/whiteboard/shapes/diamond.ts';
import { TRIANGLE_CORNERS, type TriangleShape } from '#model/whiteboard/shapes/triangle.ts';
import { outlinedPainter } from './outlined.ts';
import { roundedOutline } from './sketch.ts';

/** The largest box within a diamond that has its proportions. */
export const diamond = outlinedPainter<DiamondShape>({
	path: (shape) => outlineOf(shape, DIAMOND_CORNERS),
	wordBox: ({ w, h }) => ({ x: w * 0.23, y: h * 0.23, w: w * 0.54, h: h * 0.54 })
});

/** The lower half of a triangle has room for words. */
export const triangle = outlinedPainter<TriangleShape>({
	path: (shape) => outlineOf(shape, TRIANGLE_CORNERS),
	wordBox: ({ w, h }) => ({ x: w * 0.25, y: h * 0.5, w: w * 0.5, h: h * 0.46 })
});

function outlineOf(shape: DiamondShape | TriangleShape, parts: readonly Point[]): Path2D {
	const corners = parts.map((part) => ({ x: part.x * shape.w, y: part.y * shape.h }));
	return roundedOutline(corners, { seed: shape.id, look: shape.style.look, radius: 8 });
}
