import { describe, expect, it } from 'vitest';
import type { LogPosition } from '../../server/store/store.ts';
import { appendOnce, bytes, collect, named, storedUpdates, updatesOf, type UnderTest } from './place.ts';

export function compactionContract(test: UnderTest): void {
	const append = (...values: number[]) => appendOnce(test.store, 'doc', bytes(...values));
	const compact = (generation: number, upTo: LogPosition, snapshot: Uint8Array) =>
		test.store.documents.compact(named('doc'), { generation, upTo, snapshot });
	const load = () => test.store.documents.load(named('doc'));

	describe('compaction', () => {
		it('replaces what the snapshot holds and nothing after it', async () => {
			await append(1);
			const upTo = await append(2);
			await append(3);
			expect(await compact(0, upTo, bytes(12))).toBe(true);
			for (const again of [false, true]) {
				if (again) await test.reopen();
				const stored = await load();
				expect(stored).toMatchObject({ generation: 1, snapshot: bytes(12), damage: null });
				expect(updatesOf(stored)).toEqual([[3]]);
			}
		});

		it('is refused when another one came first', async () => {
			const upTo = await append(1);
			const both = await Promise.all([compact(0, upTo, bytes(10)), compact(0, upTo, bytes(11))]);
			expect(both).toEqual([true, false]);
			expect(await compact(5, upTo, bytes(12))).toBe(false);
			expect(await load()).toMatchObject({ generation: 1, snapshot: bytes(10) });
		});

		it('is refused for a document that nobody wrote to', async () => {
			expect(await compact(0, 1 as LogPosition, bytes(1))).toBe(false);
			expect(await load()).toBeNull();
			expect(await collect(test.store.archive.documents())).toEqual([]);
		});

		it('lets positions grow on, even when the log is empty after it and the store restarts', async () => {
			const before = await append(1);
			await compact(0, before, bytes(1));
			await compact(1, before, bytes(1));
			await test.reopen();
			expect(await append(2)).toBeGreaterThan(before);
			expect(await storedUpdates(test.store, 'doc')).toEqual([[2]]);
		});

		it('can be repeated, generation after generation', async () => {
			for (let generation = 0; generation < 5; generation += 1) {
				const upTo = await append(generation);
				expect(await compact(generation, upTo, bytes(100 + generation))).toBe(true);
			}
			expect(await load()).toMatchObject({ generation: 5, snapshot: bytes(104), tail: [] });
		});

		it('takes a snapshot of 10 MB', async () => {
			const snapshot = new Uint8Array(10_000_000).map((_, index) => index % 241);
			await compact(0, await append(1), snapshot);
			await test.reopen();
			expect(Buffer.compare((await load())?.snapshot ?? bytes(), snapshot)).toBe(0);
		});

		it('may be done by a node that is alone', async () => {
			await append(1);
			expect(await test.store.documents.mayCompact(named('doc'))).toBe(true);
		});
	});
}
