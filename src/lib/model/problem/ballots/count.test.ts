import { describe, expect, it, test } from 'vitest';
import type { CardId } from '../card.ts';
import { VOTE_TYPES } from '../method.ts';
import { isAgreed } from './consent.ts';
import { count, fits, isPublishable, ranked } from './count.ts';
import { gridPlace, gridSpot } from './impact-effort.ts';
import type { ConsentAnswer, Marks } from './marks.ts';
import { majorityGrade } from './scale.ts';

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

const items = [a, b, c, d];
const result = (type: (typeof VOTE_TYPES)[number], ballots: Marks[]) =>
	ranked(type, count(type, items, ballots)).map(({ card, numbers, place }) => [card, place, ...numbers]);

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
		expect(result('dot', [dots([a, 3]), dots([a, 1], [b, 2]), dots([b, 2], [c, 1])])).toEqual([
			[a, 1, 4, 2],
			[b, 1, 4, 2],
			[c, 3, 1, 1],
			[d, 4, 0, 0]
		]);
	});

	test('approvals counts each voter once for each card', () => {
		expect(result('approval', [approve(a, b), approve(b), approve(c, b)])).toEqual([
			[b, 1, 3],
			[a, 2, 1],
			[c, 2, 1],
			[d, 4, 0]
		]);
	});

	test('ranks gives as many points as cards were ranked: naming one alone helps it less', () => {
		expect(result('rank', [rank(a, b, c), rank(b, a, c), rank(c)])).toEqual([
			[a, 1, 5, 1],
			[b, 1, 5, 1],
			[c, 3, 3, 1],
			[d, 4, 0, 0]
		]);
	});

	test('grades takes the lower median, and what leans upward before what leans downward', () => {
		const tallies = count('scale', items, [
			grade([a, 5], [b, 3], [c, 1], [d, 3]),
			grade([a, 4], [b, 3], [c, 5], [d, 3]),
			grade([a, 1], [b, 5], [c, 5], [d, 1])
		]);
		expect(
			ranked('scale', tallies).map(({ card, numbers, place }) => [card, place, majorityGrade(numbers)])
		).toEqual([
			[c, 1, 5],
			[a, 2, 4],
			[b, 3, 3],
			[d, 4, 3]
		]);
		expect(majorityGrade([0, 1, 0, 0, 1]), 'of two that differ, the lower').toBe(2);
		expect(majorityGrade([0, 0, 0, 0, 0])).toBe(0);
	});

	test('impact and effort takes the median of each, and puts first what brings most for its effort', () => {
		const tallies = count('impactEffort', items, [
			place([a, 5, 5], [b, 4, 1]),
			place([a, 5, 4], [b, 4, 2]),
			place([a, 1, 4])
		]);
		expect(tallies[0]!.numbers).toEqual([1, 0, 0, 0, 2, 0, 0, 0, 2, 1]);
		expect(ranked('impactEffort', tallies).map(({ card, numbers }) => [card, gridPlace(numbers)])).toEqual([
			[b, { impact: 4, effort: 1.5 }],
			[a, { impact: 5, effort: 4 }],
			[c, null],
			[d, null]
		]);
	});

	test('consent is kept back by one objection, and by no reservation; reasons are in nobody’s order', () => {
		const tallies = count(
			'consent',
			[a, b],
			[
				answer(a, 'reservation', ' too slow '),
				answer(a, 'consent', 'said though nobody asked'),
				answer(a, 'reservation', 'costs'),
				answer(b, 'objection', 'not legal'),
				answer(b, 'consent')
			]
		);
		expect(tallies).toEqual([
			{
				card: a,
				numbers: [1, 2, 0],
				reasons: [
					{ answer: 'reservation', text: 'costs' },
					{ answer: 'reservation', text: 'too slow' }
				]
			},
			{ card: b, numbers: [1, 0, 1], reasons: [{ answer: 'objection', text: 'not legal' }] }
		]);
		expect(ranked('consent', tallies).map(({ card, numbers }) => [card, isAgreed(numbers)])).toEqual([
			[a, true],
			[b, false]
		]);
		expect(isAgreed([0, 0, 0])).toBe(false);
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
		const forward = count(type, items, ballots);
		expect(count(type, items, ballots.toReversed())).toEqual(forward);
		// Marks of another kind, from whoever sent them, count for nothing.
		const others = Object.values(votes).filter((other) => other !== ballots);
		expect(count(type, items, [...ballots, ...others.flat()])).toEqual(forward);
		// What nobody could vote on is not in the result.
		expect(count(type, [a], ballots).map(({ card }) => card)).toEqual([a]);
	});
});

test('a vote on impact and effort puts a card into the middle of its grades, away from the edges', () => {
	const numbers = (impact: number, effort: number): number[] =>
		[impact, effort].flatMap((grade) => [1, 2, 3, 4, 5].map((one) => Number(one === grade)));
	expect(gridSpot(numbers(5, 1))).toEqual({ impact: 0.9, effort: 0.1 });
	expect(gridSpot(numbers(1, 3))).toEqual({ impact: 0.1, effort: 0.5 });
	expect(gridSpot(Array.from({ length: 10 }, () => 0))).toBeNull();
});
