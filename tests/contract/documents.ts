import { describe, expect, it } from 'vitest';
import type { IdentityId } from '#model/ids.ts';
import { StoreError } from '../../server/store/store.ts';
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

export function documentsContract(test: UnderTest): void {
	describe('documents', () => {
		it('are nothing before somebody writes to them', async () => {
			expect(await test.store.documents.load(named('never'))).toBeNull();
			expect((await openOn(test.store, 'never')).stored).toBeNull();
			expect(await test.store.documents.load(named('never'))).toBeNull();
			expect(await collect(test.store.archive.documents())).toEqual([]);
		});

		it('are as they were written, with nothing lost, damaged or in quarantine', async () => {
			await appendOnce(test.store, 'doc', bytes(1));
			for (const again of [false, true]) {
				if (again) await test.reopen();
				const stored = await test.store.documents.load(named('doc'));
				expect(stored).toMatchObject({ generation: 0, snapshot: null, damage: null, quarantine: null });
				expect(stored?.mayHaveLost).toBe(false);
				expect((await openOn(test.store, 'doc')).stored).toEqual(stored);
			}
		});

		it('give back the entries in the order of the appends, at growing positions', async () => {
			const document = await openOn(test.store, 'doc');
			const order = Array.from({ length: 300 }, (_, index) => index);
			const positions = await Promise.all(
				order.map((index) => appendTo(document, entryOf(bytes(index & 255, index >> 8))).durable)
			);
			expect(positions).toEqual([...positions].sort((a, b) => a - b));
			expect(new Set(positions).size).toBe(300);
			const stored = await test.store.documents.load(named('doc'));
			expect(stored?.tail.map((entry) => entry.position)).toEqual(positions);
			expect(updatesOf(stored).map(([low, high]) => low! + high! * 256)).toEqual(order);
		});

		it('give back the updates of an entry with their authors, its time and its claims', async () => {
			const document = await openOn(test.store, 'doc');
			const long = 'an author with quite a long name; 協働 🙂'.repeat(5) as IdentityId;
			const entries = [
				{
					at: AT,
					updates: [
						{ update: bytes(1), author: SOMEONE },
						{ update: bytes(), author: null },
						{ update: bytes(2), author: ANOTHER },
						{ update: bytes(3), author: SOMEONE },
						{ update: bytes(4), author: long }
					],
					claims: new Map([
						[7, SOMEONE],
						[0, null],
						[2 ** 32 - 1, ANOTHER],
						[2 ** 53 - 1, long]
					])
				},
				{ at: 0, updates: [{ update: bytes(5), author: null }], claims: new Map() }
			];
			const positions = await Promise.all(entries.map((entry) => appendTo(document, entry).durable));
			for (const again of [false, true]) {
				if (again) await test.reopen();
				const stored = await test.store.documents.load(named('doc'));
				expect(stored?.tail).toEqual(
					entries.map((entry, index) => ({ ...entry, position: positions[index] }))
				);
			}
		});

		it('tell of each append once that it is written and then that it is durable, in the order of the log', async () => {
			const document = await openOn(test.store, 'doc');
			const told: [string, number][] = [];
			const appendings = Array.from({ length: 50 }, (_, index) =>
				appendTo(document, entryOf(bytes(index)), (call) => void told.push([call, index]))
			);
			expect(told, 'never from within append').toEqual([]);
			await Promise.all(appendings.map((each) => each.durable));
			const order = Array.from({ length: 50 }, (_, index) => index);
			for (const call of ['written', 'durable']) {
				expect(told.filter(([each]) => each === call).map(([, index]) => index)).toEqual(order);
			}
			for (const { calls } of appendings) expect(calls).toEqual(['written', 'durable']);
		});

		it('show in a load what was written', async () => {
			const document = await openOn(test.store, 'doc');
			const loaded = new Promise<number[][]>((resolve) =>
				appendTo(document, entryOf(bytes(7)), (call) => {
					if (call === 'written') resolve(storedUpdates(test.store, 'doc'));
				})
			);
			expect(await loaded).toEqual([[7]]);
		});

		it('are kept apart, and over a restart', async () => {
			const update: [string, number][] = [
				['a', 1],
				['b', 2],
				['a', 3]
			];
			for (const [document, value] of update) await appendOnce(test.store, document, bytes(value));
			await test.reopen();
			expect(await storedUpdates(test.store, 'a')).toEqual([[1], [3]]);
			expect(await storedUpdates(test.store, 'b')).toEqual([[2]]);
		});

		it('have a head that is another one after every append, and the same over a restart and a compaction', async () => {
			const head = () => test.store.documents.head(named('doc'));
			expect(await head()).toBeNull();
			const seen: (string | null)[] = [];
			for (const value of [1, 2, 3]) {
				await appendOnce(test.store, 'doc', bytes(value));
				seen.push(await head());
			}
			expect(new Set([null, ...seen]).size).toBe(4);
			const stored = await test.store.documents.load(named('doc'));
			const [upTo] = stored!.tail.slice(-1).map(({ position }) => position);
			const compaction = { generation: 0, upTo: upTo!, snapshot: bytes(4) };
			expect(await test.store.documents.compact(named('doc'), compaction)).toBe(true);
			await test.reopen();
			expect(await head()).toBe(seen.at(-1));
		});

		it('take an update of 4 MiB, and hundreds in one entry', async () => {
			const document = await openOn(test.store, 'doc');
			const big = new Uint8Array(4 * 1024 * 1024).map((_, index) => index % 251);
			const many = Array.from({ length: 700 }, (_, index) => ({
				update: bytes(index & 255),
				author: SOMEONE
			}));
			void appendTo(document, entryOf(big));
			await appendTo(document, { at: AT, updates: many, claims: new Map() }).durable;
			await test.reopen();
			const tail = (await test.store.documents.load(named('doc')))?.tail;
			expect(Buffer.compare(tail?.[0]?.updates[0]?.update ?? bytes(), big)).toBe(0);
			expect(tail?.[1]?.updates).toEqual(many);
		});

		it('hold only the bytes of the update, not what lies around them', async () => {
			const slab = new Uint8Array(100_000);
			slab[500] = 9;
			const document = await openOn(test.store, 'doc');
			await appendTo(document, entryOf(slab.subarray(500, 501))).durable;
			slab[500] = 1;
			expect(await storedUpdates(test.store, 'doc')).toEqual([[9]]);
		});

		it('go on with the appends under way when they are closed', async () => {
			const document = await openOn(test.store, 'doc');
			const before = appendTo(document, entryOf(bytes(1)));
			await before.durable;
			void appendTo(document, entryOf(bytes(2)));
			document.close();
			await test.reopen();
			expect(await storedUpdates(test.store, 'doc')).toEqual([[1], [2]]);
		});
	});

	describe('owners', () => {
		const claiming = (value: number, ...claims: [number, IdentityId | null][]) =>
			entryOf(bytes(value), new Map(claims));

		it('are whoever used a client id first, over restarts and compactions', async () => {
			const document = await openOn(test.store, 'doc');
			await appendTo(document, claiming(1, [5, SOMEONE], [6, null])).durable;
			const upTo = await appendTo(document, claiming(2, [8, ANOTHER])).durable;
			await test.store.documents.compact(named('doc'), { generation: 0, upTo, snapshot: bytes(12) });
			await appendTo(document, claiming(3, [9, SOMEONE])).durable;
			await test.reopen();
			expect((await test.store.documents.load(named('doc')))?.owners).toEqual(
				new Map([
					[5, SOMEONE],
					[6, null],
					[8, ANOTHER],
					[9, SOMEONE]
				])
			);
		});

		it.each([
			['another identity', SOMEONE, ANOTHER],
			['the server', SOMEONE, null],
			['somebody, when it is the server’s', null, SOMEONE]
		])('keep their client ids from %s', async (_, owner, other) => {
			const document = await openOn(test.store, 'doc');
			await appendTo(document, claiming(1, [5, owner])).durable;
			const refused = appendTo(document, claiming(2, [4, other], [5, other], [6, other]));
			const after = appendTo(document, claiming(3));
			await expect(refused.durable).rejects.toMatchObject({ failure: 'claimed' });
			await expect(refused.durable).rejects.toBeInstanceOf(StoreError);
			expect(refused.calls).toEqual(['failed']);
			await after.durable;
			const stored = await test.store.documents.load(named('doc'));
			expect(updatesOf(stored)).toEqual([[1], [3]]);
			expect(stored?.owners, 'nothing of the refused entry').toEqual(new Map([[5, owner]]));
		});

		it('may claim again what is theirs, and the same client id in another document', async () => {
			const [document, other] = [await openOn(test.store, 'doc'), await openOn(test.store, 'other')];
			await appendTo(document, claiming(1, [5, SOMEONE])).durable;
			await appendTo(document, claiming(2, [5, SOMEONE])).durable;
			await appendTo(other, claiming(3, [5, ANOTHER])).durable;
			expect(await storedUpdates(test.store, 'doc')).toEqual([[1], [2]]);
			expect((await test.store.documents.load(named('other')))?.owners).toEqual(new Map([[5, ANOTHER]]));
		});

		it('are one of two who claim at once', async () => {
			const document = await openOn(test.store, 'doc');
			const first = appendTo(document, claiming(1, [5, SOMEONE]));
			const second = appendTo(document, claiming(2, [5, ANOTHER]));
			await first.durable;
			await expect(second.durable).rejects.toMatchObject({ failure: 'claimed' });
		});
	});

	describe('quarantine', () => {
		it('says why to whoever loads the document, keeps its bytes and can be released', async () => {
			const { documents } = test.store;
			await appendOnce(test.store, 'doc', bytes(1));
			await documents.quarantine(named('doc'), 'It takes a minute to load; ask 🙂.');
			await appendOnce(test.store, 'other', bytes(1));
			await test.reopen();
			const stored = await test.store.documents.load(named('doc'));
			expect(stored?.quarantine).toBe('It takes a minute to load; ask 🙂.');
			expect((await openOn(test.store, 'doc')).stored?.quarantine).toBe(stored?.quarantine);
			expect(updatesOf(stored)).toEqual([[1]]);
			expect((await test.store.documents.load(named('other')))?.quarantine).toBeNull();
			await test.store.documents.quarantine(named('doc'), null);
			expect((await test.store.documents.load(named('doc')))?.quarantine).toBeNull();
		});
	});
}
