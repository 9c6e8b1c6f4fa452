/** Without a key, a pointer or a finger for so long, somebody is taken to be away, whatever is on their screen. */
const IDLE_MS = 5 * 60_000;
/** How late that may be noticed. */
const LOOKS_EVERY_MS = 15_000;

/** What people do with a page while they are at it. */
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'focus'] as const;

/** The part of a window and its document that tells whether somebody is there. */
export interface Attended extends Pick<EventTarget, 'addEventListener' | 'removeEventListener'> {
	readonly document: Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;
}

/** Whether somebody attends to this tab: it is on the screen, and they have not been idle for long. */
export class Attention {
	readonly #at: Attended;
	readonly #now: () => number;
	readonly #onChange: () => void;
	readonly #looking: ReturnType<typeof setInterval>;
	#lastSign: number;
	#away: boolean;

	/** `now`: a clock in milliseconds that never goes back. */
	constructor(at: Attended, now: () => number, onChange: () => void) {
		this.#at = at;
		this.#now = now;
		this.#onChange = onChange;
		this.#lastSign = now();
		this.#away = at.document.visibilityState === 'hidden';
		for (const sign of SIGNS) at.addEventListener(sign, this.#sign, { capture: true, passive: true });
		at.document.addEventListener('visibilitychange', this.#sign);
		this.#looking = setInterval(this.#look, LOOKS_EVERY_MS);
	}

	get isAway(): boolean {
		return this.#away;
	}

	destroy(): void {
		for (const sign of SIGNS) this.#at.removeEventListener(sign, this.#sign, { capture: true });
		this.#at.document.removeEventListener('visibilitychange', this.#sign);
		clearInterval(this.#looking);
	}

	/** Called for every move of a pointer: all it usually does is note the time. */
	readonly #sign = (): void => {
		this.#lastSign = this.#now();
		if (this.#away !== (this.#at.document.visibilityState === 'hidden')) this.#look();
	};

	readonly #look = (): void => {
		const isIdle = this.#now() - this.#lastSign >= IDLE_MS;
		const away = isIdle || this.#at.document.visibilityState === 'hidden';
		if (away === this.#away) return;
		this.#away = away;
		this.#onChange();
	};
}
