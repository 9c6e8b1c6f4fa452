import type { Connection } from './connection.ts';
import { mergeUpdates, type UpdateBytes } from './merge-updates.ts';
import type { SyncMeter } from './rooms-port.ts';
import { updateMessage, type WebSocketMessage } from './websocket-message.ts';

/** An update for everybody but the one who sent it. */
export interface Outgoing extends UpdateBytes {
	readonly from: Connection | null;
	readonly arrivedAt: number;
}

/** Leaving out each author's own costs a merge for each; above this much work they get their own back, which does no harm. */
const MAX_MERGED_PARTS = 512;

/** Hands updates to the readers: one message, or a few, prepared once for all of them. */
export class FanOut {
	readonly #connections: ReadonlySet<Connection>;
	readonly #meter: SyncMeter | undefined;
	#waiting: Outgoing[] = [];

	constructor(connections: ReadonlySet<Connection>, meter: SyncMeter | undefined) {
		this.#connections = connections;
		this.#meter = meter;
	}

	get isEmpty(): boolean {
		return this.#waiting.length === 0;
	}

	add(update: Outgoing): void {
		this.#waiting.push(update);
	}

	/** `mark`: how far readers have come with everything before these. */
	flush(mark: number): void {
		const updates = this.#waiting;
		const [oldest] = updates;
		if (oldest === undefined) return;
		this.#waiting = [];
		const all = messagesOf(updates);
		const authors = authorsOf(updates);
		const leaveOut = authors.size * updates.length <= MAX_MERGED_PARTS;
		for (const reader of this.#connections) {
			if (!reader.synced) continue;
			const own = leaveOut && authors.has(reader);
			const messages = own ? messagesOf(updates.filter(({ from }) => from !== reader)) : all;
			for (const message of messages) reader.deliver(message, mark);
		}
		this.#meter?.fannedOut(performance.now() - oldest.arrivedAt);
	}
}

function authorsOf(updates: readonly Outgoing[]): ReadonlySet<Connection> {
	const authors = new Set<Connection>();
	for (const { from } of updates) if (from !== null) authors.add(from);
	return authors;
}

function messagesOf(updates: readonly Outgoing[]): readonly WebSocketMessage[] {
	if (updates.length === 0) return [];
	const merged = mergeUpdates(updates);
	return merged === null
		? updates.map(({ update }) => updateMessage(update))
		: [updateMessage(merged.update)];
}
