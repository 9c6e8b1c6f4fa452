import { NodeSelection, Selection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';
import type { ObjectActions, ObjectPlace } from './object-actions.ts';
import { selectedObject } from './selected-object.ts';

/** What the object at this place can do to its page. */
export function actionsAt({ id, view, position, works, page }: ObjectPlace): ObjectActions {
	const { binding, document, editable, boards } = page;
	return {
		document,
		editable,
		works,
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
