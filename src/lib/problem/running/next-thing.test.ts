import { describe, expect, it } from 'vitest';
import { createId, type BoardId, type HarvestId, type IdentityId } from '#model/ids.ts';
import { begun, wentTo, withStep } from '#model/problem/course.ts';
import { rulesOfMethod, type Method, type PhaseId } from '#model/problem/method.ts';
import { nominalGroup } from '#model/problem/methods/nominal-group.ts';
import { oneTwoFourAll } from '#model/problem/methods/one-two-four-all.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import { stepOf, type Run } from '#model/problem/run.ts';
import type { Round, RoundState } from '#model/session/rounds.ts';
import { people, sessionWithRound } from '#model/session/test-sessions.ts';
import { writesInGroups } from '#model/problem/engine.ts';
import { hiddenBefore, nextThing } from './next-thing.ts';

const phase = (id: string): PhaseId => id as PhaseId;
const start = (method: Method): Run =>
	begun(
		createId<BoardId>(),
		{ from: 'program', id: method.id, version: method.version },
		rulesOfMethod(method),
		createId<IdentityId>(),
		1
	);
const at = (run: Run, id: string): Run => wentTo(run, phase(id), 2)!;
const empty = { boards: [], rounds: [], runs: [], harvests: [] };

const { session } = sessionWithRound([people(2), people(2)]);
const withState = (state: RoundState): Round => ({ ...session.rounds[0]!, state });
const open: RoundState = { at: 'open', openedAt: 1, endsAt: null, then: 'ask' };
const closed: RoundState = { at: 'closed', openedAt: 1, closedAt: 2 };

describe('before going on', () => {
	it('hidden cards are shown, unless that is their authors’ to do or they go to groups', () => {
		expect(nextThing(empty, at(start(solveAProblem), 'ideas'), solveAProblem, 4)).toEqual({
			do: 'reveal',
			phase: 'ideas'
		});
		expect(nextThing(empty, start(nominalGroup), nominalGroup, 4)).toEqual({ do: 'nothing' });
		expect(nextThing(empty, start(oneTwoFourAll), oneTwoFourAll, 4)).toEqual({ do: 'nothing' });
		expect(hiddenBefore(at(start(nominalGroup), 'clarify'))).toEqual(['silent']);
	});

	it('groups are formed, begun, and opened again where they were closed', () => {
		const pairs = at(start(oneTwoFourAll), 'pairs');
		const of = (round: Round | null) => {
			const ground = { ...empty, rounds: round === null ? [] : [round] };
			const run = withStep(pairs, { ...stepOf(pairs, phase('pairs'))!, round: round?.id ?? null });
			return nextThing(ground, run, oneTwoFourAll, 6).do;
		};
		expect(of(null)).toBe('plan-groups');
		expect(of(withState({ at: 'planned' }))).toBe('open-groups');
		expect(of(withState({ at: 'choosing', since: 1 }))).toBe('begin-chosen');
		expect(of(withState(open))).toBe('nothing');
		expect(of(withState(closed))).toBe('reopen-groups');
	});

	it('what groups made is brought to the board of all, of the lanes that both phases work on, once', () => {
		const round = withState(closed);
		const fours = at(start(oneTwoFourAll), 'fours');
		const run = at(withStep(fours, { ...stepOf(fours, phase('fours'))!, round: round.id }), 'all');
		const ground = { ...empty, rounds: [round] };
		expect(nextThing(ground, run, oneTwoFourAll, 4)).toEqual({
			do: 'bring',
			round: round.id,
			isUnderWay: false,
			lanes: ['strongest']
		});
		const harvest = (state: 'under-way' | 'done' | 'failed') => {
			const id = createId<HarvestId>();
			const states = {
				'under-way': { at: 'under-way', since: 1 },
				done: { at: 'done', count: 2 },
				failed: { at: 'failed', reason: 'unreadable' }
			} as const;
			const one = { id, round: round.id, into: run.board, by: createId<IdentityId>(), state: states[state] };
			return nextThing({ ...ground, harvests: [one] }, run, oneTwoFourAll, 4).do;
		};
		expect([harvest('under-way'), harvest('done'), harvest('failed')]).toEqual([
			'wait-for-bring',
			'nothing',
			'bring'
		]);
	});
});

it('the board of all takes no cards while they are written on the boards of groups', () => {
	const pairs = at(start(oneTwoFourAll), 'pairs');
	expect(writesInGroups(pairs, pairs.board)).toBe(false);
	const step = { ...stepOf(pairs, phase('pairs'))!, round: session.rounds[0]!.id };
	const grouped = withStep(pairs, step);
	expect([writesInGroups(grouped, grouped.board), writesInGroups(grouped, createId<BoardId>())]).toEqual([
		true,
		false
	]);
});
