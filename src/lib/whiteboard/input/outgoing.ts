import { t } from '$lib/messages/whiteboard.ts';
import { copySelection, cutSelection } from '../clipboard.ts';
import type { Editor } from '../editor.svelte.ts';

/** What is copied from a board, and cut from it. Returns the function that stops listening. */
export function listenToOutgoing(editor: Editor, surface: HTMLElement): () => void {
	const stop = new AbortController();

	function onClipboard(type: 'copy' | 'cut', act: (data: DataTransfer) => boolean): void {
		document.addEventListener(
			type,
			(event) => {
				const isHere = event.target instanceof Node && surface.contains(event.target);
				if (!isHere || editor.editing !== null || event.clipboardData === null) return;
				if (act(event.clipboardData)) event.preventDefault();
			},
			stop
		);
	}

	onClipboard('copy', (data) => {
		const isCopied = copySelection(editor, data);
		if (isCopied) editor.announce(t.copied(editor.selection.size));
		return isCopied;
	});
	onClipboard('cut', (data) => cutSelection(editor, data));
	return () => stop.abort();
}
