import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { KeyedList } from './keyed-list.ts';

function open(doc = new Y.Doc()) {
	return { doc, list: new KeyedList<number>(doc.getArray('list')) };
}

function exchange(a: Y.Doc, b: Y.Doc): void {
	const fromA = Y.encodeStateAsUpdate(a, Y.encodeStateVector(b));
	const fromB = Y.encodeStateAsUpdate(b, Y.encodeStateVector(a));
	Y.applyUpdate(b, fromA);
	Y.applyUpdate(a, fromB);
}

describe('a keyed list', () => {
	it('keeps the last value of a key and reports what it was before', () => {
		const { list } = open();
		const seen: unknown[] = [];
		list.observe((changes) => seen.push([...changes]));
		list.set('a', 1);
		list.set('a', 2);
		list.remove('a');
		expect(list.has('a')).toBe(false);
		expect(seen).toEqual([
			[['a', { before: undefined, after: 1 }]],
			[['a', { before: 1, after: 2 }]],
			[['a', { before: 2, after: undefined }]]
		]);
	});

	it('shows everybody the same value after two people set one key at once', () => {
		const a = open();
		const b = open();
		a.list.set('k', 0);
		exchange(a.doc, b.doc);
		a.list.set('k', 1);
		b.list.set('k', 2);
		exchange(a.doc, b.doc);
		expect(a.list.get('k')).toBe(b.list.get('k'));
		a.list.set('k', 3);
		exchange(a.doc, b.doc);
		expect(b.list.get('k')).toBe(3);
		expect(a.doc.getArray('list').length).toBe(1);
	});

	it('passes over what is no entry, in the document and as it comes', () => {
		const { doc, list } = open();
		const hostile = [null, 5, 'x', true, [1], {}, { k: 5, v: 1 }, new Y.Map(), new Y.Text('t')];
		doc.getArray('list').push(hostile);
		list.set('a', 1);
		doc.getArray('list').push(hostile.map((item) => (item instanceof Y.AbstractType ? new Y.Array() : item)));
		list.set('a', 2);
		doc.getArray('list').delete(0, 3);
		expect([...list.entries()]).toEqual([['a', 2]]);
		expect([...open(doc).list.entries()]).toEqual([['a', 2]]);
	});

	it('agrees with a list built anew from the array, whatever people do at once', () => {
		const { below: random, seedText } = createRandom();
		const people = [open(), open(), open()];
		for (let step = 0; step < 2_000; step++) {
			const { list, doc } = people[random(3)]!;
			const key = `k${random(8)}`;
			if (random(4) === 0) list.remove(key);
			else
				doc.transact(() =>
					list.change(
						[
							[key, step],
							[`k${random(8)}`, -step]
						],
						[`k${random(8)}`]
					)
				);
			if (random(5) === 0) exchange(people[random(3)]!.doc, people[random(3)]!.doc);
		}
		for (const a of people) for (const b of people) exchange(a.doc, b.doc);
		for (const a of people) for (const b of people) exchange(a.doc, b.doc);
		const fresh = [...new KeyedList(people[0]!.doc.getArray('list')).entries()].sort();
		for (const { list } of people) expect([...list.entries()].sort(), seedText).toEqual(fresh);
	});
});
