import type { Refusal, RoomCounters } from './rooms-port.ts';

type Sums = Omit<RoomCounters, 'rooms' | 'connections' | 'stalled' | 'updatesWaiting'>;

/** Sums since the start, cheap enough for every frame. */
export class Counters {
	#updatesIn = 0;
	#bytesIn = 0;
	#appends = 0;
	#framesOut = 0;
	#bytesOut = 0;
	#compactions = 0;
	#compactionsFailed = 0;
	readonly #refused: Partial<Record<Refusal, number>> = {};

	updates(count: number, bytes: number): void {
		this.#updatesIn += count;
		this.#bytesIn += bytes;
	}

	append(): void {
		this.#appends += 1;
	}

	sent(bytes: number): void {
		this.#framesOut += 1;
		this.#bytesOut += bytes;
	}

	compaction(succeeded: boolean): void {
		if (succeeded) this.#compactions += 1;
		else this.#compactionsFailed += 1;
	}

	refused(refusal: Refusal): void {
		this.#refused[refusal] = (this.#refused[refusal] ?? 0) + 1;
	}

	read(): Sums {
		return {
			updatesIn: this.#updatesIn,
			bytesIn: this.#bytesIn,
			appends: this.#appends,
			framesOut: this.#framesOut,
			bytesOut: this.#bytesOut,
			compactions: this.#compactions,
			compactionsFailed: this.#compactionsFailed,
			refused: { ...this.#refused }
		};
	}
}
