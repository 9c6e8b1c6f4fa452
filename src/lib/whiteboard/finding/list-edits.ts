import { freePlaceIn } from '#model/whiteboard/free-place.ts';
import { centreOf, moved, type Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import type { FrameShape } from '#model/whiteboard/shapes/frame.ts';
import { boundsOf, kindOf, type Shape, type ShapeType } from '#model/whiteboard/shapes/registry.ts';
import { slideMoved, slidesOf } from '#model/whiteboard/slides.ts';
import { type BoardColor, restyled } from '#model/whiteboard/style.ts';
import { t } from '$lib/messages/whiteboard-list.ts';
import { arrowFrom, onWhole } from '../connections.ts';
import { make, moveBy, newBase, replaceAll } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { nameOfShape } from '../shape-names.ts';

/** What can be put on the board without pointing at a place. */
export const ADDABLE = [
	'note',
	'text',
	'rectangle',
	'ellipse',
	'diamond',
	'triangle',
	'frame'
] as const satisfies readonly ShapeType[];
export type Addable = (typeof ADDABLE)[number];

/**
 * Puts a new shape where there is room: in the frame that is selected or has what is selected in it, or else in what is
 * seen. Selects it and returns its id.
 */
export function addSomewhere(editor: Editor, type: Addable, text: string): ShapeId {
	const { w, h } = kindOf(type).defaults;
	const at =
		type === 'frame' ? placeForFrame(editor, { w, h }) : freePlace(editor, chosenFrame(editor), { w, h });
	const shape = {
		...newBase(editor, type),
		...at,
		w,
		h,
		...(type === 'text' ? { autoWidth: true } : {})
	} as Shape;
	make(editor, shape, text);
	editor.reveal(shape.id);
	editor.announce(t.added(nameOfShape(editor.board, shape)));
	return shape.id;
}

/** Puts a shape, and what lies in it, where there is room in a frame; for `null`, beside the frame in which it lies. */
export function moveToFrame(editor: Editor, shape: Shape, frame: FrameShape | null): void {
	const { w, h } = boundsOf(shape);
	const at = frame === null ? besideItsFrame(editor, shape) : freePlace(editor, frame, { w, h });
	const bounds = boundsOf(shape);
	const there = { ...moved(shape, at.x - bounds.x, at.y - bounds.y), frame: frame?.id ?? null };
	replaceAll(editor, [there]);
	editor.reveal(shape.id);
	editor.announce(frame === null ? t.movedOut : t.movedInto(nameOfShape(editor.board, frame)));
}

/** Moves a shape by so much, and says where it is now. */
export function nudge(editor: Editor, id: ShapeId, [dx, dy]: readonly [number, number]): void {
	moveBy(editor, [id], dx, dy);
	editor.reveal(id);
	const shape = editor.board.shapes.get(id);
	if (shape !== undefined) editor.announce(t.movedTo(Math.round(shape.x), Math.round(shape.y)));
}

/** Two shapes change places, so that the one is read before the other; frames change their places among the slides. */
export function swap(editor: Editor, shape: Shape, other: Shape): void {
	if (shape.type === 'frame' && other.type === 'frame') {
		const slides = slidesOf(editor.board.shapes.values());
		replaceAll(
			editor,
			slideMoved(
				slides,
				shape.id,
				slides.findIndex(({ id }) => id === other.id)
			)
		);
	} else {
		const [from, to] = [centreOf(boundsOf(shape)), centreOf(boundsOf(other))];
		replaceAll(editor, [
			moved(shape, to.x - from.x, to.y - from.y),
			moved(other, from.x - to.x, from.y - to.y)
		]);
	}
	editor.reveal(shape.id);
	editor.announce(t.swapped(nameOfShape(editor.board, other)));
}

export function recolor(editor: Editor, shape: Shape, color: BoardColor, name: string): void {
	replaceAll(editor, [{ ...shape, style: restyled(shape.style, { color }) }]);
	editor.announce(t.colored(name));
}

export function connectTo(editor: Editor, from: Shape, to: Shape): void {
	editor.perform((gesture) => gesture.make(arrowFrom(editor, onWhole(from), onWhole(to))));
	editor.announce(t.connected(nameOfShape(editor.board, to)));
}

function chosenFrame(editor: Editor): FrameShape | null {
	const [shape] = editor.selectedShapes;
	const frame = shape?.type === 'frame' ? shape : editor.board.shapes.get(shape?.frame as ShapeId);
	return frame?.type === 'frame' ? frame : null;
}

function freePlace(editor: Editor, frame: FrameShape | null, size: { w: number; h: number }): Point {
	const outer = frame ?? editor.visible;
	const taken = editor.scene.within(outer).filter(({ shape }) => shape.id !== frame?.id);
	return freePlaceIn(
		outer,
		size,
		taken.map(({ bounds }) => bounds)
	);
}

/** Frames stand side by side, as slides do. */
function placeForFrame(editor: Editor, size: { w: number; h: number }): Point {
	const last = slidesOf(editor.board.shapes.values()).at(-1);
	if (last === undefined) return freePlace(editor, null, size);
	const bounds = editor.scene.bounds() ?? last;
	const beside = {
		x: last.x + last.w,
		y: last.y,
		w: bounds.x + bounds.w - last.x + size.w + 2 * ASIDE,
		h: size.h + 2 * ASIDE
	};
	const taken = editor.scene.within(beside).map((item) => item.bounds);
	return freePlaceIn({ ...beside, x: beside.x + ASIDE / 2, y: beside.y - ASIDE / 2 }, size, taken);
}

const ASIDE = 48;

function besideItsFrame(editor: Editor, shape: Shape): Point {
	const bounds = boundsOf(shape);
	const frame = shape.frame === null ? undefined : editor.board.shapes.get(shape.frame);
	if (frame === undefined) return bounds;
	const beside = {
		x: frame.x + frame.w + ASIDE,
		y: frame.y,
		w: 2 * bounds.w + 4 * ASIDE,
		h: Math.max(frame.h, 3 * bounds.h)
	};
	const taken = editor.scene.within(beside).map((item) => item.bounds);
	return freePlaceIn(beside, bounds, taken);
}
