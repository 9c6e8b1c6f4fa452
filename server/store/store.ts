import type { Brand } from '#model/brand.ts';
import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';

/** Persistence. Every implementation passes tests/contract/store.ts. All promises reject with `StoreError` only. */
export interface Store {
	readonly documents: DocumentStore;
	readonly records: RecordStore;
	readonly blobs: BlobStore;
	/** Writes what is under way, then releases everything. Later calls reject. */
	close(): Promise<void>;
}

/** One accepted update, with who sent it and when (server time, ms since the epoch). */
export interface LogEntry {
	readonly update: Uint8Array;
	readonly author: IdentityId | null;
	readonly at: number;
}

/** Position of an entry in one document's log; positions only grow, and need not be consecutive. */
export type LogPosition = Brand<number, 'LogPosition'>;

export interface StoredDocument {
	/** Counts snapshots; a compaction names the generation that it read. 0 while there is no snapshot. */
	readonly generation: number;
	readonly snapshot: Uint8Array | null;
	/** The updates that the snapshot does not hold, oldest first. */
	readonly tail: readonly (LogEntry & { readonly position: LogPosition })[];
}

/**
 * An append under way. `written`: a killed process no longer loses it, so it may be shown to others. `durable`: a power
 * cut no longer loses it, so it may be acknowledged. Appends to one document are written in the order of the calls.
 * When `written` rejects, `durable` rejects too and nothing was stored.
 */
export interface Appending {
	readonly written: Promise<LogPosition>;
	readonly durable: Promise<void>;
}

export interface DocumentStore {
	/** `null` when nothing was ever appended. Rejects with `corrupt` when the bytes do not match their checksums. */
	load(name: DocumentName): Promise<StoredDocument | null>;
	append(name: DocumentName, entry: LogEntry): Appending;
	/**
	 * Replaces the snapshot and everything up to and including `upTo`, unless another compaction came first: then
	 * nothing changes and the answer is false. The generation before is kept, for recovery.
	 */
	compact(
		name: DocumentName,
		compaction: { readonly generation: number; readonly upTo: LogPosition; readonly snapshot: Uint8Array }
	): Promise<boolean>;
	names(): Promise<DocumentName[]>;
}

export interface StoredRecord {
	readonly key: string;
	readonly value: unknown;
	/** 1 for a new record, one more with every change. */
	readonly version: number;
}

/** Small JSON values that change by compare-and-set. Every write is durable when its promise resolves. */
export interface RecordStore {
	get(collection: string, key: string): Promise<StoredRecord | null>;
	/** Writes when the record still has `expected` as its version (0: does not exist). The new version, or `null`: somebody was quicker. */
	put(collection: string, key: string, value: unknown, expected: number): Promise<number | null>;
	/** Removes under the same condition as `put`. Whether it did. */
	remove(collection: string, key: string, expected: number): Promise<boolean>;
	/** All records whose key starts with `prefix`, in the order of their keys. */
	list(collection: string, prefix: string): Promise<StoredRecord[]>;
}

/** SHA-256 of the content, 64 hexadecimal digits. */
export type BlobHash = Brand<string, 'BlobHash'>;

export interface BlobStore {
	/** Stores once, however often it is put. Durable when the promise resolves. */
	put(bytes: Uint8Array): Promise<BlobHash>;
	get(hash: BlobHash): Promise<Uint8Array | null>;
	remove(hash: BlobHash): Promise<void>;
}

export type StoreFailure =
	/** The disk is full or refuses: nothing of this call was kept; a later call may succeed. */
	| 'unavailable'
	/** The stored bytes are damaged. */
	| 'corrupt'
	/** The store is closed. */
	| 'closed';

export class StoreError extends Error {
	override readonly name = 'StoreError';
	readonly failure: StoreFailure;
	constructor(failure: StoreFailure, message: string, options?: ErrorOptions) {
		super(message, options);
		this.failure = failure;
	}
}
