import { Plugin, TextSelection } from '@tiptap/pm/state';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';
import type { ObjectViews } from './object-views.ts';
import { selectedObject } from './selected-object.ts';

/** The keys of an object that is selected as a whole. */
export function objectKeys(objects: ObjectViews): Plugin {
	return new Plugin({
		props: {
			handleKeyDown: (view, event) => {
				const id = selectedObject(view);
				if (id === null || (event.key !== 'Enter' && event.key !== 'F2')) return false;
				if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return false;
				objects.enter(id);
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
