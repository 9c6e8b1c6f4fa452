import { ranked } from './ballots/count.ts';
import { isAgreed } from './ballots/consent.ts';
import type { Tally } from './ballots/tally.ts';
import type { Card } from './card.ts';
import type { LaneId, Method, PhaseId, VoteRules } from './method.ts';
import { rulesOf, type Ballot, type Run } from './run.ts';

/** Where a method does not say how many are the first. */
const FIRST = 5;

/** A vote with its result. */
export interface Result {
	readonly ballot: Ballot;
	readonly rules: VoteRules;
	readonly voters: number;
	/** `null`: too few voted for it to be told. */
	readonly tallies: readonly Tally[] | null;
}

/** What the latest vote of a phase that is closed came to; `null`: there was none. */
export function resultOf(run: Run, phase: PhaseId): Result | null {
	const rules = rulesOf(run, phase)?.vote;
	const ballot = run.ballots.findLast((one) => one.phase === phase && one.state.at === 'closed');
	if (rules === undefined || ballot?.state.at !== 'closed') return null;
	const { voters, tallies } = ballot.state;
	return { ballot, rules, voters, tallies };
}

/** The lanes that a phase works on, in the method's order. */
export function lanesOf({ lanes }: Pick<Method, 'lanes'>, phase: PhaseId): LaneId[] {
	return lanes.filter(({ phases }) => phases.includes(phase)).map(({ id }) => id);
}

/**
 * The cards that a phase starts from: those of its lanes; of which, where the method says so, only the first of an earlier
 * vote (with those that are equal to the last of them), the best one first, or those that a consent round left unresolved.
 * While that vote has no result that may be told, all. What a vote is opened on (`open-ballot`).
 */
export function inputItems(
	method: Pick<Method, 'lanes'>,
	run: Run,
	phase: PhaseId,
	cardsOf: (lane: LaneId) => readonly Card[]
): Card[] {
	const cards = lanesOf(method, phase)
		.flatMap(cardsOf)
		.filter(({ text }) => text.trim() !== '');
	const input = rulesOf(run, phase)?.input;
	const result = input === undefined ? null : resultOf(run, input.from);
	if (input === undefined || input.filter === 'all' || !result?.tallies) return cards;
	const kept = new Map(
		keptOf(result.rules.type, result.tallies, input.filter, input.count ?? FIRST).map((card, at) => [
			card,
			at
		])
	);
	return cards.filter(({ id }) => kept.has(id)).sort((a, b) => kept.get(a.id)! - kept.get(b.id)!);
}

function keptOf(
	type: VoteRules['type'],
	tallies: readonly Tally[],
	filter: 'topN' | 'unresolved',
	count: number
): Card['id'][] {
	const results = ranked(type, tallies);
	const kept =
		filter === 'topN'
			? results.filter(({ place }) => place <= count)
			: results.filter(({ numbers }) => type !== 'consent' || !isAgreed(numbers));
	return kept.map(({ card }) => card);
}
