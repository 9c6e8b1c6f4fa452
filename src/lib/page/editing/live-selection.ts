import { type Selection, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';

/**
 * The selection that the person sees. After a click the browser tells of the new caret only some milliseconds later; whoever changes
 * the screen in between (a remote edit, a moving caret) would put the old one back, and the next words would go there.
 */
export function liveSelection(view: EditorView): Selection {
	const { selection, doc } = view.state;
	if (!(selection instanceof TextSelection) || !view.hasFocus() || view.composing) return selection;
	const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {};
	if (anchorNode == null || focusNode == null || anchorOffset === undefined || focusOffset === undefined)
		return selection;
	if (!view.dom.contains(anchorNode) || !view.dom.contains(focusNode)) return selection;
	try {
		const anchor = doc.resolve(view.posAtDOM(anchorNode, anchorOffset));
		const head = doc.resolve(view.posAtDOM(focusNode, focusOffset));
		return TextSelection.between(anchor, head);
	} catch {
		// The screen is being redrawn: what the state says is all there is.
		return selection;
	}
}
