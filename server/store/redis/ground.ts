import { StoreError } from '../store.ts';
import type { Log } from '../../log.ts';
import type { Confirmer } from './confirm.ts';
import { RedisAway, type RedisLink } from './connect.ts';
import type { ServerIdentity } from './identity.ts';
import { unavailable } from './outgoing.ts';

/** What all parts of the store stand on. */
export interface Ground {
	readonly link: RedisLink;
	/** Only listens; a slow or large reply on the other one does not hold it up, nor the other way round. */
	readonly feedLink: RedisLink;
	readonly identity: ServerIdentity;
	readonly confirmer: Confirmer;
	/** This process, in Redis: another one after each start. */
	readonly writer: string;
	readonly log: Log;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	/** The monotonic clock, milliseconds. */
	readonly clock: () => number;
	/** How long anything waits for a Redis that is away, milliseconds. */
	readonly patienceMs: number;
	isClosed(): boolean;
}

const AGAIN_MS = 50;

/**
 * Does it, again and again while Redis is away, until the patience ends; for what may be done twice. Rejects with
 * `StoreError` only.
 */
export async function patiently<T>(ground: Ground, work: (isRepeated: boolean) => Promise<T>): Promise<T> {
	const end = ground.clock() + ground.patienceMs;
	for (let isRepeated = false; ; isRepeated = true) {
		if (ground.isClosed()) throw closed();
		try {
			if (ground.identity.current() === null) throw new RedisAway('Redis is away');
			return await work(isRepeated);
		} catch (error) {
			if (!(error instanceof RedisAway) || ground.clock() > end) throw storeError(error);
			await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
		}
	}
}

/** Resolves when what Redis has just answered is durable. */
export async function confirmed(ground: Ground): Promise<void> {
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	ground.confirmer.confirm(ground.identity.current(), (error) => {
		if (error === null) resolve();
		else reject(error);
	});
	return promise;
}

export function storeError(error: unknown): StoreError {
	if (error instanceof StoreError) return error;
	const reason = error instanceof Error ? error.message : String(error);
	return error instanceof Error
		? new StoreError('unavailable', reason, { cause: error })
		: unavailable(reason);
}

export function closed(): StoreError {
	return new StoreError('closed', 'the store is closed');
}
