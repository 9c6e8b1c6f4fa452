import { type Box, overlaps } from '#model/whiteboard/geometry.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { amendAll } from './edits.ts';
import type { Editor } from './editor.svelte.ts';
import { type Restacking, restacked } from './stacking.ts';

/** Lays the selection on top of everything, or under it, or one step past what it touches. */
export function restack(editor: Editor, to: Restacking): void {
	const bounds = ({ id }: Shape): Box => editor.scene.item(id)!.bounds;
	const touches = (a: Shape, b: Shape): boolean => overlaps(bounds(a), bounds(b));
	amendAll(editor, restacked(editor.unlockedShapes, editor.board.shapes.values(), to, touches));
}
