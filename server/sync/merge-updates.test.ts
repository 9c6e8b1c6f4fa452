import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRandom } from '../../tests/support/random.ts';
import { mergeUpdates, cutUpdate } from './merge-updates.ts';
import { scanUpdate } from './update-scan.ts';

const scannedBytes = (update: Uint8Array) => ({ update, scanned: scanUpdate(update)! });

/** Updates as a server accepts them: several people write at once and hear each other late. */
function history(random: ReturnType<typeof createRandom>, steps: number): Uint8Array[] {
	const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
	const accepted: Uint8Array[] = [];
	const seen = docs.map(() => 0);
	for (const doc of docs) {
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'remote') accepted.push(update);
		});
	}
	for (let step = 0; step < steps; step += 1) {
		const who = random.below(docs.length);
		const doc = docs[who]!;
		if (random.below(3) === 0) {
			for (; seen[who]! < accepted.length; seen[who]! += 1)
				Y.applyUpdate(doc, accepted[seen[who]!]!, 'remote');
		}
		const text = doc.getText('text');
		if (text.length > 3 && random.below(3) === 0) text.delete(random.below(text.length - 2), 2);
		else text.insert(random.below(text.length + 1), random.pick(['a', 'two words', '👩‍🔧']));
		if (random.below(4) === 0) doc.getMap('map').set(random.pick(['x', 'y']), random.below(10));
	}
	return accepted;
}

describe('merging updates by copying', () => {
	it('gives one update that does what all of them do, one after the other', () => {
		const random = createRandom();
		for (let round = 0; round < 60; round += 1) {
			const updates = history(random, 40);
			const from = random.below(updates.length - 1);
			const to = from + 1 + random.below(updates.length - from - 1);
			const merged = mergeUpdates(updates.slice(from, to).map(scannedBytes));
			expect(merged, random.seedText).not.toBeNull();
			const [one, other] = [new Y.Doc(), new Y.Doc()];
			for (const update of updates) Y.applyUpdate(one, update);
			for (const update of [...updates.slice(0, from), merged!.update, ...updates.slice(to)])
				Y.applyUpdate(other, update);
			expect(Y.encodeStateAsUpdate(other), random.seedText).toEqual(Y.encodeStateAsUpdate(one));
			const { blocks, deletes } = scanUpdate(merged!.update)!;
			const { scanned } = merged!;
			expect({ blocks: scanned.blocks, deletes: scanned.deletes }, 'what it says of itself').toEqual({
				blocks,
				deletes
			});
		}
	});

	it('can be repeated on what it made', () => {
		const updates = history(createRandom(), 60);
		const half = updates.length >> 1;
		const parts = [updates.slice(0, half), updates.slice(half)].map((part) =>
			mergeUpdates(part.map(scannedBytes))!
		);
		const [one, other] = [new Y.Doc(), new Y.Doc()];
		for (const update of updates) Y.applyUpdate(one, update);
		Y.applyUpdate(other, mergeUpdates(parts)!.update);
		expect(Y.encodeStateAsUpdate(other)).toEqual(Y.encodeStateAsUpdate(one));
	});

	it('declines what does not follow', () => {
		const [one, two, three] = history(createRandom(1), 3).map(scannedBytes);
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const word of ['a', 'b', 'c']) doc.getText('t').insert(0, word);
		expect(mergeUpdates([updates[0]!, updates[2]!].map(scannedBytes))).toBeNull();
		expect(mergeUpdates([one!, two!, three!])).not.toBeNull();
	});
});

describe('cutting blocks out of an update', () => {
	it('leaves the rest as it was', () => {
		const [one, other] = [new Y.Doc(), new Y.Doc()];
		one.getText('one').insert(0, 'kept');
		other.getText('other').insert(0, 'cut');
		Y.applyUpdate(one, Y.encodeStateAsUpdate(other));
		const all = scannedBytes(Y.encodeStateAsUpdate(one));
		const foreign = all.scanned.blocks.filter(({ client }) => client === other.clientID);
		const rest = cutUpdate(all, new Set(foreign))!;
		const reader = new Y.Doc();
		Y.applyUpdate(reader, rest);
		expect(reader.getText('one').toJSON()).toBe('kept');
		expect(reader.getText('other').toJSON()).toBe('');
		expect(cutUpdate(all, new Set(all.scanned.blocks))).toBeNull();
	});
});
