import { toggleMark } from '@tiptap/pm/commands';
import type { Node } from '@tiptap/pm/model';
import { dropCursor } from '@tiptap/pm/dropcursor';
import { type Command, EditorState, Plugin, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet, EditorView } from '@tiptap/pm/view';
import type { Awareness } from 'y-protocols/awareness';
import type * as Y from 'yjs';
import { safeLink } from '#model/page/links.ts';
import type { MarkName } from '#model/page/marks.ts';
import { attributesOf, isTextNode, pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { type BindingFault, PageBinding } from './binding/page-binding.ts';
import { identifyBlocks } from './editing/block-ids.ts';
import { BlockView, type BlockWords, UnknownView } from './editing/block-view.ts';
import { hasShape } from './editing/block-commands.ts';
import { type EditorRequests, pageKeys } from './editing/keys.ts';
import { liveSelection } from './editing/live-selection.ts';
import { isMarked, linkHere } from './editing/mark-commands.ts';
import { markdownRules } from './editing/markdown-rules.ts';
import { pastePlugin } from './editing/paste.ts';
import { presencePlugin } from './editing/presence.ts';
import { selectedBlocks } from './editing/selected-blocks.ts';
import { KIND_CHOICES, type KindChoice } from './kinds.ts';

export interface PageEditingOptions {
	readonly element: HTMLElement;
	readonly doc: Y.Doc;
	readonly awareness: Awareness;
	readonly editable: boolean;
	readonly label: string;
	readonly words: BlockWords & { readonly somebody: string; readonly hint: string };
	readonly requests: EditorRequests;
	readonly onFault: (fault: BindingFault) => void;
}

/** One page open in an editor: the view with its document, and what the toolbar shows of it. */
export class PageEditing {
	readonly #view: EditorView;
	readonly #binding: PageBinding;
	readonly #options: PageEditingOptions;
	#state = $state.raw<EditorState>() as EditorState;
	#canUndo = $state.raw(false);
	#canRedo = $state.raw(false);

	constructor(options: PageEditingOptions) {
		this.#options = options;
		this.#binding = new PageBinding(options.doc, options.onFault, () => performance.now());
		this.#state = EditorState.create({ doc: this.#binding.initialDoc(), plugins: this.#plugins() });
		const shown = (state: EditorState): void => void (this.#state = state);
		this.#view = new EditorView(
			{ mount: options.element },
			{
				state: this.#state,
				editable: () => options.editable,
				nodeViews: this.#nodeViews(),
				attributes: {
					role: 'textbox',
					'aria-multiline': 'true',
					'aria-label': options.label,
					'aria-readonly': String(!options.editable),
					tabindex: '0',
					class: 'page-words'
				},
				handleClick: (_view, _position, event) => this.#followLink(event),
				dispatchTransaction(this: EditorView, tr) {
					// ProseMirror's `this`: plugins dispatch before the constructor below has returned.
					this.updateState(this.state.apply(tr));
					shown(this.state);
				}
			}
		);
		this.#state = this.#view.state;
		const { history } = this.#binding;
		history.onChange(() => {
			this.#canUndo = history.canUndo;
			this.#canRedo = history.canRedo;
		});
	}

	get canUndo(): boolean {
		return this.#canUndo;
	}

	get canRedo(): boolean {
		return this.#canRedo;
	}

	/** What the selected blocks are, when they are all the same. */
	get kind(): KindChoice | null {
		const blocks = selectedBlocks(this.#state).filter(({ node }) => isTextNode(node));
		if (blocks.length === 0) return null;
		return (
			KIND_CHOICES.find(({ shape }) => blocks.every(({ node }) => hasShape(attributesOf(node), shape))) ??
			null
		);
	}

	isMarked(name: MarkName): boolean {
		return isMarked(this.#state, name);
	}

	run(command: Command): void {
		command(this.#view.state, (tr) => this.#view.dispatch(tr), this.#view);
		this.#view.focus();
	}

	toggle(name: Exclude<MarkName, 'link'>): void {
		this.run(toggleMark(schema.marks[name]));
	}

	undo(): void {
		this.#binding.undo();
		this.#view.focus();
	}

	redo(): void {
		this.#binding.redo();
		this.#view.focus();
	}

	focus(): void {
		this.#view.focus();
	}

	linkHere(): string {
		return linkHere(this.#view.state);
	}

	/** Where the selection is on the screen. */
	selectionBox(): { readonly left: number; readonly top: number; readonly bottom: number } {
		const { from, to } = this.#view.state.selection;
		const start = this.#view.coordsAtPos(from);
		const end = this.#view.coordsAtPos(to);
		return { left: Math.min(start.left, end.left), top: start.top, bottom: end.bottom };
	}

	destroy(): void {
		this.#view.destroy();
	}

	/** In the text a click places the caret; with Ctrl it follows the link, as in every editor. */
	#followLink(event: MouseEvent): boolean {
		if (this.#options.editable && !event.ctrlKey && !event.metaKey) return false;
		const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
		const href = safeLink(link?.getAttribute('href'));
		if (href === null) return false;
		window.open(href, '_blank', 'noopener');
		return true;
	}

	#nodeViews() {
		const { words } = this.#options;
		const block = (node: Node, view: EditorView, position: () => number | undefined): BlockView =>
			new BlockView(node, view, position, words);
		return { block, codeBlock: block, unknown: () => new UnknownView(words) };
	}

	#plugins(): Plugin[] {
		const { awareness, editable, words, requests } = this.#options;
		const binding = this.#binding;
		const bound = new Plugin({
			// Nobody without the right writes, whatever key or command asks for it: the server would drop it anyway.
			filterTransaction: (tr) => editable || !tr.docChanged || tr.getMeta('addToHistory') === false,
			view: (view) => {
				binding.attach({
					get state() {
						return view.state;
					},
					dispatch: (tr) => view.dispatch(tr),
					selection: () => liveSelection(view),
					rebuild: () => view.setProps({ nodeViews: this.#nodeViews() })
				});
				return {
					update: (_view, before) => {
						if (view.state.doc !== before.doc) binding.editorChanged();
					},
					destroy: () => binding.detach()
				};
			},
			props: {
				decorations: (state) => {
					const only = state.doc.childCount === 1 ? state.doc.child(0) : null;
					if (only === null || !isTextNode(only) || only.content.size > 0) return null;
					if (attributesOf(only).kind !== 'paragraph') return null;
					return DecorationSet.create(state.doc, [
						Decoration.node(0, only.nodeSize, { 'data-hint': words.hint })
					]);
				}
			}
		});
		return [
			bound,
			identifyBlocks(),
			markdownRules(),
			pageKeys(binding, requests),
			pastePlugin(),
			dropCursor({ color: false, class: 'drop-cursor' }),
			presencePlugin(awareness, binding, words.somebody)
		];
	}

	/** Puts the caret at the end of the page, as a click below the text means. */
	toEnd(): void {
		const { state } = this.#view;
		this.#view.dispatch(state.tr.setSelection(TextSelection.atEnd(state.doc)).scrollIntoView());
		this.#view.focus();
	}
}
