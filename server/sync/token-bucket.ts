/** Lets a burst through and then so many a second. `now` is monotonic, in milliseconds. */
export class TokenBucket {
	readonly #burst: number;
	readonly #perMs: number;
	#tokens: number;
	#at: number;

	constructor(burst: number, perSecond: number, now: number) {
		this.#burst = burst;
		this.#perMs = perSecond / 1000;
		this.#tokens = burst;
		this.#at = now;
	}

	take(count: number, now: number): boolean {
		this.#tokens = Math.min(this.#burst, this.#tokens + (now - this.#at) * this.#perMs);
		this.#at = now;
		if (this.#tokens < count) return false;
		this.#tokens -= count;
		return true;
	}
}
