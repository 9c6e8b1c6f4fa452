import { describe, expect, it, test } from 'vitest';
import type { CardId } from '../card.ts';
import { VOTE_TYPES } from '../method.ts';
import { cardsOf, count, fits, isPublishable } from './count.ts';
import { isAgreed } from './consent.ts';
import type { ConsentAnswer, Marks } from './marks.ts';
import type { Tally } from './tally.ts';

const [a, b, c, d] = ['a', 'b', 'c', 'd'] as CardId[] as [CardId, CardId, CardId, CardId];

const dots = (...given: [CardId, number][]): Marks => ({
	type: 'dot',
	dots: given.map(([card, count]) => ({ card, count }))
});
const approve = (...cards: CardId[]): Marks => ({ type: 'approval', cards });
const rank = (...cards: CardId[]): Marks => ({ type: 'rank', cards });
const grade = (...given: [CardId, number][]): Marks => ({
	type: 'scale',
	grades: given.map(([card, grade]) => ({ card, grade }))
});
const place = (...given: [CardId, number, number][]): Marks => ({
	type: 'impactEffort',
	placements: given.map(([card, impact, effort]) => ({ card, impact, effort }))
});
const answer = (card: CardId, answer: ConsentAnswer, reason = ''): Marks => ({
	type: 'consent',
	answers: [{ card, answer, reason }]
});

const places = ({ cards }: Tally) => cards.map(({ card, place }) => [card, place]);

describe('a ballot', () => {
	it('takes marks of its own kind within the budget, and no card twice', () => {
		expect(fits(dots([a, 2], [b, 1]), { type: 'dot', budget: 3 })).toBe(true);
		expect(fits(dots([a, 3], [b, 1]), { type: 'dot', budget: 3 })).toBe(false);
		expect(fits(dots([a, 1], [a, 1]), { type: 'dot', budget: 3 })).toBe(false);
		expect(fits(dots([a, 1], [b, 0]), { type: 'dot', budget: 3 })).toBe(false);
		expect(fits(dots([a, 0.5]), { type: 'dot', budget: 3 })).toBe(false);
		expect(fits(dots([a, -2], [b, 5]), { type: 'dot', budget: 3 })).toBe(false);
		expect(fits(approve(a, b), { type: 'approval', budget: 2 })).toBe(true);
		expect(fits(approve(a, b, c), { type: 'approval', budget: 2 })).toBe(false);
		expect(fits(rank(a, b, a), { type: 'rank', budget: 5 })).toBe(false);
		expect(fits(rank(a), { type: 'approval', budget: 5 })).toBe(false);
		expect(fits(grade([a, 5]), { type: 'scale', budget: 1 })).toBe(true);
		expect(fits(grade([a, 6]), { type: 'scale', budget: 1 })).toBe(false);
		expect(fits(place([a, 1, 5]), { type: 'impactEffort', budget: 1 })).toBe(true);
		expect(fits(place([a, 0, 5]), { type: 'impactEffort', budget: 1 })).toBe(false);
		expect(fits(answer(a, 'objection', 'x'.repeat(501)), { type: 'consent', budget: 1 })).toBe(false);
	});

	it('of a secret vote is told only when enough have voted', () => {
		const secret = { type: 'dot', budget: 3, secret: true, minVoters: 3 } as const;
		expect([0, 2, 3].map((voters) => isPublishable(secret, voters))).toEqual([false, false, true]);
		expect([0, 1].map((voters) => isPublishable({ ...secret, secret: false }, voters))).toEqual([
			false,
			true
		]);
	});
});

describe('counting', () => {
	test('dots adds them up, and tells how many people stand behind them', () => {
		const tally = count('dot', [dots([a, 3]), dots([a, 1], [b, 2]), dots([b, 2], [c, 1])]);
		expect(tally.cards).toEqual([
			{ card: a, dots: 4, voters: 2, place: 1 },
			{ card: b, dots: 4, voters: 2, place: 1 },
			{ card: c, dots: 1, voters: 1, place: 3 }
		]);
	});

	test('approvals counts each voter once for each card', () => {
		const tally = count('approval', [approve(a, b), approve(b), approve(c, b)]);
		expect(tally.cards.map(({ card, ...rest }) => [card, rest])).toEqual([
			[b, { approvals: 3, place: 1 }],
			[a, { approvals: 1, place: 2 }],
			[c, { approvals: 1, place: 2 }]
		]);
	});

	test('ranks gives as many points as cards were ranked: naming one alone helps it less', () => {
		const tally = count('rank', [rank(a, b, c), rank(b, a, c), rank(c)]);
		expect(tally.cards).toEqual([
			{ card: a, points: 5, firsts: 1, place: 1 },
			{ card: b, points: 5, firsts: 1, place: 1 },
			{ card: c, points: 3, firsts: 1, place: 3 }
		]);
	});

	test('grades takes the lower median, and what leans upward before what leans downward', () => {
		const voters = [
			grade([a, 5], [b, 3], [c, 1], [d, 3]),
			grade([a, 4], [b, 3], [c, 5], [d, 3]),
			grade([a, 1], [b, 5], [c, 5], [d, 1])
		];
		const tally = count('scale', voters);
		expect(tally.cards.map((result) => 'median' in result && [result.card, result.median])).toEqual([
			[c, 5],
			[a, 4],
			[b, 3],
			[d, 3]
		]);
		expect(places(tally).at(-1)).toEqual([d, 4]);
		expect(count('scale', [grade([a, 2]), grade([a, 5])]).cards).toMatchObject([
			{ median: 2, counts: [0, 1, 0, 0, 1] }
		]);
	});

	test('impact and effort takes the median of each, and puts first what brings most for its effort', () => {
		const tally = count('impactEffort', [
			place([a, 5, 5], [b, 4, 1]),
			place([a, 5, 4], [b, 4, 2]),
			place([a, 1, 4])
		]);
		expect(tally.cards).toEqual([
			{ card: b, impact: 4, effort: 1.5, voters: 2, place: 1 },
			{ card: a, impact: 5, effort: 4, voters: 3, place: 2 }
		]);
	});

	test('consent is kept back by one objection, and by no reservation; reasons are in nobody’s order', () => {
		const tally = count('consent', [
			answer(a, 'reservation', ' too slow '),
			answer(a, 'consent', 'said though nobody asked'),
			answer(a, 'reservation', 'costs'),
			answer(b, 'objection', 'not legal'),
			answer(b, 'consent')
		]);
		expect(tally).toMatchObject({
			type: 'consent',
			cards: [
				{
					card: a,
					consents: 1,
					reservations: 2,
					objections: 0,
					reasons: [
						{ answer: 'reservation', reason: 'costs' },
						{ answer: 'reservation', reason: 'too slow' }
					]
				},
				{ card: b, objections: 1, reasons: [{ answer: 'objection', reason: 'not legal' }] }
			]
		});
		if (tally.type !== 'consent') throw new Error('it is no consent');
		expect(tally.cards.map(isAgreed)).toEqual([true, false]);
		expect(isAgreed({ consents: 0, reservations: 0, objections: 0 })).toBe(false);
	});

	test.each(VOTE_TYPES)('%s comes to the same in whatever order the votes came', (type) => {
		const votes: Record<(typeof VOTE_TYPES)[number], Marks[]> = {
			dot: [dots([a, 2], [b, 1]), dots([b, 1]), dots([c, 3], [d, 3])],
			approval: [approve(a, b), approve(b, c), approve(d)],
			rank: [rank(d, c, b, a), rank(a, b), rank(c)],
			scale: [grade([a, 1], [b, 5]), grade([b, 1]), grade([a, 3], [d, 3])],
			impactEffort: [place([a, 1, 5]), place([a, 3, 2], [b, 3, 2]), place([d, 3, 2])],
			consent: [
				answer(a, 'objection', 'z'),
				answer(a, 'objection', 'y'),
				answer(a, 'reservation', 'x'),
				answer(d, 'consent')
			]
		};
		const ballots = votes[type];
		const forward = count(type, ballots);
		expect(count(type, ballots.toReversed())).toEqual(forward);
		expect(new Set(forward.cards.map(({ card }) => card))).toEqual(new Set(ballots.flatMap(cardsOf)));
		// Marks of another kind, from whoever sent them, count for nothing.
		const others = Object.values(votes).filter((other) => other !== ballots);
		expect(count(type, [...ballots, ...others.flat()])).toEqual(forward);
	});
});
