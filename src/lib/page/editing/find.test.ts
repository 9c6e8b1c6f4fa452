import { EditorState } from '@tiptap/pm/state';
import type { EditorView } from '@tiptap/pm/view';
import { describe, expect, it } from 'vitest';
import { find, finding, findPlugin, replaceAll, replaceOne, step, type Wanted } from './find.ts';
import { blocksFromText } from './paste-text.ts';
import { pageSchemaForEditing as schema } from '#model/page/schema.ts';

/** As much of a view as the search asks for. */
function open(...lines: string[]): EditorView {
	const doc = schema.nodes.doc.create(null, blocksFromText(lines.join('\n')));
	const view = {
		state: EditorState.create({ doc, plugins: [findPlugin()] }),
		dispatch(tr: EditorState['tr']) {
			view.state = view.state.apply(tr);
		},
		dom: { querySelector: () => null }
	};
	return view as unknown as EditorView;
}

function lookFor(view: EditorView, text: string, how: Partial<Wanted> = {}): string[] {
	find(view, { text, matchCase: false, wholeWords: false, ...how });
	return (finding(view.state)?.matches ?? []).map(({ from, to }) => view.state.doc.textBetween(from, to));
}

function lines(view: EditorView): string[] {
	const found: string[] = [];
	view.state.doc.forEach((node) => found.push(node.textContent));
	return found;
}

describe('finding in a page', () => {
	it('takes what is typed for words, and no letter for a sign', () => {
		const view = open('a.c and abc', 'Über (über)');
		expect(lookFor(view, 'a.c')).toEqual(['a.c']);
		expect(lookFor(view, 'über')).toEqual(['Über', 'über']);
		expect(lookFor(view, '(')).toEqual(['(']);
		expect(lookFor(view, '')).toEqual([]);
	});
	it('looks at case and at whole words where that is asked for', () => {
		const view = open('Cat catalogue cat concat');
		expect(lookFor(view, 'cat')).toHaveLength(4);
		expect(lookFor(view, 'cat', { matchCase: true })).toHaveLength(3);
		expect(lookFor(view, 'cat', { wholeWords: true })).toEqual(['Cat', 'cat']);
	});
	it('goes around the ends of the page', () => {
		const view = open('one', 'one', 'one');
		lookFor(view, 'one');
		const seen = [1, 1, 1, -1].map((by) => {
			step(view, by as 1 | -1);
			return finding(view.state)?.at;
		});
		expect(seen).toEqual([1, 2, 0, 2]);
	});
	it('follows what is written meanwhile', () => {
		const view = open('one two', 'one');
		lookFor(view, 'one');
		view.dispatch(view.state.tr.insertText('one and ', 1));
		expect(finding(view.state)?.matches).toHaveLength(3);
	});
});

describe('replacing', () => {
	it('goes on after what it put there', () => {
		const view = open('cat cat', 'cat');
		lookFor(view, 'cat');
		replaceOne(view, 'cats');
		expect(lines(view)).toEqual(['cats cat', 'cat']);
		replaceOne(view, 'cats');
		expect(lines(view)).toEqual(['cats cats', 'cat']);
	});
	it('replaces all in one change, also by nothing, and by what it looks for', () => {
		const view = open('cat cat', 'a cat');
		lookFor(view, 'cat');
		expect(replaceAll(view, 'catcat')).toBe(3);
		expect(lines(view)).toEqual(['catcat catcat', 'a catcat']);
		expect(replaceAll(view, '')).toBe(6);
		expect(lines(view)).toEqual([' ', 'a ']);
	});
	it('lets the new words look as the old ones did', () => {
		const view = open('plain bold');
		view.dispatch(view.state.tr.addMark(7, 11, schema.marks.bold.create()));
		lookFor(view, 'bold');
		replaceAll(view, 'strong');
		expect(view.state.doc.rangeHasMark(7, 13, schema.marks.bold)).toBe(true);
	});
});
