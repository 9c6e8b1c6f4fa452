import { baseKeymap, chainCommands, toggleMark } from '@tiptap/pm/commands';
import { undoInputRule } from '@tiptap/pm/inputrules';
import { keydownHandler } from '@tiptap/pm/keymap';
import { type Command, Plugin } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';
import type { PageBinding } from '../binding/page-binding.ts';
import { type BlockShape, inCode, indent, inList, toggleShape, toggleTasks } from './block-commands.ts';
import { duplicateRow, moveBlocks, selectedRow } from './block-moves.ts';
import { liveSelection } from './live-selection.ts';
import { backspace, breakLine, deleteForward, enter } from './typing-commands.ts';

const { marks } = schema;

/** What the page outside of the editor answers to. */
export interface EditorRequests {
	editLink(): void;
	showKeys(): void;
	/** Opens the search within the page. */
	find(): void;
	/** Puts the focus on the tools for what is selected. */
	toTools(): void;
	/** Opens the menu of the block with the caret. */
	blockMenu(): void;
}

const onlyIf =
	(condition: Command, command: Command): Command =>
	(state, dispatch, view) =>
		condition(state) && command(state, dispatch, view);

/** Handled, whatever came of it: Tab in a list must not leave the page just because the item is as deep as it goes. */
const always =
	(command: Command): Command =>
	(state, dispatch, view) => {
		command(state, dispatch, view);
		return true;
	};

const insertTab: Command = (state, dispatch) => {
	dispatch?.(state.tr.insertText('\t'));
	return true;
};

const shapes: Readonly<Record<string, BlockShape>> = {
	'Mod-Alt-0': { kind: 'paragraph' },
	'Mod-Alt-1': { kind: 'heading', level: 1 },
	'Mod-Alt-2': { kind: 'heading', level: 2 },
	'Mod-Alt-3': { kind: 'heading', level: 3 },
	'Mod-Alt-c': { kind: 'code' },
	'Mod-Shift-7': { kind: 'numbered' },
	'Mod-Shift-8': { kind: 'bullet' },
	'Mod-Shift-9': { kind: 'task' },
	'Mod-Shift-b': { kind: 'quote' }
};

/** On a phone keys come as edits: Android's keyboards do not tell which key it was, or ProseMirror does not listen. */
const KEY_OF_EDIT: Readonly<Record<string, string>> = {
	insertParagraph: 'Enter',
	insertLineBreak: 'Shift-Enter',
	deleteContentBackward: 'Backspace',
	deleteContentForward: 'Delete'
};

export function pageKeys(binding: PageBinding, requests: EditorRequests): Plugin {
	const undo: Command = () => binding.undo() || true;
	const redo: Command = () => binding.redo() || true;
	const bindings: Record<string, Command> = {
		...baseKeymap,
		...Object.fromEntries(Object.entries(shapes).map(([key, shape]) => [key, toggleShape(shape)])),
		Enter: enter,
		'Shift-Enter': breakLine,
		'Mod-Enter': toggleTasks,
		Backspace: chainCommands(undoInputRule, backspace, baseKeymap.Backspace!),
		'Mod-Backspace': chainCommands(backspace, baseKeymap['Mod-Backspace'] ?? baseKeymap.Backspace!),
		Delete: chainCommands(deleteForward, baseKeymap.Delete!),
		Tab: chainCommands(onlyIf(inCode, insertTab), onlyIf(inList, always(indent(1)))),
		'Shift-Tab': onlyIf(inList, always(indent(-1))),
		'Mod-]': always(indent(1)),
		'Mod-[': always(indent(-1)),
		'Alt-ArrowUp': always(moveBlocks('up')),
		'Alt-ArrowDown': always(moveBlocks('down')),
		'Mod-b': toggleMark(marks.bold),
		'Mod-i': toggleMark(marks.italic),
		'Mod-u': toggleMark(marks.underline),
		'Mod-e': toggleMark(marks.code),
		'Mod-Shift-x': toggleMark(marks.strike),
		'Mod-Shift-h': toggleMark(marks.highlight),
		'Mod-k': () => (requests.editLink(), true),
		'Mod-/': () => (requests.showKeys(), true),
		'Mod-f': () => (requests.find(), true),
		'Alt-F10': () => (requests.toTools(), true),
		'Alt-Enter': () => (requests.blockMenu(), true),
		'Mod-Shift-d': (state, dispatch) => duplicateRow(selectedRow(state))(state, dispatch) || true,
		'Mod-z': undo,
		'Mod-y': redo,
		'Mod-Shift-z': redo
	};
	const handle = keydownHandler(bindings);
	// Escape, then Tab, leaves the text: whoever has no mouse must get out of a list too.
	let leaving = false;
	return new Plugin({
		props: {
			handleKeyDown(view, event) {
				const left = leaving && event.key === 'Tab';
				leaving = event.key === 'Escape' || (leaving && event.key === 'Shift');
				if (left) return false;
				takeLiveSelection(view);
				return handle(view, event);
			},
			handleDOMEvents: {
				// Left to the browser, Enter would split a block in the middle of its elements.
				beforeinput(view, event) {
					const command = bindings[KEY_OF_EDIT[event.inputType] ?? ''];
					if (command === undefined || !event.cancelable || view.composing) return false;
					takeLiveSelection(view);
					if (!command(view.state, view.dispatch, view)) return false;
					event.preventDefault();
					return true;
				}
			}
		}
	});
}

/** Keys come faster than the browser tells of the selection that the key before made. */
function takeLiveSelection(view: EditorView): void {
	const selection = liveSelection(view);
	if (!selection.eq(view.state.selection)) view.dispatch(view.state.tr.setSelection(selection));
}
