import type { CardId } from '../card.ts';
import { CONSENT_ANSWERS, MAX_REASON_LENGTH, type MarksOf } from './marks.ts';
import type { Reason } from './tally.ts';

export function fitsConsent({ answers }: MarksOf<'consent'>, budget: number): boolean {
	return answers.length <= budget && answers.every(({ reason }) => reason.length <= MAX_REASON_LENGTH);
}

export function countConsent(card: CardId, ballots: readonly MarksOf<'consent'>[]): readonly number[] {
	const given = answersOn(card, ballots);
	return CONSENT_ANSWERS.map((answer) => given.filter((one) => one.answer === answer).length);
}

/** What was said against it, in the order of the alphabet, which says nothing about who said it. */
export function reasonsIn(card: CardId, ballots: readonly MarksOf<'consent'>[]): readonly Reason[] {
	return answersOn(card, ballots)
		.flatMap(({ answer, reason }): Reason[] => {
			const text = reason.trim();
			return answer === 'consent' || text === '' ? [] : [{ answer, text }];
		})
		.toSorted((a, b) => compareText(a.answer, b.answer) || compareText(a.text, b.text));
}

/**
 * Consent: the group goes on with a proposal when somebody answered and nobody objects; reservations are written down and do
 * not stop it. G. Endenburg, Sociocracy: The Organization of Decision-Making (1998).
 */
export function isAgreed([consents = 0, reservations = 0, objections = 0]: readonly number[]): boolean {
	return objections === 0 && consents + reservations > 0;
}

/** Which of two cards leads: the one that fewer object to, then with fewer reservations, then with more consents. */
export function compareConsent(a: readonly number[], b: readonly number[]): number {
	const [consents, reservations, objections] = [0, 1, 2].map((index) => (a[index] ?? 0) - (b[index] ?? 0));
	return objections! || reservations! || -consents!;
}

function answersOn(card: CardId, ballots: readonly MarksOf<'consent'>[]) {
	return ballots.flatMap(({ answers }) => answers.filter((one) => one.card === card));
}

function compareText(a: string, b: string): number {
	return a < b ? -1 : Number(a > b);
}
