import { letGo } from '#model/whiteboard/connect.ts';
import { type Box, moved, union } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { boundsOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { t } from '$lib/messages/whiteboard-commands.ts';
import type { Shift } from './arranging.ts';
import { replaceAll } from './edits.ts';
import type { Editor } from './editor.svelte.ts';
import { withContents } from './frames.ts';
import { unitsOf } from './grouping.ts';

/** What is arranged as one thing each: groups, and shapes by themselves. Arrows that are bound go with what holds them. */
export function thingsOf(editor: Editor): Shape[][] {
	const shapes = editor.unlockedShapes.filter(
		(shape) => shape.type !== 'arrow' || (shape.start === null && shape.end === null)
	);
	return unitsOf(shapes, editor.entered);
}

/** Moves the things of the selection as `arrange` says, as one step. */
export function arrange(
	editor: Editor,
	plan: (boxes: readonly Box[], around: Box) => readonly Shift[]
): void {
	const things = thingsOf(editor);
	const boxes = things.map((thing) => union(thing.map(boundsOf))!);
	const around = union(boxes);
	if (around === null) return;
	const shifts = plan(boxes, around);
	const placed = things.flatMap((thing, at) => shiftedBy(editor, thing, shifts[at]!));
	replaceAll(editor, placed);
	editor.announce(t.arranged(things.length));
}

function shiftedBy(editor: Editor, thing: readonly Shape[], { dx, dy }: Shift): Shape[] {
	const ids: ReadonlySet<ShapeId> = withContents(
		editor.board.shapes,
		thing.map(({ id }) => id)
	);
	return [...ids].flatMap((id) => {
		const shape = editor.scene.item(id)?.shape;
		if (shape === undefined || shape.locked) return [];
		const there = moved(shape, dx, dy);
		return there.type === 'arrow' ? letGo(there, ids) : there;
	});
}
