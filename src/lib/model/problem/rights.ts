import type { IdentityId } from '../ids.ts';
import { actionsOf, sees, type Participant } from './engine.ts';
import type { Action, Sees } from './method.ts';
import type { Run } from './run.ts';

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

/**
 * Decides what somebody may do and see. `run` is `null` on a board that no method runs on, where everybody who may write may
 * change everything.
 */
export function rights(run: Run | null, who: Participant): BoardRights {
	const actions = actionsOf(run, who);
	const has = (action: Action): boolean => actions.includes(action);
	return {
		create: has('create'),
		move: has('move'),
		group: has('group'),
		vote: has('vote'),
		editStatement: has('editAny'),
		edit: (author) => has('editAny') || (author === who.id && has('editOwn')),
		delete: (author) => has('deleteAny') || (author === who.id && has('deleteOwn')),
		sees: sees(run)
	};
}
