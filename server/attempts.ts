import { setTimeout } from 'node:timers/promises';
import { StoreError } from './store/store.ts';

/** With this many nodes at one record at once, a compare-and-set that fails as often has met a broken store. */
const MAX_ATTEMPTS = 30;
const PAUSE_MS = 4;

/** Somebody else was quicker: read again, and decide again. */
export const AGAIN = Symbol('again');

/**
 * Reads, decides and writes by compare-and-set until nobody was quicker, with pauses by chance in between: two nodes must not
 * meet again and again. Rejects with `StoreError` when that never happens, or the store fails.
 */
export async function untilWritten<T>(attempt: () => Promise<T | typeof AGAIN>): Promise<T> {
	for (let tries = 1; tries <= MAX_ATTEMPTS; tries++) {
		const result = await attempt();
		if (result !== AGAIN) return result;
		await setTimeout(Math.random() * PAUSE_MS * Math.min(tries, 8));
	}
	throw new StoreError('unavailable', 'A record kept changing under its writer');
}
