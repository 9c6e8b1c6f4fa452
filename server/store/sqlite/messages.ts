import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { LogPosition, RecordPlace, StoreFailure, StoredRecord } from '../store.ts';

/** What the main thread and the database's thread tell each other. */

/** Everything but an append. */
export type Call =
	| { readonly kind: 'load'; readonly name: DocumentName }
	| { readonly kind: 'head'; readonly name: DocumentName }
	| {
			readonly kind: 'compact';
			readonly name: DocumentName;
			readonly generation: number;
			readonly upTo: LogPosition;
			readonly snapshot: Uint8Array;
	  }
	| { readonly kind: 'quarantine'; readonly name: DocumentName; readonly reason: string | null }
	| { readonly kind: 'check' }
	| { readonly kind: 'get'; readonly collection: string; readonly key: string }
	| {
			readonly kind: 'put';
			readonly collection: string;
			readonly key: string;
			readonly json: string;
			readonly expected: number;
	  }
	| { readonly kind: 'remove'; readonly collection: string; readonly key: string; readonly expected: number }
	| { readonly kind: 'list'; readonly collection: string; readonly prefix: string }
	/** The names after this one, a page of them. */
	| { readonly kind: 'names'; readonly after: string }
	/** The records after this one, a page of them. */
	| { readonly kind: 'records'; readonly collection: string; readonly key: string }
	| { readonly kind: 'restore document'; readonly name: DocumentName; readonly document: RestoredDocument }
	| {
			readonly kind: 'restore record';
			readonly collection: string;
			readonly key: string;
			readonly version: number;
			readonly json: string;
	  };

/** Several entries in one buffer, so that one transfer moves all. */
export interface PackedEntries {
	/** Where each entry ends. */
	readonly ends: readonly number[];
	readonly bytes: Uint8Array<ArrayBuffer>;
}

export interface PackedDocument extends PackedEntries {
	readonly generation: number;
	readonly snapshot: Uint8Array | null;
	/** Of each entry. */
	readonly positions: readonly LogPosition[];
	readonly owners: readonly (readonly [client: number, owner: IdentityId | null])[];
	readonly mayHaveLost: boolean;
	readonly damage: string | null;
	readonly quarantine: string | null;
}

export type RestoredDocument = Pick<PackedDocument, 'snapshot' | 'owners' | 'quarantine' | 'ends' | 'bytes'>;

export interface RecordPage {
	readonly records: readonly (StoredRecord & { readonly collection: string })[];
	/** Left out of them. */
	readonly damaged: readonly RecordPlace[];
	/** After which record the next page begins; `null`: there is none. */
	readonly next: RecordPlace | null;
}

/** What each call answers. */
export interface Answers {
	readonly load: PackedDocument | null;
	readonly head: string | null;
	readonly compact: boolean;
	readonly quarantine: null;
	readonly check: null;
	readonly get: StoredRecord | null;
	readonly put: number | null;
	readonly remove: boolean;
	readonly list: StoredRecord[];
	readonly names: DocumentName[];
	readonly records: RecordPage;
	readonly 'restore document': boolean;
	readonly 'restore record': boolean;
}

/** Appends in the order of the calls. */
export interface Appends extends PackedEntries {
	readonly kind: 'append';
	readonly names: readonly DocumentName[];
	/** Of each entry, the index of its document's name. */
	readonly documents: readonly number[];
}

export type Request =
	| Appends
	/** `durable`: answered only when it is on the disk. */
	| { readonly kind: 'call'; readonly id: number; readonly call: Call; readonly durable: boolean }
	| { readonly kind: 'close' };

export interface Failure {
	readonly failure: StoreFailure;
	readonly message: string;
}

export type Outcome<T> = { readonly ok: true; readonly value: T } | ({ readonly ok: false } & Failure);

export type Reply =
	| { readonly kind: 'opened' }
	| { readonly kind: 'refused'; readonly message: string }
	/** For an operator. */
	| { readonly kind: 'report'; readonly details: object; readonly message: string }
	/** Committed: from here on a killed process does not lose them. In the order of the appends, without a gap. */
	| { readonly kind: 'written'; readonly outcomes: readonly (LogPosition | Failure)[] }
	/** This many more of the appends that were told as written or failed are on the disk. */
	| { readonly kind: 'durable'; readonly count: number }
	| { readonly kind: 'answered'; readonly id: number; readonly outcome: Outcome<Answers[Call['kind']]> }
	/** A failed fsync: nobody knows what the disk holds, so the process must not go on. */
	| { readonly kind: 'fatal'; readonly message: string }
	| { readonly kind: 'closed' };

export interface WorkerOptions {
	readonly directory: string;
	/** The database may not grow beyond this many bytes; a full disk for tests. */
	readonly maxBytes: number | null;
	/** Another one after each start of the machine; `null` when unknown. */
	readonly bootId: string | null;
}

/** What the database's thread gives the one that checkpoints. */
export interface CheckpointOptions {
	readonly path: string;
	/** A descriptor of the main file, which the database's thread closes. */
	readonly file: number;
}

export type Checkpointed =
	| { readonly kind: 'done' }
	/** After a failed sync nobody knows what the disk holds; else a later round may succeed. */
	| { readonly kind: 'failed'; readonly syncFailed: boolean; readonly message: string };
