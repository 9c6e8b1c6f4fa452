import type { Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Scene } from './scene.ts';

/** One of the shapes that are dragged together, as it lay when they were taken up: tells where they were put down. */
export interface Origin extends Point {
	readonly id: ShapeId | null;
}

export function originOf(scene: Scene, ids: Iterable<ShapeId>): Origin {
	for (const id of ids) {
		const shape = scene.shapeOf(id);
		// An arrow may have been led elsewhere.
		if (shape !== undefined && shape.type !== 'arrow') return { id, x: shape.x, y: shape.y };
	}
	return { id: null, x: 0, y: 0 };
}

/** How far the document has moved them since. */
export function movedSince(scene: Scene, { id, x, y }: Origin): Point {
	const shape = id === null ? undefined : scene.shapeOf(id);
	return shape === undefined ? { x: 0, y: 0 } : { x: shape.x - x, y: shape.y - y };
}
