import type { DocumentName } from '#protocol/documents.ts';

export const PACE = {
	/** From the first change on, for what else is typed in that moment. */
	gatherMs: 800,
	/** A document that takes long to read is read so much more seldom. */
	rest: 20,
	longestRestMs: 60_000,
	/** Until what could not be read is tried again. */
	againMs: 5000,
	attempts: 5
} as const;

const REMEMBERED = 10_000;

/** Which documents are to be read, and when. */
export class DueDocuments {
	readonly #due = new Map<DocumentName, number>();
	/** Until when each is left alone. */
	readonly #rested = new Map<DocumentName, number>();
	readonly #attempts = new Map<DocumentName, number>();
	readonly #nowMs: () => number;

	/** @param nowMs monotonic */
	constructor(nowMs: () => number) {
		this.#nowMs = nowMs;
	}

	get size(): number {
		return this.#due.size;
	}

	/** Somebody is writing in it. What is due already stays due then, however much more is written. */
	changed(name: DocumentName): void {
		if (this.#due.has(name)) return;
		this.#due.set(name, Math.max(this.#nowMs() + PACE.gatherMs, this.#rested.get(name) ?? 0));
	}

	/** It has not been read at all, or not since it changed. */
	missed(name: DocumentName): void {
		if (!this.#due.has(name)) this.#due.set(name, this.#nowMs());
	}

	/** Could not be read now. Whether it is tried again. */
	failed(name: DocumentName): boolean {
		const attempts = (this.#attempts.get(name) ?? 0) + 1;
		if (attempts >= PACE.attempts) {
			this.#attempts.delete(name);
			return false;
		}
		this.#attempts.set(name, attempts);
		this.#due.set(name, this.#nowMs() + PACE.againMs);
		return true;
	}

	/** Was read, in so long. */
	read(name: DocumentName, tookMs: number): void {
		this.#attempts.delete(name);
		this.#rested.delete(name);
		this.#rested.set(name, this.#nowMs() + Math.min(PACE.longestRestMs, tookMs * PACE.rest));
		if (this.#rested.size > REMEMBERED) this.#rested.delete(this.#rested.keys().next().value!);
	}

	/** The one that has waited longest, which waits no more; `null`: none is due. */
	take(): DocumentName | null {
		const now = this.#nowMs();
		let next: DocumentName | null = null;
		let since = now;
		for (const [name, at] of this.#due)
			if (at <= since) {
				next = name;
				since = at;
			}
		if (next !== null) this.#due.delete(next);
		return next;
	}

	/** How long until one is due; `null`: none is waiting. */
	nextInMs(): number | null {
		if (this.#due.size === 0) return null;
		return Math.max(0, Math.min(...this.#due.values()) - this.#nowMs());
	}
}
