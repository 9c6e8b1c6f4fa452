import { isShapeId, type ShapeId } from '#model/whiteboard/ids.ts';

/**
 * Which shapes somebody has selected or drags, as their presence says it. Awareness sends a client's whole state at every
 * change, thirty times a second while a pointer moves: five hundred ids in each would be 200 kB a second for every reader. So
 * a set has a number; its ids are said when it is new, now and then while things move, and once more when they rest.
 */
export interface SaidSet {
	readonly n: number;
	/** The ids, with spaces between. */
	readonly ids?: string;
}

/** A room takes 16 kB of state from a client; this is enough for a thousand shapes. */
export const MOST_CHARACTERS = 11_000;
/** A new set is said so long in every message: the server leaves out what is followed by newer at once. */
const NEW_FOR_MS = 250;
/** And again after so long, for those who came since. */
const AGAIN_AFTER_MS = 1_500;

const NOTHING: ReadonlySet<ShapeId> = new Set();

/** One set of mine, numbered anew whenever it changes. */
export class SpokenSet {
	#ids: ReadonlySet<ShapeId> = NOTHING;
	#n = 0;
	#changedAt = -Infinity;
	#saidAt = -Infinity;

	/** Takes on what the set is now. */
	set(ids: ReadonlySet<ShapeId>, now: number): void {
		const isSame = sameIds(ids, this.#ids);
		this.#ids = ids;
		if (isSame) return;
		this.#n++;
		this.#changedAt = now;
	}

	get ids(): ReadonlySet<ShapeId> {
		return this.#ids;
	}

	/**
	 * What to say of it, in so many characters at most; `null` for nothing. `isRest`: nothing else is going to be said for a
	 * while.
	 */
	say(now: number, isRest: boolean, most = MOST_CHARACTERS): SaidSet | null {
		if (this.#ids.size === 0) return null;
		const isDue = isRest || now - this.#changedAt < NEW_FOR_MS || now - this.#saidAt > AGAIN_AFTER_MS;
		if (!isDue) return { n: this.#n };
		if (this.#ids.size > most) return null;
		const ids = [...this.#ids].join(' ');
		if (ids.length > most) return null;
		this.#saidAt = now;
		return { n: this.#n, ids };
	}
}

/** One set of somebody else's, from what they said of it last. */
export class HeardSet {
	#n: number | null = null;
	#ids: ReadonlySet<ShapeId> = NOTHING;

	/** `null` for a set whose ids were not heard yet. */
	hear(said: unknown): ReadonlySet<ShapeId> | null {
		const { n, ids } = (said ?? {}) as { n?: unknown; ids?: unknown };
		if (typeof n !== 'number') return NOTHING;
		if (n === this.#n) return this.#ids;
		if (typeof ids !== 'string') return null;
		this.#n = n;
		this.#ids = new Set(ids.slice(0, MOST_CHARACTERS).split(' ').filter(isShapeId));
		return this.#ids;
	}
}

export function sameIds(a: ReadonlySet<ShapeId>, b: ReadonlySet<ShapeId>): boolean {
	if (a === b) return true;
	if (a.size !== b.size) return false;
	for (const id of a) if (!b.has(id)) return false;
	return true;
}
