import { encodeAck, encodeReceived } from '#protocol/sync.ts';
import type { Store } from '../store/store.ts';
import type { Connection } from './connection.ts';
import { messageOf } from './websocket-message.ts';

/** Tells the connections of a room how much of what they sent is durable: once for all batches that became so together. */
export class Acknowledgements {
	readonly #promises: Store['promises'];
	/** The last batch when nothing is under way any more; then what failed is settled as well as what is durable. */
	readonly #settledUpTo: () => number | null;
	readonly #waiting = new Set<Connection>();
	/** All batches up to this one are durable or failed. */
	#durable = 0;
	#isScheduled = false;

	constructor(promises: Store['promises'], settledUpTo: () => number | null) {
		this.#promises = promises;
		this.#settledUpTo = settledUpTo;
	}

	/** Its ledger has a new entry. */
	expect(connection: Connection): void {
		this.#waiting.add(connection);
	}

	forget(connection: Connection): void {
		this.#waiting.delete(connection);
	}

	durable(sequence: number): void {
		this.#durable = Math.max(this.#durable, sequence);
	}

	/** A batch failed: who counted on it and must be asked again. */
	failed(sequence: number): Connection[] {
		return [...this.#waiting].filter(({ ledger }) => ledger.failed(sequence));
	}

	sendSoon(): void {
		if (this.#isScheduled || this.#waiting.size === 0) return;
		this.#isScheduled = true;
		setImmediate(() => {
			this.#isScheduled = false;
			this.#durable = this.#settledUpTo() ?? this.#durable;
			for (const connection of this.#waiting) {
				const count = connection.ledger.durable(this.#durable);
				if (count !== null) this.#send(connection, count);
				if (connection.ledger.isEmpty) this.#waiting.delete(connection);
			}
		});
	}

	#send(connection: Connection, count: number): void {
		const { acks } = connection.request;
		if (this.#promises === 'saved') {
			if (acks !== 'none') connection.send(messageOf(encodeAck(count)));
		} else if (acks === 'received') connection.send(messageOf(encodeReceived(count)));
	}
}
