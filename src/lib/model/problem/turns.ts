import type { IdentityId } from '../ids.ts';
import { seeded, shuffled } from '../session/grouping/chance.ts';
import type { PhaseRules } from './method.ts';
import { RUN_LIMITS, type Turns } from './run.ts';

/**
 * In which order to speak. `quietestFirst`: who has contributed nothing, then who has contributed less than half of all do, then
 * the others, each of the three by chance: the order gives space, and is no score of who said how much.
 *
 * @param contributed How many cards somebody wrote, or turns they took, as far as that may be known; nothing for nobody.
 */
export function turnOrder(
	order: NonNullable<PhaseRules['turns']>['order'],
	people: readonly IdentityId[],
	contributed: ReadonlyMap<IdentityId, number>,
	seed: number
): IdentityId[] {
	const mixed = shuffled(people, seeded(seed));
	if (order === 'roundRobin') return mixed;
	const counts = people.map((person) => contributed.get(person) ?? 0).toSorted((a, b) => a - b);
	const median = counts[Math.floor(counts.length / 2)] ?? 0;
	const loudness = (person: IdentityId): number => {
		const count = contributed.get(person) ?? 0;
		return count === 0 ? 0 : count < median ? 1 : 2;
	};
	// Sorting is stable, so that within each of the three chance decides.
	return mixed.toSorted((a, b) => loudness(a) - loudness(b));
}

/** Whether somebody gets a turn: whose case it is only listens where the phase gives them nothing to do. */
export function takesTurn({ can }: Pick<PhaseRules, 'can'>, isHolder: boolean): boolean {
	return !isHolder || can.holder === undefined || can.holder.length > 0;
}

export function turnsOf(order: readonly IdentityId[], now: number): Turns {
	return { order, at: 0, passed: [], since: now };
}

export function isOver({ order, at }: Turns): boolean {
	return at >= order.length;
}

/** The next one's turn who has not passed; `null`: it was not the turn of `of`. */
export function next(turns: Turns, of: IdentityId, now: number): Turns | null {
	return turns.order[turns.at] === of ? advanced(turns, turns.at + 1, now) : null;
}

/** Lets their turn go by; `null`: they have none to come. */
export function passed(turns: Turns, member: IdentityId, now: number): Turns | null {
	const place = turns.order.indexOf(member, turns.at);
	if (place === -1 || turns.passed.includes(member)) return null;
	const after = { ...turns, passed: [...turns.passed, member] };
	return place === turns.at ? advanced(after, turns.at + 1, now) : after;
}

/** Speaks at the end: who passed, came later, or would like to speak once more; `null`: their turn is still to come. */
export function asked(turns: Turns, member: IdentityId, now: number): Turns | null {
	const isToCome = turns.order.includes(member, turns.at) && !turns.passed.includes(member);
	if (isToCome || turns.order.length >= RUN_LIMITS.turns) return null;
	const { order, at } = withoutTurnToCome(turns, member);
	const again = {
		...turns,
		order: [...order, member],
		at,
		passed: turns.passed.filter((one) => one !== member)
	};
	return isOver(turns) ? { ...again, since: now } : again;
}

/** A turn that was passed and lies ahead goes: it would be theirs as well, once they are no longer passed. */
function withoutTurnToCome({ order, at }: Turns, member: IdentityId): Pick<Turns, 'order' | 'at'> {
	return { order: order.filter((one, place) => one !== member || place < at), at };
}

function advanced(turns: Turns, from: number, now: number): Turns {
	let at = from;
	while (at < turns.order.length && turns.passed.includes(turns.order[at]!)) at++;
	return { ...turns, at, since: now };
}
