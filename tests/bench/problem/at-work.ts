import type { BoardId } from '#model/ids.ts';
import { rulesOfMethod, type PhaseId } from '#model/problem/method.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import type { Gathered } from '../session/gathering.ts';

/** Lets the session's problem board work on "Solve a problem", in the phase that is named. */
export async function atWork(gathered: Gathered, phase: string): Promise<BoardId> {
	const board = gathered.board('problem');
	const { id, version, phases } = solveAProblem;
	await gathered.command([
		{
			type: 'start-method',
			board,
			method: { from: 'program', id, version },
			phases: rulesOfMethod(solveAProblem)
		},
		{ type: 'go-to-phase', board, phase: phase as PhaseId, from: phases[0]!.id }
	]);
	return board;
}
