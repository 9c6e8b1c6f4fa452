import { type Box, centreOf, type Point } from '#model/whiteboard/geometry.ts';
import { encodeInk } from '#model/whiteboard/ink.ts';
import { leanMirrored } from '#model/whiteboard/lean.ts';
import type { Binding } from '#model/whiteboard/shapes/arrow.ts';
import { inkOf } from '#model/whiteboard/shapes/pen.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';

/**
 * Shapes mirrored in the middle of a box. What has words stays readable, and what has sides of its own (lines, arrows, ink)
 * is turned over with its place.
 */
export function flipped(shapes: readonly Shape[], around: Box, along: 'across' | 'down'): Shape[] {
	const middle = centreOf(around);
	return shapes.map((shape) => {
		const centre = centreOf(shape);
		const there =
			along === 'across'
				? { x: 2 * middle.x - centre.x - shape.w / 2, rotation: -shape.rotation }
				: { y: 2 * middle.y - centre.y - shape.h / 2, rotation: -shape.rotation };
		return turnedOver({ ...shape, ...there }, along, shape);
	});
}

/** What is bound to a shape stays so, on the other side of it. */
function rebound(end: Binding | null, part: (point: Point) => Point): Binding | null {
	return end && { ...end, at: part(end.at) };
}

function turnedOver(there: Shape, along: 'across' | 'down', before: Shape): Shape {
	const part = ({ x, y }: Point): Point => (along === 'across' ? { x: 1 - x, y } : { x, y: 1 - y });
	switch (there.type) {
		case 'arrow':
			return {
				...there,
				from: part(there.from),
				to: part(there.to),
				bends: there.bends.map(part),
				lean: leanMirrored(there.lean),
				start: rebound(there.start, part),
				end: rebound(there.end, part)
			};
		case 'line':
			return { ...there, points: there.points.map(part) };
		case 'triangle':
			// It points up, and is its own mirror image across.
			return along === 'down' ? { ...there, rotation: there.rotation + Math.PI } : there;
		case 'pen':
		case 'highlighter': {
			if (before.type !== 'pen' && before.type !== 'highlighter') return there;
			const points = inkOf(before).map(({ x, y, pressure }) => ({
				x: along === 'across' ? before.x + before.w - x : x - before.x,
				y: along === 'down' ? before.y + before.h - y : y - before.y,
				pressure
			}));
			return { ...there, ink: encodeInk(points) };
		}
		default:
			return there;
	}
}
