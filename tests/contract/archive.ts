import { describe, expect, it } from 'vitest';
import {
	ANOTHER,
	appendOnce,
	appendTo,
	AT,
	bytes,
	collect,
	entryOf,
	named,
	openOn,
	SOMEONE,
	storedUpdates,
	updatesOf,
	type UnderTest
} from './place.ts';

export function archiveContract(test: UnderTest): void {
	describe('the archive', () => {
		it('names every document once', async () => {
			const names = Array.from({ length: 2_300 }, (_, index) => `doc-${index}`);
			const appendings = names.map(async (name) => {
				const document = await openOn(test.store, name);
				await appendTo(document, entryOf(bytes(1))).durable;
				document.close();
			});
			await Promise.all(appendings);
			expect((await collect(test.store.archive.documents())).sort()).toEqual(names.sort());
		});

		it('gives every record once, with its collection and version', async () => {
			const { records, archive } = test.store;
			const keys = Array.from({ length: 700 }, (_, index) => `${index % 3}/${index}`);
			await Promise.all(keys.map((key) => records.put(`c${key[0]}`, key, { key }, 0)));
			await records.put('c0', '0/0', 'changed', 1);
			const found = await collect(archive.records());
			expect(found).toHaveLength(700);
			expect(new Set(found.map((record) => record.key)).size).toBe(700);
			expect(found.find((record) => record.key === '0/0')).toEqual({
				collection: 'c0',
				key: '0/0',
				value: 'changed',
				version: 2
			});
			expect(found.find((record) => record.key === '1/1')).toMatchObject({ collection: 'c1', version: 1 });
		});

		it('can be walked slowly while others write, and left in the middle', async () => {
			for (let index = 0; index < 5; index += 1) await appendOnce(test.store, `doc-${index}`, bytes(1));
			const seen: string[] = [];
			for await (const name of test.store.archive.documents()) {
				seen.push(name);
				await appendOnce(test.store, 'other', bytes(2));
				if (seen.length === 3) break;
			}
			expect(new Set(seen).size).toBe(3);
			await test.store.check();
		});

		it('restores a document as it was, and leaves one alone that is there', async () => {
			const document = {
				snapshot: bytes(1, 2, 3),
				tail: [4, 5].map((value, index) => ({
					// As another store counts.
					position: (9_000_000 + index) as never,
					at: AT + value,
					updates: [{ update: bytes(value), author: index === 0 ? SOMEONE : null }],
					claims: new Map([[value, SOMEONE]])
				})),
				owners: new Map([
					[1, ANOTHER],
					[4, SOMEONE],
					[5, SOMEONE]
				]),
				quarantine: 'poison'
			};
			const { archive, documents } = test.store;
			expect(await archive.restoreDocument(named('doc'), document)).toBe(true);
			expect(await archive.restoreDocument(named('doc'), { ...document, tail: [] })).toBe(false);
			await appendOnce(test.store, 'there', bytes(7));
			expect(await archive.restoreDocument(named('there'), document)).toBe(false);
			await documents.quarantine(named('doc'), 'poison still');
			await appendOnce(test.store, 'doc', bytes(6));
			await test.reopen();

			const stored = await test.store.documents.load(named('doc'));
			expect(stored).toMatchObject({ snapshot: bytes(1, 2, 3), quarantine: 'poison still', damage: null });
			expect(stored?.owners).toEqual(document.owners);
			expect(updatesOf(stored)).toEqual([[4], [5], [6]]);
			expect(stored?.tail[0]).toMatchObject({ at: AT + 4, claims: new Map([[4, SOMEONE]]) });
			expect(stored?.tail[1]?.updates[0]?.author).toBeNull();
			expect(await storedUpdates(test.store, 'there')).toEqual([[7]]);
			const upTo = stored!.tail[1]!.position;
			const compaction = { generation: stored!.generation, upTo, snapshot: bytes(12) };
			expect(await test.store.documents.compact(named('doc'), compaction)).toBe(true);
			expect(await storedUpdates(test.store, 'doc')).toEqual([[6]]);
		});

		it('restores a document that has no snapshot', async () => {
			const owners = new Map([[4, SOMEONE]]);
			const tail = [{ position: 3 as never, ...entryOf(bytes(4), owners) }];
			const document = { snapshot: null, tail, owners, quarantine: null };
			expect(await test.store.archive.restoreDocument(named('doc'), document)).toBe(true);
			await test.reopen();
			const stored = await test.store.documents.load(named('doc'));
			expect(stored).toMatchObject({ generation: 0, snapshot: null, owners, quarantine: null });
			expect(updatesOf(stored)).toEqual([[4]]);
		});

		it('restores a record with its version, and leaves one alone that is there', async () => {
			const { archive, records } = test.store;
			const record = { key: 'k', value: { a: [1] }, version: 41 };
			expect(await archive.restoreRecord('c', record)).toBe(true);
			expect(await archive.restoreRecord('c', { ...record, version: 50 })).toBe(false);
			expect(await records.get('c', 'k')).toEqual(record);
			expect(await records.put('c', 'k', 1, 41)).toBe(42);
		});
	});
}
