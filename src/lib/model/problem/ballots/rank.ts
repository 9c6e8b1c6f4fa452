import type { CardId } from '../card.ts';
import type { MarksOf } from './marks.ts';

export function fitsRank({ cards }: MarksOf<'rank'>, budget: number): boolean {
	return cards.length <= budget;
}

/**
 * The modified Borda count: whoever ranks m cards gives m points to the first, m − 1 to the next, and 1 to the last; so
 * naming fewer cards never gives a favourite more weight. With as many as the budget it is the count of the nominal
 * group technique. P. Emerson, The original Borda count and partial voting, Social Choice and Welfare 40 (2013);
 * A. Delbecq, A. Van de Ven and D. Gustafson, Group Techniques for Program Planning (1975).
 */
export function countRanks(card: CardId, ballots: readonly MarksOf<'rank'>[]): readonly number[] {
	const points = ballots.map(({ cards }) => (cards.includes(card) ? cards.length - cards.indexOf(card) : 0));
	return [points.reduce((sum, one) => sum + one, 0), ballots.filter(({ cards }) => cards[0] === card).length];
}
