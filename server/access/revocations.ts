import { NO_RIGHTS, type Rights } from '#model/access.ts';
import type { BoardId, IdentityId } from '#model/ids.ts';
import { boardRights, isReadBeyond, rightsGround, sheetRights } from '#model/session/board-access.ts';
import type { Actor } from '#model/session/commands.ts';
import type { Member, Session } from '#model/session/session.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { SessionListener } from '../session/session-news.ts';
import type { JoinRequest, Rooms } from '../sync/rooms-port.ts';

/**
 * Ends sync connections whose rights are no longer those that they were opened with; whoever may still read connects
 * again, and gets the rights of now. It compares with what each connection was opened with, and not with the record
 * before, which on this node may have been an older one.
 */
export class Revocations implements SessionListener {
	readonly #rooms: Pick<Rooms, 'revoke' | 'updateUsers'>;
	#count = 0;

	constructor(rooms: Pick<Rooms, 'revoke' | 'updateUsers'>) {
		this.#rooms = rooms;
	}

	/** Grows with every change of rights; tells whether one came while something else was awaited. */
	get count(): number {
		return this.#count;
	}

	sessionChanged(after: VersionedSession, before: VersionedSession): void {
		// Between versions that this node passed over, something may have been otherwise for a moment.
		const isNext = after.version === before.version + 1;
		if (isNext && rightsGround(after.session) === rightsGround(before.session)) return;
		const wereThere = boardsOf(before.session);
		this.#end((connection) => {
			const rights = rightsOf(after.session, connection, connection.identity);
			return rights === null ? wereThere.has(connection.board) : isOtherwise(rights, connection);
		});
	}

	memberChanged(session: Session, after: Member, before: Member | null): void {
		const boards = boardsOf(session);
		this.#end((connection) => {
			if (connection.identity.id !== after.id) return false;
			// They read it from outside so far, or are no longer of the community by this session.
			if (connection.by === 'community') return boards.has(connection.board) || after.role === 'viewer';
			return boards.has(connection.board) && isOtherwise(rightsOf(session, connection, after), connection);
		});
		if (before === null || isShownOtherwise(before, after))
			this.#rooms.updateUsers(new Map([[after.id, after]]), boards);
	}

	memberRemoved(session: Session, identity: IdentityId): void {
		const boards = boardsOf(session);
		// It may have been what made them one of the community, by which they read boards of other sessions.
		this.#end(
			({ identity: whose, board, by }) => whose.id === identity && (by === 'community' || boards.has(board))
		);
	}

	membersRead(session: Session, members: ReadonlyMap<IdentityId, Member>): void {
		this.#end((connection) => {
			const member = members.get(connection.identity.id);
			const rights = rightsOf(session, connection, member ?? connection.identity);
			const isOut = member === undefined && connection.by === 'session';
			return rights !== null && (isOut || isOtherwise(rights, connection));
		});
		this.#rooms.updateUsers(members, boardsOf(session));
	}

	/** A board is read only by those who were in its session from now on. */
	narrowed(board: BoardId): void {
		this.#end((connection) => connection.by === 'community' && connection.board === board);
	}

	#end(isOver: (connection: JoinRequest) => boolean): void {
		this.#count++;
		this.#rooms.revoke(isOver, CLOSE.accessChanged);
	}
}

/** Whether these are not the rights that it was opened with. */
function isOtherwise(rights: Rights | null, { canWrite }: JoinRequest): boolean {
	return rights !== null && (!rights.read || rights.write !== canWrite);
}

function isShownOtherwise(before: Member, after: Member): boolean {
	return before.name !== after.name || before.color !== after.color || before.role !== after.role;
}

/** What somebody may do with the document that they are connected to; `null`: it is none of this session. */
function rightsOf(
	session: Session,
	{ board: id, isSheet, by, identity }: JoinRequest,
	now: Actor
): Rights | null {
	const board = session.boards.find((found) => found.id === id);
	if (board === undefined) return null;
	// Whether they are of the community, and the label of the board alone, are asked when they connect.
	if (by === 'community') return { ...NO_RIGHTS, read: isReadBeyond(session, id, 'document', null) };
	// Only its author was ever let in.
	return isSheet ? sheetRights(session, board, now, identity.id) : boardRights(session, board, now);
}

function boardsOf(session: Session): ReadonlySet<BoardId> {
	return new Set(session.boards.map(({ id }) => id));
}
