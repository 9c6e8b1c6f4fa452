import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { AGAIN, untilWritten } from '../attempts.ts';
import type { BlobHash, Store } from '../store/store.ts';

/** What somebody uses a blob for: a document's name, or `<document>/<version>`. */
export type BlobUser = string;

const COLLECTION = 'blob';

const UseRecord = v.object({
	users: v.array(v.string()),
	/** Since when somebody is removing the bytes; milliseconds since the epoch. */
	removing: v.nullable(v.number())
});
type UseRecord = v.InferOutput<typeof UseRecord>;

/** A removal that takes longer was cut off by the end of its process. */
const REMOVAL_MS = 60_000;

/**
 * Blobs with those who use them. The store keeps bytes once, however many boards show them; they may go only when the
 * last of these lets go, and nobody must be able to begin using them on another node at that moment. So who uses a blob
 * is one record, changed by compare-and-set: a user is in it *before* the bytes are put, and bytes are removed only
 * *after* it says that nobody uses them any more.
 */
export class KeptBlobs {
	readonly #store: Pick<Store, 'blobs' | 'records'>;
	readonly #now: () => number;

	constructor(store: Pick<Store, 'blobs' | 'records'>, now: () => number) {
		this.#store = store;
		this.#now = now;
	}

	/** Stores bytes for a user; durable when it resolves. Rejects with `StoreError`. */
	async keep(bytes: Uint8Array, user: BlobUser): Promise<BlobHash> {
		const hash = createHash('sha256').update(bytes).digest('hex') as BlobHash;
		return untilWritten(async () => {
			const before = await this.#read(hash);
			const beingRemoved =
				before !== null && before.use.removing !== null && this.#now() - before.use.removing < REMOVAL_MS;
			// Written even where it changes nothing: a removal that was decided on the record as it was must fail.
			const users = [...new Set([...(before?.use.users ?? []), user])];
			const use = { users, removing: null };
			if (beingRemoved || (await this.#write(hash, use, before?.version ?? 0)) === null) return AGAIN;
			return this.#store.blobs.put(bytes);
		});
	}

	get(hash: BlobHash): Promise<Uint8Array | null> {
		return this.#store.blobs.get(hash);
	}

	async users(hash: BlobHash): Promise<readonly BlobUser[]> {
		return (await this.#read(hash))?.use.users ?? [];
	}

	/**
	 * A user needs the bytes no more; with the last one, they go. `stillMayGo` is asked between the reading and the
	 * writing of the record, so that a use that began before is seen. Whether it did.
	 */
	async release(
		hash: BlobHash,
		user: BlobUser,
		stillMayGo: () => Promise<boolean> = async () => true
	): Promise<boolean> {
		return untilWritten(async () => {
			const before = await this.#read(hash);
			if (before === null || !(await stillMayGo())) return false;
			const users = before.use.users.filter((other) => other !== user);
			const removing = users.length === 0 ? this.#now() : null;
			const version = await this.#write(hash, { users, removing }, before.version);
			if (version === null) return AGAIN;
			if (removing !== null) {
				await this.#store.blobs.remove(hash);
				await this.#store.records.remove(COLLECTION, hash, version);
			}
			return true;
		});
	}

	async #read(hash: BlobHash): Promise<{ readonly use: UseRecord; readonly version: number } | null> {
		const record = await this.#store.records.get(COLLECTION, hash);
		return record && { use: v.parse(UseRecord, record.value), version: record.version };
	}

	#write(hash: BlobHash, use: UseRecord, expected: number): Promise<number | null> {
		return this.#store.records.put(COLLECTION, hash, use, expected);
	}
}
