import type { IdentityId } from '../ids.ts';
import type { Role } from '../session/session.ts';
import type { Action, Method, PhaseId, Sees } from './method.ts';

/** What one person may do, and be sent, on one board at one moment. */
export interface BoardRights {
	readonly create: boolean;
	readonly move: boolean;
	readonly group: boolean;
	readonly vote: boolean;
	/** The problem statement belongs to everybody: whoever may change other people's words may change it. */
	readonly editStatement: boolean;
	/** `null` is a card whose author is not known. */
	readonly edit: (author: IdentityId | null) => boolean;
	readonly delete: (author: IdentityId | null) => boolean;
	readonly sees: Sees;
}

const OPEN_BOARD: { readonly [R in Role]: readonly Action[] } = {
	facilitator: ['create', 'editOwn', 'editAny', 'deleteOwn', 'deleteAny', 'move'],
	member: ['create', 'editOwn', 'editAny', 'deleteOwn', 'deleteAny', 'move'],
	viewer: []
};
const OPEN_BOARD_SEES: Sees = { others: 'text', authors: 'always', tallies: 'none' };
const NOTHING_SEEN: Sees = { others: 'none', authors: 'never', tallies: 'none' };

/**
 * Decides what somebody may do and see. `phase` is `null` on an open board, where the phases are only a guide and
 * everybody who may write may change everything. A phase that the method does not have gives no rights at all.
 */
export function rights(method: Method, phase: PhaseId | null, role: Role, member: IdentityId): BoardRights {
	if (phase === null) return rightsFrom(OPEN_BOARD[role], OPEN_BOARD_SEES, member);
	const current = method.phases.find(({ id }) => id === phase);
	if (current === undefined) return rightsFrom([], NOTHING_SEEN, member);
	return rightsFrom(current.can[role] ?? [], current.sees, member);
}

function rightsFrom(actions: readonly Action[], sees: Sees, member: IdentityId): BoardRights {
	const may = (action: Action): boolean => actions.includes(action);
	return {
		create: may('create'),
		move: may('move'),
		group: may('group'),
		vote: may('vote'),
		editStatement: may('editAny'),
		edit: (author) => may('editAny') || (author === member && may('editOwn')),
		delete: (author) => may('deleteAny') || (author === member && may('deleteOwn')),
		sees
	};
}
