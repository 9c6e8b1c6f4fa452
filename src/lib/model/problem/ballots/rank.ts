import type { MarksOf } from './marks.ts';
import { byCard, placed, type Tally } from './tally.ts';

export function fitsRank({ cards }: MarksOf<'rank'>, budget: number): boolean {
	return cards.length <= budget;
}

/**
 * The modified Borda count: whoever ranks m cards gives m points to the first, m − 1 to the next, and 1 to the last; so
 * naming fewer cards never gives a favourite more weight. With as many as the budget it is the count of the nominal
 * group technique. P. Emerson, The original Borda count and partial voting, Social Choice and Welfare 40 (2013);
 * A. Delbecq, A. Van de Ven and D. Gustafson, Group Techniques for Program Planning (1975).
 */
export function countRanks(ballots: readonly MarksOf<'rank'>[]): Extract<Tally, { type: 'rank' }> {
	const given = ballots.flatMap(({ cards }) =>
		cards.map((card, index) => ({ card, points: cards.length - index, isFirst: index === 0 }))
	);
	const results = Array.from(byCard(given), ([card, voices]) => ({
		card,
		points: voices.reduce((sum, { points }) => sum + points, 0),
		firsts: voices.filter(({ isFirst }) => isFirst).length
	}));
	return { type: 'rank', cards: placed(results, (a, b) => b.points - a.points) };
}
