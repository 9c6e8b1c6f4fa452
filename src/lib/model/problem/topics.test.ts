import { describe, expect, it } from 'vitest';
import { createId, type BallotId, type BoardId, type IdentityId } from '../ids.ts';
import type { CardId } from './card.ts';
import { begun, changedStep, wentTo, withTopic } from './course.ts';
import { rulesOfMethod, type PhaseId } from './method.ts';
import { leanCoffee } from './methods/lean-coffee.ts';
import { currentPhase, type Ballot, type Run } from './run.ts';
import { goingOn, goOnItems, nextTopic } from './topics.ts';
import { extended, started } from '../session/timer.ts';

const [tea, milk, cups] = [createId<CardId>(), createId<CardId>(), createId<CardId>()];
const ref = { from: 'program', id: leanCoffee.id, version: leanCoffee.version } as const;
const fresh = begun(createId<BoardId>(), ref, rulesOfMethod(leanCoffee), createId<IdentityId>(), 1);
const talk = wentTo(fresh, 'talk' as PhaseId, 2)!;

const taking = (run: Run, card: CardId | null): Run =>
	changedStep(run, (step) => ({ ...withTopic(step, card), clock: started(300_000, 3) }))!;

function voted(run: Run, topic: CardId, numbers: readonly [number, number] | null): Run {
	const items = goOnItems(topic);
	const tallies = numbers && items.map((card, at) => ({ card, numbers: [numbers[at]!] }));
	const state = { at: 'closed', openedAt: 4, closedAt: 5, voters: 3, tallies } as const;
	const ballot: Ballot = { id: createId<BallotId>(), phase: 'talk' as PhaseId, attempt: 1, items, state };
	return { ...run, ballots: [...run.ballots, ballot] };
}

const how = (run: Run, topic: CardId) => {
	const { rules, step } = currentPhase(run)!;
	return goingOn(run, rules, step, topic);
};
const extending = (run: Run, byMs: number): Run =>
	changedStep(run, (step) => ({ ...step, clock: extended(step.clock, byMs, 6)! }))!;

describe('topics', () => {
	it('are taken up one after the other, and each is remembered when the next begins or the phase ends', () => {
		const step = (run: Run) => run.steps.find(({ phase }) => phase === 'talk')!;
		const queue = [tea, milk, cups];
		expect(nextTopic(queue, step(talk))).toBe(tea);
		const second = taking(taking(talk, tea), milk);
		expect([step(second).talked, nextTopic(queue, step(second))]).toEqual([[tea], cups]);
		const left = wentTo(second, 'commit' as PhaseId, 9)!;
		expect([step(left).talked, step(left).topic]).toEqual([[tea, milk], null]);
	});

	it('go on by what the method gives, once after each vote, and no longer than it foresees', () => {
		const first = taking(talk, tea);
		expect(how(first, tea)).toMatchObject({ last: null, extendMs: null, mayVote: true });
		const once = voted(first, tea, [2, 1]);
		expect(how(once, tea)).toMatchObject({ last: { numbers: { on: 2, enough: 1 } }, extendMs: 120_000 });
		const longer = extending(once, 120_000);
		expect(how(longer, tea)).toMatchObject({ extendMs: null, mayVote: true });
		const twice = voted(longer, tea, null);
		expect(how(twice, tea)).toMatchObject({ last: { numbers: null }, extendMs: 60_000, mayVote: false });
	});

	it('begin anew with the next: votes on another one say nothing about it', () => {
		expect(how(taking(voted(taking(talk, tea), tea, [3, 0]), milk), milk)).toMatchObject({
			last: null,
			extendMs: null,
			mayVote: true
		});
	});
});
