import { isId } from '../../ids.ts';
import type { Outcome } from '../commands.ts';
import type { BoardCommand } from '../commands/boards.ts';
import { BOARD_KINDS, LIMITS, type Board, type Session } from '../session.ts';
import { accept, cleanTitle, moveBefore, refuse, type Family } from './outcome.ts';

export const boards: Family<BoardCommand> = {
	'add-board': (session, { board, kind, title, differs }, actor, now) =>
		addBoards(session, [{ id: board, kind, title, ...(differs && { differs }) }], actor.id, now),
	'rename-board': (session, command) => {
		const title = cleanTitle(command.title);
		return title === null
			? refuse('invalid')
			: changeBoard(session, command.board, (board) => ({ ...board, title }));
	},
	'move-board': (session, { board: id, before }) => {
		const moved = session.boards.find((board) => board.id === id);
		const after = moved === undefined ? null : moveBefore(session.boards, moved, before);
		return after === null ? refuse('unknown-board') : accept({ ...session, boards: after });
	},
	'lock-board': (session, command) =>
		changeBoard(session, command.board, (board) => ({ ...board, locked: command.locked })),
	'archive-board': (session, command, _, now) =>
		changeBoard(session, command.board, (board) => ({ ...board, archivedAt: board.archivedAt ?? now })),
	'restore-board': (session, command) =>
		changeBoard(session, command.board, (board) => ({ ...board, archivedAt: null }))
};

/** Puts new boards behind those that are there. */
export function addBoards(
	session: Session,
	added: readonly Pick<Board, 'id' | 'kind' | 'title' | 'differs'>[],
	createdBy: Board['createdBy'],
	now: number
): Outcome {
	const taken = new Set<string>(session.boards.map(({ id }) => id));
	const made: Board[] = [];
	for (const { id, kind, title: typed, differs } of added) {
		const title = cleanTitle(typed);
		if (title === null || !isId(id) || !BOARD_KINDS.includes(kind)) return refuse('invalid');
		if (taken.has(id)) return refuse('duplicate');
		const because = differs?.because.replace(/\s+/g, ' ').trim() ?? '';
		if (differs !== undefined && (because === '' || because.length > LIMITS.reasonLength))
			return refuse('invalid');
		taken.add(id);
		made.push({
			...{ id, kind, title, createdAt: now, createdBy, archivedAt: null, locked: false },
			...(differs && { differs: { ...differs, because } })
		});
	}
	if (taken.size > LIMITS.boards) return refuse('too-many');
	return accept({ ...session, boards: [...session.boards, ...made] });
}

function changeBoard(session: Session, id: Board['id'], change: (board: Board) => Board): Outcome {
	if (!session.boards.some((board) => board.id === id)) return refuse('unknown-board');
	return accept({
		...session,
		boards: session.boards.map((board) => (board.id === id ? change(board) : board))
	});
}
