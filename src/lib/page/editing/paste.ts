import { Fragment, type Node, Slice } from '@tiptap/pm/model';
import { Plugin, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { createBlockId } from '#model/page/block.ts';
import { attributesOf, isTextNode, pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { safeLink } from '#model/page/links.ts';
import { blocksFromHtml } from './paste-html.ts';
import { blocksFromText } from './paste-text.ts';
import { caretBlock } from './selected-blocks.ts';

/** Whatever is pasted or dropped becomes blocks of ours first: nothing of a foreign page gets in as it is. */
export function pastePlugin(
	/** Puts files where the caret is. */
	onfiles: (files: readonly File[]) => void
): Plugin {
	return new Plugin({
		props: {
			handleDOMEvents: {
				// Before ProseMirror, which would parse it once more, and as it is.
				paste(view, event) {
					if (!view.editable || view.composing || event.clipboardData === null) return false;
					const files = filesOf(event.clipboardData);
					if (files.length > 0) onfiles(files);
					else if (!insertTransfer(view, event.clipboardData)) return false;
					event.preventDefault();
					return true;
				}
			},
			handlePaste: (view, event) => event.clipboardData !== null && insertTransfer(view, event.clipboardData),
			handleDrop(view, event, _slice, moved) {
				// Within the page text moves by the keyboard and the clipboard; a drop would copy ids and tear text.
				if (moved || event.dataTransfer === null) return true;
				const place = view.posAtCoords({ left: event.clientX, top: event.clientY });
				if (place === null) return true;
				const near = TextSelection.near(view.state.doc.resolve(place.pos));
				view.dispatch(view.state.tr.setSelection(near));
				event.preventDefault();
				const files = filesOf(event.dataTransfer);
				if (files.length > 0) onfiles(files);
				else insertTransfer(view, event.dataTransfer);
				return true;
			},
			clipboardTextSerializer: (slice) => slice.content.textBetween(0, slice.content.size, '\n')
		}
	});
}

/** A spreadsheet's cells come with a picture of them, and words from a page with what they mean: those are not files. */
function filesOf(data: DataTransfer): readonly File[] {
	const html = data.getData('text/html');
	const isOneImage = /^\s*(<[^>]*>\s*)*<img\b[^>]*>\s*(<[^>]*>\s*)*$/i.test(html.slice(0, 20_000));
	const hasWords = html !== '' || data.getData('text/plain') !== '';
	return hasWords && !isOneImage ? [] : [...data.files];
}

function insertTransfer(view: EditorView, data: DataTransfer): boolean {
	const text = data.getData('text/plain');
	const html = data.getData('text/html');
	if (text === '' && html === '') return false;
	const { state } = view;
	const inCode = caretBlock(state)?.node.type === schema.nodes.codeBlock;
	const address = /^https?:\/\/\S+$/.test(text.trim()) ? safeLink(text) : null;
	if (inCode) {
		view.dispatch(state.tr.insertText(text.replace(/\r\n?/g, '\n')).scrollIntoView());
	} else if (address !== null) {
		pasteAddress(view, address);
	} else {
		const blocks = html === '' ? blocksFromText(text) : blocksFromHtml(html);
		// With ids from the start: giving them one by one takes a pass over the page for each.
		const named = blocks.map((node) =>
			node.type.create({ ...node.attrs, id: createBlockId() }, node.content)
		);
		if (named.length > 0) insertBlocks(view, named);
		else if (text !== '') view.dispatch(state.tr.insertText(text).scrollIntoView());
	}
	return true;
}

/** On selected words the address becomes their link, elsewhere a link of its own. */
function pasteAddress(view: EditorView, href: string): void {
	const { state } = view;
	const { from, to, empty } = state.selection;
	const link = schema.marks.link.create({ href });
	if (empty) view.dispatch(state.tr.replaceSelectionWith(schema.text(href, [link]), false).scrollIntoView());
	else view.dispatch(state.tr.addMark(from, to, link));
}

function insertBlocks(view: EditorView, blocks: readonly Node[]): void {
	const tr = view.state.tr.deleteSelection();
	const { $from } = tr.selection;
	const first = blocks[0]!;
	const last = blocks.at(-1)!;
	const plain = isTextNode(first) && attributesOf(first).kind === 'paragraph';
	const inEmpty =
		$from.depth > 0 && $from.parent.content.size === 0 && attributesOf($from.parent).kind === 'paragraph';
	if (inEmpty && !(plain && blocks.length === 1)) {
		const start = $from.before(1);
		const content = isTextNode(last) ? blocks : [...blocks, schema.nodes.block.create()];
		tr.replaceWith(start, $from.after(1), content);
		const end = start + Fragment.from([...content]).size;
		tr.setSelection(TextSelection.near(tr.doc.resolve(end - 1), -1));
	} else {
		// The first words join the block with the caret, the last words take what follows it.
		const open = (node: Node): number => (isTextNode(node) && node.type === schema.nodes.block ? 1 : 0);
		tr.replaceSelection(new Slice(Fragment.from([...blocks]), open(first), open(last)));
	}
	view.dispatch(tr.scrollIntoView().setMeta('paste', true));
}
