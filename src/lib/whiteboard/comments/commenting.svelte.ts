import type { ThreadId } from '#model/whiteboard/comments/comments.ts';
import { type Pin, pinAt } from '#model/whiteboard/comments/pin.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import type { Editor } from '../editor.svelte.ts';
import type { ReadMarks } from './read-marks.svelte.ts';

/** The thread that is open beside its pin. */
export type OpenThread =
	| { readonly at: 'none' }
	/** Not in the document yet: pinned, and about to be written. */
	| { readonly at: 'draft'; readonly pin: Pin }
	| { readonly at: 'thread'; readonly id: ThreadId };

/** What one tab shows of the comments. The comments themselves come with the parts that show them. */
export class Commenting {
	#open = $state.raw<OpenThread>({ at: 'none' });
	/** Whether threads that are resolved have pins too. */
	showsResolved = $state(false);
	/** The thread that a search has come to: it has its pin, resolved or not. */
	found = $state.raw<ThreadId | null>(null);
	/** Which comments were read here; `null` until the comments have come. */
	readMarks = $state.raw<ReadMarks | null>(null);

	get open(): OpenThread {
		return this.#open;
	}

	show(open: OpenThread): void {
		this.#open = open;
	}
}

/** Pins a new comment to a place, and to the shape that is there. */
export function commentAt(editor: Editor, point: Point): void {
	const there = editor.scene.hit(point, 2 / editor.camera.zoom);
	editor.commenting.show({ at: 'draft', pin: pinAt(point, there?.shape ?? null) });
	editor.panels.open('thread');
}

export function openThread(editor: Editor, id: ThreadId): void {
	editor.commenting.show({ at: 'thread', id });
	editor.panels.open('thread');
}
