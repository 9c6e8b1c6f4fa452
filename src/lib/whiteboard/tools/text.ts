import { kindOf } from '#model/whiteboard/shapes/registry.ts';
import { LINE_HEIGHT } from '../render/text-layout.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import { make, newBase } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Tool } from './tool.ts';

/** Writes where one presses, or into the text that is there. */
export function createTextTool(editor: Editor): Tool {
	return {
		cursor: 'text',
		press: () => {},
		drag: () => {},
		release({ point }) {
			const there = editor.scene.hit(point, 2 / editor.camera.zoom);
			if (there !== null && kindOf(there.shape.type).hasText) {
				editor.use('select');
				editor.edit(there.shape.id, point);
			} else writeAt(editor, point);
		},
		place: (centre) => writeAt(editor, centre),
		cancel: () => {}
	};
}

/** Starts a new text whose first line is at a point. */
export function writeAt(editor: Editor, point: Point): void {
	const base = newBase(editor, 'text');
	const h = base.style.fontSize * LINE_HEIGHT;
	make(editor, { ...base, type: 'text', autoWidth: true, x: point.x, y: point.y - h / 2, w: 4, h });
	editor.use('select');
	editor.edit(base.id);
}
