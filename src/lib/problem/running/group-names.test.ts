import { expect, test } from 'vitest';
import { createId, type GroupId } from '#model/ids.ts';
import type { PhasePlan } from '#model/session/phase-groups.ts';
import type { Group } from '#model/session/rounds.ts';
import { LIMITS } from '#model/session/session.ts';
import { groupNames } from './group-names.ts';

const group = (name: string): Group => ({
	id: createId<GroupId>(),
	name,
	members: [],
	boards: [],
	call: null,
	host: null
});
const NEW: PhasePlan = { make: 'new', count: 2, place: 'mixing' };
const usual = { size: 2, topics: [], of: 'In pairs', taken: [] };

test('boards of groups are called after the group and the phase, and never like another board', () => {
	const taken = ['Group 1 · In pairs', 'Group 1 · In pairs (2)'];
	expect(groupNames({ ...usual, plan: NEW, taken })).toEqual([
		{ name: 'Group 1', board: 'Group 1 · In pairs (3)' },
		{ name: 'Group 2', board: 'Group 2 · In pairs' }
	]);
	const long = 'x'.repeat(LIMITS.titleLength);
	const [first, second] = groupNames({ ...usual, plan: NEW, topics: [long, long], of: 'P' });
	expect(first!.board.length).toBeLessThanOrEqual(LIMITS.titleLength);
	expect(first!.board).not.toBe(second!.board);
});

test('groups that two became are called after both, whatever these were called', () => {
	const of = (...names: string[]): PhasePlan => ({ make: 'joint', of: [names.map(group)] });
	const name = (plan: PhasePlan) => groupNames({ ...usual, of: 'In fours', plan })[0]!.name;
	expect(name(of('Group 1', 'Group 2'))).toBe('Group 1 + 2');
	expect(name(of('Group 1 + 2', 'Group 3 + 4'))).toBe('Group 1 + 2 + 3 + 4');
	expect(name(of('Light', 'Group 2'))).toBe('Light + Group 2');
});

test('topics are names as they are; whoever is alone has a seat and a sheet', () => {
	const choosing: PhasePlan = { make: 'new', count: 2, place: 'choosing' };
	expect(groupNames({ ...usual, plan: choosing, topics: ['Light', 'Noise'] })).toEqual([
		{ name: 'Light', board: 'Light' },
		{ name: 'Noise', board: 'Noise' }
	]);
	expect(groupNames({ ...usual, size: 1, plan: NEW, of: 'Round 1' })[1]).toEqual({
		name: 'Seat 2',
		board: 'Sheet 2 · Round 1'
	});
});
