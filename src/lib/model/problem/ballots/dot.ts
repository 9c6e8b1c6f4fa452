import type { CardId } from '../card.ts';
import type { MarksOf } from './marks.ts';

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
export function countDots(card: CardId, ballots: readonly MarksOf<'dot'>[]): readonly number[] {
	const given = ballots.flatMap(({ dots }) => dots.filter((one) => one.card === card));
	return [given.reduce((sum, { count }) => sum + count, 0), given.length];
}
