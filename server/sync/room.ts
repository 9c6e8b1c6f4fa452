import type { IdentityId } from '#model/ids.ts';
import { unreachable } from '#model/unreachable.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import type { DocumentName } from '#protocol/documents.ts';
import {
	encodeAck,
	encodeAwareness,
	encodePermissionDenied,
	encodeSyncStep1,
	encodeSyncStep2,
	type AwarenessEntry,
	type Frame,
	type StateVector
} from '#protocol/sync.ts';
import type { Log } from '../log.ts';
import type { DocumentStore, LogPosition } from '../store/store.ts';
import type { Connection } from './connection.ts';
import type { DocumentBytes } from './document-bytes.ts';
import { advance } from './known.ts';
import { MAX_UNACKNOWLEDGED } from './limits.ts';
import { Presence } from './presence.ts';
import type { RoomLimits } from './rooms-port.ts';
import { scanUpdate, type ScannedUpdate } from './update-scan.ts';

export interface RoomParts {
	readonly name: DocumentName;
	readonly bytes: DocumentBytes;
	readonly store: DocumentStore;
	readonly limits: RoomLimits;
	readonly log: Log;
	readonly now: () => number;
	/** Something was stored or somebody left: perhaps there is something to tidy up. */
	readonly changed: (room: Room) => void;
	readonly count: (what: 'in' | 'refused') => void;
}

/** An update between the check and the store's answer. */
interface Append {
	readonly sequence: number;
	readonly author: Connection | null;
	readonly frame: Uint8Array;
	readonly update: Uint8Array;
	readonly scanned: ScannedUpdate;
}

const EMPTY_STEP_2 = encodeSyncStep2(Uint8Array.of(0, 0));
const READ_ONLY = encodePermissionDenied('You may read this document, not change it.');

/**
 * The live holder of one document: its bytes, who is connected, and what they say of themselves. Never opens the
 * document. Every update goes check → append → (written) room and readers → (durable) acknowledgement.
 */
export class Room {
	readonly name: DocumentName;
	readonly bytes: DocumentBytes;
	readonly connections = new Set<Connection>();
	readonly #parts: RoomParts;
	readonly #presence: Presence;
	/** Checked and handed to the store, not yet written; oldest first. */
	readonly #underWay: Append[] = [];
	/** The clocks that those bring. */
	readonly #ahead = new Map<number, number>();
	/** Those that wait for an acknowledgement. */
	readonly #unacknowledged = new Set<Connection>();
	/** Appends are numbered; all up to `#durable` are on the disk or failed. */
	#sequence = 0;
	#durable = 0;
	#undurable = 0;
	#acknowledging = false;
	#whenSettled: (() => void)[] = [];

	constructor(parts: RoomParts) {
		this.#parts = parts;
		this.name = parts.name;
		this.bytes = parts.bytes;
		this.#presence = new Presence(parts.limits.awarenessBytes);
	}

	/** Whether everything taken has been stored. */
	get isSettled(): boolean {
		return this.#undurable === 0;
	}

	async settled(): Promise<void> {
		if (this.isSettled) return;
		const { promise, resolve } = Promise.withResolvers<void>();
		this.#whenSettled.push(resolve);
		await promise;
	}

	get hasContent(): boolean {
		return !this.bytes.isEmpty || this.#underWay.length > 0;
	}

	join(connection: Connection): void {
		this.connections.add(connection);
		this.#askForMissing(connection);
		const present = this.#presence.all();
		if (present.length > 0) connection.send(encodeAwareness(present));
	}

	leave(connection: Connection): void {
		this.connections.delete(connection);
		this.#unacknowledged.delete(connection);
		this.#tellPresence(this.#presence.leave(connection));
		this.#parts.changed(this);
	}

	receive(connection: Connection, frame: Frame): void {
		switch (frame.kind) {
			case 'sync-step-1':
				return this.#answer(connection, frame.stateVector);
			case 'sync-step-2':
				connection.stepsUnanswered = Math.max(0, connection.stepsUnanswered - 1);
				return this.#take(connection, frame.update, true);
			case 'update':
				return this.#take(connection, frame.update, false);
			case 'awareness':
				return this.#hearPresence(connection, frame.entries);
			case 'query-awareness':
				return connection.send(encodeAwareness(this.#presence.all()));
			case 'permission-denied':
			case 'ack':
				return connection.refuse(CLOSE.malformed, `a client sent ${frame.kind}`);
			default:
				return unreachable(frame);
		}
	}

	/** Server-made content; resolves when it is durable. */
	async add(update: Uint8Array): Promise<void> {
		const scanned = scanUpdate(update);
		if (scanned === null) throw new Error('the server made an update that does not pass its own check');
		await this.#append(null, update, scanned);
	}

	userChanged(identity: IdentityId): void {
		this.#tellPresence(this.#presence.rename(identity));
	}

	#answer(connection: Connection, stateVector: StateVector): void {
		for (const frame of this.bytes.framesFor(stateVector)) connection.send(frame, true);
		// Last, since a stock client calls itself synced when it has read a step 2.
		connection.send(EMPTY_STEP_2, true);
		connection.synced = true;
	}

	#take(connection: Connection, update: Uint8Array, isStep2: boolean): void {
		const scanned = scanUpdate(update);
		if (scanned === null) return connection.refuse(CLOSE.malformed, 'an update did not pass the check');
		const { ledger } = connection;
		const { known } = this.bytes;
		if (known.covers(scanned, this.#ahead)) ledger.covered(this.#sequence);
		else if (!connection.request.canWrite) return this.#deny(connection);
		else if (known.lacks(scanned, this.#ahead)) return this.#drop(connection);
		else {
			void this.#append(connection, update, scanned).catch(ignored);
			ledger.appended(this.#sequence);
		}
		if (isStep2) ledger.repaired(this.#sequence);
		this.#unacknowledged.add(connection);
		this.#acknowledgeSoon();
	}

	/** Stored behind a hole it would be claimed by a state vector and yet be missing. */
	#drop(connection: Connection): void {
		connection.ledger.dropped();
		this.#unacknowledged.add(connection);
		if (connection.ledger.size > MAX_UNACKNOWLEDGED) {
			return connection.refuse(CLOSE.tooMany, 'too many updates with nothing to build on');
		}
		this.#askAgain(connection);
	}

	#deny(connection: Connection): void {
		this.#parts.count('refused');
		connection.ledger.refused();
		if (connection.deniedOnce) return;
		connection.deniedOnce = true;
		connection.send(READ_ONLY);
	}

	/** Resolves when durable. */
	async #append(author: Connection | null, update: Uint8Array, scanned: ScannedUpdate): Promise<void> {
		const frame = this.bytes.prepare(update);
		const append: Append = { sequence: ++this.#sequence, author, scanned, ...frame };
		this.#underWay.push(append);
		advance(this.#ahead, scanned, this.bytes.known.stateVector);
		this.#undurable += 1;
		author?.appendStarted();
		this.#parts.count('in');
		const appending = this.#parts.store.append(this.name, {
			update: append.update,
			author: author?.identity.id ?? null,
			at: this.#parts.now()
		});
		try {
			this.#written(append, await appending.written);
			await appending.durable;
			this.#durable = Math.max(this.#durable, append.sequence);
		} catch (error) {
			this.#failed(append, error);
			throw error;
		} finally {
			this.#undurable -= 1;
			this.#acknowledgeSoon();
			if (this.isSettled) for (const resolve of this.#whenSettled.splice(0)) resolve();
			this.#parts.changed(this);
		}
	}

	/** A killed process no longer loses it: from here on it is part of the document, and everybody may see it. */
	#written(append: Append, position: LogPosition): void {
		this.#settle(append, 'written');
		if (this.bytes.add(append, position)) this.#broadcast(append.frame, append.author);
		// Something before it failed. Its bytes are stored, but nothing counts on them until the author sends both again.
		else if (append.author?.ledger.failed(append.sequence)) this.#askAgain(append.author);
	}

	#failed(append: Append, error: unknown): void {
		this.#settle(append, 'failed');
		const reason = error instanceof Error ? error.message : String(error);
		this.#parts.log.error({ document: this.name, reason }, 'an update was not stored');
		// The device still holds it and sends it again when it connects again.
		append.author?.close(CLOSE.notSaved);
		for (const connection of this.#unacknowledged) {
			if (connection.ledger.failed(append.sequence)) this.#askAgain(connection);
		}
	}

	#settle(append: Append, outcome: 'written' | 'failed'): void {
		const index = this.#underWay.indexOf(append);
		if (index === -1) return;
		this.#underWay.splice(index, 1);
		append.author?.appendEnded();
		// Clocks that were written are no longer ahead, but do no harm there while others are.
		if (outcome === 'written' && this.#underWay.length > 0) return;
		this.#ahead.clear();
		for (const { scanned } of this.#underWay) advance(this.#ahead, scanned, this.bytes.known.stateVector);
	}

	#broadcast(frame: Uint8Array, except: Connection | null): void {
		for (const connection of this.connections) {
			if (connection.synced && connection !== except) connection.send(frame);
		}
	}

	/** Once for all appends that became durable together. */
	#acknowledgeSoon(): void {
		if (this.#acknowledging || this.#unacknowledged.size === 0) return;
		this.#acknowledging = true;
		setImmediate(() => {
			this.#acknowledging = false;
			// With nothing under way, what failed is settled as well as what is durable.
			if (this.#undurable === 0) this.#durable = this.#sequence;
			for (const connection of this.#unacknowledged) {
				const count = connection.ledger.durable(this.#durable);
				if (count !== null && connection.request.wantsAck) connection.send(encodeAck(count));
				if (connection.ledger.isEmpty) this.#unacknowledged.delete(connection);
			}
		});
	}

	/** Our sync step 1: a client answers with everything that we lack. */
	#askForMissing(connection: Connection): void {
		connection.stepsUnanswered += 1;
		connection.lastResyncAt = performance.now();
		connection.send(encodeSyncStep1(this.bytes.known.stateVector));
	}

	/** Something of this connection was dropped. An answer that is on its way already will bring it. */
	#askAgain(connection: Connection): void {
		if (connection.stepsUnanswered > 0) return;
		connection.stepsUnanswered += 1;
		const { resyncEveryMs } = this.#parts.limits;
		const wait = Math.max(0, connection.lastResyncAt + resyncEveryMs - performance.now());
		setTimeout(() => {
			connection.stepsUnanswered -= 1;
			if (connection.isOpen) this.#askForMissing(connection);
		}, wait).unref();
	}

	#hearPresence(connection: Connection, entries: readonly AwarenessEntry[]): void {
		const received = this.#presence.receive(connection, entries);
		if (!received.ok) {
			const code = received.refusal === 'too-large' ? CLOSE.tooLarge : CLOSE.malformed;
			return connection.refuse(code, `an awareness state was ${received.refusal}`);
		}
		this.#tellPresence(received.changed);
	}

	/** To everybody, the sender too: stock clients give up a connection on which they hear nothing for 30 s. */
	#tellPresence(changed: readonly AwarenessEntry[]): void {
		if (changed.length > 0 && this.connections.size > 0) this.#broadcast(encodeAwareness(changed), null);
	}
}

function ignored(): void {}
