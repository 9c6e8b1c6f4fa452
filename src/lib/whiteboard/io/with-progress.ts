import { toast } from '$lib/ui/toast.svelte.ts';
import { t } from '$lib/messages/whiteboard-io.ts';
import type { Editor } from '../editor.svelte.ts';
import { Cancelled, Progress } from './progress.svelte.ts';
import type { Question } from './questions.svelte.ts';

/** What is over sooner needs no words; they would only flicker. */
const SHOW_AFTER_MS = 300;

/**
 * Does something that may take its time: then people see how far it is, and may give it up, which is said in words.
 * Meanwhile nothing else can be done on the board. @throws what `act` throws.
 */
export async function withProgress(
	editor: Editor,
	act: (progress: Progress) => Promise<void>
): Promise<void> {
	const progress = new Progress();
	const question: Question = { ask: 'patience', progress };
	const showing = setTimeout(() => {
		editor.questions.interrupt(question);
		editor.panels.open('intake');
	}, SHOW_AFTER_MS);
	try {
		await act(progress);
	} catch (error) {
		if (!(error instanceof Cancelled)) throw error;
		toast.show({ text: t.stopped });
	} finally {
		clearTimeout(showing);
		editor.questions.drop(question);
		if (editor.questions.current === null) editor.panels.close('intake');
	}
}
