import type { Box } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Editor } from '../editor.svelte.ts';

/** The shapes that are in the second set and not in the first. */
export function missingIn(set: ReadonlySet<ShapeId>, other: ReadonlySet<ShapeId>): ShapeId[] {
	return set === other ? [] : [...other].filter((id) => !set.has(id));
}

/** What these shapes paint, where the document has them. */
export function paintedBoxes({ scene }: Editor, ids: Iterable<ShapeId>): Box[] {
	return [...ids].flatMap((id) => scene.item(id)?.painted ?? []);
}
