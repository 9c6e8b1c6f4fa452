import type { Node } from '@tiptap/pm/model';
import { NodeSelection, Plugin, Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import type { OpenDocument } from '$lib/sync/open-document.ts';
import { objectOf, pageSchemaForEditing as schema } from '#model/page/schema.ts';
import type { PageBinding } from '../binding/page-binding.ts';
import type { LinkedBoard, ObjectActions, SharedWorks } from './object-actions.ts';
import { ObjectView } from './object-view.ts';

export interface ObjectViewsParts {
	readonly binding: PageBinding;
	readonly document: OpenDocument;
	readonly editable: boolean;
	readonly boards: () => readonly LinkedBoard[];
	readonly failed: string;
}

/** The views of all objects on one page, and the keys that lead into and out of them. */
export class ObjectViews {
	readonly #parts: ObjectViewsParts;
	readonly #views = new Map<string, ObjectView>();
	readonly #works: SharedWorks = { media: null, mermaid: null };
	/** Asked to be entered before it was shown. */
	#awaited: string | null = null;

	constructor(parts: ObjectViewsParts) {
		this.#parts = parts;
	}

	readonly nodeView = (node: Node, view: EditorView, position: () => number | undefined): ObjectView => {
		const id = String(node.attrs.id);
		const made: ObjectView = new ObjectView(node, {
			actions: this.#actions(id, view, position),
			failed: this.#parts.failed,
			gone: () => void (this.#views.get(id) === made && this.#views.delete(id))
		});
		this.#views.set(id, made);
		if (this.#awaited === id) {
			this.#awaited = null;
			made.enter();
		}
		return made;
	};

	get works(): SharedWorks {
		return this.#works;
	}

	destroy(): void {
		this.#works.media?.destroy();
		this.#works.mermaid?.destroy();
	}

	/** Puts the caret into the object with this id, as soon as it is shown. */
	enter(id: string): void {
		const view = this.#views.get(id);
		if (view === undefined) this.#awaited = id;
		else view.enter();
	}

	/** The keys of an object that is selected as a whole. */
	plugin(): Plugin {
		return new Plugin({
			props: {
				handleKeyDown: (view, event) => {
					const id = selectedObject(view);
					if (id === null || (event.key !== 'Enter' && event.key !== 'F2')) return false;
					if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
					this.enter(id);
					return true;
				},
				// Typed by mistake, a letter would take the place of a whole table.
				handleTextInput: (view, _from, to, text) => {
					if (selectedObject(view) === null) return false;
					const tr = view.state.tr.insert(to, schema.nodes.block.create(null, schema.text(text)));
					view.dispatch(tr.setSelection(TextSelection.create(tr.doc, to + 1 + text.length)).scrollIntoView());
					return true;
				}
			}
		});
	}

	#actions(id: string, view: EditorView, position: () => number | undefined): ObjectActions {
		const { binding, document, editable, boards } = this.#parts;
		return {
			document,
			editable,
			works: this.#works,
			boards,
			change: (write) => editable && binding.change(id, write),
			endStep: () => binding.history.endStep(),
			marker: () => binding.marker(id),
			undo: () => void binding.undo(),
			redo: () => void binding.redo(),
			select: () => {
				const at = position();
				if (at === undefined || selectedObject(view) === id) return;
				view.dispatch(view.state.tr.setSelection(NodeSelection.create(view.state.doc, at)));
			},
			leave: (to) => leave(view, position(), to),
			remove: () => {
				const at = position();
				if (at === undefined || !editable) return;
				const tr = view.state.tr.delete(at, at + 1);
				view.dispatch(tr.setSelection(Selection.near(tr.doc.resolve(Math.min(at, tr.doc.content.size)), -1)));
				view.focus();
			}
		};
	}
}

function selectedObject({ state: { selection } }: EditorView): string | null {
	if (!(selection instanceof NodeSelection) || objectOf(selection.node) === null) return null;
	return String(selection.node.attrs.id);
}

/** Where there is no text beside it, a paragraph is made to go on in. */
function leave(view: EditorView, at: number | undefined, to: 'before' | 'after' | 'object'): void {
	if (at === undefined) return;
	const { state } = view;
	const tr = state.tr;
	if (to === 'object') tr.setSelection(NodeSelection.create(state.doc, at));
	else {
		const index = state.doc.resolve(at).index(0) + (to === 'before' ? -1 : 1);
		const neighbour = state.doc.maybeChild(index);
		const edge = to === 'before' ? at : at + 1;
		if (neighbour === null && view.editable) tr.insert(edge, schema.nodes.block.create());
		tr.setSelection(Selection.near(tr.doc.resolve(edge), to === 'before' && neighbour !== null ? -1 : 1));
	}
	view.dispatch(tr.scrollIntoView());
	view.focus();
}
