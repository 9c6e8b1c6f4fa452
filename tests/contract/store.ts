import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { StoreError, type BlobHash, type LogPosition, type Store } from '../../server/store/store.ts';

/** A place where a store keeps its things, that outlives the store opened on it. */
export interface StorePlace {
	open(): Promise<Store>;
	/** Changes stored bytes of this document behind the closed store's back: of its snapshot, or of its newest log entry. */
	damage(name: DocumentName, part: 'snapshot' | 'log'): Promise<void>;
	dispose(): Promise<void>;
}

const name = (text: string) => text as DocumentName;
const bytes = (...values: number[]) => Uint8Array.from(values);
const entry = (update: Uint8Array) => ({ update, author: 'someone' as IdentityId, at: 1_700_000_000_000 });

/** What every store must do; each implementation runs it against itself. */
export function storeContract(title: string, createPlace: () => Promise<StorePlace>): void {
	describe(`${title} keeps the contract of a store:`, () => {
		let place: StorePlace;
		let store: Store;

		beforeEach(async () => {
			place = await createPlace();
			store = await place.open();
		});
		afterEach(async () => {
			await store.close();
			await place.dispose();
		});

		async function reopen(): Promise<void> {
			await store.close();
			store = await place.open();
		}
		async function append(document: string, update: Uint8Array): Promise<LogPosition> {
			const appending = store.documents.append(name(document), entry(update));
			await appending.durable;
			return appending.written;
		}
		async function updates(document: string): Promise<number[][]> {
			const stored = await store.documents.load(name(document));
			return stored?.tail.map((each) => [...each.update]) ?? [];
		}

		describe('documents', () => {
			it('knows nothing of a document that nobody wrote to', async () => {
				expect(await store.documents.load(name('never'))).toBeNull();
				expect(await store.documents.names()).toEqual([]);
			});

			it('gives back the entries in the order of the appends, with author and time', async () => {
				const appendings = Array.from({ length: 300 }, (_, index) =>
					store.documents.append(name('doc'), entry(bytes(index & 255, index >> 8)))
				);
				const positions = await Promise.all(appendings.map((each) => each.written));
				expect(positions).toEqual([...positions].sort((a, b) => a - b));
				expect(new Set(positions).size).toBe(300);

				const stored = await store.documents.load(name('doc'));
				expect(stored?.generation).toBe(0);
				expect(stored?.snapshot).toBeNull();
				expect(stored?.tail.map((each) => each.position)).toEqual(positions);
				expect(stored?.tail.map((each) => each.update[0]! + each.update[1]! * 256)).toEqual(
					Array.from({ length: 300 }, (_, index) => index)
				);
				expect(stored?.tail[0]).toMatchObject({ author: 'someone', at: 1_700_000_000_000 });
			});

			it('tells of an entry written first and of it durable then', async () => {
				const told: string[] = [];
				const first = store.documents.append(name('doc'), entry(bytes(1)));
				const second = store.documents.append(name('doc'), entry(bytes(2)));
				void first.written.then(() => told.push('first written'));
				void first.durable.then(() => told.push('first durable'));
				void second.written.then(() => told.push('second written'));
				await second.durable;
				expect(told.indexOf('first written')).toBe(0);
				expect(told.indexOf('first durable')).toBeGreaterThan(0);
				expect(told).toContain('second written');
			});

			it('shows in a load what was appended just before', async () => {
				void store.documents.append(name('doc'), entry(bytes(7)));
				expect(await updates('doc')).toEqual([[7]]);
			});

			it('keeps documents apart, and their entries over a restart', async () => {
				await Promise.all([append('a', bytes(1)), append('b', bytes(2)), append('a', bytes(3))]);
				await reopen();
				expect(await updates('a')).toEqual([[1], [3]]);
				expect(await updates('b')).toEqual([[2]]);
				expect((await store.documents.names()).sort()).toEqual(['a', 'b']);
			});

			it('takes an entry without an author, an empty one and one of 4 MiB', async () => {
				const big = new Uint8Array(4 * 1024 * 1024).map((_, index) => index % 251);
				store.documents.append(name('doc'), { update: bytes(), author: null, at: 0 });
				await append('doc', big);
				await reopen();
				const stored = await store.documents.load(name('doc'));
				expect(stored?.tail[0]).toMatchObject({ author: null, at: 0 });
				expect(stored?.tail[0]?.update.length).toBe(0);
				expect(Buffer.compare(stored?.tail[1]?.update ?? bytes(), big)).toBe(0);
			});

			it('stores the bytes as they were at the call', async () => {
				const slab = new Uint8Array(100_000);
				slab[500] = 9;
				const appending = store.documents.append(name('doc'), entry(slab.subarray(500, 501)));
				await appending.durable;
				slab[500] = 1;
				expect(await updates('doc')).toEqual([[9]]);
			});
		});

		describe('compaction', () => {
			const compact = (generation: number, upTo: LogPosition, snapshot: Uint8Array) =>
				store.documents.compact(name('doc'), { generation, upTo, snapshot });

			it('replaces what the snapshot holds and nothing after it', async () => {
				await append('doc', bytes(1));
				const upTo = await append('doc', bytes(2));
				await append('doc', bytes(3));
				expect(await compact(0, upTo, bytes(12))).toBe(true);
				for (const again of [false, true]) {
					if (again) await reopen();
					const stored = await store.documents.load(name('doc'));
					expect(stored?.generation).toBe(1);
					expect([...(stored?.snapshot ?? [])]).toEqual([12]);
					expect(stored?.tail.map((each) => [...each.update])).toEqual([[3]]);
				}
			});

			it('is refused when another one came first', async () => {
				const upTo = await append('doc', bytes(1));
				expect(await Promise.all([compact(0, upTo, bytes(10)), compact(0, upTo, bytes(11))])).toEqual([
					true,
					false
				]);
				expect(await compact(5, upTo, bytes(12))).toBe(false);
				expect([...((await store.documents.load(name('doc')))?.snapshot ?? [])]).toEqual([10]);
			});

			it('is refused for a document that nobody wrote to', async () => {
				expect(await compact(0, 1 as LogPosition, bytes(1))).toBe(false);
				expect(await store.documents.names()).toEqual([]);
			});

			it('gives no position twice, even when the log is empty after it and the store restarts', async () => {
				const before = await append('doc', bytes(1));
				await compact(0, before, bytes(1));
				await compact(1, before, bytes(1));
				await reopen();
				expect(await append('doc', bytes(2))).toBeGreaterThan(before);
				expect(await updates('doc')).toEqual([[2]]);
			});

			it('can be repeated, generation after generation', async () => {
				for (let generation = 0; generation < 5; generation += 1) {
					const upTo = await append('doc', bytes(generation));
					expect(await compact(generation, upTo, bytes(100 + generation))).toBe(true);
				}
				const stored = await store.documents.load(name('doc'));
				expect(stored).toMatchObject({ generation: 5, tail: [] });
				expect([...(stored?.snapshot ?? [])]).toEqual([104]);
			});
		});

		describe('damage', () => {
			it.each(['log', 'snapshot'] as const)(
				'in the %s is told as such, for that document only',
				async (part) => {
					for (const document of ['hurt', 'whole']) {
						const upTo = await append(document, bytes(1, 2, 3, 4));
						await store.documents.compact(name(document), { generation: 0, upTo, snapshot: bytes(9, 9, 9) });
						await append(document, bytes(5, 6, 7, 8));
					}
					await store.close();
					await place.damage(name('hurt'), part);
					store = await place.open();
					await expect(store.documents.load(name('hurt'))).rejects.toMatchObject({ failure: 'corrupt' });
					await expect(store.documents.load(name('hurt'))).rejects.toBeInstanceOf(StoreError);
					expect(await updates('whole')).toEqual([[5, 6, 7, 8]]);
					await append('whole', bytes(1));
				}
			);
		});

		describe('records', () => {
			it('creates, changes and removes only at the expected version', async () => {
				const { records } = store;
				expect(await records.get('c', 'k')).toBeNull();
				expect(await records.put('c', 'k', { a: 1 }, 1)).toBeNull();
				expect(await records.put('c', 'k', { a: 1 }, 0)).toBe(1);
				expect(await records.put('c', 'k', { a: 2 }, 0)).toBeNull();
				expect(await records.put('c', 'k', { a: 2 }, 1)).toBe(2);
				expect(await records.get('c', 'k')).toEqual({ key: 'k', value: { a: 2 }, version: 2 });
				expect(await records.remove('c', 'k', 1)).toBe(false);
				await reopen();
				expect(await store.records.remove('c', 'k', 2)).toBe(true);
				expect(await store.records.get('c', 'k')).toBeNull();
				expect(await store.records.put('c', 'k', 'anew', 0)).toBe(1);
			});

			it('lets exactly one of many at once win', async () => {
				const created = await Promise.all(
					Array.from({ length: 20 }, (_, index) => store.records.put('c', 'race', index, 0))
				);
				expect(created.filter((version) => version !== null)).toEqual([1]);
				const changed = await Promise.all(
					Array.from({ length: 20 }, (_, index) => store.records.put('c', 'race', index, 1))
				);
				expect(changed.filter((version) => version !== null)).toEqual([2]);
			});

			it('lists by prefix in the order of the keys, without wildcards and within the collection', async () => {
				const keys = ['a/2', 'a/1', 'a/10', 'a%', 'a_', 'ab', 'b/1', 'A/1'];
				for (const key of keys) await store.records.put('c', key, key, 0);
				await store.records.put('other', 'a/1', 'elsewhere', 0);
				const found = async (prefix: string) =>
					(await store.records.list('c', prefix)).map((record) => record.value);
				expect(await found('a/')).toEqual(['a/1', 'a/10', 'a/2']);
				expect(await found('a%')).toEqual(['a%']);
				expect(await found('a_')).toEqual(['a_']);
				expect(await found('zz')).toEqual([]);
				expect(await found('')).toEqual([...keys].sort());
			});

			it('takes any well-formed key and any JSON value for what they are', async () => {
				const keys = [
					"'; DROP TABLE record; --",
					'a\0b',
					'a\0',
					'../../etc/passwd',
					'é',
					'e\u0301',
					'👩‍🔧',
					'__proto__',
					'\u{10FFFF}x',
					'k'.repeat(10_000)
				];
				for (const key of keys) expect(await store.records.put('c', key, { key }, 0)).toBe(1);
				await reopen();
				for (const key of keys) expect((await store.records.get('c', key))?.value).toEqual({ key });
				expect(await store.records.list('c', 'a\0')).toHaveLength(2);
				expect(await store.records.list('c', '\u{10FFFF}')).toHaveLength(1);
				for (const value of [null, 0, false, '', [], { nested: [{ 'a"b': 'ü\n' }] }]) {
					await store.records.put('values', JSON.stringify(value), value, 0);
					expect((await store.records.get('values', JSON.stringify(value)))?.value).toEqual(value);
				}
			});
		});

		describe('blobs', () => {
			it('keeps content under its hash, once', async () => {
				const content = new Uint8Array(200_000).map((_, index) => index % 7);
				const hashes = await Promise.all([1, 2, 3].map(() => store.blobs.put(content)));
				expect(new Set(hashes).size).toBe(1);
				expect(hashes[0]).toMatch(/^[0-9a-f]{64}$/);
				await reopen();
				expect(await store.blobs.put(content)).toBe(hashes[0]);
				expect(Buffer.compare((await store.blobs.get(hashes[0]!)) ?? bytes(), content)).toBe(0);
				await store.blobs.remove(hashes[0]!);
				await store.blobs.remove(hashes[0]!);
				expect(await store.blobs.get(hashes[0]!)).toBeNull();
			});

			it('takes the empty blob, and answers what is no hash with nothing', async () => {
				const hash = await store.blobs.put(bytes());
				expect((await store.blobs.get(hash))?.length).toBe(0);
				for (const odd of ['', '..', '../commonplace.sqlite', 'A'.repeat(64), '0'.repeat(64)]) {
					expect(await store.blobs.get(odd as BlobHash)).toBeNull();
					await store.blobs.remove(odd as BlobHash);
				}
			});
		});

		it('writes what is under way when it closes, and refuses everything after', async () => {
			const appending = store.documents.append(name('doc'), entry(bytes(1)));
			await store.close();
			await appending.durable;
			const late = store.documents.append(name('doc'), entry(bytes(2)));
			await expect(late.written).rejects.toMatchObject({ failure: 'closed' });
			await expect(late.durable).rejects.toMatchObject({ failure: 'closed' });
			await expect(store.documents.load(name('doc'))).rejects.toMatchObject({ failure: 'closed' });
			await expect(store.records.put('c', 'k', 1, 0)).rejects.toMatchObject({ failure: 'closed' });
			await expect(store.blobs.put(bytes(1))).rejects.toMatchObject({ failure: 'closed' });
			await store.close();
			store = await place.open();
			expect(await updates('doc')).toEqual([[1]]);
		});
	});
}
