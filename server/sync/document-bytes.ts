import type { IdentityId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { StateVector } from '#protocol/sync.ts';
import {
	StoreError,
	type DocumentStore,
	type LogPosition,
	type StoredDocument,
	type StoredEntry
} from '../store/store.ts';
import { hasBlocks, Known } from './known.ts';
import { SCAN_HERE_BYTES } from './limits.ts';
import { ClientOwners } from './owners.ts';
import type { Compact, ScanElsewhere } from './rooms-port.ts';
import type { UpdateBytes } from './merge-updates.ts';
import { Snapshot } from './snapshot.ts';
import { Tail } from './tail.ts';
import { scanUpdate, STORED_LIMITS, type ScannedUpdate } from './update-scan.ts';
import { updateIn, type WebSocketMessage } from './websocket-message.ts';

/** An update that passed the check, with what the check found. */
export interface CheckedUpdate {
	readonly update: Uint8Array;
	readonly scanned: ScannedUpdate;
	readonly author: IdentityId | null;
}

/** Reads what is stored of a document. Rejects with `corrupt` when the bytes are no updates. */
export async function readDocument(
	name: DocumentName,
	stored: StoredDocument | null,
	scan: ScanElsewhere
): Promise<DocumentBytes> {
	const check = async (update: Uint8Array): Promise<ScannedUpdate> => {
		const large = update.length > SCAN_HERE_BYTES;
		const scanned = large ? await scan(update) : scanUpdate(update, STORED_LIMITS);
		if (scanned === null) throw new StoreError('corrupt', `document ${name} holds bytes that are no update`);
		return scanned;
	};
	const snapshot = stored?.snapshot ?? null;
	const bytes = new DocumentBytes(
		name,
		stored,
		snapshot === null ? null : { bytes: snapshot, scanned: await check(snapshot) }
	);
	for (const entry of stored?.tail ?? []) {
		const updates: CheckedUpdate[] = [];
		for (const { update, author } of entry.updates) {
			updates.push({ update, author, scanned: await check(update) });
		}
		bytes.add(updates, entry.position);
	}
	return bytes;
}

/** One document as bytes: its last snapshot, the updates since, and what both bring together. */
export class DocumentBytes {
	readonly name: DocumentName;
	readonly known = new Known();
	readonly owners: ClientOwners;
	/** What people saw may be missing here. */
	readonly mayHaveLost: boolean;
	#generation: number;
	#snapshot: Snapshot | null = null;
	readonly #tail = new Tail();
	#lastPosition: LogPosition | null = null;

	/** `snapshot` has been checked; the tail is added afterwards. */
	constructor(
		name: DocumentName,
		stored: StoredDocument | null,
		snapshot: { readonly bytes: Uint8Array; readonly scanned: ScannedUpdate } | null
	) {
		this.name = name;
		this.#generation = stored?.generation ?? 0;
		this.owners = new ClientOwners(stored?.owners ?? new Map());
		this.mayHaveLost = stored?.mayHaveLost ?? false;
		if (snapshot === null) return;
		this.known.add(snapshot.scanned);
		this.#snapshot = new Snapshot(snapshot.bytes, snapshot.scanned);
	}

	get isEmpty(): boolean {
		return this.#snapshot === null && this.#tail.updates === 0;
	}

	get generation(): number {
		return this.#generation;
	}

	get tailEntries(): number {
		return this.#tail.entries;
	}

	get tailUpdates(): number {
		return this.#tail.updates;
	}

	get tailBytes(): number {
		return this.#tail.bytes;
	}

	get snapshotBytes(): number {
		return this.#snapshot?.bytes.length ?? 0;
	}

	/** Counts all updates that were ever added; tells later what came after. */
	get mark(): number {
		return this.#tail.added;
	}

	/** Whether an entry of the log is held already. */
	holds({ position }: Pick<StoredEntry, 'position'>): boolean {
		return this.#lastPosition !== null && position <= this.#lastPosition;
	}

	/**
	 * Takes an entry of the log and answers with those of its updates that count. Behind a hole they do not: a state vector
	 * would claim what is missing, and readers would hold structs that they can never place. Their author still has them
	 * and sends them again with what was missing.
	 */
	add(updates: readonly CheckedUpdate[], position: LogPosition): readonly CheckedUpdate[] {
		this.#lastPosition = position;
		const counting = updates.filter(({ scanned }) => {
			if (this.known.lacks(scanned)) return false;
			this.known.add(scanned);
			return true;
		});
		this.#tail.add(counting);
		return counting;
	}

	/** What somebody with this state vector lacks, as messages in the order in which they apply. */
	*messagesFor(stateVector: StateVector): Generator<WebSocketMessage> {
		const snapshot = this.#snapshot?.messageFor(stateVector) ?? null;
		if (snapshot !== null) yield snapshot;
		for (const { message, scanned } of this.#tail) {
			if (scanned.deletes.length > 0 || !hasBlocks(stateVector, scanned.blocks)) yield message;
		}
	}

	/** What was added after `mark`, and perhaps more. */
	messagesSince(mark: number): Iterable<WebSocketMessage> {
		return this.#tail.since(mark) ?? this.messagesFor(new Map());
	}

	/** What somebody who knows only this lacks, as updates in the order in which they apply. */
	*lackedBy(known: Known): Generator<UpdateBytes & { readonly scanned: ScannedUpdate }> {
		for (const message of this.messagesFor(known.stateVector)) {
			const update = updateIn(message);
			const scanned = scanUpdate(update, STORED_LIMITS);
			if (scanned !== null && !known.covers(scanned)) yield { update, scanned };
		}
	}

	/** Goes on where the other was in the log; false when something that the other holds is missing here. */
	continues(other: DocumentBytes): boolean {
		const isWhole =
			this.known.deletedClocks >= other.known.deletedClocks &&
			[...other.known.stateVector].every(([client, clock]) => this.known.has(client, clock));
		if (isWhole && other.#lastPosition !== null && !this.holds({ position: other.#lastPosition })) {
			this.#lastPosition = other.#lastPosition;
		}
		return isWhole;
	}

	/**
	 * Lets `compact` merge all that is here into a new snapshot and stores it. What comes meanwhile stays in the tail.
	 * False when another compaction was quicker. When it rejects, nothing has changed.
	 */
	async compact(compact: Compact, store: Pick<DocumentStore, 'compact'>): Promise<boolean> {
		const mark = this.#tail.cut();
		const upTo = this.#lastPosition;
		if (upTo === null || this.#tail.entries === 0) return false;
		const before = { clocks: new Map(this.known.stateVector), deleted: this.known.deletedClocks };
		const { snapshot, scanned } = await compact(this.name, {
			snapshot: this.#snapshot?.bytes ?? null,
			updates: [...this.#tail].map(({ update }) => update)
		});
		if (scanned === null || !covers(scanned, before)) {
			throw new Error('the compacted document holds less than what it was made of');
		}
		const compaction = { generation: this.#generation, upTo, snapshot };
		if (!(await store.compact(this.name, compaction))) return false;
		this.#generation += 1;
		this.#snapshot = new Snapshot(snapshot, scanned);
		this.#tail.dropUpTo(mark);
		return true;
	}
}

/** A partial result must never replace the whole. */
function covers(scanned: ScannedUpdate, before: { clocks: StateVector; deleted: number }): boolean {
	const after = new Known();
	after.add(scanned);
	for (const [client, clock] of before.clocks) if ((after.stateVector.get(client) ?? 0) < clock) return false;
	return before.deleted <= after.deletedClocks;
}
