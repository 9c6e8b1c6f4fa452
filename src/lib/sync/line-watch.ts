/**
 * Notices a line that is dead though nobody closed it (a laptop that slept, a network that changed) before the provider
 * does, which takes 30 s of silence. Something sent and not answered for long is a reason to ask, and so is whoever says
 * that the machine was away; a line that does not answer a question is given up. All times in milliseconds on the caller's
 * monotonic clock.
 */
export class LineWatch {
	#heardAt = 0;
	#tryingSince: number | null = null;
	#waitingSince: number | null = null;
	#askedAt: number | null = null;
	#isSuspect = false;

	heard(now: number): void {
		this.#heardAt = now;
		this.#askedAt = null;
	}

	/** There is a reason to doubt the line: the next look asks. */
	suspect(): void {
		this.#isSuspect = true;
	}

	/** What to do about the line, to be asked about once a second. */
	look(now: number, line: LineState): LineVerdict {
		this.#tryingSince = line.at === 'trying' ? (this.#tryingSince ?? now) : null;
		if (line.at !== 'open') {
			this.#askedAt = null;
			this.#waitingSince = null;
			this.#isSuspect = false;
			return this.#tryingSince !== null && now - this.#tryingSince >= TRY_FOR_MS ? 'give-up' : 'fine';
		}
		this.#waitingSince = line.awaitsAnswer ? (this.#waitingSince ?? now) : null;
		if (this.#askedAt !== null) {
			// The question itself waits behind what is being uploaded; the provider's 30 s hold then.
			return !line.uploads && now - this.#askedAt >= ANSWER_WITHIN_MS ? 'give-up' : 'fine';
		}
		if (!this.#isSuspect && !this.#isOverdue(now)) return 'fine';
		this.#isSuspect = false;
		this.#askedAt = now;
		return 'ask';
	}

	#isOverdue(now: number): boolean {
		return this.#waitingSince !== null && now - Math.max(this.#waitingSince, this.#heardAt) >= OVERDUE_MS;
	}
}

export type LineState =
	| { readonly at: 'down' }
	| { readonly at: 'trying' }
	| { readonly at: 'open'; readonly awaitsAnswer: boolean; readonly uploads: boolean };

export type LineVerdict = 'fine' | 'ask' | 'give-up';

const ANSWER_WITHIN_MS = 5_000;
/** A server that is merely busy should not have everybody knock anew on top of it. */
const OVERDUE_MS = 8_000;
/** A network that swallows everything lets a browser try for minutes. */
const TRY_FOR_MS = 10_000;
