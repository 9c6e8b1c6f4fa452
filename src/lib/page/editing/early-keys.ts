import { Slice } from '@tiptap/pm/model';
import { Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { KeyOrder } from '$lib/ui/key-order.ts';
import { liveSelection } from './live-selection.ts';

/** With Ctrl or Cmd, the keys that the page gives a meaning; the others are the browser's. */
const WITH_CONTROL = new Set([...'biuekzy/[]', '7', '8', '9', 'x', 'h', 'f']);

type Movement = readonly [alter: 'move' | 'extend', direction: string, granularity: string];

/**
 * What is typed and pasted before the tools for writing have come waits for them, and then means what it would have meant.
 * `arrival` ends well in any case: where nothing came, letters are letters all the same.
 */
export function earlyKeys(arrival: Promise<void>): Plugin {
	const order = new KeyOrder();
	order.hold(arrival);
	const wait = (view: EditorView, event: KeyboardEvent): void =>
		order.add(() => {
			if (!view.isDestroyed) act(view, event);
		});
	let waiting = 0;
	return new Plugin({
		props: {
			handleKeyDown(view, event) {
				if (!order.isHeld || !view.editable || !isHeld(event, waiting > 0)) return false;
				waiting++;
				wait(view, event);
				return true;
			},
			handleDrop: () => order.isHeld,
			handleDOMEvents: {
				beforeinput(view, event) {
					const key = {
						insertText: event.data,
						insertParagraph: 'Enter',
						deleteContentBackward: 'Backspace'
					}[event.inputType];
					if (!order.isHeld || !event.cancelable || view.composing || key == null) return false;
					event.preventDefault();
					waiting++;
					for (const one of key === event.data ? key : [key])
						wait(view, new KeyboardEvent('keydown', { key: one }));
					return true;
				},
				paste(view, event) {
					if (!order.isHeld || !view.editable || event.clipboardData === null) return false;
					event.preventDefault();
					const again = pasteAgain(event.clipboardData);
					order.add(() => void view.someProp('handlePaste', (paste) => paste(view, again, Slice.empty)));
					return true;
				}
			}
		}
	});
}

/** `behind`: something waits already, and even the caret may only move after it. */
function isHeld(event: KeyboardEvent, behind: boolean): boolean {
	if (event.isComposing) return false;
	if (movementOf(event) !== null) return behind || event.key === 'Backspace' || event.key === 'Delete';
	if (event.key === 'Enter') return true;
	return isLetter(event) || ((event.ctrlKey || event.metaKey) && WITH_CONTROL.has(event.key.toLowerCase()));
}

function isLetter(event: KeyboardEvent): boolean {
	return (
		[...event.key].length === 1 && ((!event.ctrlKey && !event.metaKey) || event.getModifierState('AltGraph'))
	);
}

function act(view: EditorView, event: KeyboardEvent): void {
	const selection = liveSelection(view);
	if (!selection.eq(view.state.selection)) view.dispatch(view.state.tr.setSelection(selection));
	if (view.someProp('handleKeyDown', (handle) => handle(view, event)) === true) return;
	const movement = movementOf(event);
	if (isLetter(event)) type(view, event.key);
	else if (event.key === 'Enter')
		view.dispatch(view.state.tr.deleteSelection().split(view.state.selection.from));
	else if (movement !== null) move(view, movement, event.key);
}

/** As ProseMirror does with a key that the browser tells it of. */
function type(view: EditorView, text: string): void {
	const { from, to } = view.state.selection;
	const insert = () => view.state.tr.insertText(text, from, to).scrollIntoView();
	if (view.someProp('handleTextInput', (handle) => handle(view, from, to, text, insert)) === true) return;
	view.dispatch(insert());
}

/** The browser knows where a line and a letter end. */
function move(view: EditorView, movement: Movement, key: string): void {
	const erases = key === 'Backspace' || key === 'Delete';
	if (!erases || view.state.selection.empty) document.getSelection()?.modify(...movement);
	const tr = view.state.tr.setSelection(liveSelection(view));
	view.dispatch((erases ? tr.deleteSelection() : tr).scrollIntoView());
}

function movementOf(event: KeyboardEvent): Movement | null {
	const alter = event.shiftKey ? 'extend' : 'move';
	const far = event.ctrlKey || event.metaKey;
	switch (event.key) {
		case 'ArrowLeft':
			return [alter, 'left', far ? 'word' : 'character'];
		case 'ArrowRight':
			return [alter, 'right', far ? 'word' : 'character'];
		case 'ArrowUp':
			return event.altKey ? null : [alter, 'backward', 'line'];
		case 'ArrowDown':
			return event.altKey ? null : [alter, 'forward', 'line'];
		case 'Home':
			return [alter, 'backward', far ? 'documentboundary' : 'lineboundary'];
		case 'End':
			return [alter, 'forward', far ? 'documentboundary' : 'lineboundary'];
		case 'Backspace':
			return ['extend', 'backward', far ? 'word' : 'character'];
		case 'Delete':
			return ['extend', 'forward', far ? 'word' : 'character'];
		default:
			return null;
	}
}

/** What is on a clipboard can be read only while it is being pasted. */
function pasteAgain(data: DataTransfer): ClipboardEvent {
	const kept = new DataTransfer();
	for (const type of ['text/plain', 'text/html']) kept.setData(type, data.getData(type));
	for (const file of data.files) kept.items.add(file);
	return new ClipboardEvent('paste', { clipboardData: kept });
}
