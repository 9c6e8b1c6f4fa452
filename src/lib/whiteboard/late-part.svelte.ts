/** A component that the first look at a board does without: fetched right after it, and again when that failed. */
export class LatePart<Part> {
	readonly #load: () => Promise<{ readonly default: Part }>;
	#part = $state.raw<Part | null>(null);

	constructor(load: () => Promise<{ readonly default: Part }>) {
		this.#load = load;
	}

	/** `null` until it has come. */
	get part(): Part | null {
		return this.#part;
	}

	async fetch(): Promise<void> {
		try {
			this.#part ??= (await this.#load()).default;
		} catch {
			// Without a line; whoever needs it asks again.
		}
	}
}
