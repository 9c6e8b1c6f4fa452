import type { Brand } from '#model/brand.ts';
import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';

/**
 * Persistence. Every implementation passes tests/contract/store.ts. All promises reject, and all listeners fail, with
 * `StoreError` only.
 */
export interface Store {
	/**
	 * What `AppendListener.durable` and a resolved write promise: `saved`, that a power cut does not lose it; `received`,
	 * that only the end of this process does not (a Redis that syncs once a second).
	 */
	readonly promises: 'saved' | 'received';
	readonly documents: DocumentStore;
	readonly records: RecordStore;
	readonly blobs: BlobStore;
	readonly archive: Archive;
	/** Rejects when nothing could be stored at the moment. */
	check(): Promise<void>;
	/** Writes what is under way, then releases everything. Later calls reject. */
	close(): Promise<void>;
}

/** Whom the client ids of a document belong to: whoever used them first; `null`: the server itself. */
export type Owners = ReadonlyMap<number, IdentityId | null>;

/** One accepted update and who sent it; `null`: the server. */
export interface AcceptedUpdate {
	readonly update: Uint8Array;
	readonly author: IdentityId | null;
}

/** Updates that were accepted together, in this order. */
export interface LogEntry {
	/** Server time, milliseconds since the epoch. */
	readonly at: number;
	readonly updates: readonly AcceptedUpdate[];
	/** The client ids that are used here for the first time. */
	readonly claims: Owners;
}

/** Position of an entry in one document's log; positions only grow, and need not be consecutive. */
export type LogPosition = Brand<number, 'LogPosition'>;

export interface StoredEntry extends LogEntry {
	readonly position: LogPosition;
}

export interface StoredDocument {
	/** Counts snapshots; a compaction names the generation that it read. 0 while there is no snapshot. */
	readonly generation: number;
	readonly snapshot: Uint8Array | null;
	/** The entries that the snapshot does not hold, oldest first. */
	readonly tail: readonly StoredEntry[];
	/** Of the snapshot and the tail. */
	readonly owners: Owners;
	/**
	 * The store came back from something that may have cost it entries that people had seen already (a power cut, a
	 * failover, damage): those who saw them may bring them back.
	 */
	readonly mayHaveLost: boolean;
	/** What was damaged and left out, as a sentence for the log; the damaged bytes are kept aside. `null`: all is well. */
	readonly damage: string | null;
	/** Why nobody may open it, until an operator releases it; `null`: it may be opened. */
	readonly quarantine: string | null;
}

/** Hears what becomes of one append. Called in the order of the log, and never from within `append`. */
export interface AppendListener {
	/** A killed process no longer loses it, so it may be shown to others. */
	written(position: LogPosition): void;
	/** After `written`, perhaps in the same turn: what `Store.promises` holds for it, so it may be acknowledged. */
	durable(): void;
	/** Instead of `written`, nothing was stored; or after it, and nobody knows what a power cut would leave. */
	failed(error: StoreError): void;
}

/** Hears what happens to an open document elsewhere. Never called where there is only one node. */
export interface DocumentListener {
	/** Another node appended this. Told in the order of the log, between this node's own `written`, without a gap. */
	appended(entry: StoredEntry): void;
	/** Another node replaced the snapshot. */
	compacted(generation: number): void;
	/** Elsewhere, nobody may open it any more, for this reason. Told once or more, and only while that is so. */
	quarantined(reason: string): void;
	/** The store may have lost or replaced what was told before (a failover, a restart): load it anew and compare. */
	reset(): void;
}

/** A document that this node has open. */
export interface OpenDocument {
	/** `null` when nothing was ever appended. */
	readonly stored: StoredDocument | null;
	/** Entries of one document are written in the order of the calls; all of an entry or nothing is stored. */
	append(entry: LogEntry, listener: AppendListener): void;
	/** Nothing is told after it; appends under way go on. */
	close(): void;
}

export interface DocumentStore {
	/** Loads and, where there are other nodes, listens. Rejects with `corrupt` when no good snapshot is left. */
	open(name: DocumentName, listener: DocumentListener): Promise<OpenDocument>;
	/** As it is at the moment; `null` when nothing was ever appended. Rejects with `corrupt` when no good snapshot is left. */
	load(name: DocumentName): Promise<StoredDocument | null>;
	/**
	 * How far its log goes: another text after every append, on whichever node, and far cheaper than `load`. `null` when nothing
	 * was ever appended.
	 */
	head(name: DocumentName): Promise<string | null>;
	/** Whether this node should compact now: another one that is at it has some seconds' lead. */
	mayCompact(name: DocumentName): Promise<boolean>;
	/**
	 * Replaces the snapshot and everything up to and including `upTo`, unless another compaction came first: then
	 * nothing changes and the answer is false. The generation before is kept, with the log after it, for recovery.
	 */
	compact(
		name: DocumentName,
		compaction: { readonly generation: number; readonly upTo: LogPosition; readonly snapshot: Uint8Array }
	): Promise<boolean>;
	/** Nobody may open it from now on, for this reason; `null` releases it. Its bytes stay as they are. */
	quarantine(name: DocumentName, reason: string | null): Promise<void>;
}

export interface StoredRecord {
	readonly key: string;
	readonly value: unknown;
	/** 1 for a new record, one more with every change. */
	readonly version: number;
}

export interface RecordPlace {
	readonly collection: string;
	readonly key: string;
}

/** Small JSON values that change by compare-and-set. Every write is durable when its promise resolves. */
export interface RecordStore {
	get(collection: string, key: string): Promise<StoredRecord | null>;
	/** Writes when the record still has `expected` as its version (0: does not exist). The new version, or `null`: somebody was quicker. */
	put(collection: string, key: string, value: unknown, expected: number): Promise<number | null>;
	/** Removes under the same condition as `put`. Whether it did. */
	remove(collection: string, key: string, expected: number): Promise<boolean>;
	/** All records whose key starts with `prefix`, which ends with a slash, in the order of their keys. */
	list(collection: string, prefix: `${string}/`): Promise<StoredRecord[]>;
}

/** SHA-256 of the content, 64 hexadecimal digits. */
export type BlobHash = Brand<string, 'BlobHash'>;

export interface BlobStore {
	/** Stores once, however often it is put. Durable when the promise resolves. */
	put(bytes: Uint8Array): Promise<BlobHash>;
	get(hash: BlobHash): Promise<Uint8Array | null>;
	remove(hash: BlobHash): Promise<void>;
}

/** Everything in the store, for backups and checks. What is written meanwhile may or may not be in it. */
export interface Archive {
	documents(): AsyncIterable<DocumentName>;
	/** @param damaged is told of each record that cannot be read or is not what was written under its key. */
	records(
		damaged?: (place: RecordPlace) => void
	): AsyncIterable<StoredRecord & { readonly collection: string }>;
	blobs(): AsyncIterable<BlobHash>;
	/** Writes a document as it was; `false` when there is one of this name, which is then left alone. */
	restoreDocument(
		name: DocumentName,
		document: Pick<StoredDocument, 'snapshot' | 'tail' | 'owners' | 'quarantine'>
	): Promise<boolean>;
	/** Writes a record with its version; `false` when there is one of this key, which is then left alone. */
	restoreRecord(collection: string, record: StoredRecord): Promise<boolean>;
}

export type StoreFailure =
	/** The disk is full or refuses, Redis is away: nothing of this call was kept; a later call may succeed. */
	| 'unavailable'
	/** A client id of the entry belongs to somebody else already; nothing of it was stored. */
	| 'claimed'
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
