import type { Node } from '@tiptap/pm/model';
import { type EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';

export interface PlacedBlock {
	readonly node: Node;
	/** Where it begins in the editor's document. */
	readonly position: number;
	readonly index: number;
}

/** The blocks that the selection touches, from the first to the last. */
export function selectedBlocks(state: EditorState): PlacedBlock[] {
	const { $from, $to } = state.selection;
	const first = $from.index(0);
	// A selection that ends before a block (a selected divider) ends with the block before that place.
	const last = $to.depth === 0 && $to.pos > $from.pos ? $to.index(0) - 1 : $to.index(0);
	const blocks: PlacedBlock[] = [];
	state.doc.forEach((node, position, index) => {
		if (index >= first && index <= last) blocks.push({ node, position, index });
	});
	return blocks;
}

/** The block with the caret, when the selection is within one block of text. */
export function caretBlock(state: EditorState): PlacedBlock | null {
	const { selection } = state;
	if (selection instanceof NodeSelection) return null;
	if (!(selection instanceof TextSelection) || !selection.$from.sameParent(selection.$to)) return null;
	if (selection.$from.depth === 0) return null;
	return {
		node: selection.$from.parent,
		position: selection.$from.before(1),
		index: selection.$from.index(0)
	};
}
