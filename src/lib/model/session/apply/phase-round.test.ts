import { describe, expect, test } from 'vitest';
import { createId, type BoardId, type RoundId } from '../../ids.ts';
import { rulesOfMethod, type Method, type PhaseId, type PhaseRules } from '../../problem/method.ts';
import { oneTwoFourAll } from '../../problem/methods/one-two-four-all.ts';
import { troika } from '../../problem/methods/troika.ts';
import { currentPhase, runOf, stepOf } from '../../problem/run.ts';
import { boardRights, runAt } from '../board-access.ts';
import { holderOn, runBehind } from '../boards-of-runs.ts';
import type { Actor, Command } from '../commands.ts';
import { phasePlan } from '../phase-groups.ts';
import type { Session } from '../session.ts';
import { after, emptySession, people, refusal } from '../test-sessions.ts';
import { newGroups } from '../test-simulated-choices.ts';

const board = createId<BoardId>();
const phase = (id: string): PhaseId => id as PhaseId;

function begun(method: Method): Session {
	const ref = { from: 'program', id: method.id, version: method.version } as const;
	return after(
		emptySession(),
		{ type: 'add-board', board, kind: 'problem', title: 'Why' },
		{ type: 'start-method', board, method: ref, phases: rulesOfMethod(method) }
	);
}

const four = people(4);
const runIn = (session: Session) => runOf(session.runs, board)!;

/** One press: on to this phase, with so many new groups that begin at once. */
function entering(session: Session, to: string, count: number): Command {
	return {
		type: 'plan-phase-round',
		board,
		round: createId<RoundId>(),
		title: to,
		groups: newGroups({ make: 'new', count, place: 'mixing' }),
		people: four,
		seed: 7,
		enters: { phase: phase(to), from: runIn(session).current },
		opens: true
	};
}

describe('groups that begin with their phase', () => {
	const alone = begun(oneTwoFourAll);
	const pairs = after(alone, entering(alone, 'pairs', 2));
	const fours = after(pairs, entering(pairs, 'fours', 1));

	test('are open in one step, and what each wrote alone comes to them', () => {
		const [round] = pairs.rounds;
		expect([currentPhase(runIn(pairs))!.rules.id, round!.state.at]).toEqual(['pairs', 'open']);
		expect(round!.groups.flatMap(({ members }) => members).toSorted()).toEqual(four.toSorted());
		expect(stepOf(runIn(pairs), phase('alone'))!.hiding.at).toBe('revealing');
	});

	test('follow from those before, which end', () => {
		expect(fours.rounds.map(({ state }) => state.at)).toEqual(['closed', 'open']);
		expect(fours.rounds[1]!.groups[0]!.members.toSorted()).toEqual(four.toSorted());
	});

	test('are begun once, however many press', () => {
		const late = { ...entering(pairs, 'fours', 1), enters: { phase: phase('fours'), from: phase('pairs') } };
		expect(refusal(fours, late as Command)).toBe('not-now');
		expect(refusal(alone, { ...entering(alone, 'pairs', 2), enters: undefined } as never)).not.toBeNull();
	});

	test('leave a board to its method when the next phase has begun, for its words and not for its rules', () => {
		const own = pairs.rounds[0]!.groups[0]!.boards[0]!;
		expect([runAt(fours, own), runBehind(fours, own)?.board]).toEqual([null, board]);
		const found = fours.boards.find(({ id }) => id === own)!;
		expect(boardRights(fours, found, { id: four[0]!, role: 'member' })).toMatchObject({ write: false });
	});
});

describe('groups that are called back', () => {
	const [mia, bo] = four.map((id): Actor => ({ id, role: 'member' })) as [Actor, Actor];
	const fay = { id: people(1)[0]!, role: 'facilitator' } as const;

	/** In pairs, in which members may do so much, then on to everybody. */
	function calledBackFrom(can: PhaseRules['can']) {
		const phases = rulesOfMethod(oneTwoFourAll).map((rules) =>
			rules.id === 'pairs' ? { ...rules, can } : rules
		);
		const ref = { from: 'program', id: oneTwoFourAll.id, version: oneTwoFourAll.version } as const;
		const alone = after(
			emptySession(),
			{ type: 'add-board', board, kind: 'problem', title: 'Why' },
			{ type: 'start-method', board, method: ref, phases }
		);
		const pairs = after(alone, entering(alone, 'pairs', 2));
		const group = pairs.rounds[0]!.groups.find(({ members }) => members.includes(mia.id))!;
		const own = group.boards[0]!;
		const called = after(pairs, { type: 'go-to-phase', board, phase: phase('all'), from: phase('pairs') });
		const ended = after(called, { type: 'close-round', round: called.rounds[0]!.id });
		const writes = (session: Session, who: Actor): boolean =>
			boardRights(
				session,
				session.boards.find(({ id }) => id === own)!,
				who
			).write;
		const other = { id: four.find((id) => !group.members.includes(id))!, role: 'member' } as const;
		return { pairs, called, ended, writes, other };
	}

	test('finish what their phase lets them write, and others nothing', () => {
		const { pairs, called, ended, writes, other } = calledBackFrom({
			facilitator: [],
			member: ['create', 'editOwn']
		});
		expect(called.rounds[0]!.state.at).toBe('closing');
		for (const session of [pairs, called]) {
			expect(writes(session, mia)).toBe(true);
			for (const who of [other, fay]) expect(writes(session, who)).toBe(false);
		}
		for (const who of [mia, other, fay]) expect(writes(ended, who), 'over').toBe(false);
	});

	test('write nothing where their phase let them write nothing', () => {
		const { called, writes } = calledBackFrom({ facilitator: [], member: [] });
		expect(writes(called, mia)).toBe(false);
	});

	test('leave what they made for all to read, which is open again to facilitators when the method is done', () => {
		const { ended, writes } = calledBackFrom({ facilitator: [], member: ['create'] });
		const own = ended.boards.find(({ id }) => ended.rounds[0]!.groups[0]!.boards.includes(id))!;
		for (const who of [mia, bo])
			expect(boardRights(ended, own, who)).toMatchObject({ read: true, write: false });
		const done = after(ended, { type: 'go-to-phase', board, phase: null, from: phase('all') });
		expect([writes(done, mia), writes(done, fay)]).toEqual([false, true]);
	});
});

describe('groups that go on', () => {
	const shared = begun(troika);
	const sharing = after(shared, {
		...entering(shared, 'share-1', 1),
		enters: { phase: phase('share-1'), from: runIn(shared).current }
	} as Command);

	test('have the next holder in turn, on the board of the group', () => {
		const [round] = sharing.rounds;
		const own = round!.groups[0]!.boards[0]!;
		expect(holderOn(sharing, own)).toBe(round!.groups[0]!.members[0]);
		const go: Command = { type: 'go-to-phase', board, phase: phase('share-2'), from: phase('share-1') };
		const second = after(sharing, go);
		expect(holderOn(second, own)).toBe(round!.groups[0]!.members[1]);
	});

	test('are made where the phase that makes them was skipped', () => {
		const skipped = after(shared, {
			type: 'go-to-phase',
			board,
			phase: phase('questions-1'),
			from: phase('share-1')
		});
		expect(phasePlan(skipped, runIn(skipped), 6)).toMatchObject({ make: 'new', count: 2 });
		const go: Command = { type: 'go-to-phase', board, phase: phase('questions-1'), from: phase('share-1') };
		const going = after(sharing, go);
		expect(phasePlan(going, runIn(going), 6)).toBeNull();
	});
});
