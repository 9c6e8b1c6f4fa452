import { TextSelection } from '@tiptap/pm/state';
import { describe, expect, it } from 'vitest';
import type * as Y from 'yjs';
import { indent, insertDivider, setShape, toggleShape, toggleTasks } from './block-commands.ts';
import { moveBlocks } from './block-moves.ts';
import { readPage } from '#model/page/read-page.ts';
import { isMarked, linkHere, setLink } from './mark-commands.ts';
import { after, page, shown } from './test-page.ts';
import { backspace, breakLine, deleteForward, enter } from './typing-commands.ts';

describe('Enter', () => {
	it('splits a paragraph', () => {
		expect(after(page('one| two'), enter)).toEqual(['paragraph: one', 'paragraph: | two']);
	});
	it('after a heading makes a paragraph, within one another heading', () => {
		expect(after(page('# Title|'), enter)).toEqual(['heading1: Title', 'paragraph: |']);
		expect(after(page('## One|two'), enter)).toEqual(['heading2: One', 'heading2: |two']);
	});
	it('at the start of a block puts a new one before it and leaves the text where it is', () => {
		const editor = page('# |Title');
		const id: unknown = editor.state.doc.child(0).attrs.id;
		expect(after(editor, enter)).toEqual(['paragraph: ', 'heading1: |Title']);
		expect(editor.state.doc.child(1).attrs.id).toBe(id);
	});
	it('makes the next task, unchecked', () => {
		expect(after(page('- [x] done|'), enter)).toEqual(['task!: done', 'task: |']);
	});
	it('in an empty item goes one step out, then out of the list', () => {
		const editor = page('- one', '- two|');
		editor.run(enter);
		editor.run(indent(1));
		expect(shown(editor)).toEqual(['bullet: one', 'bullet: two', 'bullet+1: |']);
		expect(after(editor, enter)).toEqual(['bullet: one', 'bullet: two', 'bullet: |']);
		expect(after(editor, enter)).toEqual(['bullet: one', 'bullet: two', 'paragraph: |']);
	});
	it('in code makes a line, and after two empty ones leaves it', () => {
		const editor = page('```\na\n\tb|\n```');
		expect(after(editor, enter)).toEqual(['code: a\n\tb\n\t|']);
		expect(after(editor, enter, enter)).toEqual(['code: a\n\tb', 'paragraph: |']);
	});
	it('with Shift makes a line in the same block', () => {
		expect(after(page('one|two'), breakLine)).toEqual(['paragraph: one\n|two']);
	});
});

describe('Backspace and Delete', () => {
	it('at the start of a heading, an item or code make it a paragraph first', () => {
		expect(after(page('one', '# |Title'), backspace)).toEqual(['paragraph: one', 'paragraph: |Title']);
		expect(after(page('one', '- |item'), backspace, backspace)).toEqual(['paragraph: one|item']);
		expect(after(page('```\n|x\n```'), backspace)).toEqual(['paragraph: |x']);
	});
	it('join blocks, and let an empty one go instead', () => {
		expect(
			after(
				page('# One', 'two|'),
				(state, dispatch) => {
					dispatch?.(state.tr.setSelection(TextSelection.create(state.doc, state.selection.$head.start())));
					return true;
				},
				backspace
			)
		).toEqual(['heading1: One|two']);
		expect(after(page('', '|two'), backspace)).toEqual(['paragraph: |two']);
		expect(after(page('one|', '# Two'), deleteForward)).toEqual(['paragraph: one|Two']);
	});
	it('select a divider before they take it away', () => {
		const editor = page('one', '---', '|two');
		editor.run(backspace);
		expect(editor.state.selection.toJSON()).toMatchObject({ type: 'node' });
		expect(shown(editor)).toHaveLength(3);
	});
	it('do nothing at the ends of the page', () => {
		expect(after(page('|one'), backspace)).toEqual(['paragraph: |one']);
		expect(after(page('one|'), deleteForward)).toEqual(['paragraph: one|']);
	});
});

describe('blocks', () => {
	it('change their kind and back, and keep being checked meanwhile', () => {
		const editor = page('- [x] task|');
		expect(after(editor, toggleShape({ kind: 'heading', level: 2 }))).toEqual(['heading2: task|']);
		expect(after(editor, toggleShape({ kind: 'heading', level: 2 }))).toEqual(['paragraph: task|']);
		expect(after(editor, setShape({ kind: 'task' }))).toEqual(['task!: task|']);
		expect(after(editor, toggleTasks)).toEqual(['task: task|']);
	});
	it('go no deeper than one step under the item before', () => {
		expect(after(page('- one', '- two|'), indent(1), indent(1))).toEqual(['bullet: one', 'bullet+1: two|']);
		expect(after(page('- one|'), indent(1))).toEqual(['bullet: one|']);
		expect(after(page('- one', '- two|'), indent(1), indent(-1), indent(-1))).toEqual([
			'bullet: one',
			'bullet: two|'
		]);
	});
	it('move up and down with the caret', () => {
		const editor = page('one', '# t|wo', 'three');
		expect(after(editor, moveBlocks('up'))).toEqual(['heading1: t|wo', 'paragraph: one', 'paragraph: three']);
		expect(
			after(editor, moveBlocks('up'), moveBlocks('down'), moveBlocks('down'), moveBlocks('down'))
		).toEqual(['paragraph: one', 'paragraph: three', 'heading1: t|wo']);
	});
	it('take a divider in the place of an empty one', () => {
		expect(after(page('one', '|'), insertDivider)).toEqual(['paragraph: one', 'divider', 'paragraph: |']);
	});
});

describe('links', () => {
	it('go around the selection, change as a whole and go away', () => {
		const editor = page('see there');
		editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, 5, 10)));
		editor.run(setLink('https://a.example'));
		editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, 7)));
		expect(linkHere(editor.state)).toBe('https://a.example');
		editor.run(setLink('https://b.example'));
		const runs = readPage(editor.binding.text.doc as Y.Doc).blocks.flatMap((block) =>
			block.type === 'text' ? block.runs : []
		);
		expect(runs.map((run) => [run.text, run.marks.link])).toEqual([
			['see ', null],
			['there', 'https://b.example']
		]);
		editor.run(setLink(null));
		expect(isMarked(editor.state, 'link')).toBe(false);
	});
	it('stand for themselves where nothing is selected', () => {
		expect(after(page('|'), setLink('mailto:ana@a.example'))).toEqual(['paragraph: ana@a.example|']);
	});
});

describe('pasted plain text', () => {
	it('becomes blocks by the signs at the start of its lines', () => {
		const text =
			'# Title\r\n\r\nWords: 1. not a list\n- a\n  - b\n\t1) c\n[x] d\n> e\n***\n```js\n# no heading\n\n- no item\n```\n#nor this';
		expect(shown(page(text))).toEqual([
			'heading1: Title',
			'paragraph: Words: 1. not a list',
			'bullet: a',
			'bullet+1: b',
			'numbered+1: c',
			'task!: d',
			'quote: e',
			'divider',
			'code: # no heading\n\n- no item',
			'paragraph: #nor this|'
		]);
	});
});
