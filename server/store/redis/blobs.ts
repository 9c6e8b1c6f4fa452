import { createHash } from 'node:crypto';
import type { BlobHash, BlobStore } from '../store.ts';
import { confirmed, patiently, type Ground } from './ground.ts';
import { blobKey } from './keys.ts';
import { bytesOrNull } from './reply.ts';

const HASH = /^[0-9a-f]{64}$/;

/** One key for each blob. That takes memory of Redis for what is seldom read; a bucket is to take its place. */
export function createBlobs(ground: Ground): BlobStore {
	const { link } = ground;
	return {
		async put(bytes) {
			const hash = createHash('sha256').update(bytes).digest('hex') as BlobHash;
			const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
			const key = blobKey(hash);
			await patiently(ground, async () => {
				const isThere = await link.run(key, ['EXISTS', key]);
				if (isThere === 0) await link.run(key, ['SET', key, content]);
			});
			await confirmed(ground);
			return hash;
		},
		async get(hash) {
			const key = blobKey(hash);
			return bytesOrNull(
				await patiently(ground, async () => (HASH.test(hash) ? link.run(key, ['GET', key]) : null))
			);
		},
		async remove(hash) {
			const key = blobKey(hash);
			await patiently(ground, async () => (HASH.test(hash) ? link.run(key, ['DEL', key]) : null));
			await confirmed(ground);
		}
	};
}
