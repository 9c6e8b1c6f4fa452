import { centreOf, type Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { make, newShapeAt } from './edits.ts';
import type { Editor } from './editor.svelte.ts';

/** Between notes in a chain, and the steps by which one that would hide another goes aside. */
const GAP = 20;
const ASIDE = 24;

/** Puts a note around a point and opens it; never exactly onto another. */
export function placeNote(editor: Editor, centre: Point): ShapeId {
	const note = aside(editor, newShapeAt(editor, 'note', centre));
	make(editor, note);
	if (editor.tool !== 'select') editor.use('select');
	editor.reveal(note.id);
	editor.edit(note.id);
	return note.id;
}

/** Where the pointer is, if it is over the board; else in the middle of what is seen. */
export function placeNoteAtPointer(editor: Editor): void {
	placeNote(editor, editor.pointer ?? centreOf(editor.visible));
}

/**
 * The next note of a chain: beside the one that is being written, of its colour and size. Returns whether there is one: from
 * what is empty, or no note, Tab goes where Tab goes.
 */
export function chainFrom(editor: Editor, id: ShapeId | null, side: 1 | -1): boolean {
	const note = id === null ? undefined : editor.scene.item(id)?.shape;
	if (note?.type !== 'note' || editor.board.textOf(note.id).trim() === '') return false;
	const next = {
		...newShapeAt(editor, 'note', centreOf(note)),
		x: note.x + side * (note.w + GAP),
		y: note.y,
		w: note.w,
		h: note.h,
		style: note.style,
		frame: note.frame
	};
	const free = aside(editor, next);
	editor.edit(null);
	make(editor, free);
	editor.reveal(free.id);
	editor.edit(free.id);
	return true;
}

/** Beside what lies at the very same place. */
function aside<T extends Shape>(editor: Editor, shape: T): T {
	const taken = (x: number, y: number): boolean =>
		[...editor.board.shapes.values()].some(
			(other) => Math.abs(other.x - x) < ASIDE / 2 && Math.abs(other.y - y) < ASIDE / 2
		);
	let { x, y } = shape;
	while (taken(x, y)) {
		x += ASIDE;
		y += ASIDE;
	}
	return { ...shape, x, y };
}
