import { describe, expect, it } from 'vitest';
import { Divergence } from './divergence.ts';

/** Applies what the divergence says to two strings. */
function diverging(start: string) {
	const between = new Divergence(start.length);
	let [view, doc] = [start, start];
	return {
		type(at: number, removed: number, inserted: string) {
			view = view.slice(0, at) + inserted + view.slice(at + removed);
			for (const splice of between.viewChanged({ at, removed, inserted }))
				doc = doc.slice(0, splice.at) + splice.inserted + doc.slice(splice.at + splice.removed);
		},
		others(at: number, removed: number, inserted: string) {
			doc = doc.slice(0, at) + inserted + doc.slice(at + removed);
			between.docChanged([{ retain: at }, { delete: removed }, { insert: inserted }]);
		},
		get view() {
			return view;
		},
		get doc() {
			return doc;
		},
		toDoc: (index: number) => between.toDoc(index)
	};
}

describe('a field that is composing', () => {
	it('writes at the right place though others wrote before and behind it', () => {
		const text = diverging('left right');
		text.type(5, 0, 'k');
		text.others(0, 0, 'START ');
		text.others(text.doc.length, 0, ' END');
		text.type(5, 1, 'か');
		expect(text.doc).toBe('START left かright END');
		expect(text.view).toBe('left かright');
		expect(text.toDoc(6)).toBe('START left か'.length);
	});

	it('does not bring back what others removed', () => {
		const text = diverging('one two three');
		text.others(4, 4, '');
		text.type(13, 0, '!');
		text.type(4, 2, '');
		expect(text.doc).toBe('one three!');
		expect(text.view).toBe('one o three!');
	});

	it('leaves what others wrote into what is written over', () => {
		const text = diverging('one two three');
		text.others(6, 0, 'XX');
		text.type(4, 3, '二');
		expect(text.doc).toBe('one 二XX three');
		expect(text.view).toBe('one 二 three');
	});
});
