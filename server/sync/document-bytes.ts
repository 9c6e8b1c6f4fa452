import type { DocumentName } from '#protocol/documents.ts';
import { encodeUpdate, type StateVector } from '#protocol/sync.ts';
import { StoreError, type DocumentStore, type LogPosition, type StoredDocument } from '../store/store.ts';
import { hasBlocks, Known } from './known.ts';
import type { Compact } from './rooms-port.ts';
import { Snapshot } from './snapshot.ts';
import { scanUpdate, STORED_LIMITS, type ClientBlock, type ScannedUpdate } from './update-scan.ts';

/** An update as it goes to the readers and, as a view into the same bytes, to the store. */
export interface PreparedUpdate {
	readonly frame: Uint8Array;
	readonly update: Uint8Array;
}

interface TailEntry extends PreparedUpdate {
	readonly blocks: readonly ClientBlock[];
	readonly deletes: boolean;
}

/** One document as bytes: its last snapshot, the updates since, and what both bring together. */
export class DocumentBytes {
	readonly name: DocumentName;
	readonly known = new Known();
	#generation: number;
	#snapshot: Snapshot | null;
	readonly #tail: TailEntry[] = [];
	#tailBytes = 0;
	#lastPosition: LogPosition | null = null;

	/** @throws `StoreError` when the stored bytes are no updates. */
	constructor(name: DocumentName, stored: StoredDocument | null) {
		this.name = name;
		this.#generation = stored?.generation ?? 0;
		this.#snapshot = stored?.snapshot ? this.#takeOver(stored.snapshot) : null;
		for (const { update, position } of stored?.tail ?? []) {
			this.add({ ...this.prepare(update), scanned: this.#scanStored(update) }, position);
		}
	}

	get isEmpty(): boolean {
		return this.#snapshot === null && this.#tail.length === 0;
	}

	get tailEntries(): number {
		return this.#tail.length;
	}

	get tailBytes(): number {
		return this.#tailBytes;
	}

	get snapshotBytes(): number {
		return this.#snapshot?.bytes.length ?? 0;
	}

	/** Copies the update into a frame of its own: what came from a socket may be a corner of a large buffer. */
	prepare(update: Uint8Array): PreparedUpdate {
		const frame = encodeUpdate(update);
		return { frame, update: frame.subarray(frame.length - update.length) };
	}

	/**
	 * Whether it counts. Behind a hole it does not: a state vector would claim what is missing, and readers would hold
	 * structs that they can never place. Its author still has it and sends it again with what was missing.
	 */
	add(
		{ frame, update, scanned }: PreparedUpdate & { scanned: ScannedUpdate },
		position: LogPosition
	): boolean {
		this.#lastPosition = position;
		if (this.known.lacks(scanned)) return false;
		this.known.add(scanned);
		this.#tail.push({ frame, update, blocks: scanned.blocks, deletes: scanned.deletes.length > 0 });
		this.#tailBytes += update.length;
		return true;
	}

	/** What somebody with this state vector lacks, as frames in the order in which they apply. */
	*framesFor(stateVector: StateVector): Generator<Uint8Array> {
		const snapshot = this.#snapshot?.frameFor(stateVector) ?? null;
		if (snapshot !== null) yield snapshot;
		for (const { frame, blocks, deletes } of this.#tail) {
			if (deletes || !hasBlocks(stateVector, blocks)) yield frame;
		}
	}

	/**
	 * Lets `compact` merge all that is here into a new snapshot and stores it. What comes meanwhile stays in the tail.
	 * False when another compaction was quicker. When it rejects, nothing has changed.
	 */
	async compact(compact: Compact, store: DocumentStore): Promise<boolean> {
		const included = this.#tail.length;
		const upTo = this.#lastPosition;
		if (upTo === null || included === 0) return false;
		const before = { clocks: new Map(this.known.stateVector), deleted: this.known.deletedClocks };
		const snapshot = await compact(this.name, {
			snapshot: this.#snapshot?.bytes ?? null,
			updates: this.#tail.map((entry) => entry.update)
		});
		const scanned = scanUpdate(snapshot, STORED_LIMITS);
		if (scanned === null || !holds(scanned, before)) {
			throw new Error('the compacted document holds less than what it was made of');
		}
		const compaction = { generation: this.#generation, upTo, snapshot };
		if (!(await store.compact(this.name, compaction))) return false;
		this.#generation += 1;
		this.#snapshot = new Snapshot(snapshot, scanned);
		for (const { update } of this.#tail.splice(0, included)) this.#tailBytes -= update.length;
		return true;
	}

	#takeOver(bytes: Uint8Array): Snapshot {
		const scanned = this.#scanStored(bytes);
		this.known.add(scanned);
		return new Snapshot(bytes, scanned);
	}

	#scanStored(bytes: Uint8Array): ScannedUpdate {
		const scanned = scanUpdate(bytes, STORED_LIMITS);
		if (scanned === null)
			throw new StoreError('corrupt', `document ${this.name} holds bytes that are no update`);
		return scanned;
	}
}

/** A partial result must never replace the whole. */
function holds(scanned: ScannedUpdate, before: { clocks: StateVector; deleted: number }): boolean {
	const after = new Known();
	after.add(scanned);
	for (const [client, clock] of before.clocks) if ((after.stateVector.get(client) ?? 0) < clock) return false;
	return before.deleted <= after.deletedClocks;
}
