import type { Brand } from '#model/brand.ts';
import { isId } from '#model/ids.ts';
import type { Log } from '../log.ts';
import type { ClusterRedis } from './redis.ts';

/** One run of one server process. */
export type NodeId = Brand<string, 'NodeId'>;

/** Hears what other nodes published on a channel; never what this one did. */
export type Hear = (from: NodeId, payload: Uint8Array) => void;

export interface Channel {
	/** Resolves when nothing is missed from now on; rejects when Redis is away, and is made good when it is back. */
	readonly open: Promise<void>;
	/** To all other nodes that have the channel open. Rejects when Redis is away: nothing waits for its return. */
	publish(payload: Uint8Array): Promise<void>;
	/** For whoever publishes it within a script. */
	encode(payload: Uint8Array): Buffer;
	close(): void;
}

/** Nodes of other versions may speak on the same channels during an upgrade: what is not understood is passed over. */
const VERSION = 1;
const ID_LENGTH = 22;
const HEADER_LENGTH = 1 + ID_LENGTH;

interface Entry {
	readonly name: string;
	readonly listeners: Set<Hear>;
	readonly receive: (message: Buffer) => void;
	subscribed: boolean;
	/** Runs while the subscription is brought in line with whether anybody listens. */
	settling: Promise<void> | null;
	/** Redis came back after the step under way began: should it fail, the next one may not. */
	isReadyAnew: boolean;
}

/** Redis' sharded channels, shared by the parts of one node. */
export class Channels {
	readonly node: NodeId;
	readonly #redis: ClusterRedis;
	readonly #log: Log;
	readonly #header: Uint8Array;
	readonly #entries = new Map<string, Entry>();

	constructor(redis: ClusterRedis, log: Log, node: NodeId) {
		this.#redis = redis;
		this.#log = log;
		this.node = node;
		this.#header = Uint8Array.of(VERSION, ...Buffer.from(node, 'latin1'));
		redis.onReady(() => {
			// What could not be opened or closed while Redis was away, or is just about to fail.
			for (const entry of this.#entries.values()) {
				entry.isReadyAnew = true;
				this.#settle(entry).catch(() => undefined);
			}
		});
	}

	open(name: string, hear: Hear): Channel {
		const entry = this.#entries.get(name) ?? this.#enter(name);
		// Each its own, so that two who pass the same function do not close each other's.
		const listener: Hear = (from, payload) => hear(from, payload);
		entry.listeners.add(listener);
		const open = this.#settle(entry);
		// Whoever does not wait for it is served when Redis is back.
		open.catch(() => undefined);
		return {
			open,
			publish: async (payload) => {
				await this.#redis.run(name, ['SPUBLISH', name, this.#encode(payload)]);
			},
			encode: (payload) => this.#encode(payload),
			close: () => {
				if (entry.listeners.delete(listener)) this.#settle(entry).catch(() => undefined);
			}
		};
	}

	#encode(payload: Uint8Array): Buffer {
		return Buffer.concat([this.#header, payload]);
	}

	#enter(name: string): Entry {
		const entry: Entry = {
			name,
			listeners: new Set(),
			receive: (message) => this.#receive(entry, message),
			subscribed: false,
			settling: null,
			isReadyAnew: false
		};
		this.#entries.set(name, entry);
		return entry;
	}

	#settle(entry: Entry): Promise<void> {
		entry.settling ??= this.#bringInLine(entry).finally(() => {
			entry.settling = null;
			if (entry.listeners.size === 0 && !entry.subscribed) this.#entries.delete(entry.name);
		});
		return entry.settling;
	}

	async #bringInLine(entry: Entry): Promise<void> {
		// Anew after each step: somebody may have come or gone meanwhile.
		for (;;) {
			if (entry.listeners.size > 0 === entry.subscribed) return;
			entry.isReadyAnew = false;
			try {
				if (entry.subscribed) await this.#redis.unsubscribe(entry.name, entry.receive);
				else await this.#redis.subscribe(entry.name, entry.receive);
				entry.subscribed = !entry.subscribed;
			} catch (error) {
				if (!isReadyAnew(entry)) throw error;
			}
		}
	}

	#receive(entry: Entry, message: Buffer): void {
		if (message.length < HEADER_LENGTH || message[0] !== VERSION) return;
		const from = message.toString('latin1', 1, HEADER_LENGTH);
		if (from === this.node || !isId(from)) return;
		const payload = message.subarray(HEADER_LENGTH);
		for (const listener of entry.listeners) {
			try {
				listener(from as NodeId, payload);
			} catch (error) {
				// One listener's fault must not reach the connection's reader, nor the other listeners.
				this.#log.error(
					{ err: error, channel: entry.name },
					'a message of another node could not be handled'
				);
			}
		}
	}
}

/** It may have become so while a step was awaited. */
function isReadyAnew(entry: Entry): boolean {
	return entry.isReadyAnew;
}
