/** How far beyond what is in sight cards are kept: about a screen. */
const MARGIN = '900px 0px';

/** Tells stretches of a long lane whether they are in sight or near it. One observer for all of a board. */
export class Nearness {
	readonly #heard = new Map<Element, (isNear: boolean) => void>();
	readonly #observer: IntersectionObserver;

	constructor(scroller: Element) {
		this.#observer = new IntersectionObserver(
			(entries) => {
				for (const { target, isIntersecting } of entries) this.#heard.get(target)?.(isIntersecting);
			},
			{ root: scroller, rootMargin: MARGIN }
		);
	}

	/** Returns the function that stops it. */
	watch(element: Element, hear: (isNear: boolean) => void): () => void {
		this.#heard.set(element, hear);
		this.#observer.observe(element);
		return () => {
			this.#heard.delete(element);
			this.#observer.unobserve(element);
		};
	}

	destroy(): void {
		this.#observer.disconnect();
	}
}
