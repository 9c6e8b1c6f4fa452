import type { MarksOf } from './marks.ts';
import { byCard, placed, type Tally } from './tally.ts';

export function fitsApproval({ cards }: MarksOf<'approval'>, budget: number): boolean {
	return cards.length <= budget;
}

/**
 * Approval voting: everybody names all cards that they can live with, each counts one, and the most named leads.
 * S. Brams and P. Fishburn, Approval Voting, American Political Science Review 72 (1978).
 */
export function countApprovals(
	ballots: readonly MarksOf<'approval'>[]
): Extract<Tally, { type: 'approval' }> {
	const named = byCard(ballots.flatMap(({ cards }) => cards.map((card) => ({ card }))));
	const results = Array.from(named, ([card, voices]) => ({ card, approvals: voices.length }));
	return { type: 'approval', cards: placed(results, (a, b) => b.approvals - a.approvals) };
}
