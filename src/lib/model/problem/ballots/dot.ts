import type { MarksOf } from './marks.ts';
import { byCard, placed, type Tally } from './tally.ts';

/** Whether nobody put down more dots than they have. */
export function fitsDots({ dots }: MarksOf<'dot'>, budget: number): boolean {
	return (
		dots.every(({ count }) => Number.isInteger(count) && count >= 1) &&
		dots.reduce((sum, { count }) => sum + count, 0) <= budget
	);
}

/**
 * Dot voting: everybody has the same number of dots, several may go to one card, and the sums decide.
 * J. Diceman, Dotmocracy Handbook (2010). As a rule of elections it is cumulative voting.
 */
export function countDots(ballots: readonly MarksOf<'dot'>[]): Extract<Tally, { type: 'dot' }> {
	const cards = byCard(ballots.flatMap(({ dots }) => dots));
	const results = Array.from(cards, ([card, given]) => ({
		card,
		dots: given.reduce((sum, { count }) => sum + count, 0),
		voters: given.length
	}));
	return { type: 'dot', cards: placed(results, (a, b) => b.dots - a.dots) };
}
