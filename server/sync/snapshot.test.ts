import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { parseFrame } from '#protocol/sync.ts';
import { createRandom } from '../../tests/support/random.ts';
import { Snapshot } from './snapshot.ts';
import { scanUpdate, STORED_LIMITS } from './update-scan.ts';

function snapshotOf(doc: Y.Doc): Snapshot {
	const bytes = Y.encodeStateAsUpdate(doc);
	return new Snapshot(bytes, scanUpdate(bytes, STORED_LIMITS)!);
}

function updateIn(frame: Uint8Array | null): Uint8Array | null {
	const parsed = frame === null ? null : parseFrame(frame);
	return parsed?.kind === 'update' ? parsed.update : null;
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
			const rest = updateIn(snapshotOf(merged).frameFor(stateVector));
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
		const rest = updateIn(snapshotOf(doc).frameFor(Y.decodeStateVector(Y.encodeStateVector(reader))));
		Y.applyUpdate(reader, rest!);
		expect(reader.getText('t').toJSON()).toBe('first second');
	});

	it('still tells of deletions to whoever has all the text, and of nothing when there is nothing', () => {
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'gone');
		const all = Y.decodeStateVector(Y.encodeStateVector(doc));
		expect(snapshotOf(doc).frameFor(all)).toBeNull();
		doc.getText('t').delete(0, 2);
		const rest = updateIn(snapshotOf(doc).frameFor(all));
		expect(scanUpdate(rest!)).toMatchObject({
			blocks: [],
			deletes: [{ client: doc.clientID, from: 0, to: 2 }]
		});
	});
});
