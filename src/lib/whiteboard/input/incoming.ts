import { toBoard } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import { bringIn, offeredBy } from '../io/bring-in.ts';

/**
 * What comes onto a board from the clipboard and by dropping files. From the first moment on: what is brought can be read
 * only while the event lasts, and would be gone. Returns the function that stops it.
 */
export function listenToIncoming(editor: Editor, surface: HTMLElement): () => void {
	const stop = new AbortController();
	document.addEventListener(
		'paste',
		(event) => {
			const isHere = event.target instanceof Node && surface.contains(event.target);
			if (!isHere || editor.editing !== null || event.clipboardData === null) return;
			const { x, y, w, h } = editor.visible;
			const middle = { x: x + w / 2, y: y + h / 2 };
			if (bringIn(editor, offeredBy(event.clipboardData), middle)) event.preventDefault();
		},
		stop
	);
	surface.addEventListener(
		'drop',
		({ dataTransfer, clientX, clientY }) => {
			if (!dataTransfer?.types.includes('Files')) return;
			const { left, top } = surface.getBoundingClientRect();
			const at = toBoard(editor.camera, { x: clientX - left, y: clientY - top });
			bringIn(editor, offeredBy(dataTransfer), at);
		},
		stop
	);
	return () => stop.abort();
}
