import type { IdentityId } from '#model/ids.ts';
import { unreachable } from '#model/unreachable.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { encodeSyncStep2, type AwarenessEntry, type Frame, type StateVector } from '#protocol/sync.ts';
import type { Log } from '../log.ts';
import type { LogPosition, OpenDocument, Store, StoredEntry, StoreError } from '../store/store.ts';
import { Acknowledgements } from './acknowledgements.ts';
import type { Connection } from './connection.ts';
import type { CheckedUpdate, DocumentBytes } from './document-bytes.ts';
import { DurableWaiters } from './durable-waiters.ts';
import { FanOut } from './fan-out.ts';
import { Intake, NO_CLAIMS, type IntakeParts } from './intake.ts';
import { LogWriter, type Batch } from './log-writer.ts';
import type { PeerChannel, PeerListener } from './peers.ts';
import { Resync } from './resync.ts';
import { RoomPresence } from './room-presence.ts';
import type { RoomLimits, SyncMeter } from './rooms-port.ts';
import { Ticker } from './ticker.ts';
import { scanUpdate, STORED_LIMITS } from './update-scan.ts';
import { messageOf } from './websocket-message.ts';

export interface RoomParts {
	readonly name: DocumentName;
	readonly bytes: DocumentBytes;
	readonly document: OpenDocument;
	readonly promises: Store['promises'];
	readonly joinPeers: (listener: PeerListener) => PeerChannel;
	/** Reads the document anew from the store. */
	readonly reload: () => Promise<DocumentBytes>;
	readonly limits: RoomLimits;
	readonly log: Log;
	readonly meter: SyncMeter | undefined;
	readonly now: () => number;
	/** Something was stored or somebody left: perhaps there is something to tidy up. */
	readonly changed: (room: Room) => void;
	readonly counted: IntakeParts['counted'] & { append(): void };
}

const EMPTY_STEP_2 = messageOf(encodeSyncStep2(Uint8Array.of(0, 0)));

/**
 * The live holder of one document: its bytes, who is connected, and what they say of themselves. Never opens the
 * document. Every update goes check → append → (written) room and readers → (durable) acknowledgement.
 */
export class Room {
	readonly name: DocumentName;
	readonly connections = new Set<Connection>();
	readonly #parts: RoomParts;
	readonly #writer: LogWriter;
	readonly #fanOut: FanOut;
	readonly #foreign: Ticker;
	readonly #presence: RoomPresence;
	#bytes: DocumentBytes;
	readonly #acknowledgements: Acknowledgements;
	readonly #resync: Resync;
	readonly #intake: Intake;
	/** Readers that keep up have everything up to here. */
	#broadcastMark: number;
	readonly #waiters = new DurableWaiters();
	#whenSettled: (() => void)[] = [];
	#reloading = false;

	constructor(parts: RoomParts) {
		const { name, bytes, document, limits, meter, now } = parts;
		this.#parts = parts;
		this.name = name;
		this.#bytes = bytes;
		this.#broadcastMark = bytes.mark;
		this.#writer = new LogWriter(
			document,
			{
				written: (batch, position) => this.#written(batch, position),
				durable: (batch) => this.#whenDurable(batch),
				failed: (batch, error, wasWritten) => this.#failed(batch, error, wasWritten)
			},
			{ now, tickMs: () => this.#tickMs() }
		);
		this.#fanOut = new FanOut(this.connections, meter);
		// Half a tick: what this node wrote comes a tick apart already, and only entries of other nodes come between.
		this.#foreign = new Ticker(
			() => this.#broadcast(),
			() => this.#tickMs() / 2
		);
		this.#presence = new RoomPresence(this.connections, limits, parts.joinPeers);
		this.#acknowledgements = new Acknowledgements(parts.promises, () =>
			this.isSettled ? this.#writer.sequence : null
		);
		this.#resync = new Resync(() => this.#bytes.known.stateVector, limits.resyncEveryMs);
		this.#intake = new Intake({
			bytes: () => this.#bytes,
			writer: this.#writer,
			acknowledgements: this.#acknowledgements,
			resync: this.#resync,
			counted: parts.counted
		});
	}

	get bytes(): DocumentBytes {
		return this.#bytes;
	}

	/** Whether everything taken has been stored. */
	get isSettled(): boolean {
		return this.#writer.isSettled;
	}

	get updatesWaiting(): number {
		return this.#writer.waitingCount;
	}

	async settled(): Promise<void> {
		if (this.isSettled) return;
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#whenSettled.push(resolve);
		await promise;
	}

	get hasContent(): boolean {
		return !this.#bytes.isEmpty || this.#writer.waitingCount > 0;
	}

	join(connection: Connection): void {
		this.connections.add(connection);
		this.#resync.ask(connection);
		this.#presence.join(connection);
	}

	leave(connection: Connection): void {
		this.connections.delete(connection);
		this.#acknowledgements.forget(connection);
		this.#presence.leave(connection);
		this.#parts.changed(this);
	}

	close(): void {
		this.#foreign.stop();
		this.#presence.close();
		this.#parts.document.close();
	}

	receive(connection: Connection, frame: Frame): void {
		switch (frame.kind) {
			case 'sync-step-1':
				return this.#asked(connection, frame.stateVector);
			case 'sync-step-2':
				connection.stepsUnanswered = Math.max(0, connection.stepsUnanswered - 1);
				return this.#intake.take(connection, frame.update, true);
			case 'update':
				return this.#intake.take(connection, frame.update, false);
			case 'awareness':
				return this.#hearPresence(connection, frame.entries);
			case 'query-awareness':
				return this.#presence.tellAll(connection);
			case 'permission-denied':
			case 'ack':
			case 'received':
				return connection.refuse(CLOSE.malformed, 'malformed', `a client sent ${frame.kind}`);
			default:
				return unreachable(frame);
		}
	}

	/** Server-made content; resolves when it is durable. What is here already is not written again. */
	async add(update: Uint8Array): Promise<void> {
		const sequence = this.#intake.takeOwn(update);
		if (!this.isSettled) await this.#waiters.until(sequence);
	}

	userChanged(identity: IdentityId): void {
		this.#presence.rename(identity);
	}

	/** It has read what waited for it: now it gets what was kept from it, as one piece. */
	caughtUp(connection: Connection): void {
		const stall = connection.catchUp();
		if (stall === null) return;
		if (stall.question !== null) this.#answer(connection, stall.question);
		else if (stall.mark !== null) {
			for (const message of this.#bytes.messagesSince(stall.mark)) connection.send(message);
		}
		if (stall.presence) this.#presence.tellAll(connection);
	}

	/** Another node appended this. */
	appended(entry: StoredEntry): void {
		this.#bytes.owners.learn(entry.claims);
		if (this.#bytes.holds(entry)) return;
		const updates = entry.updates.flatMap(({ update, author }): CheckedUpdate[] => {
			const scanned = scanUpdate(update, STORED_LIMITS);
			return scanned === null ? [] : [{ update, author, scanned }];
		});
		if (updates.length < entry.updates.length) {
			this.#parts.log.error({ document: this.name, position: entry.position }, 'an entry holds no update');
		}
		const arrivedAt = performance.now();
		for (const counting of this.#bytes.add(updates, entry.position)) {
			this.#fanOut.add({ ...counting, from: null, arrivedAt });
		}
		if (!this.#fanOut.isEmpty) this.#foreign.request();
		this.#parts.changed(this);
	}

	/** Another node replaced the snapshot. */
	compacted(generation: number): void {
		if (generation > this.#bytes.generation) this.reload(false);
	}

	/**
	 * Reads the document anew and goes on from there. With `giveBack`, what is here and not there is stored again: the
	 * store has lost something that people saw.
	 */
	reload(giveBack: boolean): void {
		if (this.#reloading && !giveBack) return;
		this.#reloading = true;
		this.#parts
			.reload()
			.then(
				(loaded) => this.#adopt(loaded, giveBack),
				(error: unknown) => {
					const reason = error instanceof Error ? error.message : String(error);
					this.#parts.log.error({ document: this.name, reason }, 'a document could not be read anew');
					// Whoever comes again gets a new room or a clear answer.
					for (const connection of this.connections) connection.close(CLOSE.notSaved);
				}
			)
			.finally(() => (this.#reloading = false));
	}

	#adopt(loaded: DocumentBytes, giveBack: boolean): void {
		const before = this.#bytes;
		// Read before something that has been told meanwhile; the next compaction notices.
		if (!loaded.continues(before) && !giveBack) return;
		const arrivedAt = performance.now();
		for (const update of loaded.lackedBy(before.known)) {
			this.#fanOut.add({ ...update, from: null, arrivedAt });
		}
		loaded.owners.learn(before.owners.all());
		this.#bytes = loaded;
		this.#intake.countAhead();
		if (giveBack) {
			for (const { update, scanned } of before.lackedBy(loaded.known)) {
				this.#intake.append({ update, scanned, author: null }, null, NO_CLAIMS);
			}
		}
		// Marks of before mean nothing now: who is behind gets all.
		this.#broadcastMark = loaded.mark;
		for (const connection of this.connections) connection.forgetMark();
		this.#broadcast();
	}

	#asked(connection: Connection, stateVector: StateVector): void {
		if (connection.mayAnswer(stateVector)) this.#answer(connection, stateVector);
	}

	#answer(connection: Connection, stateVector: StateVector): void {
		// The step 2 last, since a stock client calls itself synced when it has read one.
		connection.answer([...this.#bytes.messagesFor(stateVector), EMPTY_STEP_2]);
	}

	/** A killed process no longer loses it: from here on it is part of the document, and everybody may see it. */
	#written(batch: Batch, position: LogPosition): void {
		this.#parts.counted.append();
		const counting = new Set<CheckedUpdate>(this.#bytes.add(batch.updates, position));
		for (const taken of batch.updates) {
			taken.from?.updateEnded(taken.update.length);
			if (counting.has(taken)) this.#fanOut.add(taken);
			// Something before it failed. Its bytes are stored, but nothing counts on them until the author sends both again.
			else if (taken.from?.ledger.failed(batch.sequence)) this.#resync.askAgain(taken.from);
		}
		this.#intake.written();
		this.#broadcast();
	}

	#whenDurable(batch: Batch): void {
		this.#acknowledgements.durable(batch.sequence);
		const [oldest] = batch.updates;
		if (oldest !== undefined) this.#parts.meter?.acknowledged(performance.now() - oldest.arrivedAt);
		this.#waiters.durable(batch.sequence);
		this.#settle();
	}

	#failed(batch: Batch, error: StoreError, wasWritten: boolean): void {
		const { log, counted } = this.#parts;
		log.error(
			{ document: this.name, failure: error.failure, reason: error.message },
			'updates were not stored'
		);
		this.#waiters.failed(batch.sequence, error);
		const authors = new Set<Connection>();
		for (const taken of batch.updates) {
			if (!wasWritten) {
				taken.from?.updateEnded(taken.update.length);
				this.#bytes.owners.release(taken.claims);
			}
			if (taken.from !== null) authors.add(taken.from);
		}
		this.#intake.countAhead();
		for (const connection of this.#acknowledgements.failed(batch.sequence)) {
			if (!authors.has(connection)) this.#resync.askAgain(connection);
		}
		for (const author of authors) {
			// Whose client id it was, another node knew first: the next answer is judged with that knowledge.
			if (error.failure === 'claimed') this.#resync.askAgain(author);
			else {
				counted.refused('not-saved');
				// The device still holds it and sends it again when it connects again.
				author.close(CLOSE.notSaved);
			}
		}
		// People have seen what the store may not keep.
		if (wasWritten) this.reload(true);
		this.#settle();
	}

	#settle(): void {
		this.#acknowledgements.sendSoon();
		if (!this.isSettled) return;
		for (const resolve of this.#whenSettled.splice(0)) resolve();
		this.#parts.changed(this);
	}

	/** A write to each reader costs the same however much is in it: the more readers, the longer the tick. */
	#tickMs(): number {
		const { updateTickMs, manyReaders, mostReaders } = this.#parts.limits;
		const readers = this.connections.size;
		const share = Math.max(Math.min(1, readers / manyReaders), readers / mostReaders);
		return Math.max(updateTickMs.fewReaders, updateTickMs.manyReaders * share);
	}

	#broadcast(): void {
		this.#fanOut.flush(this.#broadcastMark);
		this.#broadcastMark = this.#bytes.mark;
	}

	#hearPresence(connection: Connection, entries: readonly AwarenessEntry[]): void {
		const received = this.#presence.receive(connection, entries);
		if (received.ok) return;
		const code = received.refusal === 'too-large' ? CLOSE.tooLarge : CLOSE.malformed;
		connection.refuse(code, received.refusal, `an awareness state was ${received.refusal}`);
	}
}
