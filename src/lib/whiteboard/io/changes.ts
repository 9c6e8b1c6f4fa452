/** What an import could not keep as it was; each has its sentence in the message file. */
export const CHANGES = [
	'hatched',
	'unfilled',
	'text-colors',
	'embeds',
	'videos',
	'symbols',
	'crops',
	'flips',
	'images',
	'effects',
	'pages',
	'cut',
	'unknown',
	'unreadable'
] as const;
export type ChangeName = (typeof CHANGES)[number];

export type Told = readonly (readonly [ChangeName, number])[];

/** Counts what an import changed, so that it can say so. */
export class Changes {
	readonly #counts: Map<ChangeName, number>;

	constructor(told: Told = []) {
		this.#counts = new Map(told);
	}

	note(change: ChangeName, count = 1): void {
		if (count > 0) this.#counts.set(change, (this.#counts.get(change) ?? 0) + count);
	}

	/** In a fixed order. */
	get list(): Told {
		return CHANGES.flatMap((change) => {
			const count = this.#counts.get(change);
			return count === undefined ? [] : [[change, count] as const];
		});
	}
}
