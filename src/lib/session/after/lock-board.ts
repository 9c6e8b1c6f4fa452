import { t } from '$lib/messages/after.ts';
import type { Board } from '#model/session/session.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';
import { giveUndoable } from '../undoable.ts';

/** Locks one board or unlocks it, and offers to take that back. */
export function setLocked(
	connection: SessionConnection,
	{ id, title }: Pick<Board, 'id' | 'title'>,
	locked: boolean
): Promise<boolean> {
	const said = locked ? t.locks.locked(title) : t.locks.unlocked(title);
	return giveUndoable(connection, { type: 'lock-board', board: id, locked }, said);
}
