import type { Histogram } from './histogram.ts';
import type { Runs } from './runs.ts';

/** From when to when a sending counts; what is sent outside warms up or cools down. */
export interface Window {
	from: number;
	to: number;
}

/**
 * Who was sent what when, and who got it: the clocks of each writer are counted off for each reader, so that it does not matter how the
 * server merged, delayed or repeated them, and what never came is known exactly.
 *
 * With `latest`, a later clock stands for all before it: of a pointer that moves, the newest place is all that anybody needs. A
 * place's latency is then the time until it *or a newer one* arrived.
 */
export class Deliveries {
	readonly #sentAt: Float64Array[];
	readonly #sent: Int32Array;
	/** For each reader and writer: all clocks below were delivered, but for those in `#holes`. */
	readonly #next: Int32Array;
	readonly #holes = new Map<number, Set<number>>();
	readonly #writers: number;
	readonly #firstClient: number;
	readonly #kind: 'every' | 'latest';
	readonly #window: Window;
	readonly #latencies: Histogram;
	readonly #self: ((reader: number) => number) | null;

	constructor(options: {
		readonly writers: number;
		readonly readers: number;
		/** Writer `w` writes as client `firstClient + w`. */
		readonly firstClient: number;
		readonly kind: 'every' | 'latest';
		readonly window: Window;
		readonly latencies: Histogram;
		/** Which writer this reader is, where those who write read too; -1 for none. What one wrote oneself is not counted. */
		readonly self?: (reader: number) => number;
	}) {
		this.#writers = options.writers;
		this.#firstClient = options.firstClient;
		this.#kind = options.kind;
		this.#window = options.window;
		this.#latencies = options.latencies;
		this.#self = options.self ?? null;
		this.#sent = new Int32Array(options.writers);
		this.#sentAt = Array.from({ length: options.writers }, () => new Float64Array(1024));
		this.#next = new Int32Array(options.readers * options.writers);
	}

	client(writer: number): number {
		return this.#firstClient + writer;
	}

	/** The clock of this writer's next sending, which is noted as sent now. */
	send(writer: number, at: number): number {
		const clock = this.#sent[writer]!;
		let times = this.#sentAt[writer]!;
		if (clock === times.length) {
			const longer = new Float64Array(times.length * 2);
			longer.set(times);
			times = this.#sentAt[writer] = longer;
		}
		times[clock] = at;
		this.#sent[writer] = clock + 1;
		return clock;
	}

	get totalSent(): number {
		let total = 0;
		for (const sent of this.#sent) total += sent;
		return total;
	}

	/** Clocks `from` to `to` (without it) of a client came to a reader. */
	receive(reader: number, client: number, from: number, to: number, at: number): void {
		const writer = client - this.#firstClient;
		if (writer < 0 || writer >= this.#writers) return;
		const key = reader * this.#writers + writer;
		const next = this.#next[key]!;
		if (this.#self?.(reader) === writer) return;
		if (from < next && this.#holes.size > 0) this.#fill(key, writer, from, Math.min(to, next), at);
		if (to <= next) return;
		if (from > next && this.#kind === 'every') this.#miss(key, next, from);
		const first = this.#kind === 'latest' ? next : Math.max(from, next);
		for (let clock = first; clock < to; clock += 1) this.#count(writer, clock, at);
		this.#next[key] = to;
	}

	/** All that one frame carried came to a reader. */
	receiveRuns(reader: number, runs: Runs, at: number): void {
		for (let run = 0; run < runs.length; run += 3)
			this.receive(reader, runs[run]!, runs[run + 1]!, runs[run + 2]!, at);
	}

	/** What was sent and did not come: after the end this is what got lost. */
	missing(): number {
		let missing = 0;
		for (let key = 0; key < this.#next.length; key += 1) {
			const writer = key % this.#writers;
			if (this.#self?.((key - writer) / this.#writers) === writer) continue;
			missing += Math.max(0, this.#sent[writer]! - this.#next[key]!);
		}
		for (const holes of this.#holes.values()) missing += holes.size;
		return missing;
	}

	/** Counts what never came as if it came now, so that a server that collapses does not look quick. */
	giveUp(at: number): void {
		for (let key = 0; key < this.#next.length; key += 1) {
			const writer = key % this.#writers;
			const reader = (key - writer) / this.#writers;
			if (this.#next[key]! < this.#sent[writer]!)
				this.receive(reader, this.client(writer), this.#next[key]!, this.#sent[writer]!, at);
		}
	}

	#miss(key: number, from: number, to: number): void {
		const holes = this.#holes.get(key) ?? new Set();
		for (let clock = from; clock < to; clock += 1) holes.add(clock);
		this.#holes.set(key, holes);
	}

	#fill(key: number, writer: number, from: number, to: number, at: number): void {
		const holes = this.#holes.get(key);
		if (holes === undefined) return;
		for (let clock = from; clock < to; clock += 1) if (holes.delete(clock)) this.#count(writer, clock, at);
		if (holes.size === 0) this.#holes.delete(key);
	}

	#count(writer: number, clock: number, at: number): void {
		const sentAt = this.#sentAt[writer]![clock]!;
		if (sentAt < this.#window.from || sentAt >= this.#window.to) return;
		this.#latencies.add(at - sentAt);
	}
}
