import { NodeSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { objectOf } from '#model/page/schema.ts';

/** The id of the object that is selected as a whole, if one is. */
export function selectedObject({ state: { selection } }: EditorView): string | null {
	if (!(selection instanceof NodeSelection) || objectOf(selection.node) === null) return null;
	return String(selection.node.attrs.id);
}
