import { createHash } from 'node:crypto';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { StoreError, type BlobHash, type BlobStore } from '../store.ts';
import { syncDirectory } from './directory.ts';

export interface BlobFiles extends BlobStore {
	all(): AsyncGenerator<BlobHash>;
}

const HASH = /^[0-9a-f]{64}$/;

/**
 * Content-hashed files in `blobs/<two digits>/`. Written beside, synced, renamed: a file under its final name is whole.
 * `onFatal` hears of a failed fsync.
 */
export function createBlobFiles(directory: string, onFatal: (error: Error) => void): BlobFiles {
	const root = join(directory, 'blobs');
	const writing = new Map<BlobHash, Promise<void>>();
	let temporary = 0;

	const folderOf = (hash: BlobHash) => join(root, hash.slice(0, 2));
	const pathOf = (hash: BlobHash) => join(folderOf(hash), hash);

	async function write(hash: BlobHash, bytes: Uint8Array): Promise<void> {
		const folder = folderOf(hash);
		if (await isWhole(pathOf(hash), bytes.length)) {
			// Perhaps renamed just before a crash: the name must be durable too.
			sync(() => syncDirectory(folder));
			return;
		}
		if ((await mkdir(folder, { recursive: true, mode: 0o700 })) !== undefined) {
			for (const parent of [directory, root]) sync(() => syncDirectory(parent));
		}
		const beside = join(folder, `.${process.pid}-${++temporary}`);
		try {
			const file = await open(beside, 'wx', 0o600);
			try {
				await file.writeFile(bytes);
				await file.sync();
			} finally {
				await file.close();
			}
			await rename(beside, pathOf(hash));
		} catch (error) {
			await rm(beside, { force: true });
			throw error;
		}
		sync(() => syncDirectory(folder));
	}

	function sync(work: () => void): void {
		try {
			work();
		} catch (error) {
			onFatal(error instanceof Error ? error : new Error(String(error)));
			throw error;
		}
	}

	return {
		async put(bytes) {
			const hash = hashOf(bytes);
			const written = writing.get(hash) ?? write(hash, bytes).finally(() => writing.delete(hash));
			writing.set(hash, written);
			await refusing(written);
			return hash;
		},
		async get(hash) {
			if (!HASH.test(hash)) return null;
			const bytes = await refusing(readFile(pathOf(hash)).catch(absent));
			if (bytes !== null && hashOf(bytes) !== hash) {
				throw new StoreError('corrupt', `blob ${hash} does not match its hash`);
			}
			return bytes;
		},
		async remove(hash) {
			if (HASH.test(hash)) await refusing(rm(pathOf(hash), { force: true }));
		},
		async *all() {
			const folders = (await refusing(readdir(root).catch(absent))) ?? [];
			for (const folder of folders.sort()) {
				const files = (await refusing(readdir(join(root, folder)).catch(absent))) ?? [];
				// Others are half-written.
				yield* files.filter((file): file is BlobHash => HASH.test(file)).sort();
			}
		}
	};
}

function hashOf(bytes: Uint8Array): BlobHash {
	return createHash('sha256').update(bytes).digest('hex') as BlobHash;
}

/** A damaged file of another length is written anew; one of the same length is noticed when it is read. */
async function isWhole(path: string, length: number): Promise<boolean> {
	return (await stat(path).catch(absent))?.size === length;
}

function absent(error: unknown): null {
	if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
	throw error;
}

async function refusing<T>(work: Promise<T>): Promise<T> {
	try {
		return await work;
	} catch (error) {
		throw new StoreError('unavailable', error instanceof Error ? error.message : String(error), {
			cause: error
		});
	}
}
