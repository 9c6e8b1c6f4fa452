import type { CardId } from '../card.ts';

/**
 * What a vote came to for one card. `numbers` by the kind of vote: `dot` [dots, people behind them]; `approval` [approvals];
 * `rank` [points, how often first]; `scale` [how many said 1, 2, 3, 4, 5]; `impactEffort` [how many said impact 1 to 5, then
 * effort 1 to 5]; `consent` [consents, reservations, objections].
 */
export interface Tally {
	readonly card: CardId;
	readonly numbers: readonly number[];
	/** Why somebody has a reservation or objects: without names, in an order that says nothing. */
	readonly reasons?: readonly Reason[];
}

export interface Reason {
	readonly answer: 'reservation' | 'objection';
	readonly text: string;
}

/** A card's result, as it is shown. */
export interface Placed {
	readonly card: CardId;
	/** From 1; equal results have the same, and the next one is passed over. */
	readonly place: number;
}

/** Puts the best first by `compare` and numbers the places. What is equal keeps the order of ids, which says nothing. */
export function placed<T extends { readonly card: CardId }>(
	results: readonly T[],
	compare: (a: T, b: T) => number
): (T & Placed)[] {
	const sorted = results.toSorted((a, b) => compare(a, b) || (a.card < b.card ? -1 : 1));
	const places: (T & Placed)[] = [];
	for (const [index, result] of sorted.entries()) {
		const before = places[index - 1];
		const isEqual = before !== undefined && compare(before, result) === 0;
		places.push({ ...result, place: isEqual ? before.place : index + 1 });
	}
	return places;
}

/** How many of `given` are each of the grades 1 to `highest`. */
export function histogram(given: readonly number[], highest: number): number[] {
	return Array.from({ length: highest }, (_, index) => given.filter((grade) => grade === index + 1).length);
}
