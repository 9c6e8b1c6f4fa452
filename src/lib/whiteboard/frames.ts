import { centreOf, contains, type Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { boundsOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { byOrder } from '#model/order.ts';

/** The shapes, and what lies in those of them that are frames. */
export function withContents(shapes: ReadonlyMap<ShapeId, Shape>, ids: Iterable<ShapeId>): Set<ShapeId> {
	const all = new Set(ids);
	const hasFrames = [...all].some((id) => shapes.get(id)?.type === 'frame');
	if (hasFrames)
		for (const shape of shapes.values()) if (shape.frame !== null && all.has(shape.frame)) all.add(shape.id);
	return all;
}

/**
 * Shapes that were put somewhere, with the frames in which they now lie: the topmost frame under their middle. What
 * came along with its frame stays in it, and frames lie in none.
 */
export function settled(shapes: readonly Shape[], all: ReadonlyMap<ShapeId, Shape>): Shape[] {
	const moving = new Set(shapes.map(({ id }) => id));
	const frames = [...all.values()]
		.filter(({ type, id }) => type === 'frame' && !moving.has(id))
		.sort(byOrder);
	return shapes.map((shape) => {
		if (shape.type === 'frame' || (shape.frame !== null && moving.has(shape.frame))) return shape;
		const frame = frameAt(frames, centreOf(boundsOf(shape)));
		return frame === shape.frame ? shape : { ...shape, frame };
	});
}

function frameAt(frames: readonly Shape[], point: Point): ShapeId | null {
	return frames.findLast((frame) => contains(boundsOf(frame), point))?.id ?? null;
}
