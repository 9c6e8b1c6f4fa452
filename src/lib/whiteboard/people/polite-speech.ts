/**
 * What a screen reader is told of many people at once: one sentence at a time, none of it older than a while, and of each
 * speaker the last thing only, once they have paused.
 */
export class PoliteSpeech {
	readonly #speak: (sentence: string) => void;
	readonly #waiting = new Map<string, string>();
	#timer: ReturnType<typeof setTimeout> | null = null;
	#spokenAt = -Infinity;

	/** `speak` puts a sentence where it is read out. */
	constructor(speak: (sentence: string) => void) {
		this.#speak = speak;
	}

	/** Something of `speaker`'s; takes the place of what of theirs was not read out yet. */
	hear(speaker: string, sentence: string): void {
		this.#waiting.delete(speaker);
		this.#waiting.set(speaker, sentence);
		this.#later(PAUSE_MS);
	}

	destroy(): void {
		if (this.#timer !== null) clearTimeout(this.#timer);
	}

	/** Whoever goes on writing puts it off, but nobody else's turn. */
	#later(ms: number): void {
		if (this.#timer !== null && this.#waiting.size > 1) return;
		if (this.#timer !== null) clearTimeout(this.#timer);
		const rest = this.#spokenAt + BETWEEN_MS - performance.now();
		this.#timer = setTimeout(this.#next, Math.max(ms, rest));
	}

	readonly #next = (): void => {
		this.#timer = null;
		const [first] = this.#waiting;
		if (first === undefined) return;
		const [speaker, sentence] = first;
		this.#waiting.delete(speaker);
		// In a crowd the oldest is no news any more.
		while (this.#waiting.size > MOST_WAITING) this.#waiting.delete([...this.#waiting.keys()][0]!);
		this.#spokenAt = performance.now();
		this.#speak(sentence);
		if (this.#waiting.size > 0) this.#later(0);
	};
}

/** Somebody who types has paused after so long. */
const PAUSE_MS = 1_200;
const BETWEEN_MS = 3_000;
const MOST_WAITING = 4;
