import { type Command, NodeSelection, Selection, TextSelection } from '@tiptap/pm/state';
import { PLAIN_BLOCK } from '#model/page/block.ts';
import { attributesOf, isTextNode, pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { indent, setShape } from './block-commands.ts';
import { caretBlock } from './selected-blocks.ts';

/** A line within the block. */
export const breakLine: Command = (state, dispatch) => {
	if (state.selection instanceof NodeSelection) return false;
	dispatch?.(state.tr.insertText('\n').scrollIntoView());
	return true;
};

/** Enter: a new block of the kind that people expect there. */
export const enter: Command = (state, dispatch) => {
	if (state.selection instanceof NodeSelection) return newBlockAfter(state, dispatch);
	const block = caretBlock(state);
	if (block?.node.type === schema.nodes.codeBlock) return enterInCode(state, dispatch);
	if (block !== null && block.node.content.size === 0 && leaveEmpty(state, dispatch)) return true;
	if (!dispatch) return true;
	const tr = state.tr.deleteSelection();
	const { $from } = tr.selection;
	if ($from.depth === 0) return newBlockAfter(state, dispatch);
	const node = $from.parent;
	const { kind, ...attributes } = attributesOf(node);
	const atEnd = $from.parentOffset === node.content.size;
	const atStart = $from.parentOffset === 0 && !atEnd;
	const nextKind = kind === 'heading' && (atEnd || atStart) ? 'paragraph' : kind;
	const next = schema.nodes.block.create({
		...PLAIN_BLOCK,
		...attributes,
		id: null,
		kind: nextKind,
		checked: false
	});
	// The text stays in its block, and the new one goes before it: others may be typing in it.
	if (atStart) dispatch(tr.insert($from.before(1), next).scrollIntoView());
	else dispatch(tr.split($from.pos, 1, [{ type: next.type, attrs: next.attrs }]).scrollIntoView());
	return true;
};

/** An empty item, quote or callout is left by Enter: one step out, then a paragraph. */
const leaveEmpty: Command = (state, dispatch) => {
	const { kind, indent: depth } = attributesOf(state.selection.$from.parent);
	if (kind === 'paragraph') return depth > 0 && indent(-1)(state, dispatch);
	if (depth > 0) return indent(-1)(state, dispatch);
	return setShape({ kind: 'paragraph' })(state, dispatch);
};

/** A new line, with the indent of this one; Enter on a second empty line at the end leaves the code. */
const enterInCode: Command = (state, dispatch) => {
	const { $from } = state.selection;
	const text = $from.parent.textContent;
	const blank = $from.parentOffset === text.length ? /\n[\t ]*\n[\t ]*$/.exec(text)?.[0] : undefined;
	if (blank !== undefined) {
		const end = $from.after(1) - blank.length;
		const tr = state.tr.delete($from.pos - blank.length, $from.pos).insert(end, schema.nodes.block.create());
		dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
		return true;
	}
	const line = text.slice(0, $from.parentOffset).split('\n').at(-1) ?? '';
	dispatch?.(state.tr.insertText(`\n${/^[\t ]*/.exec(line)?.[0] ?? ''}`).scrollIntoView());
	return true;
};

const newBlockAfter: Command = (state, dispatch) => {
	const end = state.selection.$to.depth === 0 ? state.selection.to : state.selection.$to.after(1);
	const tr = state.tr.insert(end, schema.nodes.block.create());
	dispatch?.(tr.setSelection(TextSelection.create(tr.doc, end + 1)).scrollIntoView());
	return true;
};

/** Backspace at the start of a block: first it becomes plain, then it steps out, then it joins the one before. */
export const backspace: Command = (state, dispatch) => {
	const block = caretBlock(state);
	if (block === null || !state.selection.empty || state.selection.$from.parentOffset > 0) return false;
	const { kind, indent: depth } = attributesOf(block.node);
	if (kind !== 'paragraph') return setShape({ kind: 'paragraph' })(state, dispatch);
	if (depth > 0) return indent(-1)(state, dispatch);
	return joinBlocks(block.index - 1, 'end')(state, dispatch);
};

/** Delete at the end of a block joins the next one to it. */
export const deleteForward: Command = (state, dispatch) => {
	const block = caretBlock(state);
	if (block === null || !state.selection.empty) return false;
	if (state.selection.$from.parentOffset < block.node.content.size) return false;
	return joinBlocks(block.index, 'start')(state, dispatch);
};

/** Joins the block with this index and the one after it; an empty one just goes, so that the other keeps its kind. */
function joinBlocks(index: number, caret: 'start' | 'end'): Command {
	return (state, dispatch) => {
		const { doc } = state;
		if (index < 0 || index >= doc.childCount - 1) return true;
		if (!dispatch) return true;
		const first = doc.child(index);
		const second = doc.child(index + 1);
		let start = 0;
		for (let before = 0; before < index; before++) start += doc.child(before).nodeSize;
		const middle = start + first.nodeSize;
		const end = middle + second.nodeSize;
		const tr = state.tr;
		if (!isTextNode(first)) {
			// What is not text is selected first, and goes with the next key.
			if (caret === 'end') tr.setSelection(NodeSelection.create(doc, start));
		} else if (!isTextNode(second)) {
			if (caret === 'start') tr.setSelection(NodeSelection.create(doc, middle));
		} else if (first.content.size === 0) tr.delete(start, middle);
		else if (second.content.size === 0) {
			tr.delete(middle, end);
			tr.setSelection(Selection.near(tr.doc.resolve(middle - 1), -1));
		} else if (first.type === second.type) tr.join(middle);
		else tr.setSelection(TextSelection.create(doc, caret === 'end' ? middle - 1 : middle + 1));
		dispatch(tr.scrollIntoView());
		return true;
	};
}
