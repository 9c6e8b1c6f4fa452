import { placeOf, type Thread } from '#model/whiteboard/comments/comments.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';
import { shownShape } from '../render/shown-shape.ts';

/** Where a thread's pin is on the board at this moment, in the middle of anybody's drag too. */
export function pinPlace(editor: Editor, thread: Pick<Thread, 'pin' | 'leftAt'>): Point {
	return placeOf(thread, (id) => shownShape(editor, id));
}
