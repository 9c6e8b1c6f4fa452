import { contains, distance, type Point } from '#model/whiteboard/geometry.ts';
import { kindOf } from '#model/whiteboard/shapes/registry.ts';
import type { Editor } from '../editor.svelte.ts';
import { unitOf } from '../grouping.ts';
import type { SceneItem } from '../render/scene-item.ts';
import { createArrowBends } from './arrow-bends.ts';
import { createArrowEnds } from './arrow-ends.ts';
import { startBox } from './boxing.ts';
import { startLasso } from './lasso.ts';
import { startMove } from './moving.ts';
import { EdgeDots } from './edge-dots.ts';
import type { Drag, Part } from './part.ts';
import { itemAt, withFellows } from './picking.ts';
import { createResizing } from './resizing.ts';
import { writeAt } from './text.ts';
import type { Press, Tool } from './tool.ts';
import { createTurning } from './turning.ts';

type State =
	| { readonly at: 'idle' }
	/** Pressed, not yet dragged: it may become a click. */
	| { readonly at: 'pressing'; readonly press: Press; readonly on: SceneItem | null }
	| { readonly at: 'dragging'; readonly drag: Drag };

/** A press that moves less than this many CSS pixels is a click. */
const CLICK_PX = { mouse: 3, pen: 5, touch: 9 } as const;

/** Picks and moves; what else of a selection can be pulled are its parts. */
export function createSelectTool(editor: Editor): Tool {
	let state: State = { at: 'idle' };
	/** The first that takes a press has it. */
	const parts: readonly Part[] = [
		createArrowEnds(editor),
		createArrowBends(editor),
		createTurning(editor),
		createResizing(editor),
		edgeDotsOf(editor)
	];

	function press(press: Press): void {
		const taken = firstOf(parts, (part) => part.take(press));
		if (taken !== null) {
			state = { at: 'dragging', drag: taken };
			return;
		}
		const on = itemAt(editor, press);
		state = { at: 'pressing', press, on };
		if (on !== null && !editor.selection.has(on.shape.id) && !press.shift) pick(editor, on);
	}

	function beginDrag({ press: from, on }: Extract<State, { at: 'pressing' }>, press: Press): void {
		const holds = on !== null || (isOnSelection(editor, from) && !from.shift && !from.alt);
		if (on !== null && !editor.selection.has(on.shape.id))
			editor.select([...editor.selection, ...withFellows(editor, [on.shape])]);
		const start = holds ? startMove : from.alt ? startLasso : startBox;
		state = { at: 'dragging', drag: start(editor, from) };
		state.drag.drag(press);
	}

	return {
		cursor: 'default',
		press,
		drag(press) {
			if (state.at === 'dragging') state.drag.drag(press);
			else if (
				state.at === 'pressing' &&
				distance(press.screen, state.press.screen) > CLICK_PX[press.pointer]
			)
				beginDrag(state, press);
		},
		release(press) {
			const last = state;
			state = { at: 'idle' };
			if (last.at === 'pressing') click(editor, last.on, press);
			if (last.at === 'dragging') last.drag.release(press);
		},
		cancel() {
			if (state.at === 'dragging') state.drag.cancel();
			state = { at: 'idle' };
		},
		hover(press) {
			const cursor = firstOf(parts, (part) => part.hover?.(press) ?? null);
			if (cursor !== null) return cursor;
			return itemAt(editor, press) !== null || isOnSelection(editor, press) ? 'move' : 'default';
		},
		paint(easel) {
			if (state.at === 'dragging') state.drag.paint?.(easel);
			else for (const part of parts) part.paint?.(easel);
		}
	};
}

function edgeDotsOf(editor: Editor): Part {
	const dots = new EdgeDots(editor);
	return {
		take: (press) => (dots.press(press) ? dots : null),
		hover: (press) => (dots.hover(press) ? 'crosshair' : null),
		paint: (easel) => dots.paint(easel)
	};
}

function firstOf<T>(parts: readonly Part[], ask: (part: Part) => T | null): T | null {
	for (const part of parts) {
		const answer = ask(part);
		if (answer !== null) return answer;
	}
	return null;
}

/** Within the box of several selected shapes, any place holds them all. */
function isOnSelection(editor: Editor, { point }: Press): boolean {
	if (editor.selection.size < 2) return false;
	const box = editor.scene.boundsOf(editor.selection);
	return box !== null && contains(box, point);
}

/** Selects a shape, or the group that it belongs to; a press outside of the group that one is in leaves that. */
function pick(editor: Editor, { shape }: SceneItem): void {
	if (editor.entered !== null && !shape.groups.includes(editor.entered)) editor.enter(null);
	editor.select(withFellows(editor, [shape]));
}

function click(editor: Editor, on: SceneItem | null, press: Press): void {
	if (press.clicks === 2) {
		if (on === null) writeAt(editor, press.point);
		else open(editor, on, press.point);
	} else if (on === null) {
		if (press.shift) return;
		editor.enter(null);
		editor.select([]);
	} else if (press.shift) toggle(editor, on);
	else pick(editor, on);
}

/** Takes something, with its group, into the selection, or out of it. */
function toggle(editor: Editor, { shape }: SceneItem): void {
	const fellows = withFellows(editor, [shape]);
	const isIn = editor.selection.has(shape.id);
	const next = new Set(editor.selection);
	for (const id of fellows)
		if (isIn) next.delete(id);
		else next.add(id);
	editor.select(next);
}

/** Goes one level into a group, or into the words of a shape. */
function open(editor: Editor, { shape }: SceneItem, point: Point): void {
	const unit = unitOf(shape, editor.entered);
	if (unit !== null) {
		editor.enter(unit);
		editor.select(withFellows(editor, [shape]));
	} else if (kindOf(shape.type).hasText) editor.edit(shape.id, point);
}
