import { type Point, moved } from '#model/whiteboard/geometry.ts';
import { createShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import { renamed } from '#model/whiteboard/renamed.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { keyAbove } from '#model/whiteboard/stacking.ts';
import { byOrder, keysBetween } from '#model/order.ts';
import type { Editor } from './editor.svelte.ts';
import { settled, withContents } from './frames.ts';

/** A shape to put on the board anew, with its words. */
export interface Copied {
	readonly shape: Shape;
	readonly text: string;
}

/** Puts copies of shapes on the board, on top, in their order among themselves; selects them and returns their ids. */
export function placeCopies(editor: Editor, shapes: readonly Copied[], by: Point): ShapeId[] {
	if (shapes.length === 0) return [];
	const copies = copiesAt(editor, shapes, by, namesFor(shapes));
	editor.perform((gesture) => copies.forEach(({ shape, text }) => gesture.make(shape, text)));
	editor.enter(null);
	const ids = copies.map(({ shape }) => shape.id);
	editor.select(ids);
	return ids;
}

/** What copies will be called. */
export function namesFor(shapes: readonly Copied[]): ReadonlyMap<ShapeId, ShapeId> {
	return new Map(shapes.map(({ shape }) => [shape.id, createShapeId()]));
}

/** Copies as they will be on the board: on top, in their order among themselves, in the frames that they come to lie on. */
export function copiesAt(
	editor: Editor,
	shapes: readonly Copied[],
	by: Point,
	names: ReadonlyMap<ShapeId, ShapeId>
): Copied[] {
	const sorted = shapes.toSorted((a, b) => byOrder(a.shape, b.shape));
	const orders = keysBetween(keyAbove(editor.board.shapes.values()), null, sorted.length);
	const copies = renamed(
		sorted.map(({ shape }) => shape),
		names
	).map((shape, at) => ({
		...moved(shape, by.x, by.y),
		order: orders[at]!,
		author: editor.me,
		locked: false
	}));
	return settled(copies, editor.board.shapes).map((shape, at) => ({ shape, text: sorted[at]!.text }));
}

const COPY_OFFSET = 24;

export function copiesOf(editor: Editor, ids: Iterable<ShapeId>): Copied[] {
	return [...ids].flatMap((id) => {
		const shape = editor.scene.item(id)?.shape;
		return shape === undefined ? [] : { shape, text: editor.board.textOf(id) };
	});
}

export function duplicateSelection(editor: Editor): void {
	placeCopies(editor, copiesOf(editor, withContents(editor.board.shapes, editor.selection)), {
		x: COPY_OFFSET,
		y: COPY_OFFSET
	});
}
