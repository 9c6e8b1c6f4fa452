import type { CardId } from '../card.ts';
import type { MarksOf } from './marks.ts';

export function fitsApproval({ cards }: MarksOf<'approval'>, budget: number): boolean {
	return cards.length <= budget;
}

/**
 * Approval voting: everybody names all cards that they can live with, each counts one, and the most named leads.
 * S. Brams and P. Fishburn, Approval Voting, American Political Science Review 72 (1978).
 */
export function countApprovals(card: CardId, ballots: readonly MarksOf<'approval'>[]): readonly number[] {
	return [ballots.filter(({ cards }) => cards.includes(card)).length];
}
