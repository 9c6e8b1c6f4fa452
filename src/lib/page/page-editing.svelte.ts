import type { Node } from '@tiptap/pm/model';
import { type Command, EditorState, Plugin, TextSelection } from '@tiptap/pm/state';
import { Decoration, DecorationSet, EditorView } from '@tiptap/pm/view';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import { safeLink } from '#model/page/links.ts';
import { attributesOf, isTextNode } from '#model/page/schema.ts';
import { type BindingFault, PageBinding } from './binding/page-binding.ts';
import { identifyBlocks } from './editing/block-ids.ts';
import { BlockView, type BlockWords, UnknownView } from './editing/block-view.ts';
import { earlyKeys } from './editing/early-keys.ts';
import { liveSelection } from './editing/live-selection.ts';
import type { LinkedBoard } from './objects/object-actions.ts';
import { ObjectViews } from './objects/object-views.ts';

export interface PageEditingOptions {
	readonly element: HTMLElement;
	readonly document: OpenDocument;
	readonly editable: boolean;
	readonly label: string;
	readonly words: BlockWords & { readonly hint: string; readonly objectFailed: string };
	/** The session's boards, as they are called now. */
	readonly boards: () => readonly LinkedBoard[];
	/** Lets people choose one of them. */
	readonly chooseBoard: () => void;
	readonly onFault: (fault: BindingFault) => void;
}

/**
 * One page open in an editor: the view with its document. It can be read from the start; what writing takes (keys, rules, the
 * others' carets) comes with `equip`, and what is typed until then waits.
 */
export class PageEditing {
	readonly #view: EditorView;
	readonly binding: PageBinding;
	readonly objects: ObjectViews;
	readonly #options: PageEditingOptions;
	#state = $state.raw<EditorState>() as EditorState;
	#canUndo = $state.raw(false);
	#canRedo = $state.raw(false);
	#equipped = Promise.withResolvers<void>();

	constructor(options: PageEditingOptions) {
		this.#options = options;
		const binding = new PageBinding(options.document.doc, options.onFault, () => performance.now());
		this.binding = binding;
		this.objects = new ObjectViews({
			binding,
			document: options.document,
			editable: options.editable,
			boards: options.boards,
			failed: options.words.objectFailed
		});
		this.#state = EditorState.create({ doc: this.binding.initialDoc(), plugins: this.#plugins() });
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
		this.#attach(this.#view);
		this.#state = this.#view.state;
		const { history } = binding;
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

	/** What the editor shows; read in an effect, it is followed. */
	get state(): EditorState {
		return this.#state;
	}

	get view(): EditorView {
		return this.#view;
	}

	get editable(): boolean {
		return this.#options.editable;
	}

	/** Gives the editor what writing takes. What was typed before means now what it would have meant. */
	equip(plugins: readonly Plugin[]): void {
		const { state } = this.#view;
		this.#view.updateState(state.reconfigure({ plugins: [...state.plugins, ...plugins] }));
		this.#state = this.#view.state;
		this.#equipped.resolve();
	}

	/** It could not be fetched: letters are letters all the same. */
	goOnUnequipped(): void {
		this.#equipped.resolve();
	}

	get document(): OpenDocument {
		return this.#options.document;
	}

	/** Puts the caret into the object with this id, as soon as that is there. */
	enter(id: string): void {
		this.objects.enter(id);
	}

	chooseBoard(): void {
		this.#options.chooseBoard();
	}

	/** What makes files fit, keeps and sends them is fetched with the first of them. */
	async addFiles(files: readonly File[]): Promise<void> {
		if (!this.editable || files.length === 0) return;
		try {
			await (await import('./objects/media/add-files.ts')).addFiles(this, files);
		} catch (error) {
			this.#options.onFault({ while: 'drawing', error });
		}
	}

	run(command: Command): void {
		command(this.#view.state, (tr) => this.#view.dispatch(tr), this.#view);
		this.#view.focus();
	}

	undo(): void {
		this.binding.undo();
		this.#view.focus();
	}

	redo(): void {
		this.binding.redo();
		this.#view.focus();
	}

	focus(): void {
		this.#view.focus();
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
		this.binding.detach();
		this.objects.destroy();
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
		return { block, codeBlock: block, object: this.objects.nodeView, unknown: () => new UnknownView(words) };
	}

	#attach(view: EditorView): void {
		this.binding.attach({
			get state() {
				return view.state;
			},
			dispatch: (tr) => view.dispatch(tr),
			selection: () => liveSelection(view),
			rebuild: () => view.setProps({ nodeViews: this.#nodeViews() })
		});
	}

	#plugins(): Plugin[] {
		const { editable, words } = this.#options;
		const guarded = new Plugin({
			// Nobody without the right writes, whatever key or command asks for it: the server would drop it anyway.
			filterTransaction: (tr) => editable || !tr.docChanged || tr.getMeta('addToHistory') === false,
			// First of all: what the other plugins ask of the binding is about what is on the screen by then.
			view: () => ({
				update: (view, before) => {
					if (view.state.doc !== before.doc) this.binding.editorChanged();
				}
			}),
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
		return [guarded, earlyKeys(this.#equipped.promise), identifyBlocks()];
	}

	/** Puts the caret at the end of the page, as a click below the text means. */
	toEnd(): void {
		const { state } = this.#view;
		this.#view.dispatch(state.tr.setSelection(TextSelection.atEnd(state.doc)).scrollIntoView());
		this.#view.focus();
	}
}
