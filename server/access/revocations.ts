import type { IdentityId } from '#model/ids.ts';
import { boardRights, rightsGround } from '#model/session/board-access.ts';
import type { Board, Member, Session } from '#model/session/session.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { SessionListener } from '../session/session-news.ts';
import type { JoinRequest, Rooms } from '../sync/rooms-port.ts';

/**
 * Ends sync connections whose rights are no longer those that they were opened with; whoever may still read connects
 * again, and gets the rights of now. It compares with what each connection was opened with, and not with the record
 * before, which on this node may have been an older one.
 */
export class Revocations implements SessionListener {
	readonly #rooms: Pick<Rooms, 'revoke' | 'updateUser'>;
	#count = 0;

	constructor(rooms: Pick<Rooms, 'revoke' | 'updateUser'>) {
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
		const boards = boardsByDocument(after.session);
		const wereThere = boardsByDocument(before.session);
		this.#end(({ name, identity, canWrite }) => {
			const board = boards.get(name);
			if (board === undefined) return wereThere.has(name);
			const { read, write } = boardRights(after.session, board, identity);
			return !read || write !== canWrite;
		});
	}

	memberChanged(session: Session, after: Member, before: Member | null): void {
		const names = documentsOf(session);
		this.#end(
			({ name, identity }) => identity.id === after.id && names.has(name) && identity.role !== after.role
		);
		if (before !== null && before.name === after.name && before.color === after.color) return;
		this.#rooms.updateUser(after.id, { name: after.name, color: after.color }, names);
	}

	memberRemoved(session: Session, identity: IdentityId): void {
		const names = documentsOf(session);
		this.#end((connection) => connection.identity.id === identity && names.has(connection.name));
	}

	membersRead(session: Session, members: ReadonlyMap<IdentityId, Member>): void {
		const boards = boardsByDocument(session);
		this.#end(({ name, identity, canWrite }) => {
			const board = boards.get(name);
			if (board === undefined) return false;
			const member = members.get(identity.id);
			if (member?.role !== identity.role) return true;
			const { read, write } = boardRights(session, board, member);
			return !read || write !== canWrite;
		});
	}

	#end(isOver: (connection: JoinRequest) => boolean): void {
		this.#count++;
		this.#rooms.revoke(isOver, CLOSE.accessChanged);
	}
}

function boardsByDocument(session: Session): ReadonlyMap<DocumentName, Board> {
	return new Map(session.boards.map((board) => [sharedDocument(board.id), board]));
}

function documentsOf(session: Session): ReadonlySet<DocumentName> {
	return new Set(session.boards.map(({ id }) => sharedDocument(id)));
}
