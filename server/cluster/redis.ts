/** What the nodes need of Redis to hear of each other; the links of the Redis store fit. */
export interface ClusterRedis {
	isReady(): boolean;
	/** How often a connection was made. */
	epoch(): number;
	/** Sends one command to the server that has `key`; those of one key in the order of the calls. Rejects within seconds. */
	run(key: string, args: readonly (string | Buffer)[]): Promise<unknown>;
	/** Listens on a sharded channel, over reconnects too; one listener per channel. */
	subscribe(channel: string, listener: (message: Buffer) => void): Promise<void>;
	unsubscribe(channel: string, listener: (message: Buffer) => void): Promise<void>;
	/** Told in the turn in which a broken connection works again; its channels are subscribed by then. */
	onReady(listener: () => void): void;
}

/** Keys and channels of one document or session share a hash tag, and with it a server of a Redis Cluster. */
export const NAMES = {
	nodes: 'cp:{nodes}:alive',
	awareness: (document: string) => `cp:{${document}}:awareness`,
	changes: (session: string) => `cp:{${session}}:changes`,
	search: 'cp:{search}:changes',
	here: (session: string) => `cp:{${session}}:here`
} as const;
