import { setTimeout as pause } from 'node:timers/promises';
import type { SessionId } from '#model/ids.ts';
import type { DocumentName } from '#protocol/documents.ts';
import type { Log } from '../log.ts';
import { COLLECTION } from '../session/records.ts';
import type { Archive } from '../store/store.ts';
import { DueDocuments } from './pacing.ts';
import type { Reading } from './reading.ts';
import { IndexUnavailable, type SearchIndex } from './search-index.ts';

export interface FeedParts {
	readonly reading: Pick<Reading, 'session' | 'document' | 'isKnown'>;
	readonly index: Pick<SearchIndex, 'ask'>;
	readonly archive: Pick<Archive, 'records'>;
	readonly log: Log;
	/** Monotonic. */
	readonly nowMs: () => number;
}

/** Half of a thread's time at most, and never so long that somebody waits for it. */
const LONGEST_PAUSE_MS = 500;
const TRY_AGAIN_MS = 3000;
/** A look at everything is asked for again when it could not be finished. */
const LOOK_AGAIN_MS = 10_000;

/** A look at everything that is stored, against what the index knows. */
interface Look {
	readonly records: AsyncIterator<{ readonly collection: string; readonly key: string }>;
	/** Sessions that are there, also those that were begun meanwhile. */
	readonly seen: Set<SessionId>;
	readonly startedMs: number;
	missed: number;
}

/**
 * Keeps the index like what is stored, one thing at a time: first what people are writing, and what there is time for goes
 * to a look at everything. Such a look compares how far each log goes with how far the index has read it. So an empty index, one
 * that was left half filled by a crash, one of a server that was off for a week and one of a node that heard nothing of the
 * others for a minute are all one case.
 */
export class Feed {
	readonly #parts: FeedParts;
	readonly #due: DueDocuments;
	readonly #sessions = new Set<SessionId>();
	#look: Look | null = null;
	#mustLook = false;
	/** Documents that a look has found, and that have not been read since. */
	readonly #missed = new Set<DocumentName>();
	#running: Promise<void> | null = null;
	#timer: NodeJS.Timeout | null = null;
	#closed = false;

	constructor(parts: FeedParts) {
		this.#parts = parts;
		this.#due = new DueDocuments(parts.nowMs);
	}

	/** Somebody wrote in it. */
	documentChanged(name: DocumentName): void {
		this.#due.changed(name);
		this.#wake();
	}

	/** Its record, or its people's words. */
	sessionChanged(session: SessionId): void {
		this.#sessions.add(session);
		this.#wake();
	}

	/** Something may have been missed. */
	lookAtEverything(): void {
		this.#mustLook = true;
		this.#wake();
	}

	/** Whether all that was stored before the last look is in the index. */
	get isWhole(): boolean {
		return !this.#mustLook && this.#look === null && this.#missed.size === 0;
	}

	/** Documents that wait to be read. */
	get waiting(): number {
		return this.#due.size;
	}

	/** Ends after what is under way. */
	async close(): Promise<void> {
		this.#closed = true;
		if (this.#timer !== null) clearTimeout(this.#timer);
		await this.#running;
		await this.#look?.records.return?.();
	}

	#wake(): void {
		if (this.#running !== null || this.#closed) return;
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
		this.#running = this.#work().finally(() => {
			this.#running = null;
			this.#sleep();
		});
	}

	#sleep(): void {
		const inMs = this.#due.nextInMs();
		if (this.#closed) return;
		if (this.#sessions.size > 0 || this.#mustLook) return this.#wake();
		if (inMs === null) return;
		this.#timer = setTimeout(() => this.#wake(), inMs).unref();
	}

	async #work(): Promise<void> {
		while (!this.#closed) {
			const [session] = this.#sessions;
			if (session !== undefined) {
				this.#sessions.delete(session);
				await this.#readSession(session);
				continue;
			}
			const document = this.#due.take();
			if (document !== null) await this.#readDocument(document);
			else if (!(await this.#lookOn())) return;
		}
	}

	async #readSession(session: SessionId): Promise<void> {
		try {
			const boards = await this.#parts.reading.session(session);
			this.#look?.seen.add(session);
			for (const { name, head } of boards ?? []) if (head === null) this.#due.missed(name as DocumentName);
		} catch (error) {
			this.#sayWhy(error, { session });
			await pause(TRY_AGAIN_MS, undefined, { ref: false });
			if (!(error instanceof IndexUnavailable)) this.#sessions.add(session);
			else this.#mustLook = true;
		}
	}

	async #readDocument(name: DocumentName): Promise<void> {
		const from = this.#parts.nowMs();
		try {
			const outcome = await this.#parts.reading.document(name);
			if (outcome === 'no session yet' && this.#due.failed(name)) return;
			this.#missed.delete(name);
			const took = this.#parts.nowMs() - from;
			this.#due.read(name, took);
			await pause(Math.min(took, LONGEST_PAUSE_MS), undefined, { ref: false });
		} catch (error) {
			this.#sayWhy(error, { document: name });
			// The next look finds it.
			if (!this.#due.failed(name)) this.#missed.delete(name);
		}
	}

	/** One step; whether there is more to do. */
	async #lookOn(): Promise<boolean> {
		if (this.#look === null) {
			if (!this.#mustLook) return false;
			this.#mustLook = false;
			this.#look = this.#newLook();
		}
		try {
			return await this.#step(this.#look);
		} catch (error) {
			this.#sayWhy(error, {});
			this.#look = null;
			setTimeout(() => this.lookAtEverything(), LOOK_AGAIN_MS).unref();
			return false;
		}
	}

	#newLook(): Look {
		const records = this.#parts.archive.records(() => undefined)[Symbol.asyncIterator]();
		return { records, seen: new Set(), startedMs: this.#parts.nowMs(), missed: 0 };
	}

	async #step(look: Look): Promise<boolean> {
		const { reading, index, log, nowMs } = this.#parts;
		const next = await look.records.next();
		if (next.done === true) {
			await index.ask({ kind: 'only', sessions: [...look.seen] });
			const seconds = Math.round((nowMs() - look.startedMs) / 1000);
			log.info({ sessions: look.seen.size, missed: look.missed, seconds }, 'looked through for search');
			this.#look = null;
			return true;
		}
		if (next.value.collection !== COLLECTION.session) return true;
		const session = next.value.key as SessionId;
		const boards = await reading.session(session).catch((error: unknown) => {
			if (error instanceof IndexUnavailable) throw error;
			// A record that this release cannot read is no reason to find nothing else.
			this.#sayWhy(error, { session });
			return null;
		});
		look.seen.add(session);
		for (const board of boards ?? []) {
			if (await reading.isKnown(board)) continue;
			look.missed++;
			this.#missed.add(board.name as DocumentName);
			this.#due.missed(board.name as DocumentName);
		}
		return true;
	}

	#sayWhy(error: unknown, what: object): void {
		if (!this.#closed)
			this.#parts.log.warn({ ...what, err: error }, 'something could not be read for search');
	}
}
