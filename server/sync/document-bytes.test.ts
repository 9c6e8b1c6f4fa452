import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#protocol/documents.ts';
import type { DocumentStore, LogPosition, StoredDocument } from '../store/store.ts';
import { readDocument, type DocumentBytes } from './document-bytes.ts';
import type { Compact, DocumentParts } from './rooms-port.ts';
import { scanUpdate, STORED_LIMITS } from './update-scan.ts';

const NAME = 'doc' as DocumentName;

function words(...all: string[]): Uint8Array[] {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	for (const word of all) doc.getText('text').insert(doc.getText('text').length, word);
	return updates;
}
function stored(updates: readonly Uint8Array[]): StoredDocument {
	const tail = updates.map((update, index) => ({
		updates: [{ update, author: null }],
		claims: new Map(),
		at: 0,
		position: (index + 1) as LogPosition
	}));
	const sound = { mayHaveLost: false, damage: null, quarantine: null };
	return { generation: 0, snapshot: null, tail, owners: new Map(), ...sound };
}
function read(updates: readonly Uint8Array[]): Promise<DocumentBytes> {
	return readDocument(NAME, stored(updates), async (update) => scanUpdate(update, STORED_LIMITS));
}
function checked(update: Uint8Array) {
	return { update, author: null, scanned: scanUpdate(update)! };
}
/** Remembers what it was asked to compact. */
function storeOf(answer: boolean) {
	const asked: { generation: number; upTo: number }[] = [];
	const store: Pick<DocumentStore, 'compact'> = {
		async compact(_, { generation, upTo }) {
			asked.push({ generation, upTo });
			return answer;
		}
	};
	return { store, asked };
}
const result = (snapshot: Uint8Array) => ({ snapshot, scanned: scanUpdate(snapshot) });
const merge: Compact = async (_: DocumentName, { snapshot, updates }: DocumentParts) =>
	result(Y.mergeUpdates([...(snapshot === null ? [] : [snapshot]), ...updates]));

describe('a document’s bytes', () => {
	it('leave out of every answer what was stored behind a hole, and do not claim it', async () => {
		const [one, , three] = words('one', 'two', 'three') as [Uint8Array, Uint8Array, Uint8Array];
		const bytes = await read([one, three]);
		expect([...bytes.known.stateVector.values()]).toEqual([3]);
		expect([...bytes.messagesFor(new Map())]).toHaveLength(1);
		const { store, asked } = storeOf(true);
		expect(await bytes.compact(merge, store)).toBe(true);
		expect(asked).toEqual([{ generation: 0, upTo: 2 }]);
	});

	it('keep what came while they were compacted', async () => {
		const [one, two] = words('one', 'two') as [Uint8Array, Uint8Array];
		const bytes = await read([one]);
		const { store } = storeOf(true);
		await bytes.compact(async (name, parts) => {
			bytes.add([checked(two)], 9 as LogPosition);
			return merge(name, parts);
		}, store);
		expect(bytes.tailEntries).toBe(1);
		expect(bytes.snapshotBytes).toBe(one.length);
	});

	it('stay as they are when the result holds less, when it is no update, and when another was quicker', async () => {
		const bytes = await read(words('one', 'two'));
		const { store, asked } = storeOf(false);
		await expect(bytes.compact(async () => result(words('one')[0]!), store)).rejects.toThrow('holds less');
		await expect(bytes.compact(async () => result(Uint8Array.of(9, 9)), store)).rejects.toThrow('holds less');
		expect(asked).toEqual([]);
		expect(await bytes.compact(merge, store)).toBe(false);
		expect(bytes.tailEntries).toBe(2);
		expect(bytes.snapshotBytes).toBe(0);
	});

	it('refuse stored bytes that are no update', async () => {
		await expect(read([Uint8Array.of(1, 2, 3)])).rejects.toThrow('no update');
	});

	it('answer with few messages however many updates there were, and with what came after a mark', async () => {
		const updates = words(...Array.from({ length: 500 }, (_, index) => `${index} `));
		const bytes = await read(updates.slice(0, 400));
		const mark = bytes.mark;
		updates.slice(400).forEach((update, index) => bytes.add([checked(update)], (500 + index) as LogPosition));
		const all = [...bytes.messagesFor(new Map())];
		expect(all.length).toBeLessThan(60);
		const later = [...bytes.messagesSince(mark)];
		expect(later.length).toBeLessThan(all.length);
		const { store } = storeOf(true);
		await bytes.compact(merge, store);
		expect([...bytes.messagesSince(mark)], 'the mark is gone with the tail').toHaveLength(1);
	});
});
