import { describe, expect, it } from 'vitest';
import type { BlobHash } from '../../server/store/store.ts';
import { bytes, collect, type UnderTest } from './place.ts';

export function blobsContract(test: UnderTest): void {
	describe('blobs', () => {
		it('are kept under their hash, once', async () => {
			const content = new Uint8Array(200_000).map((_, index) => index % 7);
			const hashes = await Promise.all([1, 2, 3].map(() => test.store.blobs.put(content)));
			expect(new Set(hashes).size).toBe(1);
			const hash = hashes[0]!;
			expect(hash).toMatch(/^[0-9a-f]{64}$/);
			await test.reopen();
			expect(await test.store.blobs.put(content)).toBe(hash);
			expect(Buffer.compare((await test.store.blobs.get(hash)) ?? bytes(), content)).toBe(0);
			expect(await collect(test.store.archive.blobs())).toEqual([hash]);
			await test.store.blobs.remove(hash);
			await test.store.blobs.remove(hash);
			expect(await test.store.blobs.get(hash)).toBeNull();
			expect(await collect(test.store.archive.blobs())).toEqual([]);
		});

		it('may be empty, and what is no hash is answered with nothing', async () => {
			const hash = await test.store.blobs.put(bytes());
			expect((await test.store.blobs.get(hash))?.length).toBe(0);
			for (const odd of ['', '..', '../commonplace.sqlite', 'A'.repeat(64), '0'.repeat(64)]) {
				expect(await test.store.blobs.get(odd as BlobHash)).toBeNull();
				await test.store.blobs.remove(odd as BlobHash);
			}
		});
	});
}
