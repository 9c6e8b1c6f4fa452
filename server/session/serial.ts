/** Runs what is asked for one key in the order of the asking, and different keys side by side. */
export class Serial<Key> {
	readonly #tails = new Map<Key, Promise<unknown>>();

	run<T>(key: Key, work: () => Promise<T>): Promise<T> {
		const before = this.#tails.get(key) ?? Promise.resolve();
		const result = before.then(work);
		// The next in line only waits; a failure is for whoever asked.
		const tail: Promise<unknown> = result
			.catch(() => undefined)
			.then(() => this.#tails.get(key) === tail && this.#tails.delete(key));
		this.#tails.set(key, tail);
		return result;
	}

	/** Resolves when everything asked so far is done. */
	async idle(): Promise<void> {
		await Promise.all(this.#tails.values());
	}
}
