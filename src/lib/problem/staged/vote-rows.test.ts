import { expect, it } from 'vitest';
import { createId, type BallotId, type BoardId, type IdentityId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { begun, wentTo } from '#model/problem/course.ts';
import { rulesOfMethod, type PhaseId } from '#model/problem/method.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import type { Ballot, BallotState } from '#model/problem/run.ts';
import { voteResults, voteRows } from './vote-rows.ts';

const [DOTS, IMPACT] = ['dots' as PhaseId, 'impact' as PhaseId];
const [one, two, three] = [createId<CardId>(), createId<CardId>(), createId<CardId>()];
const ref = { from: 'program', id: solveAProblem.id, version: solveAProblem.version } as const;
const run = wentTo(
	begun(createId<BoardId>(), ref, rulesOfMethod(solveAProblem), createId<IdentityId>(), 1),
	DOTS,
	2
)!;

const closed = (voters: number, tallies: Extract<BallotState, { at: 'closed' }>['tallies']): BallotState => ({
	at: 'closed',
	openedAt: 1,
	closedAt: 2,
	voters,
	tallies
});
const ballot = (phase: PhaseId, state: BallotState): Ballot => ({
	id: createId<BallotId>(),
	phase,
	attempt: 1,
	items: [one, two, three],
	state
});

it('of each phase the last closed vote is shown, the newest first, and none that is open', () => {
	const ballots = [
		ballot(DOTS, closed(3, [])),
		ballot(DOTS, closed(4, [])),
		ballot(IMPACT, closed(2, null)),
		ballot(IMPACT, { at: 'open', openedAt: 3 })
	];
	const shown = voteResults({ ...run, ballots }).map(({ phase, voters }) => [phase, voters]);
	expect(shown).toEqual([
		[IMPACT, 2],
		[DOTS, 4]
	]);
	expect(voteResults(null)).toEqual([]);
});

it('a vote’s lines stand best first, with their numbers in words where there are several', () => {
	const names = new Map([
		[one, 'One'],
		[two, 'Two'],
		[three, 'Three']
	]);
	const textOf = (card: CardId): string => names.get(card)!;
	const dots = [
		{ card: one, numbers: [1, 1] },
		{ card: two, numbers: [4, 2] },
		{ card: three, numbers: [4, 3] }
	];
	const rows = voteRows({ type: 'dot', tallies: dots }, textOf);
	expect(rows.map(({ label }) => label).slice(2)).toEqual(['One']);
	expect(rows.map(({ count, words, leads }) => [count, words, leads])).toEqual([
		[4, '4', true],
		[4, '4', true],
		[1, '1', false]
	]);
	const consent = [{ card: one, numbers: [3, 1, 0] }];
	expect(voteRows({ type: 'consent', tallies: consent }, textOf)[0]?.words).toMatch(/3 · .*1 · .*0/u);
});
