import type { IdentityId } from '#model/ids.ts';
import { unreachable } from '#model/unreachable.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import type { DocumentName } from '#protocol/documents.ts';
import {
	encodePermissionDenied,
	encodeSyncStep2,
	type AwarenessEntry,
	type Frame,
	type StateVector
} from '#protocol/sync.ts';
import type { Log } from '../log.ts';
import type { LogPosition, OpenDocument, Owners, Store, StoredEntry, StoreError } from '../store/store.ts';
import { Acknowledgements } from './acknowledgements.ts';
import { checkUpdate, type Verdict } from './check-update.ts';
import type { Connection } from './connection.ts';
import type { CheckedUpdate, DocumentBytes } from './document-bytes.ts';
import { FanOut } from './fan-out.ts';
import { advance } from './known.ts';
import { MAX_FOREIGN_ASKS, MAX_UNACKNOWLEDGED } from './limits.ts';
import { LogWriter, type Batch } from './log-writer.ts';
import type { PeerChannel, PeerListener } from './peers.ts';
import { Resync } from './resync.ts';
import { RoomPresence } from './room-presence.ts';
import type { Refusal, RoomLimits, SyncMeter } from './rooms-port.ts';
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
	readonly counted: {
		updates(count: number, bytes: number): void;
		append(): void;
		refused(refusal: Refusal): void;
	};
}

/** Server-made content that waits until it is durable. */
interface Waiter {
	readonly sequence: number;
	readonly resolve: () => void;
	readonly reject: (error: StoreError) => void;
}

const EMPTY_STEP_2 = messageOf(encodeSyncStep2(Uint8Array.of(0, 0)));
const READ_ONLY = messageOf(encodePermissionDenied('You may read this document, not change it.'));
const NO_CLAIMS: Owners = new Map();

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
	/** The clocks that updates bring which are not yet written. */
	readonly #ahead = new Map<number, number>();
	readonly #acknowledgements: Acknowledgements;
	readonly #resync: Resync;
	/** Readers that keep up have everything up to here. */
	#broadcastMark: number;
	#waiters: Waiter[] = [];
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
				return this.#take(connection, frame.update, true);
			case 'update':
				return this.#take(connection, frame.update, false);
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

	/** Server-made content; resolves when it is durable. */
	async add(update: Uint8Array): Promise<void> {
		const scanned = scanUpdate(update);
		if (scanned === null) throw new Error('the server made an update that does not pass its own check');
		const sequence = this.#append(
			{ update, scanned, author: null },
			null,
			this.#bytes.owners.claim(scanned, null)
		);
		await new Promise<void>((resolve, reject) => this.#waiters.push({ sequence, resolve, reject }));
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
		this.#countAhead();
		if (giveBack) {
			for (const { update, scanned } of before.lackedBy(loaded.known)) {
				this.#append({ update, scanned, author: null }, null, NO_CLAIMS);
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

	#take(connection: Connection, update: Uint8Array, isStep2: boolean): void {
		const { mayHaveLost } = this.#bytes;
		const verdict = checkUpdate(update, this.#bytes, this.#ahead, {
			author: connection.identity.id,
			canWrite: connection.request.canWrite,
			mayVouch: mayHaveLost && isStep2 && connection.foreignAsks > 0
		});
		const { ledger } = connection;
		switch (verdict.kind) {
			case 'malformed':
				return connection.refuse(CLOSE.malformed, 'malformed', 'an update did not pass the check');
			case 'read-only':
				return this.#deny(connection);
			case 'gap':
				this.#parts.counted.refused('gap');
				return this.#drop(connection);
			case 'foreign':
				if (!this.#mayClaim(connection, verdict.rest)) return;
				if (verdict.rest !== null) this.#appendOf(connection, verdict.rest, isStep2 && mayHaveLost);
				return this.#dropForeign(connection);
			case 'known':
				ledger.covered(this.#writer.sequence);
				break;
			case 'take':
				if (!this.#mayClaim(connection, verdict)) return;
				ledger.appended(this.#appendOf(connection, verdict, isStep2 && mayHaveLost));
				break;
			default:
				return unreachable(verdict);
		}
		if (isStep2) {
			ledger.repaired(this.#writer.sequence);
			connection.foreignAsks = 0;
		}
		this.#acknowledgements.expect(connection);
		this.#acknowledgements.sendSoon();
	}

	/** Stored behind a hole it would be claimed by a state vector and yet be missing. */
	#drop(connection: Connection): void {
		connection.ledger.dropped();
		this.#acknowledgements.expect(connection);
		if (connection.ledger.size > MAX_UNACKNOWLEDGED) {
			return connection.refuse(CLOSE.tooMany, 'too-many', 'too many updates with nothing to build on');
		}
		this.#resync.askAgain(connection);
	}

	/** Another node may be about to tell of it; when it is still not here after some questions, it never will be. */
	#dropForeign(connection: Connection): void {
		this.#parts.counted.refused('foreign-client');
		if (connection.stepsUnanswered === 0) connection.foreignAsks += 1;
		if (connection.foreignAsks > MAX_FOREIGN_ASKS) {
			return connection.refuse(CLOSE.foreignClient, 'foreign-client', 'updates under client ids of others');
		}
		this.#drop(connection);
	}

	#deny(connection: Connection): void {
		this.#parts.counted.refused('read-only');
		connection.ledger.refused();
		if (connection.deniedOnce) return;
		connection.deniedOnce = true;
		connection.send(READ_ONLY);
	}

	#mayClaim(connection: Connection, verdict: Extract<Verdict, { kind: 'take' }> | null): boolean {
		return verdict === null || connection.mayClaim(this.#bytes.owners.unclaimed(verdict.scanned));
	}

	/** `unclaimed`: somebody may be bringing back what others wrote, so nothing in it becomes theirs. */
	#appendOf(
		connection: Connection,
		{ update, scanned }: Extract<Verdict, { kind: 'take' }>,
		unclaimed: boolean
	): number {
		const author = connection.identity.id;
		const claims = unclaimed ? NO_CLAIMS : this.#bytes.owners.claim(scanned, author);
		connection.updateStarted(update.length);
		return this.#append({ update, scanned, author }, connection, claims);
	}

	/** The number of the batch that it will be in. */
	#append(checked: CheckedUpdate, from: Connection | null, claims: Owners): number {
		advance(this.#ahead, checked.scanned, this.#bytes.known.stateVector);
		this.#parts.counted.updates(1, checked.update.length);
		return this.#writer.take({ ...checked, from, claims, arrivedAt: performance.now() });
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
		// Clocks that were written are no longer ahead, but do no harm there while others are.
		if (this.#writer.waitingCount === 0) this.#ahead.clear();
		this.#broadcast();
	}

	#whenDurable(batch: Batch): void {
		this.#acknowledgements.durable(batch.sequence);
		const [oldest] = batch.updates;
		if (oldest !== undefined) this.#parts.meter?.acknowledged(performance.now() - oldest.arrivedAt);
		const done = this.#waiters.filter(({ sequence }) => sequence <= batch.sequence);
		if (done.length > 0) this.#waiters = this.#waiters.filter(({ sequence }) => sequence > batch.sequence);
		for (const { resolve } of done) resolve();
		this.#settle();
	}

	#failed(batch: Batch, error: StoreError, wasWritten: boolean): void {
		const { log, counted } = this.#parts;
		log.error(
			{ document: this.name, failure: error.failure, reason: error.message },
			'updates were not stored'
		);
		const waiters = this.#waiters.filter(({ sequence }) => sequence === batch.sequence);
		this.#waiters = this.#waiters.filter(({ sequence }) => sequence !== batch.sequence);
		for (const { reject } of waiters) reject(error);
		const authors = new Set<Connection>();
		for (const taken of batch.updates) {
			if (!wasWritten) {
				taken.from?.updateEnded(taken.update.length);
				this.#bytes.owners.release(taken.claims);
			}
			if (taken.from !== null) authors.add(taken.from);
		}
		this.#countAhead();
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

	#countAhead(): void {
		this.#ahead.clear();
		const { stateVector } = this.#bytes.known;
		for (const { scanned } of this.#writer.waiting()) advance(this.#ahead, scanned, stateVector);
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
