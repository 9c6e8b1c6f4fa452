import { describe, expect, it } from 'vitest';
import type { CardId } from '#model/problem/card.ts';
import type { VoteRules } from '#model/problem/method.ts';
import { MyMarks } from './my-marks.svelte.ts';

const [a, b, c] = ['a', 'b', 'c'] as CardId[] as [CardId, CardId, CardId];
const rules = (type: VoteRules['type'], budget = 3): VoteRules => ({
	type,
	budget,
	secret: true,
	minVoters: 3
});

describe('my marks', () => {
	it('are counted down to the budget and not beyond it', () => {
		const mine = new MyMarks(rules('dot'), null);
		expect([mine.mark(a, { value: 2 }), mine.left]).toEqual([true, 1]);
		expect([mine.mark(b, { value: 2 }), mine.left]).toEqual([false, 1]);
		expect([mine.mark(b, { value: 1 }), mine.left, mine.mayMark(c)]).toEqual([true, 0, false]);
		mine.mark(a, { value: 0 });
		expect([mine.left, mine.marks]).toEqual([2, { type: 'dot', dots: [{ card: b, count: 1 }] }]);
	});

	it('are taken up where they were left', () => {
		const before = { type: 'rank', cards: [b, a] } as const;
		const mine = new MyMarks(rules('rank'), before);
		expect(mine.marks).toEqual(before);
		mine.rank(c);
		mine.unrank(b);
		expect([mine.marks, mine.on(c).value]).toEqual([{ type: 'rank', cards: [a, c] }, 2]);
	});

	it('of another kind of vote are not', () => {
		const mine = new MyMarks(rules('approval'), { type: 'rank', cards: [a] });
		expect(mine.marks).toEqual({ type: 'approval', cards: [] });
	});

	it('say nothing about a card of which only one axis is known', () => {
		const mine = new MyMarks(rules('impactEffort'), null);
		mine.mark(a, { impact: 4 });
		expect(mine.marks).toEqual({ type: 'impactEffort', placements: [] });
		mine.mark(a, { effort: 2 });
		expect(mine.marks).toEqual({ type: 'impactEffort', placements: [{ card: a, impact: 4, effort: 2 }] });
	});

	it('give a reason only with what is not plain consent', () => {
		const mine = new MyMarks(rules('consent'), null);
		mine.mark(a, { answer: 'objection', reason: 'Too late' });
		expect(mine.marks).toEqual({
			type: 'consent',
			answers: [{ card: a, answer: 'objection', reason: 'Too late' }]
		});
		mine.mark(a, { answer: 'consent' });
		expect(mine.marks).toEqual({ type: 'consent', answers: [{ card: a, answer: 'consent', reason: '' }] });
	});
});
