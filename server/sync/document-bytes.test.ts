import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import type { DocumentName } from '#protocol/documents.ts';
import type { DocumentStore, LogPosition, StoredDocument } from '../store/store.ts';
import { DocumentBytes } from './document-bytes.ts';
import { scanUpdate } from './update-scan.ts';

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
		update,
		author: null,
		at: 0,
		position: (index + 1) as LogPosition
	}));
	return { generation: 0, snapshot: null, tail };
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
	return { store: store as DocumentStore, asked };
}
const merge = async (_: DocumentName, { updates }: { updates: readonly Uint8Array[] }) =>
	Y.mergeUpdates([...updates]);

describe('a document’s bytes', () => {
	it('leave out of every answer what was stored behind a hole, and do not claim it', async () => {
		const [one, , three] = words('one', 'two', 'three') as [Uint8Array, Uint8Array, Uint8Array];
		const bytes = new DocumentBytes(NAME, stored([one, three]));
		expect([...bytes.known.stateVector.values()]).toEqual([3]);
		expect([...bytes.framesFor(new Map())]).toHaveLength(1);
		const { store, asked } = storeOf(true);
		expect(await bytes.compact(merge, store)).toBe(true);
		expect(asked).toEqual([{ generation: 0, upTo: 2 }]);
	});

	it('keep what came while they were compacted', async () => {
		const [one, two] = words('one', 'two') as [Uint8Array, Uint8Array];
		const bytes = new DocumentBytes(NAME, stored([one]));
		const { store } = storeOf(true);
		await bytes.compact(async (name, parts) => {
			bytes.add({ ...bytes.prepare(two), scanned: scanUpdate(two)! }, 9 as LogPosition);
			return merge(name, parts);
		}, store);
		expect(bytes.tailEntries).toBe(1);
		expect(bytes.snapshotBytes).toBe(one.length);
	});

	it('stay as they are when the result holds less, when it is no update, and when another was quicker', async () => {
		const bytes = new DocumentBytes(NAME, stored(words('one', 'two')));
		const { store, asked } = storeOf(false);
		await expect(bytes.compact(async () => words('one')[0]!, store)).rejects.toThrow('holds less');
		await expect(bytes.compact(async () => Uint8Array.of(9, 9), store)).rejects.toThrow('holds less');
		expect(asked).toEqual([]);
		expect(await bytes.compact(merge, store)).toBe(false);
		expect(bytes.tailEntries).toBe(2);
		expect(bytes.snapshotBytes).toBe(0);
	});

	it('refuse stored bytes that are no update', () => {
		expect(() => new DocumentBytes(NAME, stored([Uint8Array.of(1, 2, 3)]))).toThrow('no update');
	});
});
