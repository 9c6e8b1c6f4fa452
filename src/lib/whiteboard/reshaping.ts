import { centreOf, type Point, rotatedAbout } from '#model/whiteboard/geometry.ts';
import { type ArrowShape, endsOf } from '#model/whiteboard/shapes/arrow.ts';
import { kindOf, type Shape } from '#model/whiteboard/shapes/registry.ts';
import { t } from '$lib/messages/whiteboard-commands.ts';
import { withEnd } from './connections.ts';
import { replaceAll } from './edits.ts';
import type { Editor } from './editor.svelte.ts';
import { canTurn, frameOf } from './tools/handles.ts';
import { type BoxHandle, resized } from './tools/resizing.ts';
import { turned } from './tools/turning.ts';

/** Turning goes to the next of these. */
const STEP = Math.PI / 12;
const FINE_STEP = Math.PI / 180;
/** Angles are stored a little off. */
const SAME_STEP = 0.02;

/** Why the size of what is selected cannot be changed; `null` when it can. An arrow has none, but its free tip can go on. */
export function notResizable(editor: Editor): string | null {
	const shapes = editor.unlockedShapes;
	if (shapes.length === 0) return editor.selection.size === 0 ? t.needsSelection : t.needsUnlockedToResize;
	const arrow = loneArrow(shapes);
	return arrow !== null && arrow.end !== null ? t.tipIsHeld : null;
}

/**
 * Makes what is selected wider or higher by so much; its left and upper sides stay. Pressed again and again, it is one step
 * of the history.
 */
export function resizeBy(editor: Editor, dx: number, dy: number): void {
	const shapes = editor.unlockedShapes;
	const around = editor.scene.boundsOf(shapes.map(({ id }) => id));
	if (around === null || notResizable(editor) !== null) return;
	const arrow = loneArrow(shapes);
	if (arrow !== null) {
		const tip = endsOf(arrow)[1];
		const point = { x: tip.x + dx, y: tip.y + dy };
		replaceAll(editor, [withEnd(editor, arrow, 'to', { on: 'paper', point })], 'resize');
	} else if (dy !== 0 && shapes.length === 1 && kindOf(shapes[0]!.type).resizing === 'width') {
		editor.announce(t.heightFollows);
		return;
	} else {
		const handle: BoxHandle = { on: 'box', dx: dx === 0 ? 0 : 1, dy: dy === 0 ? 0 : 1 };
		const { box, rotation } = frameOf(shapes, around);
		const corner = {
			x: box.x + ((handle.dx + 1) / 2) * box.w + dx,
			y: box.y + ((handle.dy + 1) / 2) * box.h + dy
		};
		const to = rotatedAbout(corner, centreOf(box), rotation);
		replaceAll(editor, resized(shapes, around, handle, to, { shift: false, alt: false }), 'resize');
	}
	const now = frameOf(editor.selectedShapes, editor.scene.boundsOf(editor.selection) ?? around).box;
	editor.announce(t.resized(Math.round(now.w), Math.round(now.h)));
}

/** Why what is selected cannot be turned; `null` when it can. */
export function notTurnable(editor: Editor): string | null {
	if (editor.selection.size === 0) return t.needsSelection;
	return canTurn(editor.selectedShapes) ? null : t.needsTurnable;
}

/** Turns what is selected about its middle: to the next 15°, or by one degree. */
export function turnBy(editor: Editor, direction: 1 | -1, fine: boolean): void {
	const shapes = editor.selectedShapes;
	if (notTurnable(editor) !== null) return;
	const rotation = shapes.length === 1 ? shapes[0]!.rotation : 0;
	const to = fine ? rotation + direction * FINE_STEP : nextStep(rotation, direction);
	// The middle of the middles stays where it is, however often this is done; that of the box around all does not.
	const middles = shapes.map((shape) => centreOf(shape));
	replaceAll(editor, turned(shapes, meanOf(middles), to - rotation), 'turn');
	const [only] = editor.selectedShapes;
	const degrees = Math.round(((only?.rotation ?? 0) * 180) / Math.PI);
	editor.announce(shapes.length === 1 ? t.turnedTo((degrees + 360) % 360) : t.turned(shapes.length));
}

function nextStep(rotation: number, direction: 1 | -1): number {
	const steps = rotation / STEP;
	return direction * (Math.floor(direction * steps + SAME_STEP) + 1) * STEP;
}

function meanOf(points: readonly Point[]): Point {
	const sum = points.reduce((all, { x, y }) => ({ x: all.x + x, y: all.y + y }), { x: 0, y: 0 });
	return { x: sum.x / points.length, y: sum.y / points.length };
}

function loneArrow(shapes: readonly Shape[]): ArrowShape | null {
	const [only, ...others] = shapes;
	return others.length === 0 && only?.type === 'arrow' ? only : null;
}
