import { SEARCH_LIMITS, type Hit, type SearchAnswer } from '#protocol/search.ts';
import type { Ask, Filters, Outcome } from './ask.ts';

/** What is typed in one go is asked for once. */
const GATHER_MS = 150;
/** What takes longer is said to be under way. */
const SILENT_MS = 300;

type Failed = Extract<Outcome, { at: 'failed' }>;

/** What somebody asks for while they type, and what is found. What was found before stays until there is something else. */
export class Searching {
	readonly #ask: Ask;
	readonly #limit: number;
	#hits = $state.raw<readonly Hit[] | null>(null);
	#next = $state.raw<number | null>(null);
	#index = $state.raw<SearchAnswer['index']>('whole');
	#failed = $state.raw<Failed | null>(null);
	#isSlow = $state(false);
	#asked: { readonly words: string; readonly filters: Filters } | null = null;
	#running: AbortController | null = null;
	#gathering: ReturnType<typeof setTimeout> | undefined;
	#silent: ReturnType<typeof setTimeout> | undefined;

	/** @param limit hits at once */
	constructor(ask: Ask, limit: number) {
		this.#ask = ask;
		this.#limit = limit;
	}

	/** `null`: nothing was asked for. */
	get hits(): readonly Hit[] | null {
		return this.#hits;
	}

	get hasMore(): boolean {
		return this.#next !== null;
	}

	/** Whether something may be missing, because the server is still reading. */
	get isFilling(): boolean {
		return this.#index === 'filling';
	}

	/** `null`: the last answer came. */
	get failed(): Failed['why'] | null {
		return this.#failed?.why ?? null;
	}

	/** An answer has been waited for so long that it wants to be said. */
	get isSlow(): boolean {
		return this.#isSlow;
	}

	/** Asks for this once nothing else is typed; for nothing, where no word is. */
	want(words: string, filters: Filters): void {
		const asked = { words: words.trim().slice(0, SEARCH_LIMITS.query), filters };
		if (JSON.stringify(asked) === JSON.stringify(this.#asked) && this.#failed === null) return;
		clearTimeout(this.#gathering);
		this.#asked = asked;
		if (asked.words === '') return this.#nothing();
		this.#gathering = setTimeout(() => void this.#find(null), GATHER_MS);
	}

	again(): void {
		if (this.#asked !== null && this.#asked.words !== '') void this.#find(null);
	}

	more(): Promise<void> {
		return this.#next === null ? Promise.resolve() : this.#find(this.#next);
	}

	/** Before it is thrown away. */
	stop(): void {
		clearTimeout(this.#gathering);
		this.#end();
	}

	#nothing(): void {
		this.#end();
		[this.#hits, this.#next, this.#failed] = [null, null, null];
	}

	#end(): void {
		clearTimeout(this.#silent);
		this.#running?.abort();
		this.#running = null;
		this.#isSlow = false;
	}

	async #find(cursor: number | null): Promise<void> {
		const asked = this.#asked;
		if (asked === null) return;
		this.#end();
		const running = new AbortController();
		this.#running = running;
		this.#silent = setTimeout(() => (this.#isSlow = true), SILENT_MS);
		const part = { limit: this.#limit, ...(cursor === null ? {} : { cursor }) };
		const outcome = await this.#ask(asked.words, asked.filters, part, running.signal);
		// Something else was asked for meanwhile.
		if (this.#running !== running) return;
		this.#end();
		if (outcome.at === 'failed') return this.#fail(outcome);
		const { hits, next, index } = outcome.answer;
		this.#failed = null;
		this.#hits = cursor === null ? hits : [...(this.#hits ?? []), ...hits];
		[this.#next, this.#index] = [next, index];
	}

	#fail(failed: Failed): void {
		this.#failed = failed;
		if (failed.retryAfterMs > 0) this.#gathering = setTimeout(() => this.again(), failed.retryAfterMs);
	}
}
