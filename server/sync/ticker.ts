/**
 * Runs something at once after a quiet moment, and once per tick while it is asked for more often. `lengthMs` is read
 * at each run, so that the tick can grow with what there is to do.
 */
export class Ticker {
	readonly #run: () => void;
	readonly #lengthMs: () => number;
	#quietUntil = -Infinity;
	#timer: NodeJS.Timeout | null = null;

	constructor(run: () => void, lengthMs: () => number) {
		this.#run = run;
		this.#lengthMs = lengthMs;
	}

	request(): void {
		if (this.#timer !== null) return;
		const now = performance.now();
		if (now >= this.#quietUntil) this.#runNow(now);
		else this.#timer = setTimeout(this.#onTimer, this.#quietUntil - now);
	}

	stop(): void {
		if (this.#timer !== null) clearTimeout(this.#timer);
		this.#timer = null;
	}

	readonly #onTimer = (): void => {
		this.#timer = null;
		this.#runNow(performance.now());
	};

	#runNow(now: number): void {
		this.#quietUntil = now + this.#lengthMs();
		this.#run();
	}
}
