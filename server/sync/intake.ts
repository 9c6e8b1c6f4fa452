import { unreachable } from '#model/unreachable.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { encodePermissionDenied } from '#protocol/sync.ts';
import type { Owners } from '../store/store.ts';
import type { Acknowledgements } from './acknowledgements.ts';
import { checkUpdate, type Verdict } from './check-update.ts';
import type { Connection } from './connection.ts';
import type { CheckedUpdate, DocumentBytes } from './document-bytes.ts';
import { advance } from './known.ts';
import { MAX_FOREIGN_ASKS, MAX_UNACKNOWLEDGED } from './limits.ts';
import type { LogWriter } from './log-writer.ts';
import type { Resync } from './resync.ts';
import type { Refusal } from './rooms-port.ts';
import { messageOf } from './websocket-message.ts';

export interface IntakeParts {
	readonly bytes: () => DocumentBytes;
	readonly writer: LogWriter;
	readonly acknowledgements: Acknowledgements;
	readonly resync: Resync;
	readonly counted: {
		updates(count: number, bytes: number): void;
		refused(refusal: Refusal): void;
	};
}

const READ_ONLY = messageOf(encodePermissionDenied('You may read this document, not change it.'));
/** Nothing in an update becomes anybody's. */
export const NO_CLAIMS: Owners = new Map();

/** Judges what connections send, and hands what passes to the log. */
export class Intake {
	readonly #parts: IntakeParts;
	/** The clocks that updates bring which are not yet written. */
	readonly #ahead = new Map<number, number>();

	constructor(parts: IntakeParts) {
		this.#parts = parts;
	}

	/** An update that a connection sent, as part of an answer to a step 1 or as it was made. */
	take(connection: Connection, update: Uint8Array, isStep2: boolean): void {
		const { mayHaveLost } = this.#parts.bytes();
		const verdict = checkUpdate(update, this.#parts.bytes(), this.#ahead, {
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
				ledger.covered(this.#parts.writer.sequence);
				break;
			case 'take':
				if (!this.#mayClaim(connection, verdict)) return;
				ledger.appended(this.#appendOf(connection, verdict, isStep2 && mayHaveLost));
				break;
			default:
				return unreachable(verdict);
		}
		if (isStep2) {
			ledger.repaired(this.#parts.writer.sequence);
			connection.foreignAsks = 0;
		}
		this.#parts.acknowledgements.expect(connection);
		this.#parts.acknowledgements.sendSoon();
	}

	/** Stored behind a hole it would be claimed by a state vector and yet be missing. */
	#drop(connection: Connection): void {
		connection.ledger.dropped();
		this.#parts.acknowledgements.expect(connection);
		if (connection.ledger.size > MAX_UNACKNOWLEDGED) {
			return connection.refuse(CLOSE.tooMany, 'too-many', 'too many updates with nothing to build on');
		}
		this.#parts.resync.askAgain(connection);
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
		return verdict === null || connection.mayClaim(this.#parts.bytes().owners.unclaimed(verdict.scanned));
	}

	/** `unclaimed`: somebody may be bringing back what others wrote, so nothing in it becomes theirs. */
	#appendOf(
		connection: Connection,
		{ update, scanned }: Extract<Verdict, { kind: 'take' }>,
		unclaimed: boolean
	): number {
		const author = connection.identity.id;
		const claims = unclaimed ? NO_CLAIMS : this.#parts.bytes().owners.claim(scanned, author);
		connection.updateStarted(update.length);
		return this.append({ update, scanned, author }, connection, claims);
	}

	/**
	 * What the server itself made; the number of the batch that holds it. What is here, or on its way, is not taken again.
	 * Throws when it does not pass, or builds on what is not here.
	 */
	takeOwn(update: Uint8Array): number {
		const asking = { author: null, canWrite: true, mayVouch: false } as const;
		const verdict = checkUpdate(update, this.#parts.bytes(), this.#ahead, asking);
		if (verdict.kind === 'known') return this.#parts.writer.sequence;
		if (verdict.kind !== 'take') throw new Error(`the server made an update that is ${verdict.kind}`);
		const claims = this.#parts.bytes().owners.claim(verdict.scanned, null);
		return this.append({ update: verdict.update, scanned: verdict.scanned, author: null }, null, claims);
	}

	/** Puts what was checked into the log; the number of the batch that it will be in. */
	append(checked: CheckedUpdate, from: Connection | null, claims: Owners): number {
		advance(this.#ahead, checked.scanned, this.#parts.bytes().known.stateVector);
		this.#parts.counted.updates(1, checked.update.length);
		return this.#parts.writer.take({ ...checked, from, claims, arrivedAt: performance.now() });
	}

	/** A batch was written. Its clocks are no longer ahead, but do no harm there while others are. */
	written(): void {
		if (this.#parts.writer.waitingCount === 0) this.#ahead.clear();
	}

	/** After a failure, or when the document was read anew: what waits may build on something else now. */
	countAhead(): void {
		this.#ahead.clear();
		const { stateVector } = this.#parts.bytes().known;
		for (const { scanned } of this.#parts.writer.waiting()) advance(this.#ahead, scanned, stateVector);
	}
}
