import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { LogPosition, StoredRecord, StoreFailure } from '../store.ts';

/** What the main thread and the database's thread tell each other. Operations are numbered in the order of the calls. */

export interface AppendHeader {
	readonly name: DocumentName;
	readonly author: IdentityId | null;
	readonly at: number;
	/** Bytes of this entry in the shared buffer, which holds all entries one after the other. */
	readonly length: number;
}

/** Everything but an append. */
export type Call =
	| { readonly kind: 'load'; readonly name: DocumentName }
	| {
			readonly kind: 'compact';
			readonly name: DocumentName;
			readonly generation: number;
			readonly upTo: LogPosition;
			readonly snapshot: Uint8Array;
	  }
	| { readonly kind: 'names' }
	| { readonly kind: 'get'; readonly collection: string; readonly key: string }
	| {
			readonly kind: 'put';
			readonly collection: string;
			readonly key: string;
			readonly json: string;
			readonly expected: number;
	  }
	| { readonly kind: 'remove'; readonly collection: string; readonly key: string; readonly expected: number }
	| { readonly kind: 'list'; readonly collection: string; readonly prefix: string };

/** A document as it crosses between the threads: the tail's bytes in one buffer, so that one transfer moves all. */
export interface PackedDocument {
	readonly generation: number;
	readonly snapshot: Uint8Array | null;
	readonly tail: readonly (AppendHeader & { readonly position: LogPosition })[];
	readonly bytes: Uint8Array;
}

/** What each call answers. */
export interface Answers {
	readonly load: PackedDocument | null;
	readonly compact: boolean;
	readonly names: DocumentName[];
	readonly get: StoredRecord | null;
	readonly put: number | null;
	readonly remove: boolean;
	readonly list: StoredRecord[];
}

export type Request =
	| {
			readonly kind: 'append';
			/** The number of the first entry; the others follow. */
			readonly first: number;
			readonly entries: readonly AppendHeader[];
			readonly bytes: Uint8Array<ArrayBuffer>;
	  }
	| { readonly kind: 'call'; readonly id: number; readonly call: Call }
	| { readonly kind: 'close' };

export interface Failure {
	readonly failure: StoreFailure;
	readonly message: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Failure);

export type Reply =
	| { readonly kind: 'opened' }
	| { readonly kind: 'refused'; readonly message: string }
	/** Committed: from here on a killed process does not lose it. */
	| { readonly kind: 'appended'; readonly first: number; readonly outcomes: readonly Outcome<LogPosition>[] }
	| { readonly kind: 'answered'; readonly id: number; readonly outcome: Outcome<Answers[Call['kind']]> }
	/** Everything up to and including this number is on the disk. */
	| { readonly kind: 'durable'; readonly upTo: number }
	/** A failed fsync: nobody knows what the disk holds, so the process must not go on. */
	| { readonly kind: 'fatal'; readonly message: string }
	| { readonly kind: 'closed' };

export interface WorkerOptions {
	readonly directory: string;
	/** The database may not grow beyond this many bytes; a full disk for tests. */
	readonly maxBytes: number | null;
}
