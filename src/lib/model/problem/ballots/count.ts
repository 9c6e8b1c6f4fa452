import type { CardId } from '../card.ts';
import type { Phase } from '../method.ts';
import { unreachable } from '../../unreachable.ts';
import { countApprovals, fitsApproval } from './approval.ts';
import { countConsent, fitsConsent } from './consent.ts';
import { countDots, fitsDots } from './dot.ts';
import { countPlacements, fitsImpactEffort } from './impact-effort.ts';
import type { Marks, MarksOf } from './marks.ts';
import { countRanks, fitsRank } from './rank.ts';
import { countGrades, fitsScale } from './scale.ts';
import type { Tally } from './tally.ts';

/** What a method says of a vote. */
export type VoteRules = NonNullable<Phase['vote']>;

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

/** The cards that somebody marked. */
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

/** Adds up the ballots of one vote, each voter's last. Marks of another kind count for nothing. */
export function count(type: VoteRules['type'], ballots: readonly Marks[]): Tally {
	switch (type) {
		case 'dot':
			return countDots(of(type, ballots));
		case 'approval':
			return countApprovals(of(type, ballots));
		case 'rank':
			return countRanks(of(type, ballots));
		case 'scale':
			return countGrades(of(type, ballots));
		case 'impactEffort':
			return countPlacements(of(type, ballots));
		case 'consent':
			return countConsent(of(type, ballots));
		default:
			return unreachable(type);
	}
}

function of<T extends Marks['type']>(type: T, ballots: readonly Marks[]): MarksOf<T>[] {
	return ballots.filter((marks): marks is MarksOf<T> => marks.type === type);
}

/** Whether what was counted may be told at all: a secret of three is none when two of them compare notes. */
export function isPublishable({ secret, minVoters }: VoteRules, voters: number): boolean {
	return voters > 0 && (!secret || voters >= minVoters);
}
