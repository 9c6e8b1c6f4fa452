import { describe, expect, it } from 'vitest';
import type { DocumentListener, LogPosition, StoredEntry } from '../../server/store/store.ts';
import { waitFor } from '../support/wait-for.ts';
import {
	ANOTHER,
	appendOnce,
	appendTo,
	bytes,
	entryOf,
	named,
	openOn,
	SOMEONE,
	storedUpdates,
	updatesOf,
	type UnderTest
} from './place.ts';

/** Keeps what it hears. */
function createEar() {
	const entries: StoredEntry[] = [];
	const generations: number[] = [];
	const quarantines: string[] = [];
	const listener: DocumentListener = {
		appended: (entry) => void entries.push(entry),
		compacted: (generation) => void generations.push(generation),
		quarantined: (reason) => void quarantines.push(reason),
		reset: () => undefined
	};
	return { entries, generations, quarantines, listener };
}

/** Only for stores that several nodes share. */
export function nodesContract(test: UnderTest): void {
	describe('nodes that share it', () => {
		it('hear of each other’s entries in the order of the log, between their own, without a gap', async () => {
			const stores = [test.store, await test.openAnother(), await test.openAnother()];
			const nodes = await Promise.all(
				stores.map(async (store) => {
					const log: number[] = [];
					const document = await openOn(store, 'doc', {
						...createEar().listener,
						appended: (entry) => void log.push(entry.position)
					});
					return { log, document };
				})
			);
			const appendings = Array.from({ length: 90 }, (_, index) => {
				const { log, document } = nodes[index % 3]!;
				return appendTo(document, entryOf(bytes(index)), (call, position) => {
					if (call === 'written') log.push(position!);
				}).durable;
			});
			const positions = (await Promise.all(appendings)).sort((a, b) => a - b);
			for (const { log } of nodes) {
				await waitFor(() => log.length >= 90, 'every node hears of every entry');
				expect(log).toEqual(positions);
			}
		});

		it('hear all that an entry holds, from where their own load ended', async () => {
			const other = await test.openAnother();
			await appendOnce(other, 'doc', bytes(1));
			const ear = createEar();
			const { stored } = await openOn(test.store, 'doc', ear.listener);
			const entry = {
				at: 5,
				updates: [
					{ update: bytes(2), author: SOMEONE },
					{ update: bytes(3), author: null }
				],
				claims: new Map([[7, SOMEONE]])
			};
			const position = await appendTo(await openOn(other, 'doc'), entry).durable;
			await waitFor(() => ear.entries.length > 0, 'the entry of the other node');
			expect(updatesOf(stored)).toEqual([[1]]);
			expect(ear.entries).toEqual([{ ...entry, position }]);
		});

		it('miss nothing while they load', async () => {
			const other = await openOn(await test.openAnother(), 'doc');
			const appendings = Array.from({ length: 200 }, (_, index) => appendTo(other, entryOf(bytes(index))));
			const ear = createEar();
			const { stored } = await openOn(test.store, 'doc', ear.listener);
			await Promise.all(appendings.map((each) => each.durable));
			const seen = () => [...(stored?.tail ?? []), ...ear.entries];
			await waitFor(() => seen().length >= 200, 'all entries of the other node');
			const values = seen().map((entry) => entry.updates[0]!.update[0]!);
			expect(values).toEqual(Array.from({ length: 200 }, (_, index) => index));
		});

		it('hear nothing of their own, of other documents, or after they close', async () => {
			const other = await test.openAnother();
			const [ear, closed] = [createEar(), createEar()];
			const document = await openOn(test.store, 'doc', ear.listener);
			(await openOn(await test.openAnother(), 'doc', closed.listener)).close();
			await appendTo(document, entryOf(bytes(1))).durable;
			await appendOnce(other, 'other', bytes(2));
			await appendOnce(other, 'doc', bytes(3));
			await waitFor(() => ear.entries.length > 0, 'the entry of the other node');
			expect(ear.entries.map((entry) => [...entry.updates[0]!.update])).toEqual([[3]]);
			expect(closed.entries).toEqual([]);
		});

		it('give a client id to one of them only', async () => {
			const documents = [await openOn(test.store, 'doc'), await openOn(await test.openAnother(), 'doc')];
			const outcomes = await Promise.allSettled(
				documents.map(
					(document, index) =>
						appendTo(document, entryOf(bytes(index), new Map([[5, index === 0 ? SOMEONE : ANOTHER]]))).durable
				)
			);
			expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected']);
			const refused = outcomes.find((outcome) => outcome.status === 'rejected');
			expect(refused?.reason).toMatchObject({ failure: 'claimed' });
			expect(await storedUpdates(test.store, 'doc')).toHaveLength(1);
		});

		it('compact one at a time, and tell the others', async () => {
			const other = await test.openAnother();
			const upTo: LogPosition = await appendOnce(test.store, 'doc', bytes(1));
			const [own, ear] = [createEar(), createEar()];
			await openOn(test.store, 'doc', own.listener);
			await openOn(other, 'doc', ear.listener);
			expect(await test.store.documents.mayCompact(named('doc'))).toBe(true);
			expect(await other.documents.mayCompact(named('doc'))).toBe(false);
			const compaction = { generation: 0, upTo, snapshot: bytes(9) };
			expect(await test.store.documents.compact(named('doc'), compaction)).toBe(true);
			expect(await other.documents.compact(named('doc'), compaction)).toBe(false);
			await waitFor(() => ear.generations.length > 0, 'the other node hears of the compaction');
			expect(ear.generations).toEqual([1]);
			expect(own.generations).toEqual([]);
			expect(await other.documents.load(named('doc'))).toMatchObject({ generation: 1, snapshot: bytes(9) });
		});

		it('hear that a document that they have open was put into quarantine', async () => {
			const other = await test.openAnother();
			const [ear, elsewhere] = [createEar(), createEar()];
			await appendOnce(test.store, 'doc', bytes(1));
			await appendOnce(test.store, 'other', bytes(1));
			await openOn(other, 'doc', ear.listener);
			await openOn(other, 'other', elsewhere.listener);
			await test.store.documents.quarantine(named('doc'), 'It stalls; ask 🙂.');
			await waitFor(() => ear.quarantines.length > 0, 'the other node hears of the quarantine');
			expect(ear.quarantines).toEqual(['It stalls; ask 🙂.']);
			await test.store.documents.quarantine(named('doc'), null);
			await appendOnce(test.store, 'doc', bytes(2));
			await waitFor(() => ear.entries.length > 0, 'it goes on once released');
			expect(ear.quarantines).toHaveLength(1);
			expect(elsewhere.quarantines).toEqual([]);
		});
	});
}
