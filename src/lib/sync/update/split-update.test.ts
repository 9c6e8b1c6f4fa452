import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readFriendsForever } from '../../../../tests/support/editing-trace.ts';
import { createRandom, type Random } from '../../../../tests/support/random.ts';
import { splitUpdate } from './split-update.ts';

/** Applies the pieces one by one; each must find all that it builds on. */
function join(pieces: readonly Uint8Array[], base?: Uint8Array): Y.Doc {
	const doc = new Y.Doc();
	if (base !== undefined) Y.applyUpdate(doc, base);
	for (const [index, piece] of pieces.entries()) {
		Y.applyUpdate(doc, piece);
		expect(doc.store.pendingStructs, `structs of piece ${index} that lack something`).toBeNull();
		expect(doc.store.pendingDs, `deletions of piece ${index} that lack something`).toBeNull();
	}
	return doc;
}

function expectSame(doc: Y.Doc, whole: Uint8Array, base?: Uint8Array): void {
	const wanted = new Y.Doc();
	if (base !== undefined) Y.applyUpdate(wanted, base);
	Y.applyUpdate(wanted, whole);
	expect(Y.encodeStateAsUpdate(doc)).toEqual(Y.encodeStateAsUpdate(wanted));
}

const most = (pieces: readonly Uint8Array[]): number => Math.max(...pieces.map(({ length }) => length));

describe('cutting an update', () => {
	it('leaves one that is small enough as it is', () => {
		const doc = new Y.Doc();
		doc.getText('t').insert(0, 'short');
		const update = Y.encodeStateAsUpdate(doc);
		expect(splitUpdate(update, 1000)).toEqual([update]);
	});

	it('cuts what two people really typed, in an order in which it applies', { timeout: 30_000 }, async () => {
		const { txns } = await readFriendsForever();
		const writers = [new Y.Doc(), new Y.Doc()];
		// One after the other rather than at once: the words differ from the trace's end, the mesh of structs does not.
		for (const [index, { agent, patches }] of txns.slice(0, 10_000).entries()) {
			const doc = writers[agent]!;
			if (index % 7 === 0) exchange(writers[0]!, writers[1]!);
			const text = doc.getText('t');
			for (const [position, deleted, inserted] of patches) {
				const at = Math.min(position, text.length);
				if (deleted > 0) text.delete(at, Math.min(deleted, text.length - at));
				if (inserted !== '') text.insert(at, inserted);
			}
		}
		exchange(writers[0]!, writers[1]!);
		const whole = Y.encodeStateAsUpdate(writers[0]!);
		const pieces = splitUpdate(whole, 1_000);
		expect(pieces.length).toBeGreaterThan(20);
		expect(most(pieces)).toBeLessThanOrEqual(1_000);
		const joined = join(pieces);
		expectSame(joined, whole);
		expect(joined.getText('t').length).toBeGreaterThan(5_000);
	});

	it('cuts one long text, and no character that takes two units', () => {
		const doc = new Y.Doc();
		const text = `a${'😀'.repeat(50_000)}${'ordinary '.repeat(10_000)}`;
		doc.getText('t').insert(0, text);
		const whole = Y.encodeStateAsUpdate(doc);
		const pieces = splitUpdate(whole, 4_096);
		expect(pieces.length).toBeGreaterThan(60);
		expect(most(pieces)).toBeLessThanOrEqual(4_096);
		const joined = join(pieces);
		expect(joined.getText('t').toString()).toBe(text);
		expectSame(joined, whole);
	});

	it('cuts a long list between its values, and leaves a single large value whole', () => {
		const doc = new Y.Doc();
		doc.getArray('numbers').insert(
			0,
			Array.from({ length: 5_000 }, (_, at) => ({ at }))
		);
		doc.getMap('bytes').set('image', new Uint8Array(50_000));
		const whole = Y.encodeStateAsUpdate(doc);
		const pieces = splitUpdate(whole, 2_000);
		const tooLarge = pieces.filter(({ length }) => length > 2_000);
		expect(tooLarge.map(({ length }) => length > 50_000 && length < 50_100)).toEqual([true]);
		expectSame(join(pieces), whole);
	});

	it('cuts deletions too', () => {
		const doc = new Y.Doc();
		const text = doc.getText('t');
		text.insert(0, 'x'.repeat(20_000));
		const base = Y.encodeStateAsUpdate(doc);
		const before = Y.encodeStateVector(doc);
		doc.transact(() => {
			for (let at = 9_999; at > 0; at -= 1) text.delete(at * 2, 1);
		});
		const whole = Y.encodeStateAsUpdate(doc, before);
		const pieces = splitUpdate(whole, 1_000);
		expect(pieces.length).toBeGreaterThan(20);
		expect(most(pieces)).toBeLessThanOrEqual(1_000);
		expectSame(join(pieces, base), whole, base);
	});

	it('cuts any work of several people, whole or from a state on', { timeout: 60_000 }, () => {
		const random = createRandom();
		for (let round = 0; round < 40; round += 1) {
			const docs = Array.from({ length: 1 + random.below(4) }, () => new Y.Doc());
			for (let step = random.below(120); step > 0; step -= 1) write(random, random.pick(docs), docs);
			const base = Y.encodeStateAsUpdate(random.pick(docs));
			const stateVector = Y.encodeStateVectorFromUpdate(base);
			for (let step = random.below(200); step > 0; step -= 1) write(random, random.pick(docs), docs);
			for (const other of docs) exchange(docs[0]!, other);
			const maxBytes = 200 + random.below(2_000);
			const whole = Y.encodeStateAsUpdate(docs[0]!, stateVector);
			const pieces = splitUpdate(whole, maxBytes);
			expect(most(pieces), random.seedText).toBeLessThanOrEqual(maxBytes);
			expectSame(join(pieces, base), whole, base);
		}
	});
});

function exchange(one: Y.Doc, other: Y.Doc): void {
	Y.applyUpdate(one, Y.encodeStateAsUpdate(other, Y.encodeStateVector(one)));
	Y.applyUpdate(other, Y.encodeStateAsUpdate(one, Y.encodeStateVector(other)));
}

/** One small thing that somebody does, now and then hearing of the others first. */
function write(random: Random, doc: Y.Doc, others: readonly Y.Doc[]): void {
	if (random.below(4) === 0) exchange(doc, random.pick(others));
	const text = doc.getText('t');
	const map = doc.getMap<unknown>('m');
	const at = random.below(text.length + 1);
	switch (random.below(6)) {
		case 0:
			return text.insert(at, random.pick(['é', 'word ', '😀', 'x'.repeat(random.below(80) + 1)]));
		case 1:
			return text.delete(at, Math.min(text.length - at, random.below(12)));
		case 2:
			return text.format(at, Math.min(text.length - at, random.below(12)), { bold: true });
		case 3:
			return void map.set(`key ${random.below(5)}`, {
				number: random.below(1000),
				list: [1.5, null, 'three']
			});
		case 4:
			return void map.set(`inner ${random.below(3)}`, new Y.Map([['text', new Y.Text('inner')]]));
		default: {
			const inner = map.get(`inner ${random.below(3)}`);
			if (inner instanceof Y.Map) (inner.get('text') as Y.Text).insert(0, 'more ');
		}
	}
}
