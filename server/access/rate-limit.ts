/** How many tokens one key has, and how fast they come back. */
export interface Allowance {
	readonly burst: number;
	readonly perMinute: number;
}

interface Bucket {
	tokens: number;
	at: number;
}

/** More keys than this at once are an attack; the bucket that was touched least recently is forgotten. */
const MAX_KEYS = 20_000;

/** Token buckets in memory, one a key. `nowMs` must be monotonic. */
export class RateLimit {
	readonly #allowance: Allowance;
	readonly #now: () => number;
	/** In the order of the last touch. */
	readonly #buckets = new Map<string, Bucket>();

	constructor(allowance: Allowance, nowMs: () => number) {
		this.#allowance = allowance;
		this.#now = nowMs;
	}

	/** Takes `cost` tokens. 0 when it may be done, otherwise the seconds until there are enough; then nothing is taken. */
	take(key: string, cost = 1): number {
		const bucket = this.#touch(key);
		if (bucket.tokens >= cost) {
			bucket.tokens -= cost;
			return 0;
		}
		return Math.max(1, Math.ceil(((cost - bucket.tokens) / this.#allowance.perMinute) * 60));
	}

	/** Takes what there is of `cost`, for something that was done already and turned out to deserve it. */
	charge(key: string, cost: number): void {
		const bucket = this.#touch(key);
		bucket.tokens = Math.max(0, bucket.tokens - cost);
	}

	#touch(key: string): Bucket {
		const now = this.#now();
		const { burst, perMinute } = this.#allowance;
		const before = this.#buckets.get(key);
		const tokens = before ? Math.min(burst, before.tokens + ((now - before.at) / 60_000) * perMinute) : burst;
		const bucket = { tokens, at: now };
		this.#buckets.delete(key);
		this.#buckets.set(key, bucket);
		if (this.#buckets.size > MAX_KEYS) this.#buckets.delete(this.#buckets.keys().next().value!);
		return bucket;
	}
}
