import * as v from 'valibot';
import type { Channel, Channels, NodeId } from './channels.ts';
import { NAMES, type ClusterRedis } from './redis.ts';

/** Hears what becomes of the other nodes, and of this one's tie to them. */
export interface NodesListener {
	/** That node said goodbye, or has been silent for `GONE_AFTER_MS`. */
	gone(node: NodeId, why: 'goodbye' | 'silent'): void;
	/** This node was cut off for a while: it may have missed anything, and others may have forgotten what it told. */
	back(): void;
}

export const HEARTBEAT_EVERY_MS = 1000;
export const GONE_AFTER_MS = 8000;
/** Timers that are this late mean that the process itself stood still: others may take it for gone. */
const STOOD_STILL_MS = 4000;

const Message = v.picklist(['alive', 'goodbye']);

export interface NodesOptions {
	readonly channels: Channels;
	readonly redis: Pick<ClusterRedis, 'epoch' | 'onReady'>;
	/** Monotonic. */
	readonly nowMs: () => number;
}

/** Tells the other nodes that this one lives, and notices which of them no longer do. */
export class Nodes {
	readonly #channel: Channel;
	readonly #redis: NodesOptions['redis'];
	readonly #nowMs: () => number;
	readonly #listeners = new Set<NodesListener>();
	/** When each was last heard. */
	readonly #heard = new Map<NodeId, number>();
	readonly #timer: NodeJS.Timeout;
	#lastBeatMs: number;
	/** The connection on which the last heartbeat was taken; `null`: the last one was not taken. */
	#reachedIn: number | null = null;
	#everReached = false;
	#closed = false;

	constructor({ channels, redis, nowMs }: NodesOptions) {
		this.#redis = redis;
		this.#nowMs = nowMs;
		this.#lastBeatMs = nowMs();
		this.#channel = channels.open(NAMES.nodes, (from, payload) => this.#hear(from, payload));
		redis.onReady(() => void this.#beat());
		this.#timer = setInterval(() => {
			this.#look();
			void this.#beat();
		}, HEARTBEAT_EVERY_MS);
		void this.#beat();
	}

	/** How many there are, this one included. */
	get count(): number {
		return 1 + this.#heard.size;
	}

	isAlive(node: NodeId): boolean {
		return this.#heard.has(node);
	}

	listen(listener: NodesListener): void {
		this.#listeners.add(listener);
	}

	/** Tells the others not to wait for this node any more. */
	async goodbye(): Promise<void> {
		if (this.#closed) return;
		this.#closed = true;
		clearInterval(this.#timer);
		// When it does not get through, they notice the silence.
		await this.#channel.publish(Buffer.from('goodbye')).catch(() => undefined);
		this.#channel.close();
	}

	async #beat(): Promise<void> {
		if (this.#closed) return;
		const epoch = this.#redis.epoch();
		try {
			await this.#channel.publish(Buffer.from('alive'));
		} catch {
			this.#reachedIn = null;
			return;
		}
		// An answer that came late, from the connection before.
		if (epoch !== this.#redis.epoch() || this.#reachedIn === epoch) return;
		this.#reachedIn = epoch;
		const returned = this.#everReached;
		this.#everReached = true;
		if (returned) for (const listener of this.#listeners) listener.back();
	}

	#look(): void {
		const now = this.#nowMs();
		const stoodStill = now - this.#lastBeatMs > STOOD_STILL_MS;
		this.#lastBeatMs = now;
		if (stoodStill) {
			// Their heartbeats may be waiting to be read.
			for (const node of this.#heard.keys()) this.#heard.set(node, now);
			this.#reachedIn = null;
			return;
		}
		for (const [node, at] of this.#heard) if (now - at > GONE_AFTER_MS) this.#forget(node, 'silent');
	}

	#hear(from: NodeId, payload: Uint8Array): void {
		const message = v.safeParse(Message, Buffer.from(payload).toString('latin1'));
		if (!message.success) return;
		if (message.output === 'alive') this.#heard.set(from, this.#nowMs());
		else this.#forget(from, 'goodbye');
	}

	#forget(node: NodeId, why: 'goodbye' | 'silent'): void {
		this.#heard.delete(node);
		for (const listener of this.#listeners) listener.gone(node, why);
	}
}
