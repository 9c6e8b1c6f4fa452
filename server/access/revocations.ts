import type { Rights } from '#model/access.ts';
import type { BoardId, IdentityId } from '#model/ids.ts';
import { boardRights, rightsGround, sheetRights } from '#model/session/board-access.ts';
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
		this.#end(
			(connection) =>
				connection.identity.id === after.id &&
				boards.has(connection.board) &&
				isOtherwise(rightsOf(session, connection, after), connection)
		);
		if (before === null || isShownOtherwise(before, after))
			this.#rooms.updateUsers(new Map([[after.id, after]]), boards);
	}

	memberRemoved(session: Session, identity: IdentityId): void {
		const boards = boardsOf(session);
		this.#end((connection) => connection.identity.id === identity && boards.has(connection.board));
	}

	membersRead(session: Session, members: ReadonlyMap<IdentityId, Member>): void {
		this.#end((connection) => {
			const member = members.get(connection.identity.id);
			const rights = rightsOf(session, connection, member ?? connection.identity);
			return rights !== null && (member === undefined || isOtherwise(rights, connection));
		});
		this.#rooms.updateUsers(members, boardsOf(session));
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
	{ board: id, isSheet, identity }: JoinRequest,
	now: Actor
): Rights | null {
	const board = session.boards.find((found) => found.id === id);
	if (board === undefined) return null;
	// Only its author was ever let in.
	return isSheet ? sheetRights(session, board, now, identity.id) : boardRights(session, board, now);
}

function boardsOf(session: Session): ReadonlySet<BoardId> {
	return new Set(session.boards.map(({ id }) => id));
}
