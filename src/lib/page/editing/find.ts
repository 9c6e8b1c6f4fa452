import type { Node } from '@tiptap/pm/model';
import { type EditorState, Plugin, PluginKey, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet, type EditorView } from '@tiptap/pm/view';
import { isTextNode, pageSchemaForEditing as schema } from '#model/page/schema.ts';

/** What is looked for in a page. */
export interface Wanted {
	readonly text: string;
	readonly matchCase: boolean;
	readonly wholeWords: boolean;
}

/** A place in the editor's document where it stands. */
interface Match {
	readonly from: number;
	readonly to: number;
}

interface Finding {
	readonly wanted: Wanted;
	readonly matches: readonly Match[];
	/** The one that is looked at; -1 where there is none. */
	readonly at: number;
}

interface FindState extends Finding {
	readonly shown: DecorationSet;
}

/** More are counted and walked through, but only so many before and after the one that is looked at are coloured. */
const MAX_SHOWN = 400;

const key = new PluginKey<FindState | null>('find');

export function finding(state: EditorState): Finding | null {
	return key.getState(state) ?? null;
}

/** Marks what is looked for. Blocks that did not change are not searched again. */
export function findPlugin(): Plugin {
	let search: BlockSearch | null = null;
	return new Plugin<FindState | null>({
		key,
		state: {
			init: () => null,
			apply(tr, found, _before, after) {
				const command = tr.getMeta(key) as { wanted: Wanted | null } | { at: number } | undefined;
				if (command !== undefined && 'wanted' in command) {
					search = command.wanted === null ? null : new BlockSearch(command.wanted);
					return search === null ? null : look(search, after.doc, after.selection.from);
				}
				if (found === null || search === null) return found;
				if (command !== undefined)
					return { ...found, at: command.at, shown: show(after.doc, found.matches, command.at) };
				if (!tr.docChanged) return found;
				const current = found.matches[found.at];
				return look(search, after.doc, current === undefined ? 0 : tr.mapping.map(current.from, -1));
			}
		},
		props: { decorations: (state) => key.getState(state)?.shown ?? null }
	});
}

/** Looks for something else; `null` ends it. */
export function find(view: EditorView, wanted: Wanted | null): void {
	view.dispatch(view.state.tr.setMeta(key, { wanted: wanted?.text === '' ? null : wanted }));
}

/** Goes on to the next or back to the one before, around the ends of the page. */
export function step(view: EditorView, by: 1 | -1): void {
	const found = finding(view.state);
	if (found === null || found.matches.length === 0) return;
	const count = found.matches.length;
	reveal(view, (found.at + by + count) % count);
}

/** Brings a match into sight, and the caret to it, so that closing the search leaves people there. */
export function reveal(view: EditorView, at: number): void {
	const match = finding(view.state)?.matches[at];
	if (match === undefined) return;
	const tr = view.state.tr.setMeta(key, { at });
	view.dispatch(tr.setSelection(TextSelection.create(tr.doc, match.from, match.to)));
	// The focus is in the search: ProseMirror scrolls only to where the browser has its selection.
	view.dom.querySelector('.found.current')?.scrollIntoView({ block: 'center' });
}

/** Puts other words in the place of the match that is looked at, and goes on to the next. */
export function replaceOne(view: EditorView, by: string): void {
	const found = finding(view.state);
	const match = found?.matches[found.at];
	if (found == null || match === undefined) return;
	const tr = view.state.tr;
	replaceIn(tr.doc, match, by, (from, to, node) =>
		node === null ? tr.delete(from, to) : tr.replaceWith(from, to, node)
	);
	view.dispatch(tr);
	// What was put there may hold what is looked for: go on after it.
	const after = finding(view.state)?.matches ?? [];
	const next = after.findIndex(({ from }) => from >= match.from + by.length);
	if (after.length > 0) reveal(view, Math.max(0, next));
}

/** Puts other words in the place of all of them, at once. How many there were. */
export function replaceAll(view: EditorView, by: string): number {
	const matches = finding(view.state)?.matches ?? [];
	const tr = view.state.tr;
	for (const match of [...matches].reverse())
		replaceIn(tr.doc, match, by, (from, to, node) =>
			node === null ? tr.delete(from, to) : tr.replaceWith(from, to, node)
		);
	if (matches.length > 0) view.dispatch(tr);
	return matches.length;
}

/** The new words look as the first of the old ones did. */
function replaceIn(
	doc: Node,
	{ from, to }: Match,
	by: string,
	put: (from: number, to: number, node: Node | null) => void
): void {
	const marks = doc.resolve(from).nodeAfter?.marks ?? [];
	put(from, to, by === '' ? null : schema.text(by, marks));
}

function look(search: BlockSearch, doc: Node, near: number): FindState {
	const matches: Match[] = [];
	doc.forEach((node, position) => {
		for (const { from, to } of search.in(node))
			matches.push({ from: position + 1 + from, to: position + 1 + to });
	});
	const following = matches.findIndex(({ from }) => from >= near);
	const at = matches.length === 0 ? -1 : Math.max(0, following);
	return { wanted: search.wanted, matches, at, shown: show(doc, matches, at) };
}

function show(doc: Node, matches: readonly Match[], at: number): DecorationSet {
	const first = Math.max(0, at - MAX_SHOWN);
	const near = matches.slice(first, at + MAX_SHOWN);
	return DecorationSet.create(
		doc,
		near.map(({ from, to }, index) =>
			Decoration.inline(from, to, { class: first + index === at ? 'found current' : 'found' })
		)
	);
}

/** One search; what it found in a block is kept as long as the block is what it was. */
class BlockSearch {
	readonly wanted: Wanted;
	readonly #pattern: RegExp;
	readonly #found = new WeakMap<Node, readonly Match[]>();

	constructor(wanted: Wanted) {
		this.wanted = wanted;
		const words = wanted.text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/\s+/g, '\\s+');
		const whole = wanted.wholeWords ? `(?<![\\p{L}\\p{N}_])${words}(?![\\p{L}\\p{N}_])` : words;
		this.#pattern = new RegExp(whole, wanted.matchCase ? 'gu' : 'giu');
	}

	/** Offsets within the block's words. */
	in(node: Node): readonly Match[] {
		if (!isTextNode(node)) return [];
		let found = this.#found.get(node);
		if (found === undefined) {
			found = [...node.textContent.matchAll(this.#pattern)].map((match) => ({
				from: match.index,
				to: match.index + match[0].length
			}));
			this.#found.set(node, found);
		}
		return found;
	}
}
