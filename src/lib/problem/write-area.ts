import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type * as Y from 'yjs';
import { TextBinding } from '$lib/sync/text-field/text-binding.ts';
import { applySplice } from '#model/yjs/rewrite-text.ts';

/** Where the caret was, kept outside the field: a card that somebody moves meanwhile gets a new field. */
export interface CaretMemory {
	caret: { readonly start: number; readonly end: number } | null;
}

/** Binds a textarea to a text; returns the function that unbinds them. */
export function bindArea(area: HTMLTextAreaElement, text: Y.Text, origin: unknown): () => void {
	const binding = new TextBinding(area, text, {
		write: (splice) => text.doc?.transact(() => applySplice(text, splice), origin)
	});
	return () => binding.destroy();
}

/** Binds a textarea to a text, takes the focus, and stands where the writing was. */
export function writeArea(options: {
	readonly text: Y.Text;
	readonly origin: unknown;
	readonly memory: CaretMemory;
}): Attachment<HTMLTextAreaElement> {
	return (area) =>
		untrack(() => {
			const { text, origin, memory } = options;
			const unbind = bindArea(area, text, origin);
			const end = area.value.length;
			const remember = (): void => {
				memory.caret = { start: area.selectionStart, end: area.selectionEnd };
			};
			area.focus({ preventScroll: true });
			area.setSelectionRange(memory.caret?.start ?? end, memory.caret?.end ?? end);
			area.scrollIntoView({ block: 'nearest' });
			for (const type of ['input', 'keyup', 'pointerup'] as const) area.addEventListener(type, remember);
			return () => {
				for (const type of ['input', 'keyup', 'pointerup'] as const) area.removeEventListener(type, remember);
				unbind();
			};
		});
}
