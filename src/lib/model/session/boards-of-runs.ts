import type { BoardId, IdentityId } from '../ids.ts';
import { currentPhase, runOf, type Run } from '../problem/run.ts';
import { groupsWith, runAt } from './board-access.ts';
import type { Session } from './session.ts';

/* What only a problem board asks about the boards on which a method is worked, beside the rights on them. */

/** The run that a board belongs to, or did: its own, or that of the groups that worked on it. Its lanes are the method's. */
export function runBehind({ runs, rounds }: Pick<Session, 'runs' | 'rounds'>, board: BoardId): Run | null {
	const own = runOf(runs, board);
	if (own !== null) return own;
	const worked = new Set(rounds.filter((round) => groupsWith(round, board).length > 0).map(({ id }) => id));
	return runs.find(({ steps }) => steps.some(({ round }) => round !== null && worked.has(round))) ?? null;
}

/** Whose case it is on a board, in a phase that has one: in groups, the host of the group that works on it. */
export function holderOn(session: Pick<Session, 'rounds' | 'runs'>, board: BoardId): IdentityId | null {
	const run = runAt(session, board);
	const now = run && currentPhase(run);
	if (now?.rules.can.holder === undefined) return null;
	if (now.rules.groups === undefined) return now.step.holder;
	const round = session.rounds.find(({ id }) => id === now.step.round);
	return round === undefined ? null : (groupsWith(round, board)[0]?.host ?? null);
}
