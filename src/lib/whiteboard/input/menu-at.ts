import { clamp, type Point } from '#model/whiteboard/geometry.ts';
import { toScreen } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import { itemAt, withFellows } from '../tools/picking.ts';
import type { Press } from '../tools/tool.ts';

const MARGIN_PX = 8;

/** Opens the menu where a pointer asked for it, for what is there: also for what is locked, which nothing else picks. */
export function openMenuAt(editor: Editor, press: Press): void {
	const on = itemAt(editor, press) ?? itemAt(editor, press, 'too');
	if (on === null) editor.select([]);
	else if (!editor.selection.has(on.shape.id)) {
		if (editor.tool !== 'select' && !editor.readonly) editor.use('select');
		editor.select(withFellows(editor, [on.shape]));
	}
	openMenu(editor, press.screen);
}

/** Opens the menu at a place on screen; without one, beside what is selected. */
export function openMenu(editor: Editor, at: Point | null): void {
	editor.panels.menuAt = at ?? besideSelection(editor);
	editor.panels.open('menu');
}

function besideSelection({ scene, selection, viewport: { w, h }, camera }: Editor): Point {
	const box = scene.boundsOf(selection);
	if (box === null) return { x: w / 2, y: h / 2 };
	const { x, y } = toScreen(camera, { x: box.x + box.w, y: box.y });
	return { x: clamp(x, MARGIN_PX, w - MARGIN_PX), y: clamp(y, MARGIN_PX, h - MARGIN_PX) };
}
