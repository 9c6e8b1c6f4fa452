import { StoreError } from '../store.ts';
import { RedisAway, type RedisLink } from './connect.ts';
import type { ServerIdentity } from './identity.ts';
import { MARK } from './keys.ts';
import { unavailable } from './outgoing.ts';
import { listOf, numberOf } from './reply.ts';

/** One round of waiting; the next covers what has come meanwhile. */
const ROUND_MS = 1_000;
const AGAIN_MS = 50;

/** What a write that Redis has answered still waits for until it counts as durable. */
export type Durability =
	/** Nothing: the answer comes after the sync (`appendfsync always`), or more is not promised. */
	| { readonly kind: 'reply' }
	/** WAIT: so many replicas have it. */
	| { readonly kind: 'replicas'; readonly replicas: number }
	/** WAITAOF: it is synced on this server's disk, and on so many replicas'. */
	| { readonly kind: 'synced'; readonly replicas: number };

/** Hears that it is durable (`null`), or that nobody knows. */
type Waiting = {
	readonly done: (error: StoreError | null) => void;
	readonly identity: string | null;
	readonly since: number;
};

/**
 * Waits for the durability of writes that were answered, many at a time. On a connection of its own, since WAIT holds up
 * all that comes after it; there it counts from the last write of that connection, so a mark is written before it.
 */
export interface Confirmer {
	/** @param identity of the server that answered. `done` may be called in the same turn. */
	confirm(identity: string | null, done: (error: StoreError | null) => void): void;
	/** Nothing waits any more. */
	isIdle(): boolean;
	close(): void;
}

export const CONFIRM_AT_ONCE: Confirmer = {
	confirm: (_identity, done) => done(null),
	isIdle: () => true,
	close: () => undefined
};

/**
 * A server that is no longer the one that answered can confirm nothing: it may not have what it is asked about. What is
 * not confirmed within `giveUpMs` is told as unknown.
 */
export function createConfirmer(options: {
	readonly link: Pick<RedisLink, 'run' | 'epoch'>;
	readonly identity: Pick<ServerIdentity, 'current'>;
	readonly durability: Exclude<Durability, { kind: 'reply' }>;
	readonly giveUpMs: number;
	/** The monotonic clock. */
	readonly clock: () => number;
}): Confirmer {
	const { link, identity, durability, giveUpMs, clock } = options;
	let waiting: Waiting[] = [];
	let isRunning = false;
	let isClosed = false;

	async function round(): Promise<boolean> {
		const server = identity.current();
		const epoch = link.epoch();
		const asked = waiting.filter((each) => server !== null && each.identity === server);
		if (asked.length === 0) return false;
		const [, reply] = await Promise.all([
			link.run(MARK, ['SET', MARK, '1', 'PX', '60000']),
			link.run(MARK, waitCommand(durability))
		]);
		if (!isEnough(durability, reply) || identity.current() !== server || link.epoch() !== epoch) return false;
		const done = new Set(asked);
		waiting = waiting.filter((each) => !done.has(each));
		for (const each of asked) each.done(null);
		return true;
	}

	function giveUp(): void {
		const server = identity.current();
		const lost: Waiting[] = [];
		const kept: Waiting[] = [];
		for (const each of waiting) {
			const isElsewhere = server !== null && each.identity !== server;
			(isElsewhere || clock() - each.since > giveUpMs ? lost : kept).push(each);
		}
		waiting = kept;
		for (const each of lost)
			each.done(unavailable('it is stored, but nobody confirms that it would survive'));
	}

	async function run(): Promise<void> {
		if (isRunning) return;
		isRunning = true;
		while (waiting.length > 0 && !isClosed) {
			let confirmed = false;
			try {
				confirmed = await round();
			} catch (error) {
				if (!(error instanceof RedisAway)) await pause();
			}
			giveUp();
			if (!confirmed && waiting.length > 0) await pause();
		}
		isRunning = false;
	}

	return {
		confirm(server, done) {
			waiting.push({ identity: server, done, since: clock() });
			void run();
		},
		isIdle: () => waiting.length === 0,
		close() {
			isClosed = true;
			const left = waiting;
			waiting = [];
			for (const each of left) each.done(new StoreError('closed', 'the store is closed'));
		}
	};
}

function waitCommand(durability: Exclude<Durability, { kind: 'reply' }>): string[] {
	return durability.kind === 'replicas'
		? ['WAIT', String(durability.replicas), String(ROUND_MS)]
		: ['WAITAOF', '1', String(durability.replicas), String(ROUND_MS)];
}

function isEnough(durability: Exclude<Durability, { kind: 'reply' }>, reply: unknown): boolean {
	if (durability.kind === 'replicas') return numberOf(reply as number) >= durability.replicas;
	const [local, replicas] = listOf(reply as readonly number[]).map(numberOf);
	return (local ?? 0) >= 1 && (replicas ?? 0) >= durability.replicas;
}

function pause(): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
}
