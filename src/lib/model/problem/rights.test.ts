import { describe, expect, it } from 'vitest';
import { createId, type IdentityId } from '../ids.ts';
import { ROLES } from '../session/session.ts';
import { findMethod, METHODS } from './methods/registry.ts';
import { solveAProblem } from './methods/solve-a-problem.ts';
import type { PhaseId } from './method.ts';
import { rights } from './rights.ts';

const me = createId<IdentityId>();
const other = createId<IdentityId>();
const during = (phase: string, role: 'facilitator' | 'member' | 'viewer') =>
	rights(solveAProblem, phase as PhaseId, role, me);

describe('rights on a problem board', () => {
	it('let everybody who may write change everything on an open board', () => {
		for (const role of ['facilitator', 'member'] as const) {
			const open = rights(solveAProblem, null, role, me);
			expect([open.create, open.move, open.editStatement, open.edit(other), open.delete(null)]).toEqual(
				Array(5).fill(true)
			);
			expect(open.vote).toBe(false);
			expect(open.sees).toEqual({ others: 'text', authors: 'always', tallies: 'none' });
		}
	});

	it('let a viewer see an open board and touch nothing', () => {
		const open = rights(solveAProblem, null, 'viewer', me);
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
		expect(alone.sees).toEqual({ others: 'count', authors: 'onReveal', tallies: 'none' });
	});

	it('hide what others write alone from a facilitator just as from a member', () => {
		expect(during('ideas', 'facilitator').sees.others).toBe('count');
		expect(during('ideas', 'facilitator').edit(other)).toBe(false);
	});

	it('allow marks and nothing else while people vote', () => {
		const voting = during('dots', 'member');
		expect([voting.vote, voting.create, voting.move, voting.edit(me)]).toEqual([true, false, false, false]);
	});

	it('are none in a phase that the method does not have', () => {
		const none = during('dream', 'facilitator');
		expect([none.create, none.move, none.edit(me), none.editStatement]).toEqual(Array(4).fill(false));
		expect(none.sees).toEqual({ others: 'none', authors: 'never', tallies: 'none' });
	});

	it('never let a viewer act, in any phase of any method that ships', () => {
		for (const method of METHODS)
			for (const phase of [null, ...method.phases.map(({ id }) => id)]) {
				const viewer = rights(method, phase, 'viewer', me);
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

	it('follow the data of each phase for each role', () => {
		for (const phase of solveAProblem.phases)
			for (const role of ROLES) {
				const can: readonly string[] = phase.can[role] ?? [];
				const given = rights(solveAProblem, phase.id, role, me);
				expect(
					[given.create, given.move, given.group, given.vote, given.edit(me), given.edit(other)],
					`${phase.id} ${role}`
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

describe('the registry of methods', () => {
	it('finds a method by its id and version, and nothing by anything else', () => {
		expect(findMethod('solve-a-problem', 1)).toBe(solveAProblem);
		expect(findMethod('solve-a-problem', 2)).toBeNull();
		expect(findMethod({ toString: () => 'solve-a-problem' }, '1')).toBeNull();
	});
});
