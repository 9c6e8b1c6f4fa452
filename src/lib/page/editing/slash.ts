import { type EditorState, Plugin, PluginKey, TextSelection, type Transaction } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { SLASH_LIST } from './slash-list.ts';

/** The menu of what can be put here, open at the caret. */
export interface SlashMenu {
	/** Where the slash stands, or where the caret was when a button opened the menu. */
	readonly from: number;
	/** Without a slash in the text: opened by a button. */
	readonly bare: boolean;
	readonly query: string;
	/** Which line Enter takes. */
	readonly at: number;
}

type SlashCommand =
	| { readonly type: 'open'; readonly from: number; readonly bare: boolean }
	| { readonly type: 'go'; readonly at: number }
	| { readonly type: 'close' };

interface SlashOptions {
	/** How many lines the menu has for these letters. */
	readonly count: (query: string) => number;
	/** Takes this line; the slash and what follows it are gone by then. */
	readonly take: (query: string, at: number) => void;
	/** The id of a line's element, for screen readers. */
	readonly lineId: (query: string, at: number) => string;
}

/** Longer than any name in the menu: whoever types on means a sentence. */
const MAX_QUERY = 24;

const key = new PluginKey<SlashMenu | null>('slash');

export function slashMenu(state: EditorState): SlashMenu | null {
	return key.getState(state) ?? null;
}

/** Opens the menu at the caret without a slash, or closes it. */
export function toggleSlash(view: EditorView): void {
	const { state } = view;
	const command: SlashCommand =
		slashMenu(state) === null ? { type: 'open', from: state.selection.from, bare: true } : { type: 'close' };
	view.dispatch(state.tr.setMeta(key, command));
	view.focus();
}

/** Takes what was typed for the menu out of the text, and closes it. Whether it was open. */
export function endSlash(view: EditorView): SlashMenu | null {
	const menu = slashMenu(view.state);
	if (menu === null) return null;
	const { from, query, bare } = menu;
	const tr = view.state.tr.setMeta(key, { type: 'close' } satisfies SlashCommand);
	view.dispatch(tr.delete(from, from + query.length + (bare ? 0 : 1)));
	return menu;
}

export function goInSlash(view: EditorView, at: number): void {
	view.dispatch(view.state.tr.setMeta(key, { type: 'go', at } satisfies SlashCommand));
}

/** A slash at the start of a block or after a space opens a menu, which what is typed next narrows down. It never eats a letter. */
export function slashPlugin(options: SlashOptions): Plugin {
	return new Plugin<SlashMenu | null>({
		key,
		state: { init: () => null, apply },
		props: {
			attributes(state): Record<string, string> {
				const menu = slashMenu(state);
				if (menu === null || options.count(menu.query) === 0) return {};
				return {
					'aria-autocomplete': 'list',
					'aria-haspopup': 'listbox',
					'aria-controls': SLASH_LIST,
					'aria-activedescendant': options.lineId(menu.query, menu.at)
				};
			},
			handleTextInput(view, from, to, text, insertion) {
				if (text !== '/' || from !== to || view.composing || !mayOpen(view.state, from)) return false;
				view.dispatch(insertion().setMeta(key, { type: 'open', from, bare: false } satisfies SlashCommand));
				return true;
			},
			handleKeyDown: (view, event) => handleKey(view, event, options),
			handleDOMEvents: {
				blur(view) {
					if (slashMenu(view.state) !== null)
						view.dispatch(view.state.tr.setMeta(key, { type: 'close' } satisfies SlashCommand));
					return false;
				}
			}
		}
	});
}

function mayOpen(state: EditorState, from: number): boolean {
	const $from = state.doc.resolve(from);
	if ($from.depth === 0 || $from.parent.type === schema.nodes.codeBlock) return false;
	if (schema.marks.code.isInSet($from.marks()) !== undefined) return false;
	const before = $from.parent.textBetween(0, $from.parentOffset);
	return before === '' || /\s$/.test(before);
}

function apply(
	tr: Transaction,
	menu: SlashMenu | null,
	_before: EditorState,
	after: EditorState
): SlashMenu | null {
	const command = tr.getMeta(key) as SlashCommand | undefined;
	if (command?.type === 'close') return null;
	if (command?.type === 'open') return { from: command.from, bare: command.bare, query: '', at: 0 };
	if (menu === null) return null;
	if (command?.type === 'go') return { ...menu, at: command.at };
	if (!tr.docChanged && !tr.selectionSet) return menu;
	// What others type before it moves it along; at the very place, what is typed is the query.
	const { pos: from, deleted } = tr.mapping.mapResult(menu.from, -1);
	const query = deleted && !menu.bare ? null : queryAt(after, from, menu.bare);
	if (query === null) return null;
	return { from, bare: menu.bare, query, at: query === menu.query ? menu.at : 0 };
}

/** What is typed between the slash and the caret; `null` when the caret is elsewhere. */
function queryAt(state: EditorState, from: number, bare: boolean): string | null {
	const { selection } = state;
	if (!(selection instanceof TextSelection) || !selection.empty) return null;
	const { $head } = selection;
	const start = from + (bare ? 0 : 1);
	if (start < $head.start() || start > $head.pos) return null;
	if (!bare && state.doc.textBetween(from, start) !== '/') return null;
	const query = state.doc.textBetween(start, $head.pos);
	return query.length > MAX_QUERY || /^\s|\s{2}|\n/.test(query) ? null : query;
}

function handleKey(view: EditorView, event: KeyboardEvent, options: SlashOptions): boolean {
	const menu = slashMenu(view.state);
	if (menu === null || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false;
	if (event.key === 'Escape') {
		view.dispatch(view.state.tr.setMeta(key, { type: 'close' } satisfies SlashCommand));
		return true;
	}
	const count = options.count(menu.query);
	if (count === 0) return false;
	const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
	if (step !== undefined) goInSlash(view, (menu.at + step + count) % count);
	else if (event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) {
		endSlash(view);
		options.take(menu.query, menu.at);
	} else return false;
	return true;
}
