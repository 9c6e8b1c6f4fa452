import type { CardId } from '../card.ts';
import type { VoteRules } from '../method.ts';
import { unreachable } from '../../unreachable.ts';
import { countApprovals, fitsApproval } from './approval.ts';
import { compareConsent, countConsent, fitsConsent, reasonsIn } from './consent.ts';
import { countDots, fitsDots } from './dot.ts';
import { comparePlacements, countPlacements, fitsImpactEffort } from './impact-effort.ts';
import type { Marks, MarksOf } from './marks.ts';
import { countRanks, fitsRank } from './rank.ts';
import { compareGrades, countGrades, fitsScale } from './scale.ts';
import { placed, type Placed, type Tally } from './tally.ts';

type VoteType = VoteRules['type'];

/** Whether these marks may be on a ballot of these rules: of its kind, within the budget, no card named twice. */
export function fits(marks: Marks, { type, budget }: Pick<VoteRules, 'type' | 'budget'>): boolean {
	const cards = cardsOf(marks);
	if (marks.type !== type || new Set(cards).size < cards.length) return false;
	switch (marks.type) {
		case 'dot':
			return fitsDots(marks, budget);
		case 'approval':
			return fitsApproval(marks, budget);
		case 'rank':
			return fitsRank(marks, budget);
		case 'scale':
			return fitsScale(marks, budget);
		case 'impactEffort':
			return fitsImpactEffort(marks, budget);
		case 'consent':
			return fitsConsent(marks, budget);
		default:
			return unreachable(marks);
	}
}

/** The cards that somebody marked; none: their ballot is empty, which is as if they had not voted. */
export function cardsOf(marks: Marks): readonly CardId[] {
	switch (marks.type) {
		case 'dot':
			return marks.dots.map(({ card }) => card);
		case 'approval':
		case 'rank':
			return marks.cards;
		case 'scale':
			return marks.grades.map(({ card }) => card);
		case 'impactEffort':
			return marks.placements.map(({ card }) => card);
		case 'consent':
			return marks.answers.map(({ card }) => card);
		default:
			return unreachable(marks);
	}
}

/**
 * Adds up the ballots of one vote, each voter's last, for each of the cards that were voted on and in their order. Marks of
 * another kind, and of other cards, count for nothing.
 */
export function count(type: VoteType, items: readonly CardId[], ballots: readonly Marks[]): Tally[] {
	switch (type) {
		case 'dot':
			return items.map((card) => ({ card, numbers: countDots(card, of(type, ballots)) }));
		case 'approval':
			return items.map((card) => ({ card, numbers: countApprovals(card, of(type, ballots)) }));
		case 'rank':
			return items.map((card) => ({ card, numbers: countRanks(card, of(type, ballots)) }));
		case 'scale':
			return items.map((card) => ({ card, numbers: countGrades(card, of(type, ballots)) }));
		case 'impactEffort':
			return items.map((card) => ({ card, numbers: countPlacements(card, of(type, ballots)) }));
		case 'consent':
			return items.map((card) => ({
				card,
				numbers: countConsent(card, of(type, ballots)),
				reasons: reasonsIn(card, of(type, ballots))
			}));
		default:
			return unreachable(type);
	}
}

/** The results with the leading card first; cards with equal results share a place. */
export function ranked(type: VoteType, tallies: readonly Tally[]): (Tally & Placed)[] {
	return placed(tallies, (a, b) => compare(type, a.numbers, b.numbers));
}

function compare(type: VoteType, a: readonly number[], b: readonly number[]): number {
	switch (type) {
		case 'dot':
		case 'approval':
		case 'rank':
			return (b[0] ?? 0) - (a[0] ?? 0);
		case 'scale':
			return compareGrades(a, b);
		case 'impactEffort':
			return comparePlacements(a, b);
		case 'consent':
			return compareConsent(a, b);
		default:
			return unreachable(type);
	}
}

function of<T extends Marks['type']>(type: T, ballots: readonly Marks[]): MarksOf<T>[] {
	return ballots.filter((marks): marks is MarksOf<T> => marks.type === type);
}

/** Whether what was counted may be told at all: a secret of three is none when two of them compare notes. */
export function isPublishable(
	{ secret, minVoters }: Pick<VoteRules, 'secret' | 'minVoters'>,
	voters: number
): boolean {
	return voters > 0 && (!secret || voters >= minVoters);
}
