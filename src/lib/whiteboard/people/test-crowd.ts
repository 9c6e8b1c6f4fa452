import { applyAwarenessUpdate, Awareness, encodeAwarenessUpdate } from 'y-protocols/awareness';
import * as Y from 'yjs';
import { MEMBER_COLORS } from '#model/session/session.ts';

/** Many people at one board, each a client of the protocol with a state of its own; `leave` when done. */
export class Crowd {
	readonly #clients: readonly Awareness[];
	readonly #board: Awareness;

	constructor(board: Awareness, size: number) {
		this.#board = board;
		this.#clients = Array.from({ length: size }, () => new Awareness(new Y.Doc()));
	}

	/** Everybody says something, by their number. */
	say(fields: (at: number) => Record<string, unknown>): void {
		for (const [at, client] of this.#clients.entries()) {
			const color = MEMBER_COLORS[at % MEMBER_COLORS.length];
			const user = { id: `person${at}`, name: `Person ${at}`, color };
			client.setLocalState({ ...client.getLocalState(), user, ...fields(at) });
			applyAwarenessUpdate(this.#board, encodeAwarenessUpdate(client, [client.clientID]), 'crowd');
		}
	}

	leave(): void {
		for (const client of this.#clients) client.destroy();
	}
}
