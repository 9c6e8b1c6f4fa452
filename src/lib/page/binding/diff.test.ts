import { describe, expect, it } from 'vitest';
import { diff, type FlatText } from './diff.ts';

/** `[a]` is the marker of the block a. */
function flat(text: string): FlatText {
	const markers = new Map<number, string>();
	let bare = '';
	for (const part of text.split(/(\[\w\])/)) {
		const id = /^\[(\w)\]$/.exec(part)?.[1];
		if (id !== undefined) markers.set(bare.length, id);
		bare += id === undefined ? part : '#';
	}
	return { text: bare, markers };
}

const edits = (before: string, after: string, caret?: number): [number, number, string][] => {
	const next = flat(after);
	return diff(flat(before), next, caret).map((edit) => [
		edit.from,
		edit.to,
		next.text.slice(edit.newFrom, edit.newTo)
	]);
};

describe('the difference between two rows of blocks', () => {
	it('is nothing for equal rows', () => {
		expect(edits('[a]one[b]two', '[a]one[b]two')).toEqual([]);
	});
	it('of a split or a join is one marker', () => {
		expect(edits('[a]one two', '[a]one[b] two')).toEqual([[4, 4, '#']]);
		expect(edits('[a]one[b] two', '[a]one two')).toEqual([[4, 5, '']]);
	});
	it('puts an equal letter where the caret says that it was typed', () => {
		expect(edits('[a]aaaa', '[a]aaaaa', 3)).toEqual([[2, 2, 'a']]);
		expect(edits('[a]aaaa', '[a]aaa', 2)).toEqual([[2, 3, '']]);
		expect(edits('[a]aaaa', '[a]aaaaa')).toEqual([[5, 5, 'a']]);
	});
	it('leaves the text between two changes alone', () => {
		expect(edits('[a]one[b]two[c]three', '[a]one![b]two[c]three!')).toEqual([
			[4, 4, '!'],
			[14, 14, '!']
		]);
	});
	it('moves one of two blocks and leaves the other', () => {
		expect(edits('[a]one[b]two', '[b]two[a]one')).toHaveLength(2);
	});
	it('never takes half of a surrogate pair', () => {
		expect(edits('[a]😀', '[a]😁')).toEqual([[1, 3, '😁']]);
		expect(edits('[a]😀😀', '[a]😀', 3)).toEqual([[3, 5, '']]);
	});
});
