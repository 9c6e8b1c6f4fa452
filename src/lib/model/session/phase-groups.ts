import type { BoardId, IdentityId } from '../ids.ts';
import { roundBefore } from '../problem/course.ts';
import { currentPhase, type Run } from '../problem/run.ts';
import type { PhaseRules } from '../problem/method.ts';
import type { Rotation } from './commands/rounds.ts';
import { groupCount } from './grouping/sizes.ts';
import { isUnderWay, RECALL_WARNING_MS, type Group, type Round } from './rounds.ts';
import type { Session } from './session.ts';
import { closed, recalled } from './apply/running.ts';

/*
 * Where phases of a method meet breakout groups. A phase with `groups` has a round of the session (`Step.round`); what was
 * made in it comes back by a harvest, or goes on to the groups of the next phase.
 */

type Rotate = NonNullable<PhaseRules['groups']>['rotate'];

/** What a phase's rotation is among rounds; `null`: its groups are new, or those of before without a new round. */
const AMONG_ROUNDS: { readonly [R in Rotate]: Rotation | null } = {
	passSheets: 'sheets-pass',
	hostStays: 'host-stays',
	newPairs: 'new-pairs',
	double: null,
	nextHolder: null,
	stay: null
};

/** How the groups of the phase of now come about, for whoever plans them (`plan-phase-round`). */
export type PhasePlan =
	/** With a board for each, and people placed by the server. By topics, or by choice, as many as there are topics. */
	| { readonly make: 'new'; readonly count: number; readonly place: 'mixing' | 'choosing' }
	/** With a board for each, on which lies what was on the boards of the groups that become one. */
	| { readonly make: 'joint'; readonly of: readonly (readonly Group[])[] }
	/** The boards of before: only new ids. */
	| { readonly make: 'rotated'; readonly from: Round; readonly rotation: Rotation };

/** `null`: the phase of now needs no groups, or has them already. `people`: how many shall be in groups. */
export function phasePlan(session: Pick<Session, 'rounds'>, run: Run, people: number): PhasePlan | null {
	const now = currentPhase(run);
	const groups = now?.rules.groups;
	if (now === null || groups === undefined || roundOf(session, now.step.round) !== null) return null;
	const before = roundOf(session, roundBefore(run, now.rules.id));
	// Those of before go on; where the phase that makes them was skipped, they are made now.
	if (before !== null && (groups.rotate === 'stay' || groups.rotate === 'nextHolder')) return null;
	if (before !== null && before.groups.length > 0) {
		const rotation = AMONG_ROUNDS[groups.rotate];
		if (groups.rotate === 'double') return { make: 'joint', of: joined(before.groups) };
		if (rotation !== null) return { make: 'rotated', from: before, rotation };
	}
	const place = groups.by === 'size' ? 'mixing' : 'choosing';
	return { make: 'new', count: groupCount(people, { by: 'size', size: groups.size }), place };
}

export function roundOf({ rounds }: Pick<Session, 'rounds'>, id: Round['id'] | null): Round | null {
	return rounds.find((round) => round.id === id) ?? null;
}

/** Two become one, in their order; an odd one joins the last. */
function joined(groups: readonly Group[]): Group[][] {
	const pairs = Math.max(1, Math.floor(groups.length / 2));
	return Array.from({ length: pairs }, (_, index) =>
		groups.slice(2 * index, index === pairs - 1 ? groups.length : 2 * index + 2)
	);
}

/** What a planned group's board begins with: the boards of these, in the order of the plan's groups. */
export function boardsBefore(plan: PhasePlan): readonly (readonly BoardId[])[] {
	return plan.make === 'joint' ? plan.of.map((groups) => groups.flatMap(({ boards }) => boards)) : [];
}

/** One place where hidden cards go at their reveal, and whose cards go there; `null`: everybody's. */
export interface RevealTarget {
	readonly board: BoardId;
	readonly authors: readonly IdentityId[] | null;
}

/**
 * Where the cards that a phase hid go: to the board of all; or, where the phase of now goes on with them in groups, each
 * person's to the board of their group, and those of people without a group to the board of all.
 */
export function revealTargets(
	session: Pick<Session, 'boards' | 'rounds'>,
	run: Run,
	phase: PhaseRules['id']
): RevealTarget[] {
	const now = currentPhase(run);
	const round = now?.rules.input?.from === phase ? roundOf(session, now.step.round) : null;
	const cardBoards = new Set(session.boards.filter(({ kind }) => kind === 'problem').map(({ id }) => id));
	const ofGroups = (round?.groups ?? []).flatMap(({ boards, members }) => {
		const board = boards.find((id) => cardBoards.has(id));
		return board === undefined ? [] : [{ board, authors: members }];
	});
	return [...ofGroups, { board: run.board, authors: null }];
}

/**
 * What becomes of groups when a run has gone from one phase to another: they are called back, with the usual warning, where
 * the next phase is everybody's, and the next in each has the case where the method says so.
 */
export function withGroupsAfter(session: Session, before: Run, after: Run, now: number): Session {
	const [old, next] = [currentPhase(before), currentPhase(after)];
	const round = roundOf(session, old?.step.round ?? null);
	if (next !== null && next.rules.groups !== undefined) return withHolders(session, after);
	if (round === null || round !== session.rounds.at(-1) || !isUnderWay(round)) return session;
	return { ...session, rounds: [...session.rounds.slice(0, -1), recalled(round, now + RECALL_WARNING_MS)] };
}

/** The groups of before end when the next are planned: nobody is in two. */
export function withRoundClosed(session: Session, now: number): Session {
	const last = session.rounds.at(-1);
	if (last === undefined || !isUnderWay(last)) return session;
	return { ...session, rounds: [...session.rounds.slice(0, -1), closed(last, now)] };
}

/**
 * Each group's holder is its host: the first of its members in the phase that made the groups, and the next one with each
 * `nextHolder` since. Told by the phase alone, so that a phase that is repeated has the same.
 */
export function withHolders(session: Session, run: Run): Session {
	const now = currentPhase(run);
	const round = roundOf(session, now?.step.round ?? null);
	if (now === null || round === null || !usesHolders(run)) return session;
	const until = run.phases.slice(0, run.phases.findIndex(({ id }) => id === now.rules.id) + 1);
	const turn = until.filter(({ groups }) => groups?.rotate === 'nextHolder').length;
	const groups = round.groups.map((group) => ({
		...group,
		host: group.members[turn % Math.max(1, group.members.length)] ?? null
	}));
	const hosted = { ...round, groups };
	return { ...session, rounds: session.rounds.map((found) => (found === round ? hosted : found)) };
}

/** Whether some group's host is whose case it is. */
export function usesHolders({ phases }: Run): boolean {
	return phases.some(({ groups, can }) => groups !== undefined && can.holder !== undefined);
}
