import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { readFriendsForever } from '../../tests/support/editing-trace.ts';
import { createRandom, type Random } from '../../tests/support/random.ts';
import { findStruct, scanUpdate, STORED_LIMITS, type ScannedUpdate } from './update-scan.ts';

const WORDS = ['word', 'ä', '👩‍🔧', '日本', ' ', '\n', '"quoted\\"', ''];

function stateVectorOf(scanned: ScannedUpdate): Map<number, number> {
	return new Map(scanned.blocks.map((block) => [block.client, block.to]));
}

function randomValue(random: Random, depth = 0): unknown {
	const kinds = depth > 3 ? 8 : 10;
	switch (random.below(kinds)) {
		case 0:
			return random.below(2 ** 31) - 2 ** 30;
		case 1:
			return random.fraction();
		case 2:
			return random.pick(WORDS);
		case 3:
			return null;
		case 4:
			return random.below(2) === 0;
		case 5:
			return new Uint8Array(random.below(20));
		case 6:
			return [BigInt(random.below(1000))];
		case 7:
			return Number.MAX_SAFE_INTEGER;
		case 8:
			return Array.from({ length: random.below(4) }, () => randomValue(random, depth + 1));
		default:
			return { [random.pick(WORDS)]: randomValue(random, depth + 1), [random.pick(WORDS)]: 1 };
	}
}

/** One random change, of any kind that Yjs offers short of subdocuments. */
function change(doc: Y.Doc, random: Random): void {
	const text = doc.getText('text');
	const list = doc.getArray('list');
	const map = doc.getMap('map');
	const xml = doc.getXmlFragment('xml');
	const somewhere = (length: number) => random.below(length + 1);
	switch (random.below(12)) {
		case 0:
		case 1:
		case 2:
			text.insert(somewhere(text.length), random.pick(WORDS));
			return;
		case 3:
			if (text.length > 0) text.delete(random.below(text.length), 1);
			return;
		case 4:
			if (text.length > 0) text.format(random.below(text.length), 1, { bold: random.pick([true, null]) });
			return;
		case 5:
			text.insertEmbed(somewhere(text.length), { image: random.pick(WORDS) });
			return;
		case 6:
			list.insert(somewhere(list.length), [randomValue(random), randomValue(random)]);
			return;
		case 7:
			if (list.length > 0) list.delete(random.below(list.length), 1);
			return;
		case 8:
			map.set(random.pick(['a', 'b', 'ä']), randomValue(random));
			return;
		case 9:
			map.set(
				random.pick(['c', 'd']),
				random.pick([new Y.Map(), new Y.Array(), new Y.Text('x'), new Y.XmlHook('h')])
			);
			return;
		case 10:
			xml.insert(somewhere(xml.length), [new Y.XmlElement('p'), new Y.XmlText('t')]);
			return;
		default:
			if (xml.length > 1) xml.delete(random.below(xml.length), 1);
	}
}

/** Three people at once, meeting now and then: their incremental updates and a document that has all of them. */
function randomWork(random: Random, steps: number): { updates: Uint8Array[]; merged: Y.Doc } {
	const docs = [new Y.Doc(), new Y.Doc(), new Y.Doc()];
	const updates: Uint8Array[] = [];
	for (const doc of docs) {
		doc.on('update', (update: Uint8Array, origin: unknown) => {
			if (origin !== 'remote') updates.push(update);
		});
	}
	for (let step = 0; step < steps; step += 1) {
		const doc = random.pick(docs);
		doc.transact(() => {
			for (let changes = random.below(3); changes >= 0; changes -= 1) change(doc, random);
		});
		if (random.below(5) === 0) Y.applyUpdate(random.pick(docs), Y.encodeStateAsUpdate(doc), 'remote');
	}
	const merged = new Y.Doc();
	for (const doc of docs) Y.applyUpdate(merged, Y.encodeStateAsUpdate(doc));
	return { updates, merged };
}

describe('scanning an update', () => {
	it('accepts what stock clients write, and tells its clocks as Yjs does', () => {
		const random = createRandom();
		for (let round = 0; round < 40; round += 1) {
			const { updates, merged } = randomWork(random, 60);
			for (const update of updates) {
				const scanned = scanUpdate(update);
				expect(scanned, random.seedText).not.toBeNull();
				const meta = Y.parseUpdateMeta(update);
				expect(stateVectorOf(scanned!)).toEqual(meta.to);
				expect(new Map(scanned!.blocks.map((block) => [block.client, block.from]))).toEqual(meta.from);
			}
			const state = Y.encodeStateAsUpdate(merged);
			for (const encoded of [state, Y.mergeUpdates(updates)]) {
				expect(stateVectorOf(scanUpdate(encoded)!), random.seedText).toEqual(
					Y.decodeStateVector(Y.encodeStateVector(merged))
				);
			}
			const half = scanUpdate(Y.encodeStateAsUpdate(merged, Y.encodeStateVectorFromUpdate(updates[0]!)));
			expect(half).not.toBeNull();
		}
	});

	it('accepts real typing of two people, keystroke by keystroke', async () => {
		const trace = await readFriendsForever();
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const { patches } of trace.txns.slice(0, 5000)) {
			for (const [position, deleted, inserted] of patches) {
				const text = doc.getText('t');
				const at = Math.min(position, text.length);
				text.delete(at, Math.min(deleted, text.length - at));
				text.insert(at, inserted);
			}
		}
		expect(updates.every((update) => scanUpdate(update) !== null)).toBe(true);
		const scanned = scanUpdate(Y.encodeStateAsUpdate(doc))!;
		expect(stateVectorOf(scanned).get(doc.clientID)).toBe(Y.getState(doc.store, doc.clientID));
		const deleted = scanned.deletes.reduce((sum, range) => sum + range.to - range.from, 0);
		expect(deleted).toBe(
			[...Y.createDeleteSetFromStructStore(doc.store).clients.values()]
				.flat()
				.reduce((sum, item) => sum + item.len, 0)
		);
	});

	it('stops counting at a hole', () => {
		const doc = new Y.Doc();
		const updates: Uint8Array[] = [];
		doc.on('update', (update: Uint8Array) => updates.push(update));
		for (const word of ['one', 'two', 'three']) doc.getText('t').insert(0, word);
		const holed = scanUpdate(Y.mergeUpdates([updates[0]!, updates[2]!]))!;
		expect(holed.blocks).toMatchObject([{ client: doc.clientID, from: 0, to: 3 }]);
		expect(scanUpdate(updates[2]!)?.blocks).toMatchObject([{ from: 6, to: 11 }]);
	});

	it('tells what an update of one person needs of the others', () => {
		const one = new Y.Doc();
		const two = new Y.Doc();
		one.getText('t').insert(0, 'hello');
		Y.applyUpdate(two, Y.encodeStateAsUpdate(one));
		const before = Y.encodeStateVector(two);
		two.getText('t').insert(3, 'X');
		const scanned = scanUpdate(Y.encodeStateAsUpdate(two, before))!;
		expect([...scanned.needs]).toEqual([[one.clientID, 4]]);
	});

	it('finds the struct that holds a clock', () => {
		const doc = new Y.Doc();
		const text = doc.getText('t');
		text.insert(0, 'aaaa');
		text.insert(0, 'bbbb');
		text.insert(0, 'cccc');
		const update = Y.encodeStateAsUpdate(doc);
		const block = scanUpdate(update)!.blocks[0]!;
		expect(findStruct(update, block, 0)).toEqual({ start: block.start, from: 0, structs: block.structs });
		expect(findStruct(update, block, 6)).toMatchObject({ from: 4, structs: block.structs - 1 });
		expect(findStruct(update, block, 12)).toMatchObject({ start: block.end, structs: 0 });
	});

	it('refuses trailing bytes, empty structs, repeated clients, references to oneself and deep values', () => {
		const gc = (length: number) => [1, 1, 5, 0, 0, length];
		expect(scanUpdate(Uint8Array.from([0, 0]))).not.toBeNull();
		expect(scanUpdate(Uint8Array.from([...gc(1), 0]))).not.toBeNull();
		const refused: Record<string, number[]> = {
			nothing: [],
			'trailing byte': [0, 0, 0],
			'empty struct': [...gc(0), 0],
			'no structs': [1, 0, 5, 0, 0],
			'repeated client': [2, 1, 5, 0, 0, 1, 1, 5, 1, 0, 1, 0],
			'itself as origin': [1, 1, 5, 0, 132, 5, 0, 1, 97, 0],
			'itself as parent': [1, 1, 5, 0, 4, 0, 5, 0, 1, 97, 0],
			subdocument: [1, 1, 5, 0, 9, 1, 1, 116, 1, 97, 118, 0, 0],
			'unknown type': [1, 1, 5, 0, 7, 1, 1, 116, 7, 0],
			'unknown content': [1, 1, 5, 0, 11, 1, 1, 116, 0],
			'bad UTF-8': [1, 1, 5, 0, 4, 1, 1, 116, 2, 255, 255, 0],
			'bad JSON': [1, 1, 5, 0, 5, 1, 1, 116, 1, 123, 0],
			'prototype as key': [1, 1, 5, 0, 8, 1, 1, 116, 1, 118, 1, 9, ...Buffer.from('__proto__'), 118, 0, 0],
			'empty deletion': [0, 1, 5, 1, 0, 0],
			'thirty million structs in twelve bytes': [1, 128, 128, 128, 16, 5, 0, 0, 1, 0, 1, 0],
			'sixteen million deletions': [0, 1, 5, 255, 255, 255, 7, 0, 1]
		};
		for (const [reason, bytes] of Object.entries(refused)) {
			expect(scanUpdate(Uint8Array.from(bytes)), reason).toBeNull();
		}
		const nested = (depth: number) => [
			...[1, 1, 5, 0, 8, 1, 1, 116, 1],
			...Array.from({ length: depth }, () => [117, 1]).flat(),
			...[126, 0]
		];
		expect(scanUpdate(Uint8Array.from(nested(30)))).not.toBeNull();
		expect(scanUpdate(Uint8Array.from(nested(40)))).toBeNull();
		const doc = new Y.Doc();
		doc.getText('t').insertEmbed(0, JSON.parse('[{"a":'.repeat(20) + '1' + '}]'.repeat(20)) as object);
		expect(scanUpdate(Y.encodeStateAsUpdate(doc))).toBeNull();
	});

	it('lets nothing through on which Yjs throws', () => {
		const random = createRandom();
		let accepted = 0;
		for (let round = 0; round < 25; round += 1) {
			const { updates, merged } = randomWork(random, 40);
			const base = Y.encodeStateAsUpdate(merged);
			for (let attempt = 0; attempt < 120; attempt += 1) {
				const bytes = mutate(random.pick([base, ...updates]), random);
				const scanned = scanUpdate(bytes, STORED_LIMITS);
				if (scanned === null) continue;
				accepted += 1;
				for (const start of [null, base]) {
					const doc = new Y.Doc();
					if (start !== null) Y.applyUpdate(doc, start);
					const hex = Buffer.from(bytes).toString('hex');
					expect(() => Y.applyUpdate(doc, bytes), `${random.seedText} ${hex}`).not.toThrow();
					expect(() => Y.encodeStateAsUpdate(doc), `${random.seedText} ${hex}`).not.toThrow();
				}
			}
		}
		expect(accepted).toBeGreaterThan(100);
	}, 60_000);
});

function mutate(update: Uint8Array, random: Random): Uint8Array {
	let bytes = [...update];
	for (let changes = random.below(3); changes >= 0; changes -= 1) {
		const at = random.below(bytes.length);
		switch (random.below(5)) {
			case 0:
				bytes[at] = random.below(256);
				break;
			case 1:
				bytes[at] = (bytes[at]! + 1) & 255;
				break;
			case 2:
				bytes.splice(at, 1);
				break;
			case 3:
				bytes.splice(at, 0, random.below(256));
				break;
			default:
				bytes = bytes.slice(0, Math.max(2, at));
		}
	}
	return Uint8Array.from(bytes);
}
