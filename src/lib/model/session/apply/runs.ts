import type { BoardId } from '../../ids.ts';
import { runOf, type Run } from '../../problem/run.ts';
import type { Outcome, Refusal } from '../commands.ts';
import type { Session } from '../session.ts';
import { accept, refuse } from './outcome.ts';

/** Changes the run of a board: to the one that `change` gives, or not, for the reason that it gives; `null`: not as things stand. */
export function changeRun(
	session: Session,
	board: BoardId,
	change: (run: Run) => Run | Refusal | null
): Outcome {
	if (!session.boards.some(({ id }) => id === board)) return refuse('unknown-board');
	const run = runOf(session.runs, board);
	const after = run && change(run);
	if (after === null) return refuse('not-now');
	if (typeof after === 'string') return refuse(after);
	return accept(withRun(session, after));
}

/** The session with this run of one of its boards; the same session when it is the same run. */
export function withRun(session: Session, after: Run): Session {
	if (session.runs.includes(after)) return session;
	return { ...session, runs: session.runs.map((run) => (run.board === after.board ? after : run)) };
}
