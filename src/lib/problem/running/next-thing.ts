import type { HarvestId, RoundId } from '#model/ids.ts';
import type { LaneId, Method, PhaseId, PhaseRules } from '#model/problem/method.ts';
import { lanesOf } from '#model/problem/input.ts';
import { currentBallot, currentPhase, stepOf, type Ballot, type Run } from '#model/problem/run.ts';
import { phasePlan, roundOf, type PhasePlan } from '#model/session/phase-groups.ts';
import { isUnderWay } from '#model/session/rounds.ts';
import type { Ground } from '../board-session.ts';

/** What has to happen before going on makes sense: the one thing that a facilitator is offered large. */
export type NextThing =
	| { readonly do: 'reveal'; readonly phase: PhaseId }
	| { readonly do: 'open-vote' }
	| { readonly do: 'close-vote'; readonly ballot: Ballot['id'] }
	/** There are no groups yet. */
	| { readonly do: 'plan-groups'; readonly plan: PhasePlan }
	/** They are planned, and nobody is in them yet. */
	| { readonly do: 'open-groups'; readonly round: RoundId }
	/** People are choosing theirs. */
	| { readonly do: 'begin-chosen'; readonly round: RoundId }
	| { readonly do: 'reopen-groups'; readonly round: RoundId }
	/** What groups made is on their boards only. `lanes`: which of it this phase goes on with. */
	| {
			readonly do: 'bring';
			readonly round: RoundId;
			readonly isUnderWay: boolean;
			readonly lanes: readonly LaneId[];
	  }
	| { readonly do: 'wait-for-bring'; readonly harvest: HarvestId }
	| { readonly do: 'nothing' };

const NOTHING: NextThing = { do: 'nothing' };

/** `people`: how many would be in groups. */
export function nextThing(
	ground: Ground,
	run: Run,
	method: Pick<Method, 'lanes'>,
	people: number
): NextThing {
	const now = currentPhase(run);
	if (now === null) return NOTHING;
	const { rules, step } = now;
	if (rules.groups !== undefined) return forGroups(ground, run, people);
	if (step.hiding.at === 'hidden' && isShownHere(run, rules)) return { do: 'reveal', phase: rules.id };
	const bring = toBring(ground, run, rules, method);
	if (bring.do !== 'nothing' || rules.kind !== 'vote') return bring;
	const ballot = currentBallot(run);
	if (ballot === null) return { do: 'open-vote' };
	return ballot.state.at === 'open' ? { do: 'close-vote', ballot: ballot.id } : NOTHING;
}

/** Card by card is each author's to show, and what goes on in groups is shown there. */
function isShownHere(run: Run, { id, reveal }: PhaseRules): boolean {
	const goesToGroups = run.phases.some(({ groups, input }) => groups !== undefined && input?.from === id);
	return (reveal === 'manual' || reveal === 'end') && !goesToGroups;
}

function forGroups(ground: Ground, run: Run, people: number): NextThing {
	const plan = phasePlan(ground, run, people);
	if (plan !== null) return { do: 'plan-groups', plan };
	const round = roundOf(ground, currentPhase(run)?.step.round ?? null);
	if (round === null) return NOTHING;
	switch (round.state.at) {
		case 'planned':
			return { do: 'open-groups', round: round.id };
		case 'choosing':
			return { do: 'begin-chosen', round: round.id };
		case 'open':
		case 'closing':
			return NOTHING;
		case 'closed':
			return round === ground.rounds.at(-1) ? { do: 'reopen-groups', round: round.id } : NOTHING;
	}
}

function toBring(ground: Ground, run: Run, rules: PhaseRules, method: Pick<Method, 'lanes'>): NextThing {
	const from = rules.input?.from;
	const round = from === undefined ? null : roundOf(ground, stepOf(run, from)?.round ?? null);
	if (from === undefined || round === null) return NOTHING;
	const before = ground.harvests.findLast(({ round: of, into }) => of === round.id && into === run.board);
	if (before?.state.at === 'under-way') return { do: 'wait-for-bring', harvest: before.id };
	if (before?.state.at === 'done') return NOTHING;
	const made = lanesOf(method, from);
	const both = lanesOf(method, rules.id).filter((lane) => made.includes(lane));
	return { do: 'bring', round: round.id, isUnderWay: isUnderWay(round), lanes: both };
}

/** Earlier phases of which something may still be hidden that is everybody's to see in the end. */
export function hiddenBefore({ steps, phases, current }: Run): readonly PhaseId[] {
	return steps
		.filter(({ phase, hiding }) => phase !== current && hiding.at === 'hidden')
		.map(({ phase }) => phase)
		.filter((phase) => phases.some(({ id, reveal }) => id === phase && reveal !== 'never'));
}
