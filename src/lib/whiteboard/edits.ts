import { letGo } from '#model/whiteboard/connect.ts';
import { centreOf, contains, moved, type Point } from '#model/whiteboard/geometry.ts';
import { createShapeId, type ShapeId } from '#model/whiteboard/ids.ts';
import { LOOSE } from '#model/whiteboard/shapes/kind.ts';
import {
	boundsOf,
	kindOf,
	type Shape,
	type ShapeOf,
	type ShapeType
} from '#model/whiteboard/shapes/registry.ts';
import { keyAbove, keyBelow } from '#model/whiteboard/stacking.ts';
import { restyled, type Style } from '#model/whiteboard/style.ts';
import { t } from '$lib/messages/whiteboard.ts';
import type { Editor } from './editor.svelte.ts';
import { settled, withContents } from './frames.ts';
import { shapeTypeOf } from './tools/tool.ts';

/** What every new shape has: an id, a place on top, an author and a style. */
export function newBase<T extends ShapeType>(editor: Editor, type: T) {
	return {
		id: createShapeId(),
		type,
		rotation: 0,
		order: keyAbove(editor.board.shapes.values()),
		author: editor.me,
		...LOOSE,
		style: editor.nextStyle.styleFor(type)
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

/** Makes a shape, in the frame that it is made on. A new frame goes under everything, and has what it is drawn around. */
export function make(editor: Editor, shape: Shape, text = ''): void {
	const { shapes } = editor.board;
	if (shape.type !== 'frame') {
		editor.perform((gesture) => gesture.make(settled([shape], shapes)[0]!, text));
		return;
	}
	const loose = [...shapes.values()].filter(
		(other) => other.frame === null && other.type !== 'frame' && contains(shape, centreOf(boundsOf(other)))
	);
	editor.perform((gesture) => {
		gesture.make({ ...shape, order: keyBelow(shapes.values()) }, text);
		for (const other of loose) gesture.replace({ ...other, frame: shape.id });
	});
}

/** Moves shapes, and what lies in them where they are frames; what is locked stays. `inARow` as in `replaceAll`. */
export function moveBy(
	editor: Editor,
	ids: Iterable<ShapeId>,
	dx: number,
	dy: number,
	inARow: string | null = null
): void {
	if (dx === 0 && dy === 0) return;
	const { shapes } = editor.board;
	const moving = shapesOf(editor, withContents(shapes, ids)).filter(({ locked }) => !locked);
	const along = new Set(moving.map(({ id }) => id));
	const placed = moving.map((shape) => {
		const there = moved(shape, dx, dy);
		return there.type === 'arrow' ? letGo(there, along) : there;
	});
	editor.perform((gesture) => settled(placed, shapes).forEach((shape) => gesture.replace(shape)), inARow);
}

/** `inARow` names what a key does again and again: one after the other, that is one step of the history. */
export function replaceAll(editor: Editor, shapes: readonly Shape[], inARow: string | null = null): void {
	if (shapes.length === 0) return;
	editor.perform((gesture) => shapes.forEach((shape) => gesture.replace(shape)), inARow);
}

/**
 * Gives shapes their orders, groups, locks and links and nothing else: where a bound arrow lies here and now, or how large a
 * text is in this machine's font, is not written with it.
 */
export function amendAll(editor: Editor, shapes: readonly Shape[]): void {
	if (shapes.length === 0) return;
	editor.perform((gesture) => {
		for (const { id, order, groups, locked, link } of shapes) {
			const stored = gesture.shape(id);
			if (stored !== null) gesture.replace({ ...stored, order, groups, locked, link });
		}
	});
}

/** Deletes what is not locked. What lay in a frame stays, and lies in none; arrows stay where they were. */
export function deleteShapes(editor: Editor, ids: Iterable<ShapeId>): void {
	const doomed = new Set(shapesOf(editor, ids).flatMap(({ id, locked }) => (locked ? [] : id)));
	if (doomed.size === 0) return;
	editor.perform((gesture) => {
		for (const shape of editor.board.shapes.values())
			if (shape.frame !== null && doomed.has(shape.frame) && !doomed.has(shape.id))
				gesture.replace({ ...shape, frame: null });
		for (const arrow of shapesOf(editor, editor.scene.connectorsOf(doomed)))
			if (!doomed.has(arrow.id))
				gesture.replace({ ...arrow, frame: arrow.frame && doomed.has(arrow.frame) ? null : arrow.frame });
		for (const id of doomed) gesture.remove(id);
	});
	editor.announce(t.deleted(doomed.size));
}

/** What comes next looks so: where shapes of one type are selected, or come next, as far as that type keeps it apart. */
function prefer(editor: Editor, style: Partial<Style>): void {
	const [first, ...others] = editor.selectedShapes;
	const isOneType = first !== undefined && others.every(({ type }) => type === first.type);
	editor.nextStyle.prefer(style, isOneType ? first.type : shapeTypeOf(editor.tool));
}

/** Restyles what is selected, as far as it shows there, and what comes next. */
export function restyle(editor: Editor, style: Partial<Style>): void {
	prefer(editor, editor.selection.size > 0 ? lastingOf(style) : style);
	const shapes = editor.unlockedShapes;
	if (shapes.length === 0) return;
	editor.perform((gesture) => {
		for (const { id } of shapes) {
			// As the document has it: where a bound arrow lies here and now is nothing to write with its colour.
			const shape = editor.board.shapes.get(id)!;
			const { styled } = kindOf(shape.type);
			const shown = Object.fromEntries(
				Object.entries(style).filter(([key]) => styled.includes(key as keyof Style))
			);
			gesture.replace({ ...shape, style: restyled(shape.style, shown) });
		}
	});
}

/** What a choice for some shapes means for those that are still to come: how these words are set concerns only them. */
function lastingOf(style: Partial<Style>): Partial<Style> {
	const passing: readonly string[] = ['list', 'align', 'bold', 'italic', 'opacity'];
	return Object.fromEntries(Object.entries(style).filter(([key]) => !passing.includes(key)));
}

function shapesOf(editor: Editor, ids: Iterable<ShapeId>): Shape[] {
	return [...ids].flatMap((id) => editor.scene.item(id)?.shape ?? []);
}
