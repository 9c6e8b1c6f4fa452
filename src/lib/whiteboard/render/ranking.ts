import type { OrderKey } from '#model/order.ts';
import { byOrder } from '#model/order.ts';

/** What has a place among others, from the bottom up. */
interface Ranked {
	readonly shape: { readonly id: string; readonly order: OrderKey };
	/** Higher for what lies higher; true once the ranking is brought up to date. */
	rank: number;
}

/** More changes than this at once are sorted together with all the others. */
const MOST_ONE_BY_ONE = 64;

/**
 * What lies over what, as numbers that are quick to compare. A shape that comes gets a number between its neighbours': ten
 * thousand are not sorted for each stroke, wherever in the stack it belongs.
 */
export class Ranking<T extends Ranked> {
	#sorted: T[] = [];
	/** What came since, or changed its place. */
	readonly #loose = new Set<T>();
	/** What is in `#sorted`, at the place that its rank says. */
	readonly #placed = new Set<T>();

	/** Call it after its shape's order has changed, too, with the rank that it had left as it is. */
	add(item: T): void {
		this.remove(item);
		this.#loose.add(item);
	}

	remove(item: T): void {
		this.#loose.delete(item);
		if (!this.#placed.delete(item)) return;
		this.#sorted.splice(
			lowest(this.#sorted, (other) => other.rank >= item.rank),
			1
		);
	}

	clear(): void {
		this.#sorted = [];
		this.#loose.clear();
		this.#placed.clear();
	}

	/** Makes every rank true. */
	settle(): void {
		if (this.#loose.size === 0) return;
		if (this.#loose.size > MOST_ONE_BY_ONE || ![...this.#loose].every((item) => this.#insert(item))) {
			this.#sorted = [...new Set([...this.#sorted, ...this.#loose])].sort((a, b) =>
				byOrder(a.shape, b.shape)
			);
			this.#sorted.forEach((item, rank) => (item.rank = rank));
		}
		for (const item of this.#loose) this.#placed.add(item);
		this.#loose.clear();
	}

	/** Returns whether there was a number left for it. */
	#insert(item: T): boolean {
		const at = lowest(this.#sorted, (other) => byOrder(other.shape, item.shape) > 0);
		const [below, above] = [this.#sorted[at - 1], this.#sorted[at]];
		const low = below?.rank ?? (above?.rank ?? 0) - 2;
		item.rank = above === undefined ? low + 1 : (low + above.rank) / 2;
		this.#sorted.splice(at, 0, item);
		return item.rank > low && (above === undefined || item.rank < above.rank);
	}
}

/** The first place where `holds` is true, as it is from there on. */
function lowest<T>(items: readonly T[], holds: (item: T) => boolean): number {
	let [low, high] = [0, items.length];
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (holds(items[middle]!)) high = middle;
		else low = middle + 1;
	}
	return low;
}
