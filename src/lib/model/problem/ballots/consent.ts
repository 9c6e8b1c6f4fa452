import { MAX_REASON_LENGTH, type MarksOf } from './marks.ts';
import { byCard, placed, type ConsentResult, type Tally } from './tally.ts';

export function fitsConsent({ answers }: MarksOf<'consent'>, budget: number): boolean {
	return answers.length <= budget && answers.every(({ reason }) => reason.length <= MAX_REASON_LENGTH);
}

/**
 * Consent: a proposal is agreed when nobody objects; reservations are written down and do not stop it. What lacks
 * objections leads, then what has fewer reservations. G. Endenburg, Sociocracy: The Organization of Decision-Making (1998).
 * Reasons come in the order of the alphabet, which says nothing about who gave them.
 */
export function countConsent(ballots: readonly MarksOf<'consent'>[]): Extract<Tally, { type: 'consent' }> {
	const cards = byCard(ballots.flatMap(({ answers }) => answers));
	const results = Array.from(cards, ([card, given]) => {
		const having = (answer: string): number => given.filter((one) => one.answer === answer).length;
		const reasons = given
			.flatMap(({ answer, reason }): ConsentResult['reasons'][number][] =>
				answer === 'consent' || reason.trim() === '' ? [] : [{ answer, reason: reason.trim() }]
			)
			.toSorted((a, b) => (a.reason < b.reason ? -1 : 1));
		return {
			card,
			consents: having('consent'),
			reservations: having('reservation'),
			objections: having('objection'),
			reasons
		};
	});
	const compare = (a: (typeof results)[0], b: (typeof results)[0]): number =>
		a.objections - b.objections || a.reservations - b.reservations || b.consents - a.consents;
	return { type: 'consent', cards: placed(results, compare) };
}

/** Whether the group may go on with it: somebody answered, and nobody objected. */
export function isAgreed({
	consents,
	reservations,
	objections
}: Pick<ConsentResult, 'consents' | 'reservations' | 'objections'>): boolean {
	return objections === 0 && consents + reservations > 0;
}
