/** A component that the first look does without: fetched when it is near, and again when that failed. */
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

	/** Whether it is there now; without a line it is not, and whoever needs it asks again. */
	async fetch(): Promise<boolean> {
		try {
			this.#part ??= (await this.#load()).default;
			return true;
		} catch {
			return false;
		}
	}
}
