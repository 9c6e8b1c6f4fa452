import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { BoardId, IdentityId } from '#model/ids.ts';
import type { MemberColor, Role } from '#model/session/session.ts';
import type { CloseCode } from '#protocol/close-codes.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { Log } from '../log.ts';
import type { Store } from '../store/store.ts';
import type { Peers } from './peers.ts';
import type { ScannedUpdate } from './update-scan.ts';
import type { Allowances } from './usage.ts';

/** Who a connection belongs to, as the access layer knows it; this is what everybody sees as `user` in awareness. */
export interface RoomUser {
	readonly id: IdentityId;
	readonly name: string;
	readonly color: MemberColor;
	readonly role: Role;
}

export interface JoinRequest {
	readonly name: DocumentName;
	readonly board: BoardId;
	/** Whether it is this person's private writing for the board, and not what all share. */
	readonly isSheet: boolean;
	/** Whether they are in its session, or only read as somebody of its community. */
	readonly by: 'session' | 'community';
	readonly identity: RoomUser;
	/** What counts as one caller in limits. */
	readonly address: string;
	/** Without it, updates of this connection are dropped and never acknowledged. */
	readonly canWrite: boolean;
	/** What the client asked for with `?ack=`: nothing, what is durable, or also what is only received. */
	readonly acks: 'none' | 'durable' | 'received';
}

/** What there is of one document: merge it (in a worker, with a limit) into one update that holds all of it. */
export interface DocumentParts {
	readonly snapshot: Uint8Array | null;
	readonly updates: readonly Uint8Array[];
}

/** A snapshot with what a scan found in it. */
export interface CompactedDocument {
	readonly snapshot: Uint8Array;
	/** `null` when the bytes do not pass. */
	readonly scanned: ScannedUpdate | null;
}
/** Rejects with `DocumentFailure` when it was this document that could not be opened. */
export type Compact = (name: DocumentName, parts: DocumentParts) => Promise<CompactedDocument>;
/** The same as `scanUpdate` for stored bytes, away from the thread that serves everybody. */
export type ScanElsewhere = (update: Uint8Array) => Promise<ScannedUpdate | null>;

/** A document could not be opened in its worker: it threw, took too long or took too much memory. */
export class DocumentFailure extends Error {
	override readonly name = 'DocumentFailure';
}

export interface RoomsOptions {
	readonly store: Store;
	readonly compact: Compact;
	readonly scan: ScanElsewhere;
	/** The other nodes; none when not given. */
	readonly peers?: Peers;
	readonly log: Log;
	readonly meter?: SyncMeter;
	/** Server time, for the log's entries. */
	readonly now?: () => number;
	readonly limits?: Partial<RoomLimits>;
}

/** All of them are documented in PROTOCOL.md. */
export interface RoomLimits {
	/** Bytes waiting on one socket, above which its reader gets nothing more until it has read them. */
	readonly stallBytes: number;
	/** A reader that has not caught up after so long, and what reading it all takes at this rate, is closed with `tooSlow`. */
	readonly stallMs: number;
	readonly slowestBytesPerSecond: number;
	/** One client's awareness state, as JSON. */
	readonly awarenessBytes: number;
	/** Frames and bytes that may come from one connection, one person, one address. */
	readonly allowances: Allowances;
	/** A connection that answers none of two pings in a row is dropped. */
	readonly pingEveryMs: number;
	/** The least time between two sync step 1 that ask a connection to send again what was missing. */
	readonly resyncEveryMs: number;
	/** A tail longer or heavier than this is compacted while the room is open. */
	readonly compactEntries: number;
	readonly compactBytes: number;
	/**
	 * Updates are written, and shown to readers, once in this time while more come: growing from few readers to
	 * `manyReaders`, and above `mostReaders` in proportion to them.
	 */
	readonly updateTickMs: { readonly fewReaders: number; readonly manyReaders: number };
	readonly manyReaders: number;
	readonly mostReaders: number;
	/** Readers get one write with awareness in this time, or in a millisecond for so many readers if that is longer. */
	readonly presenceTickMs: number;
	readonly presenceReadersPerMs: number;
}

export type Seeding =
	/** The update is durable and shown to whoever is here. */
	| 'seeded'
	/** Somebody's content came first; nothing was written. */
	| 'has-content';

/** Why something of a connection was not taken; a label of the metrics. */
export type Refusal =
	| 'read-only'
	| 'foreign-client'
	| 'gap'
	| 'malformed'
	| 'too-large'
	| 'too-slow'
	| 'too-many'
	| 'not-saved'
	| 'unreadable';

/** Sums since the start, and how things stand. */
export interface RoomCounters {
	readonly rooms: number;
	readonly connections: number;
	/** Connections that get nothing at the moment because they read too slowly. */
	readonly stalled: number;
	/** Updates that were taken and are not yet written. */
	readonly updatesWaiting: number;
	readonly updatesIn: number;
	readonly bytesIn: number;
	/** Entries appended to logs; each holds the updates of a few milliseconds. */
	readonly appends: number;
	readonly framesOut: number;
	readonly bytesOut: number;
	readonly compactions: number;
	readonly compactionsFailed: number;
	readonly refused: Readonly<Partial<Record<Refusal, number>>>;
}

/** Hears durations, in milliseconds, as they are measured. */
export interface SyncMeter {
	/** From the arrival of an append's first update until it is acknowledged. */
	acknowledged(ms: number): void;
	/** From the arrival of a broadcast's first update until it is handed to the sockets. */
	fannedOut(ms: number): void;
}

export interface Rooms {
	/**
	 * Takes over an opened WebSocket and the stream under it; whatever it sent before is not lost if this is called in the
	 * same turn as the upgrade.
	 */
	connect(websocket: WebSocket, stream: Duplex, request: JoinRequest): void;
	/**
	 * Closes every connection that the predicate names, at once; later frames of it are ignored. How many. It is asked of how
	 * each was opened, for the person as they are now.
	 */
	revoke(predicate: (connection: JoinRequest) => boolean, code: CloseCode): number;
	/** The document is in quarantine: ends its connections and lets go of it. How many they were. */
	shut(name: DocumentName): number;
	/** How people are now; where their name, colour or role is new, their awareness states on these boards are shown anew. */
	updateUsers(users: ReadonlyMap<IdentityId, RoomUser>, boards: ReadonlySet<BoardId>): void;
	/** Server-made first content. Rejects with `StoreError` when it could not be stored or read. */
	seed(name: DocumentName, update: Uint8Array): Promise<Seeding>;
	/**
	 * Server-made content for a document that has some; resolves when it is durable. It may be given again: what is there is
	 * not written a second time. Rejects with `StoreError` when it could not be stored or read.
	 */
	append(name: DocumentName, update: Uint8Array): Promise<void>;
	/** Closes all connections with "going away", then waits for what is under way. Later connections get the same code. */
	drain(): Promise<void>;
	counters(): RoomCounters;
}
