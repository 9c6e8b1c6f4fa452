import { toast } from '$lib/ui/toast.svelte.ts';
import { t as words } from '$lib/messages/whiteboard.ts';
import { t } from '$lib/messages/whiteboard-commands.ts';
import type { Point } from '#model/whiteboard/geometry.ts';
import { shortcutLabel } from './chrome/shortcut-label.ts';
import { copySelection } from './clipboard.ts';
import { deleteShapes } from './edits.ts';
import type { Editor } from './editor.svelte.ts';
import { bringIn, type Offered } from './io/bring-in.ts';

/** Copies the selection when no key of the browser's did: by a menu. */
export function copyByHand(editor: Editor): void {
	const count = editor.selection.size;
	if (putOnClipboard((data) => copySelection(editor, data))) editor.announce(words.copied(count));
	else refuse(editor, t.copyByKey(shortcutLabel('Ctrl+C')));
}

/** Copies and takes away: only what really is on the clipboard. */
export function cutByHand(editor: Editor): void {
	if (putOnClipboard((data) => copySelection(editor, data))) deleteShapes(editor, editor.selection);
	else refuse(editor, t.cutByKey(shortcutLabel('Ctrl+X')));
}

/** Pastes around a point what the browser lets a page read, which it may ask about first. */
export async function pasteByHand(editor: Editor, at: Point): Promise<void> {
	const offered = await readClipboard();
	if (offered === null) refuse(editor, t.pasteByKey(shortcutLabel('Ctrl+V')));
	else if (!bringIn(editor, offered, at)) refuse(editor, t.nothingToPaste);
}

function refuse(editor: Editor, text: string): void {
	toast.show({ text, kind: 'problem' });
	editor.announce(text);
}

/**
 * Has the browser raise the event by which keys copy: it takes every type, which `navigator.clipboard` does not, and works over
 * plain http too. Returns whether anything was put there.
 */
function putOnClipboard(put: (data: DataTransfer) => boolean): boolean {
	let isPut = false;
	const stop = new AbortController();
	const options = { capture: true, signal: stop.signal };
	// Nothing is selected as text; this says that there is something to copy all the same.
	document.addEventListener('beforecopy', (event) => event.preventDefault(), options);
	document.addEventListener(
		'copy',
		(event) => {
			if (event.clipboardData === null) return;
			isPut = put(event.clipboardData);
			event.preventDefault();
			event.stopImmediatePropagation();
		},
		options
	);
	try {
		// oxlint-disable-next-line typescript/no-deprecated -- nothing else raises the event
		document.execCommand('copy');
	} finally {
		stop.abort();
	}
	return isPut;
}

/** `null` where the browser does not let pages read it, or somebody said no. */
async function readClipboard(): Promise<Offered | null> {
	// Over plain http there is none, whatever the types say.
	const clipboard = navigator.clipboard as Clipboard | undefined;
	if (clipboard?.read === undefined) return null;
	try {
		const items = await clipboard.read();
		const [html, text] = await Promise.all([textOf(items, 'text/html'), textOf(items, 'text/plain')]);
		return { own: '', html, text, files: await filesOf(items) };
	} catch {
		return null;
	}
}

async function textOf(items: readonly ClipboardItem[], type: string): Promise<string> {
	const item = items.find(({ types }) => types.includes(type));
	return item === undefined ? '' : (await item.getType(type)).text();
}

async function filesOf(items: readonly ClipboardItem[]): Promise<File[]> {
	const files: File[] = [];
	for (const item of items) {
		const type = item.types.find((each) => each.startsWith('image/'));
		if (type !== undefined) files.push(new File([await item.getType(type)], 'pasted', { type }));
	}
	return files;
}
