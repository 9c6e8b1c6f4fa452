import { moved } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import type { Editor } from '../editor.svelte.ts';
import { draggedBy } from '../presence.ts';

/** A shape as it is drawn now: in the middle of a gesture, mine or somebody else's, elsewhere than the document has it. */
export function shownShape({ preview, presence, peerShapes, scene }: Editor, id: ShapeId): Shape | undefined {
	const shape = scene.shapeOf(id);
	if (shape === undefined) return undefined;
	if (preview.at === 'moving' && preview.ids.has(id)) return moved(shape, preview.dx, preview.dy);
	if (preview.at === 'reshaping') {
		const reshaped = preview.items.find((item) => item.shape.id === id);
		if (reshaped !== undefined) return reshaped.shape;
	}
	const theirs = peerShapes?.shape(id);
	if (theirs !== undefined) return theirs;
	for (const peer of presence.peers) {
		const by = draggedBy(peer, id, shape);
		if (by !== null) return moved(shape, by.x, by.y);
	}
	return shape;
}
