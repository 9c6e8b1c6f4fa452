import { distance, type Point } from '#model/whiteboard/geometry.ts';

const DOUBLE_CLICK_MS = 400;
const DOUBLE_CLICK_PX = 12;

/** Counts the clicks that come one right after another at one place. */
export class Clicks {
	/** How many there are up to now. */
	count = 0;
	/** Where the last one was, in CSS pixels. */
	place: Point = { x: 0, y: 0 };
	#at = -Infinity;

	/** `point` in CSS pixels, `at` as the event has it, in milliseconds. */
	add(point: Point, at: number): void {
		const again = at - this.#at < DOUBLE_CLICK_MS && distance(point, this.place) < DOUBLE_CLICK_PX;
		this.count = again ? this.count + 1 : 1;
		this.place = point;
		this.#at = at;
	}
}
