/** More than come between two frames. */
const MOST = 20;

/**
 * Gathers what comes, and hands it over when a frame has been drawn: working out what it changes then falls into one frame and laying
 * it out into the next, so that neither has to bear both. Two are awaited, since browsers draw the first after a rest at once, and the next
 * when its time has come, which may be a moment later.
 */
export class AfterFrame<T> {
	readonly #take: (gathered: readonly T[]) => void;
	#waiting: T[] = [];

	constructor(take: (gathered: readonly T[]) => void) {
		this.#take = take;
	}

	add(one: T): void {
		if (this.#waiting.push(one) === 1)
			requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(this.flush)));
		// What nobody sees is drawn no frames, and a frame within a page is not told that it is out of sight.
		if (document.hidden || this.#waiting.length > MOST) this.flush();
	}

	/** Hands over now what waits: what comes next counts on it. */
	readonly flush = (): void => {
		const gathered = this.#waiting;
		this.#waiting = [];
		if (gathered.length > 0) this.#take(gathered);
	};
}
