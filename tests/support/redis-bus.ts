import type { ClusterRedis } from '../../server/cluster/redis.ts';

/** Redis' channels in memory, for nodes in one process. */
export class RedisBus {
	readonly #listeners = new Map<string, Set<(message: Buffer) => void>>();
	/** Every published message, with its channel. */
	readonly published: { readonly channel: string; readonly message: Buffer }[] = [];

	/** One node's connection. */
	connect(): BusConnection {
		return new BusConnection(this);
	}

	deliver(channel: string, message: Buffer): void {
		this.published.push({ channel, message });
		for (const listener of this.#listeners.get(channel) ?? []) listener(message);
	}

	listenersOf(channel: string): Set<(message: Buffer) => void> {
		const listeners = this.#listeners.get(channel) ?? new Set();
		this.#listeners.set(channel, listeners);
		return listeners;
	}
}

export class BusConnection implements ClusterRedis {
	readonly #bus: RedisBus;
	readonly #subscribed = new Map<string, (message: Buffer) => void>();
	readonly #onReady: (() => void)[] = [];
	#epoch = 1;
	#isAway = false;

	constructor(bus: RedisBus) {
		this.#bus = bus;
	}

	/** Neither sends nor hears, until it is back. */
	cut(): void {
		this.#isAway = true;
		for (const [channel, listener] of this.#subscribed) this.#bus.listenersOf(channel).delete(listener);
	}

	mend(): void {
		this.#isAway = false;
		this.#epoch += 1;
		for (const [channel, listener] of this.#subscribed) this.#bus.listenersOf(channel).add(listener);
		for (const listener of this.#onReady) listener();
	}

	/** What this connection hears. */
	get channels(): string[] {
		return [...this.#subscribed.keys()].filter((channel) =>
			this.#bus.listenersOf(channel).has(this.#subscribed.get(channel)!)
		);
	}

	isReady(): boolean {
		return !this.#isAway;
	}

	epoch(): number {
		return this.#epoch;
	}

	async run(key: string, args: readonly (string | Buffer)[]): Promise<unknown> {
		if (this.#isAway) throw new Error('away');
		await Promise.resolve();
		if (args[0] !== 'SPUBLISH') throw new Error(`the bus has no ${String(args[0])}`);
		this.#bus.deliver(key, Buffer.from(args[2] as Buffer));
		return 1;
	}

	async subscribe(channel: string, listener: (message: Buffer) => void): Promise<void> {
		if (this.#isAway) throw new Error('away');
		await Promise.resolve();
		this.#subscribed.set(channel, listener);
		this.#bus.listenersOf(channel).add(listener);
	}

	async unsubscribe(channel: string, listener: (message: Buffer) => void): Promise<void> {
		if (this.#isAway) throw new Error('away');
		await Promise.resolve();
		this.#subscribed.delete(channel);
		this.#bus.listenersOf(channel).delete(listener);
	}

	onReady(listener: () => void): void {
		this.#onReady.push(listener);
	}
}
