import type { Thread } from '#model/whiteboard/comments/comments.ts';
import { clamp, type Point } from '#model/whiteboard/geometry.ts';
import { toScreen } from '../camera.ts';
import type { Editor } from '../editor.svelte.ts';
import type { OpenThread } from './commenting.svelte.ts';
import { pinPlace } from './pin-place.ts';

/** Narrower than this, a thread is a sheet over the lower part of the board. */
const SHEET_BELOW_PX = 600;
const MARGIN_PX = 8;
/** Beside the pin, and not on it. */
const BESIDE_PX = 40;

/** Puts the open thread beside its pin, all of it within the window. */
export function placeThread(
	element: HTMLElement,
	editor: Editor,
	open: OpenThread,
	thread: Thread | null
): void {
	const { w, h } = editor.viewport;
	element.toggleAttribute('data-sheet', w < SHEET_BELOW_PX);
	const pin = placeOnBoard(editor, open, thread);
	if (pin === null || w < SHEET_BELOW_PX) return;
	const at = toScreen(editor.camera, pin);
	const [width, height] = [element.offsetWidth, element.offsetHeight];
	const right = at.x + BESIDE_PX;
	const left = right + width + MARGIN_PX > w ? at.x - width - MARGIN_PX : right;
	const x = clamp(left, MARGIN_PX, Math.max(MARGIN_PX, w - width - MARGIN_PX));
	const y = clamp(at.y - BESIDE_PX, MARGIN_PX, Math.max(MARGIN_PX, h - height - MARGIN_PX));
	element.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
}

function placeOnBoard(editor: Editor, open: OpenThread, thread: Thread | null): Point | null {
	if (open.at === 'draft') return pinPlace(editor, { pin: open.pin, leftAt: null });
	return thread === null ? null : pinPlace(editor, thread);
}
