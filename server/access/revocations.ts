import type { IdentityId } from '#model/ids.ts';
import { access } from '#model/access.ts';
import type { Member, Role, Session } from '#model/session/session.ts';
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
		// Between versions that this node passed over, a board may have been something else for a moment.
		if (after.version === before.version + 1 && archived(after) === archived(before)) return;
		const mayWrite = writable(after.session);
		this.#end(
			({ name, identity, canWrite }) => mayWrite.has(name) && canWrite !== mayWrite.get(name)!(identity.role)
		);
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
		const mayWrite = writable(session);
		this.#end(({ name, identity, canWrite }) => {
			const rights = mayWrite.get(name);
			if (rights === undefined) return false;
			const role = members.get(identity.id)?.role;
			return role !== identity.role || canWrite !== rights(role);
		});
	}

	#end(isOver: (connection: JoinRequest) => boolean): void {
		this.#count++;
		this.#rooms.revoke(isOver, CLOSE.accessChanged);
	}
}

function archived({ session }: VersionedSession): string {
	return session.boards.flatMap(({ id, archivedAt }) => (archivedAt === null ? [] : [id])).join();
}

/** By document, whether a role may write in it. */
function writable(session: Session): ReadonlyMap<DocumentName, (role: Role) => boolean> {
	return new Map(
		session.boards.map(({ id, archivedAt }) => [
			sharedDocument(id),
			(role: Role) => access(role, { kind: 'document', archived: archivedAt !== null }).write
		])
	);
}

function documentsOf(session: Session): ReadonlySet<DocumentName> {
	return new Set(session.boards.map(({ id }) => sharedDocument(id)));
}
