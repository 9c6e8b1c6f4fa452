import type { SessionId } from '#model/ids.ts';
import { delayOf, nameOf, pendingIn, type Pending } from '#model/problem/pending.ts';
import type { VersionedSession } from '#protocol/session.ts';
import { isDocumentsFault } from '../documents/documents-fault.ts';
import type { Log } from '../log.ts';
import type { SessionNews } from '../session/session-news.ts';

export interface PendingWorkParts {
	readonly news: SessionNews;
	/** Does it, once however many nodes try, and says in the record that it is done. Rejects when it should be tried again. */
	readonly carryOut: (session: SessionId, pending: Pending) => Promise<void>;
	/** Says in the record that it cannot be done as its documents are. Rejects when that could not be stored. */
	readonly giveUp: (session: SessionId, pending: Pending) => Promise<void>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	readonly log: Log;
}

/** The node that was asked has so long to do it before others try as well. */
const LEAD_MS = 3000;
/** After the first failure, and twice as long after each further one. */
const RETRY_MS = 1000;
/** A store that was away is there again some day: nobody is to wait much longer than that. */
const LONGEST_PAUSE_MS = 16_000;
/** So often a document that does not open is tried, which takes half a minute and what it takes to fail. */
const DOCUMENT_TRIES = 6;

/** How often work of each kind failed, and how often it was given up. */
export type WorkCounts = Readonly<Record<'failed' | 'givenUp', ReadonlyMap<Pending['do'], number>>>;

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
	/** How often it has failed so far. */
	readonly #failures = new Map<string, number>();
	readonly #failed = new Map<Pending['do'], number>();
	readonly #givenUp = new Map<Pending['do'], number>();
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

	/** Since the process began. */
	counts(): WorkCounts {
		return { failed: this.#failed, givenUp: this.#givenUp };
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
			const key = keyOf(session.id, pending);
			// What failed waits for its pause, whatever else happens in the session meanwhile.
			if (!this.#failures.has(key)) this.#take(session.id, pending, key, Math.min(wait, delayMs));
		}
	}

	#take(session: SessionId, pending: Pending, key: string, waitMs: number): void {
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
			this.#forget(key);
		} catch (error) {
			await this.#failing(session, pending, key, error);
		}
	}

	async #failing(session: SessionId, pending: Pending, key: string, error: unknown): Promise<void> {
		const { log, giveUp } = this.#parts;
		const failures = (this.#failures.get(key) ?? 0) + 1;
		const about = { err: error, board: pending.board, work: pending.do, failures };
		this.#failures.set(key, failures);
		addOne(this.#failed, pending.do);
		if (isDocumentsFault(error) && failures >= DOCUMENT_TRIES) {
			// Before: who says that it is to be tried again may say so as soon as the record is written.
			this.#forget(key);
			try {
				await giveUp(session, pending);
				addOne(this.#givenUp, pending.do);
				log.error(about, 'it is given up until somebody says that it is to be tried again');
				return;
			} catch (err) {
				this.#failures.set(key, failures);
				log.warn({ ...about, err }, 'that it is given up could not be stored');
			}
		}
		log.warn(about, 'it is tried again');
		this.#under.delete(key);
		this.#take(session, pending, key, Math.min(RETRY_MS * 2 ** (failures - 1), LONGEST_PAUSE_MS));
	}

	#forget(key: string): void {
		this.#under.delete(key);
		this.#failures.delete(key);
	}
}

function keyOf(session: SessionId, pending: Pending): string {
	return `${session}/${nameOf(pending)}`;
}

function addOne(counts: Map<Pending['do'], number>, work: Pending['do']): void {
	counts.set(work, (counts.get(work) ?? 0) + 1);
}
