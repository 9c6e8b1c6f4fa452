import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { KeyedTexts } from './keyed-texts.ts';
import { applySplice, mapOffset, spliceBetween } from './rewrite-text.ts';

describe('the smallest splice between two texts', () => {
	it.each([
		['', 'a', 1, { at: 0, removed: 0, inserted: 'a' }],
		['ab', 'axb', 2, { at: 1, removed: 0, inserted: 'x' }],
		['hello', 'heo', 2, { at: 2, removed: 2, inserted: '' }],
		['one two', 'one 2', 5, { at: 4, removed: 3, inserted: '2' }],
		// The caret tells which of two equal letters was typed.
		['aa', 'aaa', 1, { at: 0, removed: 0, inserted: 'a' }],
		['aa', 'aaa', 3, { at: 2, removed: 0, inserted: 'a' }],
		// 😀 and 😁 share their first half.
		['x😀', 'x😁', 3, { at: 1, removed: 2, inserted: '😁' }],
		['😀y', '😁y', 2, { at: 0, removed: 2, inserted: '😁' }]
	])('from %j to %j with the caret at %i', (before, after, caret, splice) => {
		expect(spliceBetween(before, after, caret)).toEqual(splice);
	});

	it('is none when nothing changed', () => {
		expect(spliceBetween('same', 'same')).toBeNull();
	});

	it('always leads from the one to the other', () => {
		const { below: random, seedText } = createRandom();
		const letters = ['a', 'b', '😀', '😁', '\n'];
		const word = (): string => Array.from({ length: random(8) }, () => letters[random(5)]).join('');
		for (let run = 0; run < 600; run++) {
			const [before, after] = [word(), word()];
			const text = new Y.Doc().getText();
			text.insert(0, before);
			const splice = spliceBetween(before, after, random(after.length + 1));
			if (splice !== null) applySplice(text, splice);
			expect(text.toJSON(), `${seedText}: ${before} → ${after}`).toBe(after);
		}
	});
});

describe('an offset after somebody else typed', () => {
	it('moves with what is before it and stays before what is after it', () => {
		expect(mapOffset([{ insert: 'abc' }], 2)).toBe(5);
		expect(mapOffset([{ retain: 5 }, { insert: 'abc' }], 2)).toBe(2);
		expect(mapOffset([{ retain: 2 }, { insert: 'abc' }], 2)).toBe(2);
	});

	it('falls to the edge of what was deleted around it', () => {
		expect(mapOffset([{ retain: 1 }, { delete: 4 }], 3)).toBe(1);
		expect(mapOffset([{ delete: 2 }], 3)).toBe(1);
		expect(mapOffset([{ retain: 3 }, { delete: 2 }], 3)).toBe(3);
	});
});

describe('keyed texts', () => {
	it('tell what became of each text, and pass over what is none', () => {
		const doc = new Y.Doc();
		const map = doc.getMap('texts');
		map.set('bad', 5);
		const texts = new KeyedTexts(map);
		const seen: unknown[] = [];
		texts.observe((changes) => {
			for (const [key, { before, after }] of changes) seen.push([key, before, after]);
		});
		texts.create('a', 'x');
		texts.text('a')!.insert(1, 'y');
		map.set('bad', { toString: 5 });
		map.set('worse', new Y.Map());
		(map.get('worse') as Y.Map<unknown>).set('a', new Y.Text('deep'));
		((map.get('worse') as Y.Map<unknown>).get('a') as Y.Text).insert(0, 'very ');
		texts.remove('a');
		expect(seen).toEqual([
			['a', undefined, 'x'],
			['a', 'x', 'xy'],
			['a', 'xy', undefined]
		]);
		expect([...texts.keys()]).toEqual([]);
	});
});
