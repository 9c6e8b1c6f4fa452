/** A pointer that rests for so long is nobody's. */
const RESTS_AFTER_MS = 3_000;

/** Whether somebody is at this screen now, with a mouse, a finger or a key: else neither pointer nor buttons are seen. */
export class QuietPointer {
	#isActive = $state(false);
	#resting: ReturnType<typeof setTimeout> | undefined;

	get isActive(): boolean {
		return this.#isActive;
	}

	readonly moved = (): void => {
		this.#isActive = true;
		clearTimeout(this.#resting);
		this.#resting = setTimeout(() => (this.#isActive = false), RESTS_AFTER_MS);
	};

	stop(): void {
		clearTimeout(this.#resting);
	}
}
