import { type Box, type Point } from '#model/whiteboard/geometry.ts';
import type { Shape } from '#model/whiteboard/shapes/registry.ts';
import { replaceAll } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import { GRID, type Guide, onGrid, snappedPoint } from '../snapping.ts';
import { paintGuides } from './guides.ts';
import {
	carried,
	cursorOf,
	frameOf,
	type Handle,
	handleAt,
	pulled,
	pulledTurned,
	stretches
} from './handles.ts';
import { neighboursOf, reachOf } from './neighbours.ts';
import type { Drag, Part } from './part.ts';
import type { Press } from './tool.ts';

export type BoxHandle = Extract<Handle, { on: 'box' }>;

/** The corners and sides of a selection. Shift keeps the proportions, Alt the middle, Ctrl frees it from what is around. */
export function createResizing(editor: Editor): Part {
	function handleUnder(press: Press): BoxHandle | null {
		const box = editor.scene.boundsOf(editor.selection);
		if (box === null || editor.readonly) return null;
		const handle = handleAt(editor.selectedShapes, box, editor.camera, press.screen, press.pointer);
		return handle?.on === 'box' ? handle : null;
	}

	return {
		take(press) {
			const handle = handleUnder(press);
			return handle === null ? null : startResize(editor, handle);
		},
		hover(press) {
			const handle = handleUnder(press);
			return handle === null ? null : cursorOf(handle);
		}
	};
}

function startResize(editor: Editor, handle: BoxHandle): Drag {
	const shapes = editor.unlockedShapes;
	const around = editor.scene.boundsOf(shapes.map(({ id }) => id))!;
	const others = neighboursOf(editor, editor.selection);
	let now: readonly Shape[] = shapes;
	let guides: readonly Guide[] = [];

	const stop = (): void => editor.show({ at: 'none' });

	return {
		drag(press) {
			const snapped = restingPoint(editor, handle, press, shapes, others);
			guides = snapped.guides;
			now = resized(shapes, around, handle, snapped.point, press);
			editor.show({ at: 'reshaping', items: now.map((shape) => editor.scene.ghost(shape)) });
		},
		release() {
			if (now !== shapes) replaceAll(editor, now);
			stop();
		},
		cancel: stop,
		paint: (easel) => paintGuides(easel, guides)
	};
}

/** Shapes after a handle of the box around them was pulled to a point. */
export function resized(
	shapes: readonly Shape[],
	around: Box,
	handle: BoxHandle,
	to: Point,
	{ shift, alt }: Pick<Press, 'shift' | 'alt'>
): readonly Shape[] {
	const { box, rotation } = frameOf(shapes, around);
	const pull = { proportional: !stretches(shapes) || shift, centred: alt };
	if (shapes.length > 1) return carried(shapes, box, pulled(box, handle, to, pull));
	const isWidth = handle.dy === 0 && !stretches(shapes);
	const next = pulledTurned(box, rotation, handle, to, isWidth ? { ...pull, proportional: false } : pull);
	return carried(shapes, box, next);
}

/** What is turned, or keeps its proportions, has no edge that could lie in line with another. */
function restingPoint(
	editor: Editor,
	handle: BoxHandle,
	{ point, ctrl, shift }: Press,
	shapes: readonly Shape[],
	others: readonly Box[]
): { readonly point: Point; readonly guides: readonly Guide[] } {
	const isPlain = stretches(shapes) && shapes.every(({ rotation }) => rotation === 0) && !shift;
	if (ctrl || !isPlain) return { point, guides: [] };
	const drags = { x: handle.dx !== 0, y: handle.dy !== 0 };
	if (editor.snapping.toGrid)
		return { point: { x: onGrid(point.x, GRID), y: onGrid(point.y, GRID) }, guides: [] };
	return snappedPoint(point, drags, others, reachOf(editor));
}
