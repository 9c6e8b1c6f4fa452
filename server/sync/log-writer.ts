import type { AppendListener, LogPosition, OpenDocument, Owners, StoreError } from '../store/store.ts';
import type { Connection } from './connection.ts';
import type { CheckedUpdate } from './document-bytes.ts';
import { Ticker } from './ticker.ts';

/** An update that was accepted, on its way into the log. */
export interface TakenUpdate extends CheckedUpdate {
	/** `null`: the server. */
	readonly from: Connection | null;
	readonly claims: Owners;
	/** On the monotonic clock. */
	readonly arrivedAt: number;
}

/** Updates that become one entry of the log. They are numbered by the room, not by the store. */
export interface Batch {
	readonly sequence: number;
	readonly updates: readonly TakenUpdate[];
}

/** What becomes of batches, in their order. */
export interface LogEvents {
	written(batch: Batch, position: LogPosition): void;
	durable(batch: Batch): void;
	/** `wasWritten`: others have seen it already. */
	failed(batch: Batch, error: StoreError, wasWritten: boolean): void;
}

/**
 * Turns updates into entries of the log. An update after a quiet moment is appended at once; what comes within a tick of
 * it, or while it is under way, becomes the next entry. So a lone update is not held up, and many cost one append, and
 * one write to each reader, a tick.
 */
export class LogWriter {
	readonly #document: Pick<OpenDocument, 'append'>;
	readonly #events: LogEvents;
	readonly #now: () => number;
	readonly #tick: Ticker;
	#sequence = 0;
	#collecting: TakenUpdate[] = [];
	#inFlight: Batch | null = null;
	#undurable = 0;

	constructor(
		document: Pick<OpenDocument, 'append'>,
		events: LogEvents,
		{ now, tickMs }: { readonly now: () => number; readonly tickMs: () => number }
	) {
		this.#document = document;
		this.#events = events;
		this.#now = now;
		this.#tick = new Ticker(() => this.#start(), tickMs);
	}

	/** Whether everything taken is durable or has failed. */
	get isSettled(): boolean {
		return this.#undurable === 0 && this.#collecting.length === 0;
	}

	/** The number of the last batch that was started or is being collected. */
	get sequence(): number {
		return this.#collecting.length > 0 ? this.#sequence + 1 : this.#sequence;
	}

	/** Taken and not yet written, oldest first. */
	*waiting(): Generator<TakenUpdate> {
		if (this.#inFlight !== null) yield* this.#inFlight.updates;
		yield* this.#collecting;
	}

	get waitingCount(): number {
		return (this.#inFlight?.updates.length ?? 0) + this.#collecting.length;
	}

	/** The number of the batch that it will be in. */
	take(update: TakenUpdate): number {
		this.#collecting.push(update);
		const { sequence } = this;
		if (this.#inFlight === null) this.#tick.request();
		return sequence;
	}

	#start(): void {
		const updates = this.#collecting;
		if (this.#inFlight !== null || updates.length === 0) return;
		this.#collecting = [];
		const batch: Batch = { sequence: ++this.#sequence, updates };
		this.#inFlight = batch;
		this.#undurable += 1;
		const claims = claimsOf(updates);
		this.#document.append({ at: this.#now(), updates, claims }, new Append(this, batch));
	}

	written(batch: Batch, position: LogPosition): void {
		this.#inFlight = null;
		this.#events.written(batch, position);
		if (this.#collecting.length > 0) this.#tick.request();
	}

	durable(batch: Batch): void {
		this.#undurable -= 1;
		this.#events.durable(batch);
	}

	failed(batch: Batch, error: StoreError, wasWritten: boolean): void {
		this.#undurable -= 1;
		if (wasWritten) return this.#events.failed(batch, error, true);
		this.#inFlight = null;
		// What was collected meanwhile may build on what failed.
		const next: Batch = { sequence: this.#sequence + 1, updates: this.#collecting };
		this.#collecting = [];
		this.#events.failed(batch, error, false);
		if (next.updates.length === 0) return;
		this.#sequence = next.sequence;
		this.#events.failed(next, error, false);
	}
}

class Append implements AppendListener {
	readonly #writer: LogWriter;
	readonly #batch: Batch;
	#wasWritten = false;

	constructor(writer: LogWriter, batch: Batch) {
		this.#writer = writer;
		this.#batch = batch;
	}

	written(position: LogPosition): void {
		this.#wasWritten = true;
		this.#writer.written(this.#batch, position);
	}

	durable(): void {
		this.#writer.durable(this.#batch);
	}

	failed(error: StoreError): void {
		this.#writer.failed(this.#batch, error, this.#wasWritten);
	}
}

const NO_CLAIMS: Owners = new Map();

function claimsOf(updates: readonly TakenUpdate[]): Owners {
	const claiming = updates.filter(({ claims }) => claims.size > 0);
	if (claiming.length === 0) return NO_CLAIMS;
	return new Map(claiming.flatMap(({ claims }) => [...claims]));
}
