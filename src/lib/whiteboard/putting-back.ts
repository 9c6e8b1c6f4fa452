import { putBack } from '#model/whiteboard/gesture.ts';
import type { Loss } from '#model/whiteboard/put-back.ts';
import type { Editor } from './editor.svelte.ts';

/** Long enough for somebody else to have put it back, and not the same for everybody. */
const WAIT_MS = { least: 500, more: 1_500 };

/** Puts back what others delete while somebody writes in it, and says so. Returns the function that stops it. */
export function putBackLosses(editor: Editor): () => void {
	const waiting = new Set<ReturnType<typeof setTimeout>>();
	const stop = editor.board.observeLosses((loss) => {
		const timer = setTimeout(
			() => {
				waiting.delete(timer);
				putBackInto(editor, loss);
			},
			WAIT_MS.least + Math.random() * WAIT_MS.more
		);
		waiting.add(timer);
	});
	return () => {
		stop();
		for (const timer of waiting) clearTimeout(timer);
	};
}

function putBackInto(editor: Editor, loss: Loss): void {
	const isPart = editor.board.shapes.has(loss.shape.id);
	if (!putBack(editor.board, loss)) return;
	// The board has it; without a line it goes unsaid.
	void import('./put-back-notice.ts').then(
		({ sayPutBack }) => sayPutBack(editor, loss.shape, isPart),
		() => undefined
	);
}
