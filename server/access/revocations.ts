import type { IdentityId } from '#model/ids.ts';
import type { Member, Session } from '#model/session/session.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { SessionListener } from '../session/sessions.ts';
import type { Rooms } from '../sync/rooms-port.ts';

/**
 * Ends sync connections whose rights are no longer those that they were opened with; whoever may still read connects
 * again, and gets the rights of now.
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

	sessionChanged({ session }: VersionedSession, before: Session): void {
		const archived = new Map(before.boards.map((board) => [board.id, board.archivedAt !== null]));
		const changed = session.boards.filter(
			({ id, archivedAt }) => (archivedAt !== null) !== (archived.get(id) ?? false)
		);
		if (changed.length === 0) return;
		const names = new Set(changed.map(({ id }) => sharedDocument(id)));
		this.#count++;
		this.#rooms.revoke(({ name }) => names.has(name), CLOSE.accessChanged);
	}

	memberChanged(session: Session, after: Member, before: Member | null): void {
		if (before === null) return;
		if (after.role !== before.role) this.#end(session, after.id);
		else if (after.name !== before.name || after.color !== before.color)
			this.#rooms.updateUser(after.id, { name: after.name, color: after.color }, documentsOf(session));
	}

	memberRemoved(session: Session, identity: IdentityId): void {
		this.#end(session, identity);
	}

	#end(session: Session, member: IdentityId): void {
		const names = documentsOf(session);
		this.#count++;
		this.#rooms.revoke(
			({ name, identity }) => identity.id === member && names.has(name),
			CLOSE.accessChanged
		);
	}
}

function documentsOf(session: Session): ReadonlySet<DocumentName> {
	return new Set(session.boards.map(({ id }) => sharedDocument(id)));
}
