import type { Box } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Editor } from '../editor.svelte.ts';

/** The shapes that are in one of two sets. */
export function differing(a: ReadonlySet<ShapeId>, b: ReadonlySet<ShapeId>): ShapeId[] {
	return a === b ? [] : [...[...a].filter((id) => !b.has(id)), ...[...b].filter((id) => !a.has(id))];
}

/** What these shapes paint, where the document has them. */
export function paintedBoxes({ scene }: Editor, ids: Iterable<ShapeId>): Box[] {
	return [...ids].flatMap((id) => scene.item(id)?.painted ?? []);
}
