import { type Command, TextSelection } from '@tiptap/pm/state';
import { expect } from 'vitest';
import * as Y from 'yjs';
import { readPage } from '#model/page/read-page.ts';
import { seedPage } from '#model/page/seed.ts';
import { HeadlessEditor } from '../binding/headless-editor.ts';
import { blocksFromText } from './paste-text.ts';

/** An editor with these lines of Markdown-like text; `|` is the caret. */
export function page(...lines: string[]): HeadlessEditor {
	const doc = new Y.Doc();
	seedPage(doc, null);
	const editor = new HeadlessEditor(doc);
	const blocks = lines.flatMap((line) => {
		const made = blocksFromText(line);
		return made.length > 0 ? made : [editor.state.schema.nodes.block!.create()];
	});
	editor.dispatch(editor.state.tr.replaceWith(0, editor.state.doc.content.size, blocks));
	let caret = -1;
	editor.state.doc.descendants((node, position) => {
		const at = node.isText ? (node.text ?? '').indexOf('|') : -1;
		if (at >= 0) caret = position + at;
	});
	if (caret >= 0) {
		const tr = editor.state.tr.delete(caret, caret + 1);
		editor.dispatch(tr.setSelection(TextSelection.create(tr.doc, caret)));
	}
	return editor;
}

/** The page as text: kind, indent, words, and the caret. What is in the document, not what is on the screen. */
export function shown(editor: HeadlessEditor): string[] {
	expect(editor.faults).toEqual([]);
	const doc = editor.binding.text.doc as Y.Doc satisfies Y.Doc;
	const { $head } = editor.state.selection;
	return readPage(doc).blocks.map((block, index) => {
		if (block.type !== 'text') return block.type;
		const words = block.runs.map((run) => run.text).join('');
		const at = $head.depth > 0 && $head.index(0) === index ? $head.parentOffset : -1;
		const marked = at < 0 ? words : `${words.slice(0, at)}|${words.slice(at)}`;
		const kind = block.kind === 'heading' ? `heading${block.level}` : block.kind;
		const checked = block.kind === 'task' && block.checked ? '!' : '';
		return `${kind}${checked}${block.indent > 0 ? `+${block.indent}` : ''}: ${marked}`;
	});
}

/** The page once these commands were given. */
export function after(editor: HeadlessEditor, ...commands: Command[]): string[] {
	for (const command of commands) editor.run(command);
	return shown(editor);
}
