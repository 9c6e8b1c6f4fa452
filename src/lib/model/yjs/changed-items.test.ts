import * as Y from 'yjs';
import { expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { changedItems } from './changed-items.ts';

it('finds what the event of a list finds, for what is done here and what comes from others', () => {
	const { below: random, seedText } = createRandom();
	const people = Array.from({ length: 3 }, () => new Y.Doc());
	for (const doc of people)
		doc.getArray('list').observe((event, transaction) => {
			const found = changedItems(doc.getArray('list'), transaction);
			expect(new Set(found.added), seedText).toEqual(event.changes.added);
			expect(new Set(found.deleted), seedText).toEqual(event.changes.deleted);
		});
	for (let step = 0; step < 150; step++) {
		const doc = people[random(3)]!;
		const [list, other] = [doc.getArray<unknown>('list'), doc.getArray<unknown>('other')];
		doc.transact(() => {
			for (let change = 0; change <= random(4); change++) {
				const target = random(4) === 0 ? other : list;
				if (target.length > 2 && random(2) === 0) target.delete(random(target.length - 1), 1 + random(2));
				else target.insert(random(target.length + 1), random(3) === 0 ? [new Y.Array()] : [step, change]);
			}
		});
		const from = people[random(3)]!;
		if (random(3) > 0) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from, Y.encodeStateVector(doc)));
	}
});
