import type { Role } from '../session/session.ts';
import { begun, wentTo, withStep } from './course.ts';
import { actionsOf, mayWriteShared, mayWriteSheet, type Participant } from './engine.ts';
import { createId, type BoardId, type IdentityId } from '../ids.ts';
import { ACTIONS, rulesOfMethod, SEATS, type Action, type Method, type Phase, type Seat } from './method.ts';
import { stepOf, type Run } from './run.ts';

/** What one seat may do in one phase: the row of the matrix that the server is tested by with raw clients. */
export interface MatrixRow {
	readonly phase: Phase['id'];
	readonly seat: Seat;
	/** What somebody in this seat is called outside the phase: a holder is a member. */
	readonly role: Role;
	readonly actions: { readonly [A in Action]: boolean };
	/** Whether an update of theirs to the board of all is taken. */
	readonly writesShared: boolean;
	/** Whether an update to their own sheet is. */
	readonly writesSheet: boolean;
	/** Whether a vote of theirs is, while a ballot is open. */
	readonly votes: boolean;
}

/** Every phase of a method with every seat, from the engine: in a phase of groups, on the board of their own group. */
export function matrixOf(method: Method): MatrixRow[] {
	return method.phases.flatMap((phase) => SEATS.map((seat) => rowOf(method, phase, seat)));
}

function rowOf(method: Method, phase: Phase, seat: Seat): MatrixRow {
	const role = seat === 'holder' ? 'member' : seat;
	const who: Participant = { id: createId<IdentityId>(), role, hostsGroup: seat === 'holder' };
	const run = runIn(method, phase, seat === 'holder' ? who.id : null);
	const given = actionsOf(run, who);
	return {
		phase: phase.id,
		seat,
		role,
		actions: Object.fromEntries(ACTIONS.map((action) => [action, given.includes(action)])) as {
			[A in Action]: boolean;
		},
		writesShared: mayWriteShared(run, who),
		writesSheet: mayWriteSheet(run, who),
		votes: given.includes('vote')
	};
}

/** A run that is in this phase now, with this holder. */
export function runIn(method: Method, phase: Phase, holder: IdentityId | null): Run {
	const ref = { from: 'program', id: method.id, version: method.version } as const;
	const first = begun(createId<BoardId>(), ref, rulesOfMethod(method), createId<IdentityId>(), 0);
	const run = wentTo(first, phase.id, 0)!;
	return withStep(run, { ...stepOf(run, phase.id)!, holder });
}
