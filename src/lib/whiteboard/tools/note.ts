import type { Point } from '#model/whiteboard/geometry.ts';
import { make, newShapeAt } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Tool } from './tool.ts';

/** One press, one note, ready to be written on. */
export function createNoteTool(editor: Editor): Tool {
	function place(centre: Point): void {
		const note = newShapeAt(editor, 'note', centre);
		make(editor, note);
		editor.use('select');
		editor.edit(note.id);
	}

	return {
		cursor: 'copy',
		press: () => {},
		drag: () => {},
		release: ({ point }) => place(point),
		place,
		cancel: () => {}
	};
}
