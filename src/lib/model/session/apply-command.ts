import { access } from '../access.ts';
import { isId } from '../ids.ts';
import { unreachable } from '../unreachable.ts';
import type { Actor, Command, Outcome, Refusal } from './commands.ts';
import { BOARD_KINDS, LIMITS, type Board, type RoleLink, type Session } from './session.ts';

/**
 * What a command makes of a session, or why nothing. Pure, so that the client may show the result at once; what is
 * about members and not in this record (revoking a link) is in members.ts.
 */
export function applyCommand(session: Session, command: Command, actor: Actor, now: number): Outcome {
	if (!access(actor.role, { kind: 'session' }).facilitate) return refuse('forbidden');
	switch (command.type) {
		case 'rename-session': {
			const title = cleanTitle(command.title);
			return title === null ? refuse('invalid') : accept({ ...session, title });
		}
		case 'set-terms': {
			const terms = command.terms.trim();
			return terms.length > LIMITS.termsLength ? refuse('invalid') : accept({ ...session, terms });
		}
		case 'add-board':
			return addBoard(session, command, actor, now);
		case 'rename-board': {
			const title = cleanTitle(command.title);
			if (title === null) return refuse('invalid');
			return changeBoard(session, command.board, (board) => ({ ...board, title }));
		}
		case 'move-board':
			return moveBoard(session, command);
		case 'archive-board':
			return changeBoard(session, command.board, (board) => ({
				...board,
				archivedAt: board.archivedAt ?? now
			}));
		case 'restore-board':
			return changeBoard(session, command.board, (board) => ({ ...board, archivedAt: null }));
		case 'add-link':
			return addLink(session, command, now);
		case 'revoke-link':
			return revokeLink(session, command, now);
		default:
			return unreachable(command);
	}
}

/** A title as it is kept: on one line, without space around it. `null` when nothing or too much is left. */
export function cleanTitle(typed: string): string | null {
	const title = typed.replace(/\s+/g, ' ').trim();
	return title.length === 0 || title.length > LIMITS.titleLength ? null : title;
}

function addBoard(
	session: Session,
	{ board: id, kind, title: typed }: Extract<Command, { type: 'add-board' }>,
	actor: Actor,
	now: number
): Outcome {
	const title = cleanTitle(typed);
	if (title === null || !isId(id) || !BOARD_KINDS.includes(kind)) return refuse('invalid');
	if (session.boards.some((board) => board.id === id)) return refuse('duplicate');
	if (session.boards.length >= LIMITS.boards) return refuse('too-many');
	const board: Board = { id, kind, title, createdAt: now, createdBy: actor.id, archivedAt: null };
	return accept({ ...session, boards: [...session.boards, board] });
}

function changeBoard(session: Session, id: Board['id'], change: (board: Board) => Board): Outcome {
	if (!session.boards.some((board) => board.id === id)) return refuse('unknown-board');
	return accept({
		...session,
		boards: session.boards.map((board) => (board.id === id ? change(board) : board))
	});
}

function moveBoard(
	session: Session,
	{ board: id, before }: Extract<Command, { type: 'move-board' }>
): Outcome {
	const moved = session.boards.find((board) => board.id === id);
	if (moved === undefined) return refuse('unknown-board');
	if (before === id) return accept(session);
	const others = session.boards.filter((board) => board !== moved);
	const at = before === null ? others.length : others.findIndex((board) => board.id === before);
	if (at === -1) return refuse('unknown-board');
	return accept({ ...session, boards: [...others.slice(0, at), moved, ...others.slice(at)] });
}

function addLink(
	session: Session,
	{ link: id, role }: Extract<Command, { type: 'add-link' }>,
	now: number
): Outcome {
	if (!isId(id)) return refuse('invalid');
	if (session.links.some((link) => link.id === id)) return refuse('duplicate');
	// Revoked links are kept to be seen, until they are in the way of new ones.
	const oldestRevoked = session.links.findIndex((link) => link.revokedAt !== null);
	const full = session.links.length >= LIMITS.links;
	if (full && oldestRevoked === -1) return refuse('too-many');
	const kept = full ? session.links.filter((_, index) => index !== oldestRevoked) : session.links;
	const link: RoleLink = { id, role, createdAt: now, revokedAt: null };
	return accept({ ...session, links: [...kept, link] });
}

function revokeLink(
	session: Session,
	{ link: id }: Extract<Command, { type: 'revoke-link' }>,
	now: number
): Outcome {
	if (!session.links.some((link) => link.id === id)) return refuse('unknown-link');
	const revoke = (link: RoleLink): RoleLink => ({ ...link, revokedAt: link.revokedAt ?? now });
	return accept({ ...session, links: session.links.map((link) => (link.id === id ? revoke(link) : link)) });
}

function accept(session: Session): Outcome {
	return { ok: true, session };
}

function refuse(refusal: Refusal): Outcome {
	return { ok: false, refusal };
}
