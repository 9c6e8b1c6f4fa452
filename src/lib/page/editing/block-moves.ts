import { Fragment, type Node } from '@tiptap/pm/model';
import { type Command, type EditorState, NodeSelection, TextSelection } from '@tiptap/pm/state';
import { attributesOf, isTextNode, pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { selectedBlocks } from './selected-blocks.ts';

/** A row of blocks, by their places in the page: `[first, end)`. */
export interface BlockRow {
	readonly first: number;
	readonly end: number;
}

function indentOf(node: Node): number {
	return isTextNode(node) ? attributesOf(node).indent : 0;
}

/** These blocks with what is indented under them. */
export function withChildren(doc: Node, { first, end }: BlockRow): BlockRow {
	const depth = depthOf(doc, { first, end });
	let after = end;
	while (after < doc.childCount && indentOf(doc.child(after)) > depth) after++;
	return { first, end: after };
}

/** The selected blocks with what is indented under them. */
export function selectedRow(state: EditorState): BlockRow {
	const blocks = selectedBlocks(state);
	const first = blocks[0]?.index ?? 0;
	return withChildren(state.doc, { first, end: (blocks.at(-1)?.index ?? first) + 1 });
}

function depthOf(doc: Node, { first, end }: BlockRow): number {
	let depth = Infinity;
	for (let index = first; index < end; index++) depth = Math.min(depth, indentOf(doc.child(index)));
	return depth;
}

/** Where the block with this index begins; for the number of blocks, the end. */
export function placeOf(doc: Node, index: number): number {
	let place = 0;
	for (let before = 0; before < index; before++) place += doc.child(before).nodeSize;
	return place;
}

/** Puts a row of blocks before the block that has the index `to` now; the selection goes with them. */
export function moveRow(row: BlockRow, to: number): Command {
	return (state, dispatch) => {
		const { doc, selection } = state;
		if (row.first >= row.end || row.end > doc.childCount || to < 0 || to > doc.childCount) return false;
		if (to >= row.first && to <= row.end) return false;
		if (!dispatch) return true;
		const from = placeOf(doc, row.first);
		const end = placeOf(doc, row.end);
		const moved = doc.slice(from, end).content;
		const target = placeOf(doc, to) - (to > row.first ? moved.size : 0);
		const tr = state.tr.delete(from, end).insert(target, moved);
		const shift = target - from;
		const isWithin = selection.from >= from && selection.to <= end;
		if (isWithin && selection instanceof NodeSelection)
			tr.setSelection(NodeSelection.create(tr.doc, selection.from + shift));
		else {
			const place = (at: number) => tr.doc.resolve(isWithin ? at + shift : target + 1);
			tr.setSelection(TextSelection.between(place(selection.anchor), place(selection.head)));
		}
		dispatch(tr.scrollIntoView());
		return true;
	};
}

/** Moves the selected blocks over the one before or after, each with what is indented under it. */
export function moveBlocks(direction: 'up' | 'down'): Command {
	return (state, dispatch) => moveOver(selectedRow(state), direction)(state, dispatch);
}

export function moveOver(row: BlockRow, direction: 'up' | 'down'): Command {
	return (state, dispatch) => {
		const { doc } = state;
		const depth = depthOf(doc, row);
		if (direction === 'down') {
			if (row.end >= doc.childCount) return false;
			return moveRow(row, withChildren(doc, { first: row.end, end: row.end + 1 }).end)(state, dispatch);
		}
		let to = row.first - 1;
		while (to > 0 && indentOf(doc.child(to)) > depth) to--;
		return moveRow(row, to)(state, dispatch);
	};
}

/** Puts the same once more after a row of blocks. What is no text is not copied: it may hold more than the editor sees. */
export function duplicateRow(row: BlockRow): Command {
	return (state, dispatch) => {
		const copies: Node[] = [];
		for (let index = row.first; index < Math.min(row.end, state.doc.childCount); index++) {
			const node = state.doc.child(index);
			if (isTextNode(node) || node.type === schema.nodes.divider)
				copies.push(node.type.create({ ...node.attrs, id: null }, node.content));
		}
		if (copies.length === 0) return false;
		const place = placeOf(state.doc, row.end);
		const tr = state.tr.insert(place, Fragment.from(copies));
		dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(place + 1))).scrollIntoView());
		return true;
	};
}

/** Takes a row of blocks out of the page. An empty line is left where it was all. */
export function deleteRow(row: BlockRow): Command {
	return (state, dispatch) => {
		const { doc } = state;
		if (row.first >= row.end || row.end > doc.childCount) return false;
		const [from, end] = [placeOf(doc, row.first), placeOf(doc, row.end)];
		const isAll = row.end - row.first === doc.childCount;
		const tr = isAll
			? state.tr.replaceWith(from, end, schema.nodes.block.create())
			: state.tr.delete(from, end);
		const near = tr.doc.resolve(Math.min(from + 1, tr.doc.content.size));
		dispatch?.(tr.setSelection(TextSelection.near(near)).scrollIntoView());
		return true;
	};
}
