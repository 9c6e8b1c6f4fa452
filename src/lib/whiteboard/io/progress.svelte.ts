/** How far bringing something in has come. */
export type Stage =
	{ readonly at: 'reading' } | { readonly at: 'adding'; readonly done: number; readonly of: number };

/** What takes its time, and can be given up. */
export class Progress {
	#stage = $state.raw<Stage>({ at: 'reading' });
	readonly #stop = new AbortController();

	get stage(): Stage {
		return this.#stage;
	}

	get signal(): AbortSignal {
		return this.#stop.signal;
	}

	reach(stage: Stage): void {
		this.#stage = stage;
	}

	cancel(): void {
		this.#stop.abort(new Cancelled());
	}
}

/** Somebody gave it up: nothing is left of it. */
export class Cancelled extends Error {}
