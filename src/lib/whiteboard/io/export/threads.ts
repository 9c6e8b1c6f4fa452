import { placeOf, readThreads, type Thread } from '#model/whiteboard/comments/comments.ts';
import { contains } from '#model/whiteboard/geometry.ts';
import { unsigned } from '../../comments/signatures.ts';
import type { Copied } from '../../copies.ts';
import type { Editor } from '../../editor.svelte.ts';
import type { Scope } from './picture.ts';

/** What people said about what is exported: all of it for the board, else what is pinned to its shapes or lies on its frame. */
export function threadsOf(editor: Editor, scope: Scope, pieces: readonly Copied[]): readonly Thread[] {
	const signed = [...readThreads(editor.board.comments).values()];
	const threads = editor.authorship === 'hidden' ? unsigned(signed) : signed;
	if (scope.of === 'board') return threads;
	const within = new Set(pieces.map(({ shape }) => shape.id));
	const frame = scope.of === 'frame' ? editor.scene.shapeOf(scope.id) : undefined;
	return threads.filter((thread) => {
		const { on } = thread.pin;
		const isHeld = on !== null && editor.scene.shapeOf(on.shape) !== undefined;
		if (isHeld) return within.has(on.shape);
		return frame !== undefined && contains(frame, placeOf(thread, editor.scene.shapeOf));
	});
}
