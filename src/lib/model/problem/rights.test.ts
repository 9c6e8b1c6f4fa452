import { describe, expect, it } from 'vitest';
import { createId, type BoardId, type IdentityId } from '../ids.ts';
import { type Role } from '../session/session.ts';
import { begun, wentTo } from './course.ts';
import { isForOneself } from './engine.ts';
import { rulesOfMethod, SEATS, type Method, type PhaseId, type PhaseRules } from './method.ts';
import { findMethod, METHODS } from './methods/registry.ts';
import { solveAProblem } from './methods/solve-a-problem.ts';
import { rights } from './rights.ts';
import type { Run } from './run.ts';

const me = createId<IdentityId>();
const other = createId<IdentityId>();

function runIn(method: Pick<Method, 'id' | 'version' | 'phases'>, phase: PhaseId): Run {
	const ref = { from: 'program', id: method.id, version: method.version } as const;
	return wentTo(begun(createId<BoardId>(), ref, rulesOfMethod(method), me, 0), phase, 0)!;
}
const during = (phase: string, role: Role) =>
	rights(runIn(solveAProblem, phase as PhaseId), { id: me, role });

describe('rights on a problem board', () => {
	it('let everybody who may write change everything on an open board', () => {
		for (const role of ['facilitator', 'member'] as const) {
			const open = rights(null, { id: me, role });
			expect([open.create, open.move, open.editStatement, open.edit(other), open.delete(null)]).toEqual(
				Array(5).fill(true)
			);
			expect(open.vote).toBe(false);
			expect(open.sees).toMatchObject({ others: 'text', authors: 'always' });
		}
	});

	it('let a viewer see an open board and touch nothing', () => {
		const open = rights(null, { id: me, role: 'viewer' });
		expect([open.create, open.move, open.group, open.vote, open.editStatement]).toEqual(Array(5).fill(false));
		expect([open.edit(me), open.delete(me), open.edit(null)]).toEqual([false, false, false]);
		expect(open.sees.others).toBe('text');
	});

	it('keep a member to their own cards while everybody writes alone', () => {
		const alone = during('ideas', 'member');
		expect([alone.create, alone.edit(me), alone.delete(me)]).toEqual([true, true, true]);
		expect([alone.edit(other), alone.edit(null), alone.delete(other), alone.move]).toEqual(
			Array(4).fill(false)
		);
		expect(alone.sees.others).toBe('count');
	});

	it('hide what others write alone from a facilitator just as from a member', () => {
		expect(during('ideas', 'facilitator').sees.others).toBe('count');
		expect(during('ideas', 'facilitator').edit(other)).toBe(false);
	});

	it('allow marks and nothing else while people vote', () => {
		const voting = during('dots', 'member');
		expect([voting.vote, voting.create, voting.move, voting.edit(me)]).toEqual([true, false, false, false]);
	});

	it('are an open board’s again when the method is done', () => {
		const done = wentTo(runIn(solveAProblem, 'dots' as PhaseId), null, 5)!;
		expect(rights(done, { id: me, role: 'member' }).create).toBe(true);
	});

	it('never let a viewer act, in any phase of any method that ships, whosever case it is', () => {
		for (const method of METHODS)
			for (const { id } of method.phases) {
				const viewer = rights(runIn(method, id), { id: me, role: 'viewer', hostsGroup: true });
				expect([
					viewer.create,
					viewer.move,
					viewer.group,
					viewer.vote,
					viewer.edit(me),
					viewer.delete(me)
				]).toEqual(Array(6).fill(false));
			}
	});

	it('follow the data of each phase for each seat', () => {
		for (const method of METHODS)
			for (const phase of method.phases)
				for (const seat of SEATS) {
					const { can, given } = inSeat(method, phase, seat);
					expect(
						[given.create, given.move, given.group, given.vote, given.edit(me), given.edit(other)],
						`${method.id} ${phase.id} ${seat}`
					).toEqual([
						can.includes('create'),
						can.includes('move'),
						can.includes('group'),
						can.includes('vote'),
						can.includes('editOwn') || can.includes('editAny'),
						can.includes('editAny')
					]);
				}
	});
});

/** What the data says, and what somebody in this seat is given. */
function inSeat(method: Method, phase: PhaseRules, seat: (typeof SEATS)[number]) {
	const run = runIn(method, phase.id);
	if (seat !== 'holder')
		return { can: (phase.can[seat] ?? []) as readonly string[], given: rights(run, { id: me, role: seat }) };
	const held: Run = { ...run, steps: run.steps.map((step) => ({ ...step, holder: me })) };
	return {
		can: (phase.can.holder ?? phase.can.member ?? []) as readonly string[],
		given: rights(held, { id: me, role: 'member', hostsGroup: true })
	};
}

describe('the registry of methods', () => {
	it('finds a method by its id and version, and nothing by anything else', () => {
		expect(findMethod('solve-a-problem', 1)).toBe(solveAProblem);
		expect(findMethod('solve-a-problem', 99)).toBeNull();
		expect(findMethod({ toString: () => 'solve-a-problem' }, '1')).toBeNull();
	});
});

it('notes to oneself are on nobody else’s board, whatever their method', () => {
	const found = METHODS.flatMap((method) =>
		method.lanes.filter((lane) => isForOneself(method, lane)).map(({ id }) => `${method.id}/${id}`)
	);
	expect(found.sort()).toEqual(['case-clinic/insight', 'troika-consulting/note']);
});
