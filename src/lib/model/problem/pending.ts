import type { BallotId, BoardId } from '../ids.ts';
import { unreachable } from '../unreachable.ts';
import type { PhaseId } from './method.ts';
import type { Run } from './run.ts';

/** What the record says is being done: whichever server finds it does it, and says in the record that it is done. */
export type Pending =
	| {
			readonly do: 'reveal';
			readonly board: BoardId;
			readonly phase: PhaseId;
			readonly attempt: number;
			/** Since when; one that was asked for later is another one. */
			readonly since: number;
	  }
	| { readonly do: 'count'; readonly board: BoardId; readonly ballot: BallotId; readonly since: number }
	/** A group's board is to get what came late to the boards of the groups that became it. */
	| {
			readonly do: 'join';
			readonly board: BoardId;
			readonly into: BoardId;
			readonly from: readonly BoardId[];
			readonly since: number;
	  }
	/** The board is to be kept as it is at the end of a phase. */
	| {
			readonly do: 'keep';
			readonly board: BoardId;
			readonly phase: PhaseId;
			readonly attempt: number;
			readonly since: number;
	  };

/** Everything that is to be done in these runs, and is not. */
export function pendingIn(runs: readonly Run[]): Pending[] {
	return runs.flatMap((run) => {
		const { board, ballots, ending = [], joining = [] } = run;
		return [
			...revealsOf(run, false),
			...ballots.flatMap(({ id, state }): Pending[] =>
				state.at === 'counting' ? [{ do: 'count', board, ballot: id, since: state.closedAt }] : []
			),
			...ending.map((end): Pending => ({ do: 'keep', board, ...end })),
			...joining.map((join): Pending => ({ do: 'join', board, ...join }))
		];
	});
}

/** What was begun and waits for a facilitator, since a document does not open. */
export function stuckIn(runs: readonly Run[]): Pending[] {
	return runs.flatMap((run) => revealsOf(run, true));
}

function revealsOf({ board, steps }: Run, stuck: boolean): Pending[] {
	return steps.flatMap(({ phase, attempt, hiding }): Pending[] =>
		hiding.at === 'revealing' && (hiding.stuckAt !== undefined) === stuck
			? [{ do: 'reveal', board, phase, attempt, since: hiding.since }]
			: []
	);
}

/** So long after groups have ended nobody writes on their boards any more, on whichever node: whose rights end is cut off within a second. */
const SETTLED_MS = 2000;

/** How long after `since` it can be begun, milliseconds. */
export function delayOf(pending: Pending): number {
	return pending.do === 'join' ? SETTLED_MS : 0;
}

/** A name for it: the same on every node. */
export function nameOf(pending: Pending): string {
	const { board, since } = pending;
	switch (pending.do) {
		case 'reveal':
			return `${board}/${pending.phase}.${pending.attempt}.${since}`;
		case 'count':
			return `${board}/${pending.ballot}`;
		case 'join':
			return `${board}/${pending.into}`;
		case 'keep':
			return `${board}/${pending.phase}.${pending.attempt}.end`;
		default:
			return unreachable(pending);
	}
}
