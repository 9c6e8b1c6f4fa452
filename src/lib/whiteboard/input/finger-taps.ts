import { distance, type Point } from '#model/whiteboard/geometry.ts';

/** Longer than this, several fingers hold the paper rather than tap it. */
const TAP_MS = 350;
/** And so do fingers that go farther than this, in CSS pixels. */
const TAP_PX = 14;

/** Counts the fingers of a tap. Times are those of the events, in milliseconds. */
export class FingerTaps {
	readonly #began = new Map<number, Point>();
	#first = 0;
	#most = 0;
	#isTap = true;

	down(finger: number, at: Point, time: number): void {
		if (this.#began.size === 0) {
			this.#first = time;
			this.#most = 0;
			this.#isTap = true;
		}
		this.#began.set(finger, at);
		this.#most = Math.max(this.#most, this.#began.size);
	}

	move(finger: number, at: Point): void {
		const from = this.#began.get(finger);
		if (from !== undefined && distance(from, at) > TAP_PX) this.#isTap = false;
	}

	/** How many fingers tapped, once the last of them is up; 0 while some are down, and when it was no tap. */
	up(finger: number, time: number): number {
		this.#began.delete(finger);
		if (this.#began.size > 0) return 0;
		return this.#isTap && time - this.#first <= TAP_MS ? this.#most : 0;
	}

	/** The system took the fingers away. */
	cancel(finger: number): void {
		this.#began.delete(finger);
		this.#isTap = false;
	}
}
