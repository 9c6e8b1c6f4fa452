import type { BoardId, IdentityId } from '../../ids.ts';
import { revealing, wentTo, withStep } from '../../problem/course.ts';
import type { PhaseId } from '../../problem/method.ts';
import { currentPhase, rulesOf, runOf, stepOf, type Joining, type Run } from '../../problem/run.ts';
import type { Actor, Outcome, Refusal } from '../commands.ts';
import type { ProblemCommand } from '../commands/problem.ts';
import type { NewGroup } from '../commands/rounds.ts';
import { assigned, rotated, smallestGroup, withMembers } from '../grouping/assign.ts';
import { phasePlan, withGroupsAfter, withHolders, withRoundClosed, type PhasePlan } from '../phase-groups.ts';
import type { Round } from '../rounds.ts';
import { LIMITS, type Session } from '../session.ts';
import { accept, refuse } from './outcome.ts';
import { newRound, placed, planning } from './planning.ts';
import { changeRun, withRun } from './runs.ts';

type PlanPhaseRound = Extract<ProblemCommand, { type: 'plan-phase-round' }>;

/** Goes on, skips, repeats or reopens, and sees to the groups that were at work. */
export function goneToPhase(
	session: Session,
	board: BoardId,
	{ phase, from }: { readonly phase: PhaseId | null; readonly from: PhaseId | null },
	now: number
): Outcome {
	const gone = changeRun(session, board, (run) => {
		if (phase !== null && rulesOf(run, phase) === null) return 'unknown-phase';
		if (run.current !== from) return 'not-now';
		return wentTo(run, phase, now);
	});
	if (!gone.ok) return gone;
	const [before, after] = [session, gone.session].map(({ runs }) => runOf(runs, board)!) as [Run, Run];
	return accept(withGroupsAfter(gone.session, before, after, now));
}

interface Planning {
	/** In the phase that the groups are for. */
	readonly session: Session;
	readonly run: Run;
	readonly plan: PhasePlan;
}

/** How the groups of a command come about, as the session stands; or why there can be none. */
export function planOf(
	session: Session,
	{ board, people, enters }: Pick<PlanPhaseRound, 'board' | 'people' | 'enters'>,
	now: number
): Planning | Refusal {
	if (!session.boards.some(({ id }) => id === board)) return 'unknown-board';
	const gone = enters === undefined ? accept(session) : goneToPhase(session, board, enters, now);
	if (!gone.ok) return gone.refusal;
	const run = runOf(gone.session.runs, board);
	const plan = run && phasePlan(gone.session, run, new Set(people).size);
	return run === null || plan === null ? 'not-now' : { session: gone.session, run, plan };
}

/**
 * Plans the groups of the phase of now, or of the one that it enters, as its method says, and puts people into them. Like any
 * planned round it can then be arranged by hand, and is opened by `open-round`, unless it opens at once.
 */
export function planPhaseRound(
	session: Session,
	command: PlanPhaseRound,
	actor: Actor,
	now: number
): Outcome {
	const people = [...new Set(command.people)];
	if (people.length > LIMITS.groupMembers) return refuse('too-many');
	const planning = planOf(session, command, now);
	if (typeof planning === 'string') return refuse(planning);
	const { run, plan } = planning;
	if (!fits(plan, command.groups)) return refuse('invalid');
	const planned = plannedRound(withRoundClosed(planning.session, now), plan, command, actor, now);
	if (!planned.ok) return planned;
	const round = arranged(planned.session.rounds.at(-1)!, planned.session, plan, people, command.seed);
	const begun = command.opens === true ? opened(round, now) : round;
	const rounds = [...planned.session.rounds.slice(0, -1), begun];
	const joining = joiningOf(plan, begun, now);
	const joins = joining.length === 0 ? run : { ...run, joining: [...(run.joining ?? []), ...joining] };
	const [after, withIts] = withRound({ ...planned.session, rounds }, joins, begun);
	const shown = command.opens === true ? withWritingShown(after, withIts, now) : after;
	return accept(withHolders(shown, withIts));
}

/** What is written on the old boards until their rights are taken comes to the new ones as well. */
function joiningOf(plan: PhasePlan, { groups }: Round, now: number): Joining[] {
	if (plan.make !== 'joint') return [];
	return groups.flatMap(({ boards: [into] }, index) => {
		const from = plan.of[index]?.flatMap(({ boards }) => boards) ?? [];
		return into === undefined || from.length === 0 ? [] : [{ into, from, since: now }];
	});
}

function opened(round: Round, now: number): Round {
	return { ...round, state: { at: 'open', openedAt: now, endsAt: null, then: 'ask' } };
}

/** What was written alone for these groups, and is hidden yet, is shown in them. */
function withWritingShown(session: Session, run: Run, now: number): Session {
	const from = rulesOf(run, currentPhase(run)?.rules.input?.from ?? null);
	const shown =
		from === null || stepOf(run, from.id)?.hiding.at !== 'hidden' ? null : revealing(run, from.id, now);
	return shown === null ? session : withRun(session, shown);
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
