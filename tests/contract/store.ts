import { describe, expect, it } from 'vitest';
import { StoreError } from '../../server/store/store.ts';
import { archiveContract } from './archive.ts';
import { blobsContract } from './blobs.ts';
import { compactionContract } from './compaction.ts';
import { damageContract } from './damage.ts';
import { documentsContract } from './documents.ts';
import { nodesContract } from './nodes.ts';
import {
	appendTo,
	bytes,
	collect,
	entryOf,
	named,
	openOn,
	storedUpdates,
	storeForEachTest,
	type Abilities,
	type StorePlace
} from './place.ts';
import { recordsContract } from './records.ts';

/** What every store must do; each implementation runs it against itself. */
export function storeContract<Place extends StorePlace>(
	title: string,
	createPlace: () => Promise<Place>,
	{ nodes, damage }: Abilities<Place>
): void {
	describe(`${title} keeps the contract of a store:`, () => {
		const test = storeForEachTest(createPlace);
		documentsContract(test);
		compactionContract(test);
		recordsContract(test);
		blobsContract(test);
		archiveContract(test);
		if (damage !== undefined) damageContract(test, damage);
		if (nodes) nodesContract(test);

		it('says what it promises, and passes its own check', async () => {
			expect(['saved', 'received']).toContain(test.store.promises);
			await test.store.check();
		});

		it('writes what is under way when it closes, and refuses everything after', async () => {
			const { store } = test;
			const document = await openOn(store, 'doc');
			const appending = appendTo(document, entryOf(bytes(1)));
			await store.close();
			await appending.durable;

			const refused = [
				appendTo(document, entryOf(bytes(2))).durable,
				openOn(store, 'doc'),
				store.documents.load(named('doc')),
				store.documents.quarantine(named('doc'), 'late'),
				store.records.get('c', 'k'),
				store.records.put('c', 'k', 1, 0),
				store.blobs.put(bytes(1)),
				collect(store.archive.documents()),
				collect(store.archive.records()),
				collect(store.archive.blobs()),
				store.check()
			];
			for (const outcome of await Promise.allSettled(refused)) {
				expect(outcome).toMatchObject({ status: 'rejected', reason: { failure: 'closed' } });
				expect((outcome as PromiseRejectedResult).reason).toBeInstanceOf(StoreError);
			}
			await store.close();
			await test.reopen();
			expect(await storedUpdates(test.store, 'doc')).toEqual([[1]]);
		});
	});
}
