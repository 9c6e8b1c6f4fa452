import { createClient, createCluster, ErrorReply, RESP_TYPES } from 'redis';
import type { Log } from '../../log.ts';
import { parseRedisUrl, type RedisAddress } from './url.ts';

/** A server that takes longer than this for one reply counts as away, and its connection is made anew. */
const REPLY_WITHIN_MS = 5_000;
const CONNECT_WITHIN_MS = 10_000;
const PING_EVERY_MS = 1_000;
/** Above it, commands are refused rather than queued. */
const COMMANDS_UNDER_WAY = 20_000;
const RETRY_FIRST_MS = 25;
const RETRY_LATEST_MS = 1_000;

/** Replies that say: not now, or not here any more. */
const COME_BACK_LATER = /^(LOADING|BUSY|CLUSTERDOWN|TRYAGAIN|MASTERDOWN|READONLY|MOVED|ASK|UNBLOCKED)\b/;

export type RedisArgument = string | Buffer;
/** Strings come as Buffers, maps and sets as flat lists. */
export type RedisReply =
	Buffer | string | number | boolean | bigint | null | undefined | readonly RedisReply[];
type Client = ReturnType<typeof createClient>;
type Cluster = ReturnType<typeof createCluster>;

/** Redis did not answer: nobody knows whether the command was or will be carried out. */
export class RedisAway extends Error {
	override readonly name = 'RedisAway';
}

/** Redis answered with this error, so the command was not carried out. */
export class RedisRefusal extends Error {
	override readonly name = 'RedisRefusal';
}

export interface RedisLinkOptions {
	/** `redis://` or `rediss://`, with user and password when needed; several addresses with commas: a Redis Cluster. */
	readonly url: string;
	/** What CLIENT LIST shows for the connection. */
	readonly name: string;
	readonly log: Log;
	/** How long the first connection may take. */
	readonly connectWithinMs?: number;
	readonly replyWithinMs?: number;
}

/** One connection (in a cluster: one to each node) that is made anew whenever it breaks, and queues nothing meanwhile. */
export interface RedisLink {
	readonly isCluster: boolean;
	/** Without the credentials, for logs and messages. */
	readonly address: string;
	isReady(): boolean;
	/** How often a connection was made: what was learned under another number may no longer be so. */
	epoch(): number;
	/**
	 * Sends one command to the node that has `key`. Commands of one key reach it in the order of the calls.
	 * Rejects with `RedisAway` or `RedisRefusal`, within seconds.
	 */
	run(key: string, args: readonly RedisArgument[]): Promise<RedisReply>;
	/** One for each master: sends a command without a key there, as SCAN, whose cursor is that master's. */
	masters(): ((args: readonly RedisArgument[]) => Promise<RedisReply>)[];
	/** Listens on a sharded channel, over reconnects too; one listener per channel. */
	subscribe(channel: string, listener: (message: Buffer) => void): Promise<void>;
	unsubscribe(channel: string, listener: (message: Buffer) => void): Promise<void>;
	/** Told when a connection has broken. */
	onAway(listener: () => void): void;
	/** Told in the turn in which a broken connection works again (its channels are subscribed by then). */
	onReady(listener: () => void): void;
	/** Makes the connection anew: it leads to the wrong server. */
	renew(): void;
	/** Lets the commands under way end, for a few seconds at most. */
	close(): Promise<void>;
}

/** Connects for the first time. Rejects with one sentence when nothing answers there. */
export async function connectRedis(options: RedisLinkOptions): Promise<RedisLink> {
	const { addresses, shown } = parseRedisUrl(options.url);
	const link =
		addresses.length > 1
			? clusterLink(clusterOf(addresses, options), shown, options)
			: singleLink(clientOf(addresses[0], options), shown, options);
	await connectWithin(link.client, shown, options.connectWithinMs ?? CONNECT_WITHIN_MS);
	return link.link;
}

function clientOptions({ host, port, tls, username, password, database }: RedisAddress, name: string) {
	return {
		socket: {
			host,
			port,
			...(tls ? { tls: true as const } : {}),
			connectTimeout: REPLY_WITHIN_MS,
			// Also ends a greeting that a stopped server never answers.
			socketTimeout: REPLY_WITHIN_MS,
			reconnectStrategy: (retries: number) =>
				Math.min(RETRY_LATEST_MS, RETRY_FIRST_MS * 2 ** Math.min(retries, 10)) * (0.5 + Math.random() / 2)
		},
		...(username === null ? {} : { username }),
		...(password === null ? {} : { password }),
		...(database === 0 ? {} : { database }),
		name,
		pingInterval: PING_EVERY_MS,
		commandsQueueMaxLength: COMMANDS_UNDER_WAY,
		// Whoever calls decides what waits and for how long.
		disableOfflineQueue: true,
		maintNotifications: 'disabled' as const
	};
}

function clientOf(address: RedisAddress, { name }: RedisLinkOptions): Client {
	return createClient(clientOptions(address, name));
}

function clusterOf(addresses: readonly RedisAddress[], { name }: RedisLinkOptions): Cluster {
	const { socket, ...defaults } = clientOptions(addresses[0] as RedisAddress, name);
	return createCluster({
		rootNodes: addresses.map(({ host, port }) => ({ socket: { host, port } })),
		defaults: { ...defaults, socket: { ...socket, host: undefined, port: undefined } },
		minimizeConnections: false
	});
}

/** Says once that Redis is away, and once that it is back. */
function watch(client: Client | Cluster, shown: string, log: Log): void {
	let away = false;
	client.on('error', (error: Error) => {
		if (!away) log.warn({ redis: shown, reason: error.message }, 'Redis is away');
		away = true;
	});
	client.on('ready', () => {
		if (away) log.info({ redis: shown }, 'Redis is back');
		away = false;
	});
}

async function connectWithin(client: Client | Cluster, shown: string, withinMs: number): Promise<void> {
	let reason = 'no answer';
	const late = Promise.withResolvers<never>();
	const remember = (error: Error) => {
		reason = error.message;
		// Trying again does not make a password right.
		if (/^(WRONGPASS|NOAUTH|NOPERM)\b/.test(reason)) late.reject(error);
	};
	client.on('error', remember);
	const timer = setTimeout(() => late.reject(new Error(reason)), withinMs);
	try {
		await Promise.race([client.connect(), late.promise]);
	} catch (error) {
		client.destroy();
		const why = error instanceof Error && error.message !== '' ? error.message : reason;
		throw new Error(`Redis at ${shown} cannot be reached: ${why}`, { cause: error });
	} finally {
		clearTimeout(timer);
		client.off('error', remember);
	}
}

const TYPES = {
	typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer, [RESP_TYPES.MAP]: Array, [RESP_TYPES.SET]: Array },
	// The library's own covers only the time until a command is sent, at the price of a signal for each.
	timeout: 0
};

function singleLink(client: Client, shown: string, options: RedisLinkOptions) {
	const replyWithinMs = options.replyWithinMs ?? REPLY_WITHIN_MS;
	let epoch = 0;
	watch(client, shown, options.log);
	client.on('ready', () => (epoch += 1));

	/** The library has no time limit for a command that was sent: a stopped server would be waited for without end. */
	function connectAnew(sentIn: number): void {
		if (epoch !== sentIn || !client.isReady) return;
		client.destroy();
		// It tries until it is closed; each failure is told by 'error'.
		client.connect().catch(() => undefined);
	}

	async function run(_key: string, args: readonly RedisArgument[]): Promise<RedisReply> {
		const sentIn = epoch;
		try {
			return await answered(client.sendCommand([...args], TYPES), replyWithinMs);
		} catch (error) {
			const told = understood(error);
			if (told instanceof LateReply || /^READONLY/.test(told.message)) connectAnew(sentIn);
			throw told;
		}
	}

	const link: RedisLink = {
		isCluster: false,
		address: shown,
		isReady: () => client.isReady,
		epoch: () => epoch,
		run,
		masters: () => [(args) => run('', args)],
		subscribe: (channel, listener) =>
			awayOrDone(answered(client.sSubscribe(channel, listener, true), replyWithinMs)),
		unsubscribe: (channel, listener) =>
			awayOrDone(answered(client.sUnsubscribe(channel, listener, true), replyWithinMs)),
		onAway: (listener) => void client.on('error', listener),
		renew: () => connectAnew(epoch),
		onReady: (listener) => void client.on('ready', listener),
		close: () => closeClient(client)
	};
	return { client, link };
}

function clusterLink(cluster: Cluster, shown: string, options: RedisLinkOptions) {
	const replyWithinMs = options.replyWithinMs ?? REPLY_WITHIN_MS;
	let epoch = 0;
	watch(cluster, shown, options.log);
	cluster.on('node-ready', () => (epoch += 1));
	const run = async (key: string, args: readonly RedisArgument[]): Promise<RedisReply> => {
		try {
			return await answered(
				cluster.sendCommand<RedisReply>(key, false, [...args] as string[], TYPES),
				replyWithinMs
			);
		} catch (error) {
			throw understood(error);
		}
	};
	const masters = () =>
		cluster.masters.map((node) => async (args: readonly RedisArgument[]) => {
			try {
				const client = await cluster.nodeClient(node);
				return await answered(client.sendCommand<RedisReply>([...args], TYPES), replyWithinMs);
			} catch (error) {
				throw understood(error);
			}
		});
	const link: RedisLink = {
		isCluster: true,
		address: shown,
		isReady: () => cluster.isReady,
		epoch: () => epoch,
		run,
		masters,
		subscribe: (channel, listener) =>
			awayOrDone(answered(cluster.sSubscribe(channel, listener, true), replyWithinMs)),
		unsubscribe: (channel, listener) =>
			awayOrDone(answered(cluster.sUnsubscribe(channel, listener, true), replyWithinMs)),
		onAway: (listener) => void cluster.on('node-error', listener),
		renew: () => undefined,
		onReady: (listener) => void cluster.on('node-ready', listener),
		close: () => closeClient(cluster)
	};
	return { client: cluster, link };
}

class LateReply extends RedisAway {}

async function answered<T>(reply: Promise<T>, withinMs: number): Promise<T> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new LateReply(`no reply within ${withinMs} ms`)), withinMs);
	});
	try {
		return await Promise.race([reply, late]);
	} finally {
		clearTimeout(timer);
	}
}

function understood(error: unknown): RedisAway | RedisRefusal {
	if (error instanceof RedisAway) return error;
	const message = error instanceof Error ? error.message : String(error);
	if (error instanceof ErrorReply && !COME_BACK_LATER.test(message)) {
		return new RedisRefusal(message, { cause: error });
	}
	return new RedisAway(message, { cause: error });
}

async function awayOrDone(work: Promise<void>): Promise<void> {
	try {
		await work;
	} catch (error) {
		throw understood(error);
	}
}

async function closeClient(client: Client | Cluster): Promise<void> {
	if (!client.isOpen) return;
	try {
		await answered(Promise.resolve(client.close()), REPLY_WITHIN_MS);
	} catch {
		client.destroy();
	}
}
