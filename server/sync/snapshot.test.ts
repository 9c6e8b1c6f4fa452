import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createRandom } from '../../tests/support/random.ts';
import { Snapshot } from './snapshot.ts';
import { scanUpdate, STORED_LIMITS } from './update-scan.ts';
import { updateIn } from './websocket-message.ts';

function snapshotOf(doc: Y.Doc): Snapshot {
	const bytes = Y.encodeStateAsUpdate(doc);
	return new Snapshot(bytes, scanUpdate(bytes, STORED_LIMITS)!);
}

function restOf(doc: Y.Doc, stateVector: ReadonlyMap<number, number>): Uint8Array | null {
	const message = snapshotOf(doc).messageFor(stateVector);
	return message === null ? null : updateIn(message);
}

describe('a snapshot', () => {
	it('brings anybody up to date from wherever they stopped, without being decoded', () => {
		const random = createRandom();
		for (let round = 0; round < 30; round += 1) {
			const writers = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
			const reader = new Y.Doc();
			for (let step = 0; step < 120; step += 1) {
				const writer = random.pick(writers);
				const text = writer.getText('t');
				if (text.length > 4 && random.below(3) === 0) text.delete(random.below(text.length - 2), 2);
				else text.insert(random.below(text.length + 1), random.pick(['abc', '👩‍🔧', 'long '.repeat(10)]));
				if (random.below(4) === 0) Y.applyUpdate(random.pick(writers), Y.encodeStateAsUpdate(writer));
				if (step < 70 && random.below(6) === 0) Y.applyUpdate(reader, Y.encodeStateAsUpdate(writer));
			}
			const merged = new Y.Doc();
			for (const writer of writers) Y.applyUpdate(merged, Y.encodeStateAsUpdate(writer));
			const stateVector = Y.decodeStateVector(Y.encodeStateVector(reader));
			const rest = restOf(merged, stateVector);
			expect(scanUpdate(rest!), random.seedText).not.toBeNull();
			Y.applyUpdate(reader, rest!);
			expect(reader.getText('t').toJSON(), random.seedText).toBe(merged.getText('t').toJSON());
			expect(Y.encodeStateAsUpdate(reader), random.seedText).toEqual(Y.encodeStateAsUpdate(merged));
		}
	});

	it('cuts into the middle of what one person typed in one go', () => {
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'first ');
		const reader = new Y.Doc();
		Y.applyUpdate(reader, Y.encodeStateAsUpdate(doc));
		doc.getText('t').insert(6, 'second');
		const rest = restOf(doc, Y.decodeStateVector(Y.encodeStateVector(reader)));
		Y.applyUpdate(reader, rest!);
		expect(reader.getText('t').toJSON()).toBe('first second');
	});

	it('still tells of deletions to whoever has all the text, and of nothing when there is nothing', () => {
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'gone');
		const all = Y.decodeStateVector(Y.encodeStateVector(doc));
		expect(restOf(doc, all)).toBeNull();
		doc.getText('t').delete(0, 2);
		const rest = restOf(doc, all);
		expect(scanUpdate(rest!)).toMatchObject({
			blocks: [],
			deletes: [{ client: doc.clientID, from: 0, to: 2 }]
		});
	});

	it('finds its place in a long block without walking it from the start', () => {
		const doc = new Y.Doc();
		const text = doc.getText('t');
		const vectors: Map<number, number>[] = [];
		for (let index = 0; index < 4000; index += 1) {
			text.insert(random(index, text.length + 1), `word ${index} `);
			if (index % 500 === 7) vectors.push(Y.decodeStateVector(Y.encodeStateVector(doc)));
		}
		const bytes = Y.encodeStateAsUpdate(doc);
		expect(scanUpdate(bytes)!.blocks[0]!.marks!.length).toBeGreaterThan(3);
		for (const vector of vectors) {
			const rest = restOf(doc, vector)!;
			expect(Y.parseUpdateMeta(rest).from.get(doc.clientID)).toBeLessThanOrEqual(vector.get(doc.clientID)!);
			const reader = new Y.Doc();
			Y.applyUpdate(reader, Y.diffUpdate(bytes, new Uint8Array([0])));
			Y.applyUpdate(reader, rest);
			expect(reader.getText('t').toJSON()).toBe(text.toJSON());
			expect(rest.length).toBeLessThan(bytes.length);
		}
	});
});

/** Somewhere, the same each time. */
function random(step: number, below: number): number {
	return (step * 7919) % below;
}
