import type { Box } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Editor } from '../editor.svelte.ts';

/** With more to look at, a drag would stutter, and lines would be everywhere. */
const MOST = 300;

/** The boxes that something can be brought in line with: all shapes in view that are boxes to the eye. */
export function neighboursOf(editor: Editor, moving: ReadonlySet<ShapeId>): Box[] {
	if (!editor.snapping.toShapes) return [];
	const boxes: Box[] = [];
	for (const { shape, bounds } of editor.scene.within(editor.visible)) {
		const isBox = shape.type !== 'arrow' && shape.type !== 'pen' && shape.type !== 'highlighter';
		if (isBox && !moving.has(shape.id)) boxes.push(bounds);
		if (boxes.length > MOST) return boxes;
	}
	return boxes;
}

/** How near is near enough, on the board. */
export function reachOf(editor: Editor): number {
	return REACH_PX / editor.camera.zoom;
}

const REACH_PX = 6;
