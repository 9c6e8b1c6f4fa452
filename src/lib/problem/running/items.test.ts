import { expect, it } from 'vitest';
import { createId, type BallotId, type BoardId, type IdentityId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { begun, wentTo } from '#model/problem/course.ts';
import { rulesOfMethod, type LaneId, type PhaseId } from '#model/problem/method.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import { currentPhase, type Run } from '#model/problem/run.ts';
import { IDEAS, openBoard } from '#model/problem/test-boards.ts';
import { itemsOf } from './items.ts';

function open() {
	const { board, add } = openBoard();
	const ids = ['a', 'b', 'c', ''].map((text) => add(IDEAS, text)) as [CardId, CardId, CardId, CardId];
	const ref = { from: 'program', id: solveAProblem.id, version: solveAProblem.version } as const;
	const run = begun(createId<BoardId>(), ref, rulesOfMethod(solveAProblem), createId<IdentityId>(), 1);
	const at = (from: Run, phase: string): Run => wentTo(from, phase as PhaseId, 2)!;
	const items = (of: Run): readonly CardId[] =>
		itemsOf(of, solveAProblem, currentPhase(of)!.rules, (lane: LaneId) => board.lane(lane));
	return { ids, run, at, items };
}

it('a vote is on the cards of its lanes that say something', () => {
	const { ids, run, at, items } = open();
	expect(items(at(run, 'dots'))).toEqual(ids.slice(0, 3));
});

it('a phase that goes on from a vote works on what led it, and on all where nothing did', () => {
	const { ids, run, at, items } = open();
	const dots = at(run, 'dots');
	const tallies = [
		{ card: ids[0], numbers: [0, 0] },
		{ card: ids[1], numbers: [4, 2] },
		{ card: ids[2], numbers: [1, 1] }
	];
	const ballot = (counted: typeof tallies | null): Run => ({
		...dots,
		ballots: [
			{
				id: createId<BallotId>(),
				phase: 'dots' as PhaseId,
				attempt: 1,
				items: ids,
				state: { at: 'closed', openedAt: 1, closedAt: 2, voters: 3, tallies: counted }
			}
		]
	});
	expect(items(at(ballot(tallies), 'impact')).slice(0, 2)).toEqual([ids[1], ids[2]]);
	expect(items(at(ballot(null), 'impact'))).toEqual(ids.slice(0, 3));
});
