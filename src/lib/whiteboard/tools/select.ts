import { type Box, boxOf, contains, distance, type Point } from '#model/whiteboard/geometry.ts';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { type ArrowShape, endsOf } from '#model/whiteboard/shapes/arrow.ts';
import { kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { unreachable } from '#model/unreachable.ts';
import { withEnd } from '../connections.ts';
import { moveBy, replaceAll } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Easel } from '../render/painters/painter.ts';
import type { SceneItem } from '../render/scene.ts';
import { tipOf } from './arrow.ts';
import { EdgeDots } from './edge-dots.ts';
import { carried, cursorOf, handleAt, type Handle, pulled } from './handles.ts';
import { type Landing, landingAt, paintLanding } from './landing.ts';
import { writeAt } from './text.ts';
import type { Press, Tool } from './tool.ts';

type State =
	| { readonly at: 'idle' }
	/** Pressed, not yet dragged: it may become a click. */
	| { readonly at: 'pressing'; readonly press: Press; readonly on: SceneItem | null }
	| { readonly at: 'moving'; readonly from: Point; readonly ids: ReadonlySet<ShapeId>; readonly by: Point }
	| { readonly at: 'boxing'; readonly box: Box; readonly from: Point; readonly kept: ReadonlySet<ShapeId> }
	| {
			readonly at: 'resizing';
			readonly handle: Extract<Handle, { on: 'box' }>;
			readonly box: Box;
			readonly shapes: readonly Shape[];
			readonly now: readonly Shape[];
	  }
	/** An end of an arrow is taken elsewhere. */
	| {
			readonly at: 'ending';
			readonly end: 'from' | 'to';
			readonly arrow: ArrowShape;
			readonly now: ArrowShape;
			readonly landing: Landing | null;
	  }
	| { readonly at: 'connecting' };

/** A press that moves less than this many CSS pixels is a click. */
const CLICK_PX = { mouse: 3, pen: 5, touch: 9 } as const;
const HIT_PX = { mouse: 5, pen: 8, touch: 14 } as const;

/** Picks, moves and resizes. */
export function createSelectTool(editor: Editor): Tool {
	let state: State = { at: 'idle' };
	const dots = new EdgeDots(editor);

	const itemAt = ({ point, pointer }: Press): SceneItem | null =>
		editor.scene.hit(point, HIT_PX[pointer] / editor.camera.zoom);

	/** Within the box of several selected shapes, any place holds them all. */
	function isOnSelection({ point }: Press): boolean {
		if (editor.selection.size < 2) return false;
		const box = editor.scene.boundsOf(editor.selection);
		return box !== null && contains(box, point);
	}

	function press(press: Press): void {
		const shapes = editor.selectedShapes;
		const box = editor.scene.boundsOf(editor.selection);
		const handle = box === null ? null : handleAt(shapes, box, editor.camera, press.screen, press.pointer);
		if (handle?.on === 'arrow') {
			const arrow = shapes[0] as ArrowShape;
			state = { at: 'ending', end: handle.end, arrow, now: arrow, landing: null };
			return;
		}
		if (box !== null && handle !== null) {
			state = { at: 'resizing', handle, box, shapes, now: shapes };
			return;
		}
		if (dots.press(press)) {
			state = { at: 'connecting' };
			return;
		}
		const on = itemAt(press);
		state = { at: 'pressing', press, on };
		if (on !== null && !editor.selection.has(on.shape.id) && !press.shift) editor.select([on.shape.id]);
	}

	function beginDrag(from: Extract<State, { at: 'pressing' }>, press: Press): void {
		const holds = from.on !== null || (isOnSelection(from.press) && !press.shift);
		if (holds) {
			if (from.on !== null && !editor.selection.has(from.on.shape.id))
				editor.select([...editor.selection, from.on.shape.id]);
			state = { at: 'moving', from: from.press.point, ids: editor.selection, by: { x: 0, y: 0 } };
		} else {
			const kept = press.shift ? editor.selection : new Set<ShapeId>();
			state = { at: 'boxing', from: from.press.point, box: boxOf(from.press.point, press.point), kept };
		}
		drag(press);
	}

	function drag(press: Press): void {
		switch (state.at) {
			case 'idle':
				return;
			case 'pressing':
				if (distance(press.screen, state.press.screen) > CLICK_PX[press.pointer]) beginDrag(state, press);
				return;
			case 'moving': {
				const by = movedBy(state.from, press);
				state = { ...state, by };
				editor.show({ at: 'moving', ids: state.ids, dx: by.x, dy: by.y });
				return;
			}
			case 'boxing': {
				const box = boxOf(state.from, press.point);
				state = { ...state, box };
				editor.select([...state.kept, ...editor.scene.touchedBy(box).map((item) => item.shape.id)]);
				editor.invalidate();
				return;
			}
			case 'resizing': {
				const now = resized(state, press);
				state = { ...state, now };
				editor.show({ at: 'reshaping', items: now.map((shape) => editor.scene.ghost(shape)) });
				return;
			}
			case 'ending': {
				const landing = endLanding(editor, state, press);
				const now = withEnd(editor, state.arrow, state.end, landing);
				state = { ...state, landing, now };
				editor.show({ at: 'reshaping', items: [editor.scene.ghost(now)] });
				return;
			}
			case 'connecting':
				dots.drag(press);
				return;
			default:
				return unreachable(state);
		}
	}

	function release(press: Press): void {
		const last = state;
		state = { at: 'idle' };
		if (last.at === 'pressing') click(last, press);
		// First the document, then the end of the preview: nothing jumps back in between.
		if (last.at === 'moving') moveBy(editor, last.ids, last.by.x, last.by.y);
		if (last.at === 'resizing' && last.now !== last.shapes) replaceAll(editor, last.now);
		if (last.at === 'ending' && last.now !== last.arrow) replaceAll(editor, [last.now]);
		if (last.at === 'connecting') dots.release();
		editor.show({ at: 'none' });
	}

	function click({ on }: Extract<State, { at: 'pressing' }>, press: Press): void {
		if (press.clicks === 2) {
			if (on === null) writeAt(editor, press.point);
			else if (kindOf(on.shape.type).hasText) editor.edit(on.shape.id);
			return;
		}
		if (on === null) {
			if (!press.shift) editor.select([]);
		} else if (press.shift) {
			const next = new Set(editor.selection);
			if (!next.delete(on.shape.id)) next.add(on.shape.id);
			editor.select(next);
		} else editor.select([on.shape.id]);
	}

	return {
		cursor: 'default',
		press,
		drag,
		release,
		cancel() {
			if (state.at === 'idle') return;
			if (state.at === 'connecting') dots.cancel();
			state = { at: 'idle' };
			editor.show({ at: 'none' });
		},
		hover(press) {
			const box = editor.scene.boundsOf(editor.selection);
			const handle =
				box === null
					? null
					: handleAt(editor.selectedShapes, box, editor.camera, press.screen, press.pointer);
			if (handle !== null) return cursorOf(handle);
			if (dots.hover(press)) return 'crosshair';
			return itemAt(press) !== null || isOnSelection(press) ? 'move' : 'default';
		},
		paint(easel) {
			if (state.at === 'boxing') paintBox(easel, state.box);
			if (state.at === 'ending') paintLanding(easel, editor, state.landing);
			if (state.at === 'idle' || state.at === 'connecting') dots.paint(easel);
		}
	};
}

/** Shift keeps a move upright or level. */
function movedBy(from: Point, { point, shift }: Press): Point {
	const by = { x: point.x - from.x, y: point.y - from.y };
	if (!shift) return by;
	return Math.abs(by.x) > Math.abs(by.y) ? { x: by.x, y: 0 } : { x: 0, y: by.y };
}

/** Where an end goes: not onto the shape that has the other end; Shift keeps the arrow to steps of direction. */
function endLanding(editor: Editor, { arrow, end }: Extract<State, { at: 'ending' }>, press: Press): Landing {
	const other = end === 'from' ? arrow.end : arrow.start;
	const landing = landingAt(editor, press, other?.shape ?? null);
	if (landing.on === 'shape') return landing;
	const [from, to] = endsOf(arrow);
	return { on: 'paper', point: tipOf(end === 'from' ? to : from, press) };
}

function resized(
	{ handle, box, shapes }: Extract<State, { at: 'resizing' }>,
	press: Press
): readonly Shape[] {
	const free = shapes.length === 1 && kindOf(shapes[0]!.type).resizing !== 'proportional';
	return carried(shapes, box, pulled(box, handle, press.point, !free || press.shift));
}

function paintBox({ context, theme, scale }: Easel, box: Box): void {
	context.fillStyle = theme.selection;
	context.strokeStyle = theme.selection;
	context.globalAlpha = 0.1;
	context.fillRect(box.x, box.y, box.w, box.h);
	context.globalAlpha = 1;
	context.lineWidth = 1 / scale;
	context.strokeRect(box.x, box.y, box.w, box.h);
}
