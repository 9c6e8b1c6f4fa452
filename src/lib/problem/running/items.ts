import { unreachable } from '#model/unreachable.ts';
import { ranked } from '#model/problem/ballots/count.ts';
import type { Card, CardId } from '#model/problem/card.ts';
import type { Method, PhaseRules } from '#model/problem/method.ts';
import { rulesOf, RUN_LIMITS, type Ballot, type Run } from '#model/problem/run.ts';

/** How many a phase goes on with where its method does not say. */
const USUAL_TOP = 5;

/**
 * The cards that a phase works on: those of its lanes that are written on; of an earlier vote, the first ones; or those that
 * nobody has done anything about.
 */
export function itemsOf(
	run: Run,
	method: Pick<Method, 'lanes'>,
	rules: PhaseRules,
	cardsOf: (lane: Method['lanes'][number]['id']) => readonly Card[]
): readonly CardId[] {
	const own = method.lanes.filter(({ phases }) => phases.includes(rules.id));
	const from = method.lanes.filter(
		({ phases }) => rules.input !== undefined && phases.includes(rules.input.from)
	);
	// Of topics, those that were chosen from: what is noted down beside them is none.
	const lanes = rules.topics !== undefined && from.length > 0 ? from : own.length > 0 ? own : from;
	const cards = lanes.flatMap(({ id }) => cardsOf(id)).filter(({ text }) => text.trim() !== '');
	return chosen(run, rules, cards).slice(0, RUN_LIMITS.ballotItems);
}

function chosen(run: Run, { input }: PhaseRules, cards: readonly Card[]): readonly CardId[] {
	const ids = cards.map(({ id }) => id);
	if (input === undefined) return ids;
	switch (input.filter) {
		case 'all':
			return ids;
		case 'unresolved':
			return cards.filter(({ details }) => !details.closed).map(({ id }) => id);
		case 'topN': {
			const best = bestOf(run, lastVote(run, input.from), input.count ?? USUAL_TOP);
			const here = best.filter((id) => ids.includes(id));
			return here.length > 0 ? here : ids;
		}
		default:
			return unreachable(input.filter);
	}
}

/** The vote of a phase that last came to something. */
export function lastVote(run: Run, phase: PhaseRules['id']): Ballot | null {
	return run.ballots.findLast((ballot) => ballot.phase === phase && ballot.state.at === 'closed') ?? null;
}

/** Equals stand or fall together: whoever shares the last place is in. */
function bestOf(run: Run, ballot: Ballot | null, count: number): readonly CardId[] {
	const vote = ballot === null ? undefined : rulesOf(run, ballot.phase)?.vote;
	if (ballot?.state.at !== 'closed' || ballot.state.tallies === null || vote === undefined) return [];
	return ranked(vote.type, ballot.state.tallies)
		.filter(({ place }) => place <= count)
		.map(({ card }) => card);
}
