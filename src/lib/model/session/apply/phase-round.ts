import type { IdentityId } from '../../ids.ts';
import { withStep } from '../../problem/course.ts';
import { currentPhase, runOf, type Run } from '../../problem/run.ts';
import type { Actor, Outcome } from '../commands.ts';
import type { ProblemCommand } from '../commands/problem.ts';
import type { NewGroup } from '../commands/rounds.ts';
import { assigned, rotated, smallestGroup, withMembers } from '../grouping/assign.ts';
import { phasePlan, withHolders, withRoundClosed, type PhasePlan } from '../phase-groups.ts';
import type { Round } from '../rounds.ts';
import { LIMITS, type Session } from '../session.ts';
import { accept, refuse } from './outcome.ts';
import { newRound, placed, planning } from './planning.ts';
import { withRun } from './runs.ts';

type PlanPhaseRound = Extract<ProblemCommand, { type: 'plan-phase-round' }>;

/**
 * Plans the groups of the phase of now, as its method says, and puts people into them. Like any planned round it can then be
 * arranged by hand, and is opened by `open-round`.
 */
export function planPhaseRound(
	session: Session,
	command: PlanPhaseRound,
	actor: Actor,
	now: number
): Outcome {
	const run = runOf(session.runs, command.board);
	if (!session.boards.some(({ id }) => id === command.board)) return refuse('unknown-board');
	const people = [...new Set(command.people)];
	if (people.length > LIMITS.groupMembers) return refuse('too-many');
	const plan = run && phasePlan(session, run, people.length);
	if (run === null || plan === null) return refuse('not-now');
	if (!fits(plan, command.groups)) return refuse('invalid');
	const planned = plannedRound(withRoundClosed(session, now), plan, command, actor, now);
	if (!planned.ok) return planned;
	const round = arranged(planned.session.rounds.at(-1)!, planned.session, plan, people, command.seed);
	const rounds = [...planned.session.rounds.slice(0, -1), round];
	return accept(withHolders(...withRound({ ...planned.session, rounds }, run, round)));
}

/** As many groups as the plan has; with boards where they are new, and without where those of before come back. */
function fits(plan: PhasePlan, groups: readonly NewGroup[]): boolean {
	if (groups.length === 0) return false;
	switch (plan.make) {
		case 'new':
			return groups.every(({ board }) => board !== null);
		case 'joint':
			return groups.length === plan.of.length && groups.every(({ board }) => board !== null);
		case 'rotated':
			return groups.length === plan.from.groups.length && groups.every(({ board }) => board === null);
	}
}

function plannedRound(
	session: Session,
	plan: PhasePlan,
	{ round: id, title, groups, seed }: PlanPhaseRound,
	actor: Actor,
	now: number
): Outcome {
	if (plan.make !== 'rotated')
		return planning['plan-round'](session, { type: 'plan-round', round: id, title, groups }, actor, now);
	const ids = groups.map((group) => group.id);
	if (new Set(ids).size < ids.length) return refuse('duplicate');
	// Who stays is known before the others go: the host, or whoever was first where nobody was named.
	const from = {
		...plan.from,
		groups: plan.from.groups.map((group) => ({ ...group, host: group.host ?? group.members[0] ?? null }))
	};
	return newRound(session, id, title, rotated(session.rounds, from, plan.rotation, ids, seed));
}

/** Everybody of `people` in a group, and nobody else. */
function arranged(
	round: Round,
	session: Session,
	plan: PhasePlan,
	people: readonly IdentityId[],
	seed: number
): Round {
	switch (plan.make) {
		case 'new': {
			if (plan.place === 'choosing') return round;
			const earlier = session.rounds.slice(0, -1);
			return { ...round, groups: assigned(round, earlier, people, { by: 'mixing', seed }) };
		}
		case 'joint': {
			const groups = round.groups.map((group, index) =>
				withMembers(
					group,
					plan.of[index]!.flatMap(({ members }) => members)
				)
			);
			return withThese({ ...round, groups }, people);
		}
		case 'rotated':
			return withThese(round, people);
	}
}

/** Who has left is in no group; who has come since is in the smallest. */
function withThese(round: Round, people: readonly IdentityId[]): Round {
	const here = new Set(people);
	const groups = round.groups.map((group) =>
		withMembers(
			group,
			group.members.filter((member) => here.has(member))
		)
	);
	const placedAlready = new Set(groups.flatMap(({ members }) => members));
	return people
		.filter((person) => !placedAlready.has(person))
		.reduce<Round>((after, person) => placed(after, person, smallestGroup(after.groups)?.id ?? null), {
			...round,
			groups
		});
}

function withRound(session: Session, run: Run, round: Round): [Session, Run] {
	const now = currentPhase(run);
	const after = now === null ? run : withStep(run, { ...now.step, round: round.id });
	return [withRun(session, after), after];
}
