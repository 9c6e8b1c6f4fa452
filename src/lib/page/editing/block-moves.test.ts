import { describe, expect, it } from 'vitest';
import { deleteRow, duplicateRow, moveBlocks, moveRow, selectedRow } from './block-moves.ts';
import { after, page, shown } from './test-page.ts';

describe('moving blocks', () => {
	it('takes along what is indented under a block, and goes over the whole of the next one', () => {
		const editor = page('- one|', '  - under one', '- two', '  - under two', 'end');
		expect(after(editor, moveBlocks('down'))).toEqual([
			'bullet: two',
			'bullet+1: under two',
			'bullet: one|',
			'bullet+1: under one',
			'paragraph: end'
		]);
		expect(after(editor, moveBlocks('up'))[0]).toBe('bullet: one|');
	});
	it('stops at the ends of the page', () => {
		const editor = page('one|', 'two');
		expect(editor.run(moveBlocks('up'))).toBe(false);
		expect(after(editor, moveBlocks('down'))).toEqual(['paragraph: two', 'paragraph: one|']);
		expect(editor.run(moveBlocks('down'))).toBe(false);
	});
	it('puts a row where it is dropped, and nowhere when that is where it is', () => {
		const editor = page('one', 'two|', 'three');
		expect(editor.run(moveRow({ first: 0, end: 2 }, 1))).toBe(false);
		expect(after(editor, moveRow({ first: 0, end: 1 }, 3))).toEqual([
			'paragraph: two',
			'paragraph: three',
			'paragraph: |one'
		]);
	});
	it('is one step for undo', () => {
		const editor = page('one', 'two|');
		editor.binding.history.endStep();
		editor.run(moveBlocks('up'));
		editor.binding.undo();
		expect(shown(editor).map((line) => line.replace('|', ''))).toEqual(['paragraph: one', 'paragraph: two']);
	});
});

describe('a row of blocks', () => {
	it('is there twice when duplicated, each block with an id of its own', () => {
		const editor = page('- one|', '  - under', 'end');
		expect(after(editor, duplicateRow(selectedRow(editor.state)))).toEqual([
			'bullet: one',
			'bullet+1: under',
			'bullet: |one',
			'bullet+1: under',
			'paragraph: end'
		]);
		const ids = new Set<unknown>();
		editor.state.doc.forEach((node) => ids.add(node.attrs.id));
		expect(ids.size).toBe(5);
	});
	it('leaves an empty line where it was all of the page', () => {
		expect(after(page('one|', 'two'), deleteRow({ first: 0, end: 2 }))).toEqual(['paragraph: |']);
	});
});
