/** How far beyond what is in sight cards are kept: about a screen. */
const MARGIN_PX = 900;
/** A lane has one stretch that comes and one that goes. */
const WAITING_FOR_A_TURN = 12;

/**
 * Whether it is to be told again: it has not done all of it.
 * @param height in pixels, as the browser found it when it looked where the stretch is
 */
type Hear = (isNear: boolean, height: number) => boolean;

/**
 * Tells stretches of a long lane whether they are in sight or near it. One observer for all of a board. What is in sight hears at once, until
 * it has done all; of the others one in each frame, and as often as it takes, since on a board that scrolls under a card in hand all
 * lanes come to their next stretch together.
 */
export class Nearness {
	readonly #heard = new Map<Element, Hear>();
	readonly #waiting = new Map<Element, IntersectionObserverEntry>();
	readonly #observer: IntersectionObserver;
	#frame = 0;

	constructor(scroller: Element) {
		this.#observer = new IntersectionObserver(
			(entries) => {
				for (const entry of entries) this.#take(entry);
				if (this.#waiting.size > 0 && this.#frame === 0) this.#frame = requestAnimationFrame(this.#next);
			},
			{ root: scroller, rootMargin: `${MARGIN_PX}px 0px` }
		);
	}

	/** Returns the function that stops it. */
	watch(element: Element, hear: Hear): () => void {
		this.#heard.set(element, hear);
		this.#observer.observe(element);
		return () => {
			this.#heard.delete(element);
			this.#waiting.delete(element);
			this.#observer.unobserve(element);
		};
	}

	destroy(): void {
		cancelAnimationFrame(this.#frame);
		this.#observer.disconnect();
	}

	#take(entry: IntersectionObserverEntry): void {
		const { target } = entry;
		if (!isInSight(entry)) return void this.#waiting.set(target, entry);
		this.#waiting.delete(target);
		while (this.#tell(entry)) continue;
	}

	#tell({ target, isIntersecting, boundingClientRect }: IntersectionObserverEntry): boolean {
		return this.#heard.get(target)?.(isIntersecting, boundingClientRect.height) ?? false;
	}

	/** Few where a card in hand makes the board scroll, and more where somebody leafs through it. */
	readonly #next = (): void => {
		const turns = Math.ceil(this.#waiting.size / WAITING_FOR_A_TURN);
		for (let turn = 0; turn < turns; turn += 1) this.#turn();
		this.#frame = this.#waiting.size > 0 ? requestAnimationFrame(this.#next) : 0;
	};

	/** What came near before what went far: the latter only costs memory. */
	#turn(): void {
		const waiting = [...this.#waiting.values()];
		const entry = waiting.find(({ isIntersecting }) => isIntersecting) ?? waiting[0];
		if (entry !== undefined && !this.#tell(entry)) this.#waiting.delete(entry.target);
	}
}

/** The root's bounds are those with the margin; where they are not told, everything counts as seen. */
function isInSight({ isIntersecting, rootBounds, boundingClientRect }: IntersectionObserverEntry): boolean {
	if (!isIntersecting || rootBounds === null) return isIntersecting;
	const { top, bottom } = boundingClientRect;
	return top < rootBounds.bottom - MARGIN_PX && bottom > rootBounds.top + MARGIN_PX;
}
