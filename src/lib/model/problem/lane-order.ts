import { byOrder, keyBetween, type OrderKey } from '../order.ts';
import type { Card, CardId } from './card.ts';
import type { ClusterId } from './card-details.ts';
import type { LaneId } from './method.ts';

/** Where to put a card: at the end of a lane, or right before or behind another card of it. */
export type Spot =
	| { readonly at: 'end' }
	| { readonly at: 'before'; readonly card: CardId }
	| { readonly at: 'behind'; readonly card: CardId };

/** The cards of one lane, in order. */
export function inLane(cards: Iterable<Card>, lane: LaneId | null): readonly Card[] {
	return [...cards].filter((card) => card.lane === lane).sort(byOrder);
}

/** The same lane with one card in its new state, or without it; `before` is how it was in this or another lane. */
export function withCard(
	lane: readonly Card[],
	before: Card | undefined,
	after: Card | undefined
): readonly Card[] {
	const id = (after ?? before)?.id;
	const at = lane.findIndex((card) => card.id === id);
	if (after !== undefined && at !== -1 && lane[at]!.order === after.order) return lane.with(at, after);
	const others = at === -1 ? lane : lane.toSpliced(at, 1);
	if (after === undefined) return others;
	let [low, high] = [0, others.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		if (byOrder(others[middle]!, after) < 0) low = middle + 1;
		else high = middle;
	}
	return others.toSpliced(low, 0, after);
}

/**
 * The order key for a spot, as if `moved` were not there. Cards of a cluster are shown together, where the first of them
 * stands: a card that is put beside one without joining it goes beside all of them.
 */
export function orderAt(
	lane: readonly Card[],
	spot: Spot,
	moved: CardId | null,
	into: ClusterId | null
): OrderKey {
	const cards = lane.filter((card) => card.id !== moved);
	const index = indexAt(cards, spot, into);
	const before = cards[index - 1]?.order ?? null;
	// Cards that share one key by accident are passed over: there is no key between equals.
	const after = cards.slice(index).find(({ order }) => order !== null && (before === null || order > before));
	return keyBetween(before, after?.order ?? null);
}

/** Whether a card stands at this spot already. */
export function liesAt(lane: readonly Card[], spot: Spot, id: CardId, into: ClusterId | null): boolean {
	const index = lane.findIndex((card) => card.id === id);
	if (index === -1) return false;
	if (spot.at !== 'end' && spot.card === id) return true;
	return indexAt(lane.toSpliced(index, 1), spot, into) === index;
}

function indexAt(cards: readonly Card[], spot: Spot, into: ClusterId | null): number {
	const named = spot.at === 'end' ? -1 : cards.findIndex(({ id }) => id === spot.card);
	if (named === -1) return cards.length;
	const { cluster } = cards[named]!.details;
	if (cluster === null || cluster === into) return spot.at === 'before' ? named : named + 1;
	const first = cards.findIndex(({ details }) => details.cluster === cluster);
	if (spot.at === 'before') return first;
	// What is shown behind the cluster: the next card of another that does not stand with one before.
	const seen = new Set(cards.slice(0, first).map(({ details }) => details.cluster));
	const next = cards.findIndex(
		({ details }, at) =>
			at > first && details.cluster !== cluster && (details.cluster === null || !seen.has(details.cluster))
	);
	return next === -1 ? cards.length : next;
}
