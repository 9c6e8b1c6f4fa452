import type { SessionId } from '#model/ids.ts';
import { delayOf, nameOf, pendingIn, type Pending } from '#model/problem/pending.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { Log } from '../log.ts';
import type { SessionNews } from '../session/session-news.ts';

export interface PendingWorkParts {
	readonly news: SessionNews;
	/** Does it, once however many nodes try, and says in the record that it is done. Rejects when it should be tried again. */
	readonly carryOut: (session: SessionId, pending: Pending) => Promise<void>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	readonly log: Log;
}

/** The node that was asked has so long to do it before others try as well. */
const LEAD_MS = 3000;
const RETRY_MS = 1000;

/**
 * Does what the records of sessions say is to be done: shows hidden cards, counts votes. The node that wrote it into the
 * record begins at once; where it died, any other that has people of the session takes over, and after a restart the first
 * person who comes finds it taken up.
 */
export class PendingWork {
	readonly #parts: PendingWorkParts;
	/** By session and name: the timer until it is tried, or `null` while it is being done. */
	readonly #under = new Map<string, NodeJS.Timeout | null>();
	readonly #running = new Set<Promise<void>>();
	#closed = false;

	constructor(parts: PendingWorkParts) {
		this.#parts = parts;
		parts.news.listen({
			sessionChanged: (after) => this.follow(after),
			memberChanged: () => undefined,
			memberRemoved: () => undefined
		});
		parts.news.listenToOwn({
			sessionChanged: (after) => this.#look(after, 0),
			memberChanged: () => undefined,
			memberRemoved: () => undefined,
			doorChanged: () => undefined,
			privateChanged: () => undefined,
			inDoubt: () => undefined
		});
	}

	/** A session as it is now: what is to be done in it, and was not begun elsewhere a moment ago, is taken up. */
	follow(state: VersionedSession): void {
		this.#look(state, LEAD_MS);
	}

	/** Begins nothing more; resolves when what is being done has come to an end. */
	async close(): Promise<void> {
		this.#closed = true;
		for (const timer of this.#under.values()) if (timer !== null) clearTimeout(timer);
		await Promise.allSettled(this.#running);
	}

	#look({ session }: VersionedSession, leadMs: number): void {
		for (const pending of pendingIn(session.runs)) {
			const delayMs = leadMs + delayOf(pending);
			const wait = delayMs === 0 ? 0 : Math.max(0, pending.since + delayMs - this.#parts.now());
			this.#take(session.id, pending, Math.min(wait, delayMs));
		}
	}

	#take(session: SessionId, pending: Pending, waitMs: number): void {
		const key = `${session}/${nameOf(pending)}`;
		const before = this.#under.get(key);
		if (before === null || this.#closed || (before !== undefined && waitMs > 0)) return;
		if (before !== undefined) clearTimeout(before);
		const begin = (): void => {
			this.#under.set(key, null);
			const run = this.#do(session, pending, key).finally(() => this.#running.delete(run));
			this.#running.add(run);
		};
		if (waitMs === 0) return begin();
		this.#under.set(key, setTimeout(begin, waitMs).unref());
	}

	async #do(session: SessionId, pending: Pending, key: string): Promise<void> {
		try {
			await this.#parts.carryOut(session, pending);
			this.#under.delete(key);
		} catch (error) {
			this.#under.delete(key);
			this.#parts.log.warn({ err: error, board: pending.board, work: pending.do }, 'it is tried again');
			this.#take(session, pending, RETRY_MS);
		}
	}
}
