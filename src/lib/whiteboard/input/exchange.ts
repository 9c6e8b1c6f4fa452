import { t } from '$lib/messages/whiteboard.ts';
import { toBoard } from '../camera.ts';
import { copySelection, cutSelection } from '../clipboard.ts';
import type { Editor } from '../editor.svelte.ts';
import { bringIn, offeredBy } from '../io/bring-in.ts';

/** What comes onto a board from the clipboard and by dropping files, and what is copied from it. */
export function listenToExchange(editor: Editor, surface: HTMLElement): () => void {
	const stop = new AbortController();
	const { signal } = stop;

	function onClipboard(type: 'copy' | 'cut' | 'paste', act: (data: DataTransfer) => boolean): void {
		document.addEventListener(
			type,
			(event) => {
				const isHere = event.target instanceof Node && surface.contains(event.target);
				if (!isHere || editor.editing !== null || event.clipboardData === null) return;
				if (act(event.clipboardData)) event.preventDefault();
			},
			{ signal }
		);
	}

	onClipboard('copy', (data) => {
		const isCopied = copySelection(editor, data);
		if (isCopied) editor.announce(t.copied(editor.selection.size));
		return isCopied;
	});
	onClipboard('cut', (data) => cutSelection(editor, data));
	onClipboard('paste', (data) => {
		const { visible } = editor;
		return bringIn(editor, offeredBy(data), { x: visible.x + visible.w / 2, y: visible.y + visible.h / 2 });
	});
	const onDrop = ({ dataTransfer, clientX, clientY }: DragEvent): void => {
		if (dataTransfer === null || !carriesFiles(dataTransfer)) return;
		const { left, top } = surface.getBoundingClientRect();
		bringIn(editor, offeredBy(dataTransfer), toBoard(editor.camera, { x: clientX - left, y: clientY - top }));
	};
	surface.addEventListener('drop', onDrop, { signal });
	return () => stop.abort();
}

function carriesFiles(data: DataTransfer): boolean {
	return data.types.includes('Files');
}
