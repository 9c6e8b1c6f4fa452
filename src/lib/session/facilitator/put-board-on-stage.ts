import { t } from '$lib/messages/facilitating.ts';
import type { Board } from '#model/session/session.ts';
import type { BoardWindow } from '../board-window.ts';
import type { SessionConnection } from '../session-connection.svelte.ts';
import { giveUndoable } from '../undoable.ts';
import { wholeBoard } from './staged-words.ts';

/** Shows everybody what is selected on a whiteboard; where nothing is, and of other boards, all of it. */
export async function putBoardOnStage(
	connection: SessionConnection,
	board: Board,
	window: BoardWindow | null
): Promise<void> {
	const region = window?.of === 'whiteboard' ? window.selected() : null;
	const shown =
		region === null
			? wholeBoard(board)
			: ({ show: 'board', board: board.id, region, pointers: false } as const);
	await giveUndoable(connection, { type: 'show', shown }, t.done.show);
}
