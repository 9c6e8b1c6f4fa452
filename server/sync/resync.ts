import { encodeSyncStep1, type StateVector } from '#protocol/sync.ts';
import type { Connection } from './connection.ts';
import { messageOf } from './websocket-message.ts';

/** Asks clients, by our sync step 1, for everything that the room lacks. */
export class Resync {
	readonly #stateVector: () => StateVector;
	readonly #everyMs: number;

	constructor(stateVector: () => StateVector, everyMs: number) {
		this.#stateVector = stateVector;
		this.#everyMs = everyMs;
	}

	ask(connection: Connection): void {
		connection.stepsUnanswered += 1;
		connection.lastResyncAt = performance.now();
		connection.send(messageOf(encodeSyncStep1(this.#stateVector())));
	}

	/** Something of this connection was dropped. An answer that is on its way already will bring it. */
	askAgain(connection: Connection): void {
		if (connection.stepsUnanswered > 0) return;
		connection.stepsUnanswered += 1;
		const wait = Math.max(0, connection.lastResyncAt + this.#everyMs - performance.now());
		setTimeout(() => {
			connection.stepsUnanswered -= 1;
			if (connection.isOpen) this.ask(connection);
		}, wait).unref();
	}
}
