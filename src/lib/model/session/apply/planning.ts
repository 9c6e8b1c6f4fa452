import { isId, type BoardId, type IdentityId } from '../../ids.ts';
import type { Actor, Outcome } from '../commands.ts';
import type { NewGroup, RoundCommand } from '../commands/rounds.ts';
import { assigned, rotated, withMembers } from '../grouping/assign.ts';
import { isMeetingUrl } from '../meeting-url.ts';
import { usesHolders } from '../phase-groups.ts';
import { currentRound, type Group, type Round } from '../rounds.ts';
import { LIMITS, type Session } from '../session.ts';
import { addBoards } from './boards.ts';
import { accept, cleanTitle, refuse, type Family } from './outcome.ts';
import { changeGroup, changeRound } from './rounds.ts';

type PlanningCommand = Extract<
	RoundCommand,
	{
		type:
			| 'plan-round'
			| 'next-round'
			| 'discard-round'
			| 'add-group'
			| 'rename-group'
			| 'remove-group'
			| 'set-group-call'
			| 'set-group-host'
			| 'assign'
			| 'place-member'
			| 'arrange';
	}
>;

/** What is decided about groups; mostly before they begin. */
export const planning: Family<PlanningCommand> = {
	'plan-round': (session, { round: id, title, groups }, actor, now) => {
		const begun = newRound(session, id, title, []);
		if (!begun.ok) return begun;
		return groups.reduce<Outcome>(
			(outcome, group) => (outcome.ok ? addGroup(outcome.session, id, group, actor, now) : outcome),
			begun
		);
	},
	'next-round': (session, { round: id, title, rotation, groups: ids, seed }) => {
		const before = currentRound(session);
		if (before?.state.at !== 'closed') return refuse('not-now');
		const fits = ids.length === before.groups.length && new Set(ids).size === ids.length && ids.every(isId);
		if (!fits) return refuse('invalid');
		return newRound(session, id, title, rotated(session.rounds, before, rotation, ids, seed));
	},
	'discard-round': (session, { round: id }) => {
		const round = currentRound(session);
		const outcome = changeRound(session, id, ['planned', 'choosing'], (found) => found);
		if (!outcome.ok || round === null) return outcome;
		const left = { ...session, rounds: session.rounds.slice(0, -1) };
		return accept(withoutBoards(left, round.groups));
	},
	'add-group': (session, { round, group }, actor, now) => {
		// What members propose is for others to choose; facilitators may add one at any time.
		if (actor.role !== 'facilitator' && currentRound(session)?.state.at !== 'choosing')
			return refuse('not-now');
		return addGroup(session, round, group, actor, now);
	},
	'rename-group': (session, { round, group: id, name: typed }) => {
		const name = cleanTitle(typed);
		if (name === null) return refuse('invalid');
		return changeGroup(session, round, id, (group) => ({ ...group, name }));
	},
	'remove-group': (session, { round: id, group: gone }) => {
		const removed = currentRound(session)?.groups.filter((group) => group.id === gone) ?? [];
		const outcome = changeRound(session, id, ['planned', 'choosing'], (round) => {
			if (removed.length === 0) return 'unknown-group';
			return { ...round, groups: round.groups.filter((group) => group.id !== gone) };
		});
		return outcome.ok ? accept(withoutBoards(outcome.session, removed)) : outcome;
	},
	'set-group-call': (session, { round, group: id, url }) => {
		if (url !== null && !isMeetingUrl(url)) return refuse('invalid');
		return changeGroup(session, round, id, (group) => ({ ...group, call: url }));
	},
	'set-group-host': (session, { round: id, group: hosted, host }, actor) =>
		changeRound(session, id, ['planned', 'choosing', 'open', 'closing'], (round) => {
			const group = round.groups.find((found) => found.id === hosted);
			if (group === undefined) return 'unknown-group';
			if (actor.role !== 'facilitator' && !mayName(session, round, group, actor)) return 'forbidden';
			if (host !== null && !group.members.includes(host)) return 'unknown-member';
			return replaceGroup(round, { ...group, host });
		}),
	assign: (session, { round: id, members, how }) => {
		const people = [...new Set(members)];
		if (people.length > LIMITS.groupMembers) return refuse('too-many');
		return changeRound(session, id, ['planned', 'choosing', 'open'], (round) => {
			if (round.groups.length === 0) return 'not-now';
			return { ...round, groups: assigned(round, session.rounds.slice(0, -1), people, how) };
		});
	},
	'place-member': (session, { round: id, member, group }, actor) => {
		const own = actor.role !== 'facilitator';
		// Nobody but a facilitator moves others, or leaves everybody alone.
		if (own && (member !== actor.id || group === null)) return refuse('forbidden');
		const states = own ? (['open'] as const) : (['planned', 'choosing', 'open', 'closing'] as const);
		return changeRound(session, id, states, (round) => {
			if (group !== null && !round.groups.some((found) => found.id === group)) return 'unknown-group';
			return placed(round, member, group);
		});
	},
	arrange: (session, { round: id, groups }) =>
		changeRound(session, id, ['planned', 'choosing', 'open'], (round) => {
			const people = groups.flatMap(({ members }) => members);
			if (people.length > LIMITS.groupMembers || new Set(people).size !== people.length) return 'invalid';
			const where = new Map(groups.map((group) => [group.id, group.members]));
			if (groups.some((group) => !round.groups.some((found) => found.id === group.id)))
				return 'unknown-group';
			return {
				...round,
				groups: round.groups.map((group) => withMembers(group, where.get(group.id) ?? []))
			};
		})
};

/** Into this group and out of any other; `null`: into none. */
export function placed(round: Round, member: IdentityId, into: Group['id'] | null): Round {
	const groups = round.groups.map((group) => {
		const others = group.members.filter((id) => id !== member);
		if (group.id === into && others.length < group.members.length) return group;
		return withMembers(group, group.id === into ? [...others, member] : others);
	});
	return { ...round, groups };
}

export function newRound(
	session: Session,
	id: Round['id'],
	typed: string,
	groups: readonly Group[]
): Outcome {
	const title = cleanTitle(typed);
	if (title === null || !isId(id)) return refuse('invalid');
	if (session.rounds.some((round) => round.id === id)) return refuse('duplicate');
	if (session.rounds.length >= LIMITS.rounds) return refuse('too-many');
	const before = currentRound(session);
	if (before !== null && before.state.at !== 'closed') return refuse('not-now');
	const round: Round = { id, title, state: { at: 'planned' }, groups, choices: [] };
	return accept({ ...session, rounds: [...session.rounds, round] });
}

/** A group says itself who stays at its table; not where that is whose case it is, since that gives rights. */
function mayName({ runs }: Session, { id, state }: Round, { members }: Group, actor: Actor): boolean {
	const isTheirs = (state.at === 'open' || state.at === 'closing') && members.includes(actor.id);
	return isTheirs && !runs.some((run) => usesHolders(run) && run.steps.some(({ round }) => round === id));
}

function addGroup(
	session: Session,
	round: Round['id'],
	{ id, name: typed, board }: NewGroup,
	actor: Actor,
	now: number
): Outcome {
	const name = cleanTitle(typed);
	if (name === null || !isId(id)) return refuse('invalid');
	const outcome = changeRound(session, round, ['planned', 'choosing', 'open'], (before) => {
		if (before.groups.some((group) => group.id === id)) return 'duplicate';
		if (before.groups.length >= LIMITS.groups) return 'too-many';
		const boards = board === null ? [] : [board.id];
		return {
			...before,
			groups: [...before.groups, { id, name, members: [], boards, call: null, host: null }]
		};
	});
	if (!outcome.ok || board === null) return outcome;
	if (board.like !== null && !session.boards.some((found) => found.id === board.like))
		return refuse('unknown-board');
	if (actor.role === 'facilitator' && isOfGroups(session, board.id)) return outcome;
	return addBoards(outcome.session, [board], actor.id, now);
}

/** The board of a group of an earlier round, which a new group goes on with. */
function isOfGroups({ rounds }: Session, board: BoardId): boolean {
	return rounds.some(({ groups }) => groups.some(({ boards }) => boards.includes(board)));
}

function replaceGroup(round: Round, group: Group): Round {
	return { ...round, groups: round.groups.map((found) => (found.id === group.id ? group : found)) };
}

/** Takes the boards of groups away that never began, unless another round has them. */
function withoutBoards(session: Session, groups: readonly Group[]): Session {
	const used = new Set(session.rounds.flatMap((round) => round.groups.flatMap(({ boards }) => boards)));
	const gone = new Set<BoardId>(groups.flatMap(({ boards }) => boards).filter((board) => !used.has(board)));
	return { ...session, boards: session.boards.filter(({ id }) => !gone.has(id)) };
}
