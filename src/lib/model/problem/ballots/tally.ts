import type { CardId } from '../card.ts';

/** What all marks of a ballot come to, the leading card first; cards with equal results share a place. */
export type Tally =
	| { readonly type: 'dot'; readonly cards: readonly DotResult[] }
	| { readonly type: 'approval'; readonly cards: readonly ApprovalResult[] }
	| { readonly type: 'rank'; readonly cards: readonly RankResult[] }
	| { readonly type: 'scale'; readonly cards: readonly ScaleResult[] }
	| { readonly type: 'impactEffort'; readonly cards: readonly ImpactEffortResult[] }
	| { readonly type: 'consent'; readonly cards: readonly ConsentResult[] };

export interface Placed {
	readonly card: CardId;
	/** From 1; equal results have the same, and the next one is passed over. */
	readonly place: number;
}

export interface DotResult extends Placed {
	readonly dots: number;
	/** How many people put a dot here. */
	readonly voters: number;
}

export interface ApprovalResult extends Placed {
	readonly approvals: number;
}

export interface RankResult extends Placed {
	readonly points: number;
	/** How many people put it first. */
	readonly firsts: number;
}

export interface ScaleResult extends Placed {
	/** The grade that a majority gives at least. */
	readonly median: number;
	/** How many people gave the grades 1, 2, …. */
	readonly counts: readonly number[];
}

export interface ImpactEffortResult extends Placed {
	/** Medians; a half where an even number of people part in the middle. */
	readonly impact: number;
	readonly effort: number;
	readonly voters: number;
}

export interface ConsentResult extends Placed {
	readonly consents: number;
	readonly reservations: number;
	readonly objections: number;
	/** Without names, in an order that says nothing. */
	readonly reasons: readonly { readonly answer: 'reservation' | 'objection'; readonly reason: string }[];
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

/** What was said of each card, by all voters together. */
export function byCard<T extends { readonly card: CardId }>(said: Iterable<T>): Map<CardId, T[]> {
	const cards = new Map<CardId, T[]>();
	for (const one of said) {
		const before = cards.get(one.card);
		if (before === undefined) cards.set(one.card, [one]);
		else before.push(one);
	}
	return cards;
}
