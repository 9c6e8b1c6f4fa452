import type { IdentityId } from '../../ids.ts';
import { unreachable } from '../../unreachable.ts';
import type { Assignment, Rotation } from '../commands/rounds.ts';
import { wishesIn, type Group, type Round } from '../rounds.ts';
import { placeByChoice } from './by-choice.ts';
import { seeded, shuffled } from './chance.ts';
import { mix } from './mix.ts';
import { PastMeetings, type Held } from './past-meetings.ts';
import { groupSizes } from './sizes.ts';

/** The groups of a round with these people in them, and nobody else. Hosts stay hosts where they still are. */
export function assigned(
	round: Round,
	earlier: readonly Round[],
	people: readonly IdentityId[],
	how: Assignment
): Group[] {
	const placed = place(round, earlier, people, how);
	return round.groups.map((group, index) => withMembers(group, placed[index]!));
}

function place(
	round: Round,
	earlier: readonly Round[],
	people: readonly IdentityId[],
	how: Assignment
): IdentityId[][] {
	const { groups } = round;
	const sizes = groupSizes(people.length, groups.length);
	switch (how.by) {
		case 'chance': {
			const order = shuffled(people, seeded(how.seed));
			let next = 0;
			return sizes.map((size) => order.slice(next, (next += size)));
		}
		case 'mixing':
			return mix({
				people,
				sizes,
				fixed: groups.map(() => []),
				past: new PastMeetings(earlier, people),
				seed: how.seed
			});
		case 'choice': {
			const ids = groups.map(({ id }) => id);
			return placeByChoice(people, ids, wishesIn(round), how.seed);
		}
		default:
			return unreachable(how);
	}
}

/** The groups of a next round: the same people and boards, moved on as `rotation` says. Their ids are the ones given. */
export function rotated(
	rounds: readonly Round[],
	before: Round,
	rotation: Rotation,
	ids: readonly Group['id'][],
	seed: number
): Group[] {
	const again = before.groups.map((group, index) => ({ ...group, id: ids[index]! }));
	switch (rotation) {
		case 'same':
			return again;
		case 'sheets-pass':
			return again.map((group, index) => {
				const from = before.groups.at(index - 1)!;
				return { ...group, boards: from.boards };
			});
		case 'new-pairs':
			return remixed(rounds, again, () => [], seed);
		case 'host-stays':
			return remixed(
				[...rounds, ...Array.from({ length: MOVES_ON }, () => atTheirHosts(before))],
				again,
				({ host }) => (host === null ? [] : [host]),
				seed
			);
		default:
			return unreachable(rotation);
	}
}

function remixed(
	rounds: readonly Held[],
	groups: readonly Group[],
	staying: (group: Group) => readonly IdentityId[],
	seed: number
): Group[] {
	const people = groups.flatMap(({ members }) => members);
	const placed = mix({
		people,
		sizes: groups.map(({ members }) => members.length),
		fixed: groups.map(staying),
		past: new PastMeetings(rounds, people),
		seed
	});
	return groups.map((group, index) => withMembers(group, placed[index]!));
}

/** Who is not the host goes on to another table, even where that keeps some together who have met: as if they had met the host so often more. */
const MOVES_ON = 3;

function atTheirHosts({ state, groups }: Round): Held {
	const pairs = groups.flatMap(({ host, members }) =>
		host === null ? [] : members.filter((id) => id !== host).map((id) => ({ members: [host, id] }))
	);
	return { state, groups: pairs };
}

/** Where somebody lands who comes later: the smallest group, the first of several. */
export function smallestGroup(groups: readonly Group[]): Group | null {
	return groups.reduce<Group | null>(
		(least, group) => (least === null || group.members.length < least.members.length ? group : least),
		null
	);
}

export function withMembers(group: Group, members: readonly IdentityId[]): Group {
	const host = group.host !== null && members.includes(group.host) ? group.host : null;
	return { ...group, members, host };
}
