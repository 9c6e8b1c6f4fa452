import type { Node } from '@tiptap/pm/model';
import { type Command, Selection } from '@tiptap/pm/state';
import { type BlockAttributes, isListKind, MAX_INDENT, mayIndent } from '#model/page/block.ts';
import { attributesOf, isTextNode, pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { caretBlock, selectedBlocks } from './selected-blocks.ts';

/** What a block becomes: a kind with what goes with it. */
export type BlockShape = Pick<BlockAttributes, 'kind'> & Partial<BlockAttributes>;

function typeFor(kind: BlockAttributes['kind']) {
	return kind === 'code' ? schema.nodes.codeBlock : schema.nodes.block;
}

/** Whether this block has the shape already. */
export function hasShape(attributes: BlockAttributes, shape: BlockShape): boolean {
	return Object.entries(shape).every(([name, value]) => attributes[name as keyof BlockAttributes] === value);
}

/** Gives all selected blocks of text this shape; text and marks stay as they are. */
export function setShape(shape: BlockShape): Command {
	return (state, dispatch) => {
		const blocks = selectedBlocks(state).filter(({ node }) => isTextNode(node));
		if (blocks.length === 0) return false;
		if (dispatch) {
			const tr = state.tr;
			// From the end, so that the positions before stay true whatever a block becomes.
			for (const { node, position } of blocks.reverse()) {
				const attributes: BlockAttributes = { ...attributesOf(node), ...shape };
				const indent = mayIndent(attributes.kind) ? attributes.indent : 0;
				tr.setBlockType(position + 1, position + 1, typeFor(shape.kind), { ...attributes, indent });
			}
			dispatch(tr.scrollIntoView());
		}
		return true;
	};
}

/** The shape, or a paragraph again where all selected blocks have it. */
export function toggleShape(shape: BlockShape): Command {
	return (state, dispatch) => {
		const blocks = selectedBlocks(state).filter(({ node }) => isTextNode(node));
		const all = blocks.length > 0 && blocks.every(({ node }) => hasShape(attributesOf(node), shape));
		return setShape(all ? { kind: 'paragraph' } : shape)(state, dispatch);
	};
}

/** Indents the selected blocks by one step, or takes a step back. An item goes no deeper than under the one before. */
export function indent(step: 1 | -1): Command {
	return (state, dispatch) => {
		const blocks = selectedBlocks(state).filter(
			({ node }) => isTextNode(node) && mayIndent(attributesOf(node).kind)
		);
		const first = blocks[0];
		if (first === undefined) return false;
		const before = first.index > 0 ? state.doc.child(first.index - 1) : null;
		const deepest = before !== null && isTextNode(before) ? attributesOf(before).indent + 1 : 0;
		if (step === 1 && attributesOf(first.node).indent >= Math.min(deepest, MAX_INDENT)) return false;
		const tr = state.tr;
		for (const { node, position } of blocks) {
			const next = Math.max(0, Math.min(MAX_INDENT, attributesOf(node).indent + step));
			if (next !== attributesOf(node).indent) tr.setNodeAttribute(position, 'indent', next);
		}
		if (!tr.docChanged) return false;
		dispatch?.(tr);
		return true;
	};
}

/** Checks the selected tasks, or unchecks them when all are. */
export const toggleTasks: Command = (state, dispatch) => {
	const tasks = selectedBlocks(state).filter(
		({ node }) => isTextNode(node) && attributesOf(node).kind === 'task'
	);
	if (tasks.length === 0) return false;
	const checked = !tasks.every(({ node }) => attributesOf(node).checked);
	const tr = state.tr;
	for (const { position } of tasks) tr.setNodeAttribute(position, 'checked', checked);
	dispatch?.(tr);
	return true;
};

/** Puts a divider after the block with the caret, or in its place when that is empty, and goes on below it. */
export const insertDivider: Command = (state, dispatch) =>
	insertBlocks([schema.nodes.divider.create()])(state, dispatch);

/** Puts blocks that are no text after the block with the caret, or in its place when that is empty, and goes on below. */
export function insertBlocks(blocks: readonly Node[]): Command {
	return (state, dispatch) => {
		const block = selectedBlocks(state).at(-1);
		if (block === undefined) return false;
		if (!dispatch) return true;
		const { node, position, index } = block;
		const end = position + node.nodeSize;
		const last = index === state.doc.childCount - 1;
		const added = [...blocks];
		const empty = isTextNode(node) && node.content.size === 0;
		if (last || empty) added.push(schema.nodes.block.create());
		const tr = state.tr;
		if (empty) tr.replaceWith(position, end, added);
		else tr.insert(end, added);
		const below = (empty ? position : end) + blocks.length;
		dispatch(tr.setSelection(Selection.near(tr.doc.resolve(below), 1)).scrollIntoView());
		return true;
	};
}

/** In a list, for the keys that mean something only there. */
export const inList: Command = (state) =>
	selectedBlocks(state).some(({ node }) => isTextNode(node) && isListKind(attributesOf(node).kind));

/** In code, likewise. */
export const inCode: Command = (state) => caretBlock(state)?.node.type === schema.nodes.codeBlock;
