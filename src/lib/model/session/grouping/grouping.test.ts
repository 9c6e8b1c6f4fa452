import { describe, expect, test } from 'vitest';
import { createId, type GroupId, type IdentityId, type RoundId } from '../../ids.ts';
import type { Rotation } from '../commands/rounds.ts';
import type { Group, Round } from '../rounds.ts';
import { people } from '../test-sessions.ts';
import { assigned, rotated, smallestGroup } from './assign.ts';
import { PastMeetings } from './past-meetings.ts';
import { groupCount, groupSizes } from './sizes.ts';

function emptyRound(groups: number): Round {
	return {
		id: createId<RoundId>(),
		title: 'Round',
		state: { at: 'planned' },
		groups: Array.from({ length: groups }, (_, index) => ({
			id: createId<GroupId>(),
			name: `Group ${index + 1}`,
			members: [],
			boards: [],
			call: null,
			host: null
		})),
		choices: []
	};
}

const held = (round: Round, groups: readonly Group[]): Round => ({
	...round,
	groups,
	state: { at: 'closed', openedAt: 1, closedAt: 2 }
});
const sizesOf = (groups: readonly Group[]): number[] => groups.map(({ members }) => members.length);
const everybody = (groups: readonly Group[]): IdentityId[] =>
	groups.flatMap(({ members }) => members).toSorted();

/** How many pairs meet again, of those who are together in these groups. */
function repeats(groups: readonly Group[], earlier: readonly Round[], all: readonly IdentityId[]): number {
	const past = new PastMeetings(earlier, all);
	let count = 0;
	for (const { members } of groups)
		for (const [index, one] of members.entries())
			for (const other of members.slice(index + 1)) if (past.between(one, other) > 0) count++;
	return count;
}

describe('how many groups', () => {
	test('by number, but never more than people', () => {
		expect(groupCount(24, { by: 'number', groups: 6 })).toBe(6);
		expect(groupCount(3, { by: 'number', groups: 6 })).toBe(3);
		expect(groupCount(0, { by: 'number', groups: 6 })).toBe(1);
		expect(groupCount(5, { by: 'number', groups: 0 })).toBe(1);
	});

	test('by size, nobody left over', () => {
		expect(groupCount(24, { by: 'size', size: 4 })).toBe(6);
		expect(groupSizes(26, groupCount(26, { by: 'size', size: 4 }))).toEqual([5, 5, 4, 4, 4, 4]);
		expect(groupSizes(3, groupCount(3, { by: 'size', size: 4 }))).toEqual([3]);
	});

	test('by size, larger by one at most, and nobody alone', () => {
		const sizes = (count: number, size: number) => groupSizes(count, groupCount(count, { by: 'size', size }));
		expect([5, 6, 7, 9, 11].map((count) => sizes(count, 4))).toEqual([
			[5],
			[3, 3],
			[4, 3],
			[5, 4],
			[4, 4, 3]
		]);
		expect([1, 3, 5].map((count) => sizes(count, 2))).toEqual([[1], [3], [3, 2]]);
		expect([4, 5].map((count) => sizes(count, 3))).toEqual([[4], [3, 2]]);
		expect(sizes(0, 4)).toEqual([0]);
	});
});

describe('by chance', () => {
	const all = people(26);
	test('everybody is in one group, of sizes that differ by one at most', () => {
		const groups = assigned(emptyRound(6), [], all, { by: 'chance', seed: 7 });
		expect(everybody(groups)).toEqual(all.toSorted());
		expect(sizesOf(groups)).toEqual([5, 5, 4, 4, 4, 4]);
	});

	test('the same seed makes the same groups, another one others', () => {
		const round = emptyRound(6);
		const by = (seed: number) => assigned(round, [], all, { by: 'chance', seed });
		expect(by(7)).toEqual(by(7));
		expect(by(8)).not.toEqual(by(7));
	});
});

describe('by mixing', () => {
	test('24 people in fours meet nobody twice in four rounds, from any seed', () => {
		for (const seed of [1, 2, 3, 4, 5]) {
			const all = people(24);
			const rounds: Round[] = [];
			for (let number = 0; number < 4; number++) {
				const round = emptyRound(6);
				const groups = assigned(round, rounds, all, { by: 'mixing', seed: seed * 100 + number });
				expect(sizesOf(groups)).toEqual([4, 4, 4, 4, 4, 4]);
				expect(everybody(groups)).toEqual(all.toSorted());
				expect(repeats(groups, rounds, all), `seed ${seed}, round ${number + 1}`).toBe(0);
				rounds.push(held(round, groups));
			}
		}
	});

	test('where pairs must meet again, none meets a third time while others could a second', () => {
		const all = people(6);
		const rounds: Round[] = [];
		for (let number = 0; number < 5; number++) {
			const round = emptyRound(3);
			const groups = assigned(round, rounds, all, { by: 'mixing', seed: number });
			rounds.push(held(round, groups));
		}
		const past = new PastMeetings(rounds, all);
		const counts = all.flatMap((one, index) => all.slice(index + 1).map((other) => past.between(one, other)));
		expect(counts.reduce((sum, count) => sum + count, 0)).toBe(15);
		expect(Math.max(...counts)).toBeLessThanOrEqual(2);
	});

	test('a round that was only planned is no meeting', () => {
		const all = people(4);
		const planned = emptyRound(1);
		const past = new PastMeetings([{ ...planned, groups: [{ ...planned.groups[0]!, members: all }] }], all);
		expect(past.between(all[0]!, all[1]!)).toBe(0);
	});

	test('500 people are placed, each once', () => {
		const all = people(500);
		const first = emptyRound(100);
		const before = held(first, assigned(first, [], all, { by: 'chance', seed: 1 }));
		const groups = assigned(emptyRound(100), [before], all, { by: 'mixing', seed: 2 });
		expect(everybody(groups)).toEqual(all.toSorted());
		expect(repeats(groups, [before], all)).toBe(0);
	});
});

describe('by choice', () => {
	test('first choices come before second ones, and who chose nothing goes to the smallest', () => {
		const round = emptyRound(3);
		const [a, b, c] = round.groups.map(({ id }) => id);
		const all = people(6);
		const choices = [
			...all.slice(0, 2).map((member) => ({ member, groups: [a!, b!] })),
			...all.slice(2, 4).map((member) => ({ member, groups: [b!] }))
		];
		const groups = assigned({ ...round, choices }, [], all, { by: 'choice', seed: 3 });
		const membersOf = (id: GroupId | undefined) => groups.find((group) => group.id === id)!.members;
		expect(membersOf(a)).toEqual(expect.arrayContaining(all.slice(0, 2)));
		expect(membersOf(b)).toEqual(expect.arrayContaining(all.slice(2, 4)));
		expect(membersOf(c).toSorted()).toEqual(all.slice(4).toSorted());
	});

	test('a favourite takes half as many again as an even share, and the others their second choice', () => {
		const round = emptyRound(3);
		const [a, b] = round.groups.map(({ id }) => id);
		const all = people(12);
		const choices = all.map((member) => ({ member, groups: [a!, b!] }));
		const groups = assigned({ ...round, choices }, [], all, { by: 'choice', seed: 3 });
		expect(sizesOf(groups)).toEqual([6, 6, 0]);
		expect(everybody(groups)).toEqual(all.toSorted());
	});
});

describe('a next round', () => {
	const all = people(12);
	const round = emptyRound(3);
	const groups = assigned(round, [], all, { by: 'chance', seed: 5 }).map((group, index) => ({
		...group,
		boards: [createId<never>()],
		host: index === 2 ? null : group.members[0]!
	}));
	const before = held(round, groups);
	const ids = round.groups.map(() => createId<GroupId>());
	const next = (rotation: Rotation) => rotated([before], before, rotation, ids, 9);

	test('brings the same groups and boards back, under ids of its own', () => {
		expect(next('same')).toEqual(groups.map((group, index) => ({ ...group, id: ids[index] })));
	});

	test('passes the sheets to the next group', () => {
		const passed = next('sheets-pass');
		expect(passed.map(({ members }) => members)).toEqual(groups.map(({ members }) => members));
		expect(passed.map(({ boards }) => boards)).toEqual(
			[groups[2]!, groups[0]!, groups[1]!].map(({ boards }) => boards)
		);
	});

	test('lets the hosts stay, and the others meet people that they have not met', () => {
		const mixed = next('host-stays');
		for (const index of [0, 1]) {
			expect(mixed[index]!.members).toContain(groups[index]!.host);
			expect(mixed[index]!.host).toBe(groups[index]!.host);
		}
		expect(mixed.map(({ boards }) => boards)).toEqual(groups.map(({ boards }) => boards));
		expect(everybody(mixed)).toEqual(all.toSorted());
		// Four people to three groups: at least one pair of each group has to stay together.
		expect(repeats(mixed, [before], all)).toBeLessThanOrEqual(3);
	});

	test('lets nobody but the host stay at a small table, though two who have met go on together', () => {
		const six = people(6);
		const tables = emptyRound(2);
		const hosted = tables.groups.map((group, index) => {
			const members = six.slice(3 * index, 3 * index + 3);
			return { ...group, members, host: members[0]! };
		});
		for (const seed of Array.from({ length: 20 }, (_, index) => index)) {
			const sitting = held(tables, hosted);
			const next = rotated(
				[sitting],
				sitting,
				'host-stays',
				hosted.map(() => createId<GroupId>()),
				seed
			);
			for (const [index, { members }] of next.entries())
				expect(members.filter((id) => hosted[index]!.members.includes(id))).toEqual([hosted[index]!.host]);
		}
	});

	test('makes new pairs on the same boards', () => {
		const mixed = next('new-pairs');
		expect(everybody(mixed)).toEqual(all.toSorted());
		expect(sizesOf(mixed)).toEqual(sizesOf(groups));
		expect(repeats(mixed, [before], all)).toBeLessThanOrEqual(3);
	});
});

test('a latecomer’s group is the smallest, the first of several', () => {
	const [one, two, three] = people(3);
	const [a, b, c] = emptyRound(3).groups;
	const groups = [
		{ ...a!, members: [one!, two!] },
		{ ...b!, members: [three!] },
		{ ...c!, members: [] }
	];
	expect(smallestGroup(groups)).toBe(groups[2]);
	expect(smallestGroup(groups.slice(0, 2))).toBe(groups[1]);
	expect(smallestGroup([])).toBeNull();
});
