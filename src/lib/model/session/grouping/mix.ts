import type { IdentityId } from '../../ids.ts';
import { seeded, shuffled } from './chance.ts';
import type { PastMeetings } from './past-meetings.ts';

/** People that stay where they are, by group; empty lists where nobody does. */
export type Fixed = readonly (readonly IdentityId[])[];

export interface Mixing {
	readonly people: readonly IdentityId[];
	/** How many people shall be in each group, those that stay included. */
	readonly sizes: readonly number[];
	readonly fixed: Fixed;
	readonly past: PastMeetings;
	readonly seed: number;
}

const STARTS = 12;
/** Comparisons of a person with a group, over all starts: some ten milliseconds, however many people there are. */
const EFFORT = 400_000;

/**
 * Puts people together who have met least, counting each pair as often as it has met, squared: a third meeting is worse
 * than two second ones. To find the best is out of reach for more than a few people (it is the social golfer problem), so:
 * from several orders by chance, each person goes to the group, of those with room, that they have met least; then pairs
 * of people change places for as long as that makes the sum smaller, and the best of all starts counts. For 24 people in
 * fours that leaves no pair twice in four rounds, and few after that.
 */
export function mix({ people, sizes, fixed, past, seed }: Mixing): IdentityId[][] {
	const random = seeded(seed);
	const staying = new Set(fixed.flat());
	const movable = people.filter((id) => !staying.has(id));
	const budget = { left: EFFORT };
	let best: IdentityId[][] | null = null;
	let least = Infinity;
	for (let start = 0; start < STARTS && budget.left > 0 && least > 0; start++) {
		const groups = place(shuffled(movable, random), { sizes, fixed, past });
		improve(groups, staying, past, budget);
		const sum = weigh(groups, past);
		if (sum >= least) continue;
		least = sum;
		best = groups;
	}
	return best ?? place(movable, { sizes, fixed, past });
}

function place(
	order: readonly IdentityId[],
	{ sizes, fixed, past }: Pick<Mixing, 'sizes' | 'fixed' | 'past'>
): IdentityId[][] {
	const groups = sizes.map((_, index) => [...(fixed[index] ?? [])]);
	for (const person of order) {
		let chosen = 0;
		let least = Infinity;
		for (const [index, group] of groups.entries()) {
			const room = sizes[index]! - group.length;
			// Without room anywhere (more stay than there is room for), the smallest takes one more.
			const cost = room > 0 ? burden(person, group, past) - room / 1000 : 1e6 + group.length;
			if (cost >= least) continue;
			least = cost;
			chosen = index;
		}
		groups[chosen]!.push(person);
	}
	return groups;
}

function improve(
	groups: IdentityId[][],
	staying: ReadonlySet<IdentityId>,
	past: PastMeetings,
	budget: { left: number }
): void {
	for (let changed = true; changed && budget.left > 0;) {
		changed = false;
		for (const [first, group] of groups.entries())
			for (const other of groups.slice(first + 1))
				changed = exchange(group, other, staying, past, budget) || changed;
	}
}

/** Lets people of two groups change places where that is better. Whether any did. */
function exchange(
	group: IdentityId[],
	other: IdentityId[],
	staying: ReadonlySet<IdentityId>,
	past: PastMeetings,
	budget: { left: number }
): boolean {
	let changed = false;
	for (let i = 0; i < group.length; i++)
		for (let j = 0; j < other.length; j++) {
			const [a, b] = [group[i]!, other[j]!];
			if (staying.has(a) || staying.has(b) || budget.left-- <= 0) continue;
			const before = burden(a, group, past) + burden(b, other, past);
			if (before === 0) continue;
			const after = burden(a, without(other, b), past) + burden(b, without(group, a), past);
			if (after >= before) continue;
			group[i] = b;
			other[j] = a;
			changed = true;
		}
	return changed;
}

function burden(person: IdentityId, group: readonly IdentityId[], past: PastMeetings): number {
	let sum = 0;
	for (const other of group) if (other !== person) sum += past.between(person, other) ** 2;
	return sum;
}

function without(group: readonly IdentityId[], person: IdentityId): IdentityId[] {
	return group.filter((id) => id !== person);
}

function weigh(groups: readonly (readonly IdentityId[])[], past: PastMeetings): number {
	let sum = 0;
	for (const group of groups) for (const person of group) sum += burden(person, group, past);
	return sum;
}
