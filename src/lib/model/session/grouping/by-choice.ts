import type { GroupId, IdentityId } from '../../ids.ts';
import type { GroupChoice } from '../rounds.ts';
import { seeded, shuffled } from './chance.ts';

/**
 * Places people by what they chose: all first choices, then all second ones and so on, each in an order by chance, for as
 * long as a group has room; who chose nothing, or only what is full, goes to the smallest. A group has room for half as
 * many again as an even division would give it: topics may differ in favour, but nobody shall sit alone.
 */
export function placeByChoice(
	people: readonly IdentityId[],
	groups: readonly GroupId[],
	choices: readonly GroupChoice[],
	seed: number
): IdentityId[][] {
	const placed = groups.map((): IdentityId[] => []);
	const indexOf = new Map(groups.map((id, index) => [id, index]));
	const room = Math.ceil((people.length / groups.length) * 1.5);
	const wishes = new Map(choices.map(({ member, groups: wanted }) => [member, wanted]));
	const ranks = Math.max(0, ...choices.map(({ groups: wanted }) => wanted.length));
	let left = shuffled(people, seeded(seed));
	for (let rank = 0; rank < ranks; rank++) {
		left = left.filter((person) => {
			const index = indexOf.get(wishes.get(person)?.[rank] ?? ('' as GroupId));
			if (index === undefined || placed[index]!.length >= room) return true;
			placed[index]!.push(person);
			return false;
		});
	}
	for (const person of left) smallest(placed).push(person);
	return placed;
}

function smallest(groups: readonly IdentityId[][]): IdentityId[] {
	return groups.reduce((least, group) => (group.length < least.length ? group : least));
}
