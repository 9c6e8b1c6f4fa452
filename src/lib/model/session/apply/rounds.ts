import type { GroupId, RoundId } from '../../ids.ts';
import type { Outcome, Refusal } from '../commands.ts';
import { currentRound, type Group, type Round, type RoundState } from '../rounds.ts';
import type { Session } from '../session.ts';
import { accept, refuse } from './outcome.ts';

/** Changes the current round, if it is this one and in one of these states: earlier ones are history. */
export function changeRound(
	session: Session,
	id: RoundId,
	states: readonly RoundState['at'][],
	change: (round: Round) => Round | Refusal
): Outcome {
	if (!session.rounds.some((round) => round.id === id)) return refuse('unknown-round');
	const round = currentRound(session);
	if (round?.id !== id || !states.includes(round.state.at)) return refuse('not-now');
	const after = change(round);
	if (typeof after === 'string') return refuse(after);
	return accept({ ...session, rounds: [...session.rounds.slice(0, -1), after] });
}

export function changeGroup(
	session: Session,
	round: RoundId,
	id: GroupId,
	change: (group: Group) => Group
): Outcome {
	return changeRound(session, round, ['planned', 'choosing', 'open', 'closing'], (before) => {
		if (!before.groups.some((group) => group.id === id)) return 'unknown-group';
		return { ...before, groups: before.groups.map((group) => (group.id === id ? change(group) : group)) };
	});
}
