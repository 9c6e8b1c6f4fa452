/**
 * Keys mean something in the order in which they were pressed, also where one of them, or the pointer, has to wait for a part of
 * the program: those after it wait behind it.
 */
export class KeyOrder {
	#holds = 0;
	#waiting: (() => void)[] = [];

	/** Whether the next key has to wait. */
	get isHeld(): boolean {
		return this.#holds > 0;
	}

	/** After those that wait already. */
	add(key: () => void): void {
		this.#waiting.push(key);
	}

	/** Keys wait until then, `first` before all others. Should it never come, those who wait mean nothing. */
	hold(until: Promise<unknown>, first?: () => void): void {
		if (first !== undefined) this.#waiting.unshift(first);
		this.#holds++;
		until.then(
			() => this.#release(),
			() => {
				this.#waiting = [];
				this.#release();
			}
		);
	}

	#release(): void {
		this.#holds--;
		while (!this.isHeld && this.#waiting.length > 0) this.#waiting.shift()!();
	}
}
