import { EditorState, TextSelection } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { expect, it } from 'vitest';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';
import { endSlash, slashMenu, slashPlugin, toggleSlash } from './slash.ts';

const CHOICES = ['heading', 'list'];

/** As much of a view as the menu asks for: it types as a browser would. */
function open(text = '') {
	const plugin = slashPlugin({
		count: (query) => CHOICES.filter((choice) => choice.startsWith(query)).length,
		take: () => undefined,
		lineId: () => 'line'
	});
	const block = schema.nodes.block.create(null, text === '' ? null : schema.text(text));
	const doc = schema.nodes.doc.create(null, block);
	const view = {
		state: EditorState.create({
			doc,
			plugins: [plugin],
			selection: TextSelection.create(doc, 1 + text.length)
		}),
		composing: false,
		dispatch(tr: EditorState['tr']) {
			view.state = view.state.apply(tr);
		},
		focus: () => undefined
	};
	const asView = view as unknown as EditorView;
	const type = (words: string): void => {
		for (const letter of words) {
			const { from, to } = view.state.selection;
			const insertion = () => view.state.tr.insertText(letter, from, to);
			const handled =
				plugin.props.handleTextInput?.call(plugin, asView, from, to, letter, insertion) ?? false;
			if (handled !== true) view.dispatch(insertion());
		}
	};
	return { view: asView, type, words: () => view.state.doc.textContent };
}

it('opens at the start of a block and after a space, and not within a word', () => {
	for (const [before, isOpen] of [
		['', true],
		['say ', true],
		['and', false],
		['http:/', false]
	] as const) {
		const { view, type } = open(before);
		type('/');
		expect(slashMenu(view.state) !== null, before).toBe(isOpen);
	}
});

it('narrows down as one types, and takes away just what was typed for it', () => {
	const { view, type, words } = open('say ');
	type('/hea');
	expect(slashMenu(view.state)?.query).toBe('hea');
	endSlash(view);
	expect(words()).toBe('say ');
	expect(slashMenu(view.state)).toBeNull();
});

it('is left by a sentence, by the caret going elsewhere and by the slash going; the words stay', () => {
	const sentence = open();
	sentence.type('/ and so on');
	expect(slashMenu(sentence.view.state)).toBeNull();
	expect(sentence.words()).toBe('/ and so on');

	const elsewhere = open('some ');
	elsewhere.type('/li');
	elsewhere.view.dispatch(
		elsewhere.view.state.tr.setSelection(TextSelection.create(elsewhere.view.state.doc, 2))
	);
	expect(slashMenu(elsewhere.view.state)).toBeNull();

	const gone = open();
	gone.type('/');
	gone.view.dispatch(gone.view.state.tr.delete(1, 2));
	expect(slashMenu(gone.view.state)).toBeNull();
});

it('stays at its place when others write before it', () => {
	const { view, type, words } = open('x ');
	type('/li');
	view.dispatch(view.state.tr.insertText('more ', 1));
	expect(slashMenu(view.state)).toMatchObject({ from: 8, query: 'li' });
	endSlash(view);
	expect(words()).toBe('more x ');
});

it('opens by a button without a slash', () => {
	const { view, type, words } = open('and');
	toggleSlash(view);
	type('li');
	expect(slashMenu(view.state)).toMatchObject({ bare: true, query: 'li' });
	endSlash(view);
	expect(words()).toBe('and');
});

it('opens nothing while a word is being composed', () => {
	const { view, type } = open();
	(view as { composing: boolean }).composing = true;
	type('/');
	expect(slashMenu(view.state)).toBeNull();
});
