import type * as Y from 'yjs';

/** Shorter names are no identities, and shorter than what a number would save. */
const LEAST_LENGTH = 8;
/** As large as fits into three bytes. */
const NUMBERS = 2 ** 20;

/**
 * Who made the shapes of a board: a number for each in the map `people`, since an identity is 22 characters long and stands in
 * every shape. A person's number follows from the identity, so that two tabs, or two who come at once, need not agree on
 * any; where two would have the same one, the later takes the next. (Two strangers of one number who make their first
 * shape at the same moment, one chance in a million, would count as one.)
 */
export class Authors {
	readonly #map: Y.Map<unknown>;

	constructor(map: Y.Map<unknown>) {
		this.#map = map;
	}

	/** The identity of what a shape has for its author: a number, or, in older shapes, the identity itself; else empty. */
	readonly authorOf = (by: unknown): string => {
		const author = typeof by === 'number' ? this.#map.get(String(by)) : by;
		return typeof author === 'string' ? author : '';
	};

	/** What a new shape has for its author. Call it inside a transaction. */
	numberOf(author: string): string | number {
		if (author.length < LEAST_LENGTH) return author;
		for (let number = numberFor(author); ; number = (number + 1) % NUMBERS) {
			const owner = this.#map.get(String(number));
			if (owner === author) return number;
			if (owner !== undefined) continue;
			this.#map.set(String(number), author);
			return number;
		}
	}

	/** `changed` is called with what shapes have for authors that are known from now on. */
	observe(changed: (numbers: ReadonlySet<number>) => void): () => void {
		const onEvent = (event: Y.YMapEvent<unknown>): void =>
			changed(new Set([...event.keysChanged].map(Number)));
		this.#map.observe(onEvent);
		return () => this.#map.unobserve(onEvent);
	}
}

/** FNV-1a. */
function numberFor(author: string): number {
	let hash = 0x811c9dc5;
	for (let at = 0; at < author.length; at++) hash = Math.imul(hash ^ author.charCodeAt(at), 0x01000193);
	return (hash >>> 0) % NUMBERS;
}
