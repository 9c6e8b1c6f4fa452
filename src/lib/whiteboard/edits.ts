import type { Gesture } from '#model/whiteboard/gesture.ts';
import { moved, type Point } from '#model/whiteboard/geometry.ts';
import { createShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import { kindOf, type Shape, type ShapeOf, type ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { keyAbove, keyBelow } from '#model/whiteboard/stacking.ts';
import type { Style } from '#model/whiteboard/style.ts';
import { byOrder, keyBetween, keysBetween, type OrderKey } from '#model/order.ts';
import { t } from '$lib/messages/whiteboard.ts';
import type { Editor } from './editor.svelte.ts';

/** What every new shape has: an id, a place on top, an author and a style. */
export function newBase<T extends ShapeType>(editor: Editor, type: T) {
	return {
		id: createShapeId(),
		type,
		rotation: 0,
		order: keyAbove(editor.board.shapes.values()),
		author: editor.me,
		...LOOSE,
		style: editor.styleFor(type)
	};
}

/** A shape of a type in its default size, around a point. */
export function newShapeAt<T extends 'note' | 'rectangle' | 'ellipse'>(
	editor: Editor,
	type: T,
	centre: Point
): ShapeOf<T> {
	const { w, h } = kindOf(type).defaults;
	return {
		...newBase(editor, type),
		x: centre.x - w / 2,
		y: centre.y - h / 2,
		w,
		h
	} as unknown as ShapeOf<T>;
}

export function make(editor: Editor, shape: Shape, text = ''): void {
	editor.perform((gesture) => gesture.make(shape, text));
}

export function moveBy(editor: Editor, ids: Iterable<ShapeId>, dx: number, dy: number): void {
	if (dx === 0 && dy === 0) return;
	const shapes = shapesOf(editor, ids);
	editor.perform((gesture) => shapes.forEach((shape) => gesture.replace(moved(shape, dx, dy))));
}

export function replaceAll(editor: Editor, shapes: readonly Shape[]): void {
	editor.perform((gesture) => shapes.forEach((shape) => gesture.replace(shape)));
}

export function deleteShapes(editor: Editor, ids: Iterable<ShapeId>): void {
	const doomed = [...ids];
	if (doomed.length === 0) return;
	editor.perform((gesture) => doomed.forEach((id) => gesture.remove(id)));
	editor.announce(t.deleted(doomed.length));
}

/** Restyles what is selected, as far as it shows there, and what comes next. */
export function restyle(editor: Editor, style: Partial<Style>): void {
	editor.prefer(style);
	const shapes = editor.selectedShapes;
	if (shapes.length === 0) return;
	editor.perform((gesture) => {
		for (const shape of shapes) {
			const { styled } = kindOf(shape.type);
			const shown = Object.fromEntries(
				Object.entries(style).filter(([key]) => styled.includes(key as keyof Style))
			);
			gesture.replace({ ...shape, style: { ...shape.style, ...shown } });
		}
	});
}

/** Puts copies of shapes on the board, on top, in their order among themselves; selects them. */
export function placeCopies(
	editor: Editor,
	shapes: readonly { shape: Shape; text: string }[],
	by: Point
): void {
	if (shapes.length === 0) return;
	const sorted = shapes.toSorted((a, b) => byOrder(a.shape, b.shape));
	const orders = keysBetween(keyAbove(editor.board.shapes.values()), null, sorted.length);
	const ids: ShapeId[] = [];
	editor.perform((gesture: Gesture) => {
		for (const [at, { shape, text }] of sorted.entries()) {
			const id = createShapeId();
			ids.push(id);
			gesture.make({ ...moved(shape, by.x, by.y), id, order: orders[at]!, author: editor.me }, text);
		}
	});
	editor.select(ids);
}

const COPY_OFFSET = 24;

export function duplicate(editor: Editor): void {
	const copies = editor.selectedShapes.map((shape) => ({ shape, text: editor.board.textOf(shape.id) }));
	placeCopies(editor, copies, { x: COPY_OFFSET, y: COPY_OFFSET });
}

/** Lays the selection on top of everything, or under it. */
export function restack(editor: Editor, to: 'front' | 'back'): void {
	const shapes = editor.selectedShapes.sort(byOrder);
	const all = [...editor.board.shapes.values()];
	const keys =
		to === 'front' ? keysBetween(keyAbove(all), null, shapes.length) : keysBelow(all, shapes.length);
	replaceAll(
		editor,
		shapes.map((shape, at) => ({ ...shape, order: keys[at]! }))
	);
}

function keysBelow(shapes: readonly Shape[], count: number): OrderKey[] {
	const keys: OrderKey[] = [];
	for (let key = keyBelow(shapes); keys.length < count; key = keyBetween(null, key)) keys.unshift(key);
	return keys;
}

function shapesOf(editor: Editor, ids: Iterable<ShapeId>): Shape[] {
	return [...ids].flatMap((id) => editor.scene.item(id)?.shape ?? []);
}
