import { TextSelection } from '@tiptap/pm/state';
import { expect, it } from 'vitest';
import * as Y from 'yjs';
import { readPage } from '#model/page/read-page.ts';
import { seedPage } from '#model/page/seed.ts';
import { moveRow } from '../editing/block-moves.ts';
import { blocksFromText } from '../editing/paste-text.ts';
import { HeadlessEditor } from './headless-editor.ts';

function two(...lines: string[]): [HeadlessEditor, HeadlessEditor] {
	const docs = [new Y.Doc(), new Y.Doc()] as const;
	seedPage(docs[0], null);
	const mover = new HeadlessEditor(docs[0]);
	const { state } = mover;
	mover.dispatch(state.tr.replaceWith(0, state.doc.content.size, blocksFromText(lines.join('\n'))));
	Y.applyUpdate(docs[1], Y.encodeStateAsUpdate(docs[0]));
	return [mover, new HeadlessEditor(docs[1])];
}

function docOf({ binding }: HeadlessEditor): Y.Doc {
	return binding.text.doc!;
}

function meet(a: HeadlessEditor, b: HeadlessEditor): void {
	for (const [from, to] of [
		[docOf(a), docOf(b)],
		[docOf(b), docOf(a)]
	] as const)
		Y.applyUpdate(to, Y.encodeStateAsUpdate(from, Y.encodeStateVector(to)));
}

function words(editor: HeadlessEditor): string[] {
	expect(editor.faults).toEqual([]);
	return readPage(docOf(editor)).blocks.map((block) =>
		block.type === 'text' ? block.runs.map(({ text }) => text).join('') : block.type
	);
}

function putCaret(editor: HeadlessEditor, anchor: number, head = anchor): void {
	editor.dispatch(editor.state.tr.setSelection(TextSelection.create(editor.state.doc, anchor, head)));
}

it('the caret goes along with a block that somebody else moves, and so does what is typed from then on', () => {
	const [mover, typist] = two('one', 'two', 'three');
	putCaret(typist, 7);
	mover.run(moveRow({ first: 1, end: 2 }, 3));
	meet(mover, typist);
	typist.dispatch(typist.state.tr.insertText('!'));
	meet(mover, typist);
	expect(words(typist)).toEqual(['one', 'three', 't!wo']);
	expect(words(mover)).toEqual(words(typist));
});

it('a selection goes along as it was, also upwards and at the end of a block', () => {
	const [mover, typist] = two('one', 'two', 'three');
	putCaret(typist, 12, 16);
	mover.run(moveRow({ first: 2, end: 3 }, 0));
	meet(mover, typist);
	const { from, to } = typist.state.selection;
	expect(typist.state.doc.textBetween(from, to)).toBe('hree');
});

it('a caret elsewhere stays where it is', () => {
	const [mover, typist] = two('one', 'two', 'three');
	putCaret(typist, 3);
	mover.run(moveRow({ first: 1, end: 2 }, 3));
	meet(mover, typist);
	expect(typist.state.selection.from).toBe(3);
});
