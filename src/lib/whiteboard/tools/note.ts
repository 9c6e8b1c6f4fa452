import { make, newShapeAt } from '../edits.ts';
import type { Editor } from '../editor.svelte.ts';
import type { Tool } from './tool.ts';

/** One press, one note, ready to be written on. */
export function createNoteTool(editor: Editor): Tool {
	return {
		cursor: 'copy',
		press: () => {},
		drag: () => {},
		release({ point }) {
			const note = newShapeAt(editor, 'note', point);
			make(editor, note);
			editor.use('select');
			editor.edit(note.id);
		},
		cancel: () => {}
	};
}
