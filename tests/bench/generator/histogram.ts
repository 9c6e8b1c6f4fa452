/** Latencies in buckets of 50 µs: counting one costs an addition, however many millions there are. */
export class Histogram {
	readonly #counts = new Uint32Array(LONGEST_MS / BUCKET_MS + 1);
	#total = 0;
	#worst = 0;

	add(milliseconds: number): void {
		const bucket = Math.min(Math.max(0, Math.floor(milliseconds / BUCKET_MS)), this.#counts.length - 1);
		this.#counts[bucket]! += 1;
		this.#total += 1;
		if (milliseconds > this.#worst) this.#worst = milliseconds;
	}

	get total(): number {
		return this.#total;
	}

	/** In milliseconds; the upper edge of the bucket, never above the worst that was seen. `null` of nothing. */
	percentile(share: number): number | null {
		if (this.#total === 0) return null;
		let left = Math.ceil(this.#total * share);
		for (let bucket = 0; bucket < this.#counts.length; bucket += 1) {
			left -= this.#counts[bucket]!;
			if (left <= 0) return Math.min((bucket + 1) * BUCKET_MS, this.#worst);
		}
		return this.#worst;
	}

	summary(): Latency {
		return {
			p50: this.percentile(0.5),
			p95: this.percentile(0.95),
			p99: this.percentile(0.99),
			worst: this.#total === 0 ? null : this.#worst,
			count: this.#total
		};
	}
}

const BUCKET_MS = 0.05;
const LONGEST_MS = 60_000;

/** In milliseconds. */
export interface Latency {
	readonly p50: number | null;
	readonly p95: number | null;
	readonly p99: number | null;
	readonly worst: number | null;
	readonly count: number;
}
