/** How much may come at once, and how much a second after that. */
export interface Rate {
	readonly burst: number;
	readonly perSecond: number;
}

/** Lets a burst through and then so many a second. `now` is monotonic, in milliseconds. */
export class TokenBucket {
	readonly #rate: Rate;
	#tokens: number;
	#at: number;

	constructor(rate: Rate, now: number) {
		this.#rate = rate;
		this.#tokens = rate.burst;
		this.#at = now;
	}

	/** Takes all of `count` or nothing. */
	take(count: number, now: number): boolean {
		this.#refill(now);
		if (this.#tokens < count) return false;
		this.#tokens -= count;
		return true;
	}

	/** Takes `count`, into debt if need be. Milliseconds until the debt is paid; 0: there is none. */
	debit(count: number, now: number): number {
		this.#refill(now);
		this.#tokens -= count;
		return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#rate.perSecond) * 1000;
	}

	/** Nothing was taken for so long that it is as good as new. */
	isFull(now: number): boolean {
		this.#refill(now);
		return this.#tokens === this.#rate.burst;
	}

	#refill(now: number): void {
		const { burst, perSecond } = this.#rate;
		this.#tokens = Math.min(burst, this.#tokens + ((now - this.#at) / 1000) * perSecond);
		this.#at = now;
	}
}
