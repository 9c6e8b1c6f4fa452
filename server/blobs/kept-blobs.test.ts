import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { memoryRecords } from '../../tests/support/memory-records.ts';
import { createRandom } from '../../tests/support/random.ts';
import type { BlobHash, BlobStore, RecordStore } from '../store/store.ts';
import { KeptBlobs } from './kept-blobs.ts';

const CONTENT = Buffer.from('a picture');

function memoryBlobs(): BlobStore & { readonly size: number } {
	const blobs = new Map<BlobHash, Uint8Array>();
	return {
		get size() {
			return blobs.size;
		},
		put: async (bytes) => {
			const hash = createHash('sha256').update(bytes).digest('hex') as BlobHash;
			blobs.set(hash, bytes);
			return hash;
		},
		get: async (hash) => blobs.get(hash) ?? null,
		remove: async (hash) => void blobs.delete(hash)
	};
}

describe('a blob', () => {
	test('stays as long as anybody uses it', async () => {
		const store = { blobs: memoryBlobs(), records: memoryRecords() };
		const blobs = new KeptBlobs(store, Date.now);
		const hash = await blobs.keep(CONTENT, 'one');
		await blobs.keep(CONTENT, 'two');
		expect(await blobs.users(hash)).toEqual(['one', 'two']);
		expect(await blobs.release(hash, 'one')).toBe(true);
		expect(await blobs.get(hash)).not.toBeNull();
		expect(await blobs.release(hash, 'two')).toBe(true);
		expect(await blobs.get(hash)).toBeNull();
		expect(await blobs.users(hash)).toEqual([]);
		expect(await blobs.release(hash, 'two')).toBe(false);
	});

	test('stays when whoever asks finds that it may not go', async () => {
		const store = { blobs: memoryBlobs(), records: memoryRecords() };
		const blobs = new KeptBlobs(store, Date.now);
		const hash = await blobs.keep(CONTENT, 'one');
		expect(await blobs.release(hash, 'one', async () => false)).toBe(false);
		expect(await blobs.get(hash)).not.toBeNull();
	});

	test('comes back after a removal that was cut off', async () => {
		const store = { blobs: memoryBlobs(), records: memoryRecords() };
		let now = 1_000_000;
		const blobs = new KeptBlobs(store, () => now);
		const hash = await blobs.keep(CONTENT, 'one');
		const cutOff = new KeptBlobs(
			{
				records: store.records,
				blobs: {
					...store.blobs,
					remove: async () => {
						throw new Error('the process ended');
					}
				}
			},
			() => now
		);
		await expect(cutOff.release(hash, 'one')).rejects.toThrow('the process ended');
		now += 120_000;
		expect(await blobs.keep(CONTENT, 'two')).toBe(hash);
		expect(await blobs.users(hash)).toEqual(['two']);
		expect(await blobs.get(hash)).not.toBeNull();
	});
});

test('nodes that keep and let go of the same bytes at once never lose them to whoever uses them', async () => {
	const random = createRandom();
	for (let round = 0; round < 60; round++) {
		const store = { blobs: slow(memoryBlobs()), records: slow(memoryRecords()) };
		const nodes = [1, 2, 3].map(() => new KeptBlobs(store, Date.now));
		const users = new Set<string>();
		let hash = '' as BlobHash;
		for (let step = 0; step < 4; step++) {
			await Promise.all(
				nodes.map(async (node, index) => {
					const user = `user ${index}`;
					if (users.has(user) && random.below(2) === 0) {
						await node.release(hash, user);
						users.delete(user);
					} else {
						hash = await node.keep(CONTENT, user);
						users.add(user);
					}
				})
			);
			const where = `${random.seedText}, round ${round}, step ${step}`;
			expect([...(await nodes[0]!.users(hash))].sort(), where).toEqual([...users].sort());
			expect((await nodes[0]!.get(hash)) !== null, where).toBe(users.size > 0);
		}
	}

	/** As over a network, where others come between. */
	function slow<T extends BlobStore | RecordStore>(store: T): T {
		return new Proxy(store, {
			get(target, key) {
				const member: unknown = Reflect.get(target, key);
				if (typeof member !== 'function') return member;
				return async (...parameters: unknown[]): Promise<unknown> => {
					for (let turns = random.below(6); turns > 0; turns--) await Promise.resolve();
					return (member as (...all: unknown[]) => Promise<unknown>).apply(target, parameters);
				};
			}
		});
	}
});
