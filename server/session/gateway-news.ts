import type { BallotId, IdentityId, SessionId } from '#model/ids.ts';
import type { Member, Session } from '#model/session/session.ts';
import type { VersionedSession, Waiting } from '#protocol/session.ts';
import type { Log } from '../log.ts';
import type { Door } from './door.ts';
import { ROOMS, type GatewayServer, type GatewaySocket } from './gateway-socket.ts';
import { PeopleNewsTicker } from './people-news.ts';
import type { RosterListener } from './roster.ts';
import { SessionBroadcast } from './session-broadcast.ts';
import type { SessionCache } from './session-cache.ts';
import type { SessionListener } from './session-news.ts';
import type { SessionStore } from './session-store.ts';
import { createRecordTelling } from './tell-record.ts';
import type { WrittenRecord } from './written-record.ts';

const LEAST_LOOK_MS = 1_000;
const LONGEST_LOOK_MS = 60_000;

export interface GatewayNewsParts {
	readonly io: GatewayServer;
	readonly store: Pick<SessionStore, 'privateThings'>;
	readonly door: Pick<Door, 'atDoor' | 'isWaiting' | 'whyOut'>;
	readonly cache: Pick<SessionCache, 'peek'>;
	readonly ballots: Required<Pick<SessionListener, 'ballotChanged'>>;
	/** They wait at the door no longer, but are in. */
	readonly letIn: (socket: GatewaySocket) => void;
	readonly log: Log;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** Tells this node's clients what becomes of their sessions, whichever node changed it. */
export class GatewayNews implements SessionListener, RosterListener {
	readonly #parts: GatewayNewsParts;
	readonly #people: PeopleNewsTicker;
	readonly #records: SessionBroadcast;
	/** The record that was told last in each session. */
	readonly #written = new Map<SessionId, WrittenRecord>();
	/** When to look who still waits at a door. */
	readonly #looks = new Map<SessionId, NodeJS.Timeout>();

	constructor(parts: GatewayNewsParts) {
		this.#parts = parts;
		const { io } = parts;
		const listeners = (session: SessionId): number => io.sockets.adapter.rooms.get(session)?.size ?? 0;
		this.#people = new PeopleNewsTicker({
			tell: (session, news) => io.to(session).emit('people', news),
			listeners
		});
		this.#records = new SessionBroadcast({ tell: createRecordTelling(io, this.#written), listeners });
	}

	close(): void {
		this.#people.close();
		this.#records.close();
		for (const look of this.#looks.values()) clearTimeout(look);
		this.#looks.clear();
	}

	/** Nobody of this session is connected here any more. */
	forget(session: SessionId): void {
		this.#written.delete(session);
		clearTimeout(this.#looks.get(session));
		this.#looks.delete(session);
	}

	/** Whom facilitators are told to be at the door, and are told of again when that may have changed without a word. */
	async atDoor(session: SessionId): Promise<readonly Waiting[]> {
		const { waiting, until } = await this.#parts.door.atDoor(session);
		clearTimeout(this.#looks.get(session));
		this.#looks.delete(session);
		if (waiting.length > 0) {
			const inMs = Math.min(LONGEST_LOOK_MS, Math.max(LEAST_LOOK_MS, until - this.#parts.now()));
			const look = setTimeout(() => this.doorChanged(session), inMs);
			look.unref();
			this.#looks.set(session, look);
		}
		return waiting;
	}

	present: RosterListener['present'] = (session, present) => this.#people.present(session, present);

	left: RosterListener['left'] = (session, identity) => this.#people.left(session, identity);

	sessionChanged(after: VersionedSession): void {
		this.#records.tell(after);
	}

	memberChanged({ id }: Session, member: Member, before: Member | null): void {
		this.#people.member(id, member);
		for (const socket of this.#sockets(ROOMS.door(id, member.id))) this.#parts.letIn(socket);
		if (member.role === 'facilitator' && before?.role !== 'facilitator')
			this.#meanwhile(this.#tellWaiting(id, this.#sockets(ROOMS.person(id, member.id))));
	}

	memberRemoved({ id }: Session, identity: IdentityId): void {
		this.#people.forget(id, identity);
		this.#parts.io.to(id).emit('member-removed', identity);
		for (const socket of this.#sockets(ROOMS.person(id, identity))) this.#showOut(socket);
	}

	membersRead({ id }: Session, members: ReadonlyMap<IdentityId, Member>): void {
		for (const socket of this.#sockets(id)) {
			if (members.has(socket.data.identity)) continue;
			socket.emit('member-removed', socket.data.identity);
			this.#showOut(socket);
		}
	}

	doorChanged(session: SessionId): void {
		const members = this.#parts.cache.peek(session)?.members;
		const facilitators = this.#sockets(session).filter(
			({ data }) => members?.get(data.identity)?.role === 'facilitator'
		);
		this.#meanwhile(this.#tellWaiting(session, facilitators));
		for (const socket of this.#sockets(ROOMS.waiting(session))) this.#meanwhile(this.#lookAgain(socket));
	}

	privateChanged(session: SessionId, identity: IdentityId | null): void {
		const room = identity === null ? session : ROOMS.person(session, identity);
		const whose = new Set(this.#sockets(room).map(({ data }) => data.identity));
		for (const person of whose) this.#meanwhile(this.#tellMine(session, person));
	}

	ballotChanged(session: SessionId, ballot: BallotId): void {
		this.#parts.ballots.ballotChanged(session, ballot);
	}

	async #tellWaiting(session: SessionId, facilitators: readonly GatewaySocket[]): Promise<void> {
		if (facilitators.length === 0) return;
		const waiting = await this.atDoor(session);
		for (const socket of facilitators) socket.emit('waiting', waiting);
	}

	async #tellMine(session: SessionId, person: IdentityId): Promise<void> {
		const { things } = await this.#parts.store.privateThings(session, person);
		// Theirs alone: nobody else is in this room.
		this.#parts.io.to(ROOMS.person(session, person)).emit('mine', things);
	}

	/** Somebody at the door: were they turned away? Being let in is told as a membership. */
	async #lookAgain(socket: GatewaySocket): Promise<void> {
		const { session, identity } = socket.data;
		if ((await this.#parts.door.isWaiting(session, identity)) !== null) return;
		const why = await this.#parts.door.whyOut(session, identity);
		if (why === null || !socket.rooms.has(ROOMS.waiting(session))) return;
		socket.emit('removed', why);
		socket.disconnect(true);
	}

	/** Out at once; why, as soon as that is read. */
	#showOut(socket: GatewaySocket): void {
		const { session, identity } = socket.data;
		for (const room of socket.rooms) if (room !== socket.id) void socket.leave(room);
		const told = this.#parts.door
			.whyOut(session, identity)
			.then((why) => why !== null && socket.emit('removed', why))
			.finally(() => socket.disconnect(true));
		this.#meanwhile(told);
	}

	#sockets(room: string): GatewaySocket[] {
		const { adapter, sockets } = this.#parts.io.sockets;
		return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? []);
	}

	#meanwhile(work: Promise<unknown>): void {
		work.catch((error: unknown) => this.#parts.log.error({ err: error }, 'news could not be read'));
	}
}
