import type { BoardId } from '#model/ids.ts';
import { boardRights } from '#model/session/board-access.ts';
import type { Actor } from '#model/session/commands.ts';
import { currentRound, groupOf, isUnderWay } from '#model/session/rounds.ts';
import type { Session } from '#model/session/session.ts';
import { stagedBoard } from '#model/session/stage.ts';

/**
 * Where whoever has just joined is taken, so that they need not ask what the others are at: the board on the stage, that of
 * the agenda's current item, or the one where a method is at work. `null`: the session's front. Groups at work lead people
 * to their boards themselves (guidance.ts).
 */
export function boardOfNow(session: Session, me: Actor): BoardId | null {
	const round = currentRound(session);
	if (session.ended !== null || (isUnderWay(round) && groupOf(round, me.id) !== null)) return null;
	const { agenda } = session;
	const wanted = [
		stagedBoard(session.stage),
		agenda.items.find(({ id }) => id === agenda.current?.item)?.board ?? null,
		session.runs.findLast(({ current }) => current !== null)?.board ?? null
	];
	const open = session.boards.filter(
		(board) => board.archivedAt === null && boardRights(session, board, me).read
	);
	return wanted.find((id) => open.some((board) => board.id === id)) ?? null;
}
