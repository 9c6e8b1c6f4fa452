import type { Point } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';
import { placeNote } from '../new-note.ts';
import type { Tool } from './tool.ts';

/** One press, one note, ready to be written on. */
export function createNoteTool(editor: Editor): Tool {
	const place = (centre: Point): void => void placeNote(editor, centre);

	return {
		cursor: 'copy',
		press: () => {},
		drag: () => {},
		release: ({ point }) => place(point),
		place,
		cancel: () => {}
	};
}
