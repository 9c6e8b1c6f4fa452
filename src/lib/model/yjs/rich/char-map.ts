import type { CharId, CharRun } from '../characters.ts';

/** A part of what a map says about some characters. */
export interface CharPiece<V> extends CharRun {
	readonly value: V;
}

/** Cuts what is said about a whole run: `[from, to)` of it, counted from the run's start. */
type Cut<V> = (value: V, from: number, to: number) => V;

/**
 * Something about characters, by their identity: of what a step brought, which letters, and of what it took, what was there.
 * Looked up for each item of a text, so a client's runs lie in order of their clocks.
 */
export class CharMap<V> {
	readonly #cut: Cut<V> | null;
	/** Each client's runs in order; none overlap. */
	readonly #runs = new Map<number, CharPiece<V>[]>();

	/** Without `cut`, what is said about a run is said about each of its characters. */
	constructor(cut: Cut<V> | null = null) {
		this.#cut = cut;
	}

	get isEmpty(): boolean {
		return this.#runs.size === 0;
	}

	/** All pieces, by client and clock. */
	pieces(): CharPiece<V>[] {
		return [...this.#runs.values()].flat();
	}

	/** What is said about any of these characters, in their order. */
	within({ client, clock, length }: CharRun): CharPiece<V>[] {
		const runs = this.#runs.get(client);
		if (runs === undefined) return [];
		const found: CharPiece<V>[] = [];
		for (let at = this.#firstAfter(runs, clock); at < runs.length && runs[at]!.clock < clock + length; at++)
			found.push(this.#part(runs[at]!, clock, clock + length));
		return found;
	}

	has({ client, clock }: CharId): boolean {
		return this.within({ client, clock, length: 1 }).length > 0;
	}

	/** Says this about the run, in the place of what was said about any of it. */
	set(run: CharRun, value: V): void {
		if (run.length === 0) return;
		this.delete(run);
		const runs = this.#runs.get(run.client);
		const piece = { client: run.client, clock: run.clock, length: run.length, value };
		if (runs === undefined) {
			this.#runs.set(run.client, [piece]);
			return;
		}
		const at = this.#firstAfter(runs, run.clock);
		const before = runs[at - 1];
		const isMore = before?.value === value && before.clock + before.length === run.clock;
		// Typing is one run, however many transactions it took.
		if (isMore && this.#cut === null) runs[at - 1] = { ...before, length: before.length + run.length };
		else runs.splice(at, 0, piece);
	}

	/** `[from, to)` of what is said about a run, counted from the run's start. */
	cut(value: V, from: number, to: number): V {
		return this.#cut === null ? value : this.#cut(value, from, to);
	}

	delete({ client, clock, length }: CharRun): void {
		const runs = this.#runs.get(client);
		if (runs === undefined || length === 0) return;
		const first = this.#firstAfter(runs, clock);
		let end = first;
		const rest: CharPiece<V>[] = [];
		for (; end < runs.length && runs[end]!.clock < clock + length; end++) {
			const run = runs[end]!;
			if (run.clock < clock) rest.push(this.#part(run, run.clock, clock));
			if (run.clock + run.length > clock + length)
				rest.push(this.#part(run, clock + length, run.clock + run.length));
		}
		if (end === first) return;
		runs.splice(first, end - first, ...rest);
		if (runs.length === 0) this.#runs.delete(client);
	}

	/** A map of the same kind that says nothing yet. */
	emptied(): CharMap<V> {
		return new CharMap(this.#cut);
	}

	/** Where the first run lies that ends after this clock. */
	#firstAfter(runs: readonly CharPiece<V>[], clock: number): number {
		let low = 0;
		let high = runs.length;
		while (low < high) {
			const middle = (low + high) >> 1;
			const run = runs[middle]!;
			if (run.clock + run.length <= clock) low = middle + 1;
			else high = middle;
		}
		return low;
	}

	#part(run: CharPiece<V>, from: number, to: number): CharPiece<V> {
		const start = Math.max(run.clock, from);
		const end = Math.min(run.clock + run.length, to);
		if (start === run.clock && end === run.clock + run.length) return run;
		return {
			client: run.client,
			clock: start,
			length: end - start,
			value: this.cut(run.value, start - run.clock, end - run.clock)
		};
	}
}
