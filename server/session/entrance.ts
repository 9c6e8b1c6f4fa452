import type { SessionId } from '#model/ids.ts';
import { withLatecomer } from '#model/session/latecomers.ts';
import type { Member } from '#model/session/session.ts';
import type { Welcome } from '#protocol/session.ts';
import { RateLimit } from '../access/rate-limit.ts';
import type { Log } from '../log.ts';
import type { Clockwork } from './clockwork.ts';
import type { GatewayNews } from './gateway-news.ts';
import { ROOMS, type GatewaySocket } from './gateway-socket.ts';
import type { Roster } from './roster.ts';
import type { SessionCache } from './session-cache.ts';
import type { SessionStore } from './session-store.ts';
import type { Release, WatchSession } from './session-watch.ts';
import type { Sessions } from './sessions.ts';
import { Waiters } from './waiters.ts';

/** Each is as much work as a connection. */
const WELCOMES = { burst: 5, perMinute: 12 };

export interface EntranceParts {
	readonly sessions: Sessions;
	readonly store: SessionStore;
	readonly cache: SessionCache;
	readonly roster: Roster;
	readonly news: GatewayNews;
	/** Lasts as long as somebody of the session is connected here. */
	readonly watch: WatchSession;
	readonly clockwork: Pick<Clockwork, 'follow' | 'forget'>;
	readonly log: Log;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	/** Monotonic. */
	readonly nowMs: () => number;
}

/** How a connection comes into its session: it is shown the door, or welcomed with all that it needs to know. */
export class Entrance {
	readonly #parts: EntranceParts;
	readonly #welcomes: RateLimit;
	readonly #waiters: Waiters;

	constructor(parts: EntranceParts) {
		this.#parts = parts;
		this.#welcomes = new RateLimit(WELCOMES, parts.nowMs);
		this.#waiters = new Waiters({ door: parts.sessions.door, log: parts.log });
	}

	/** Until the socket is closed. */
	async receive(socket: GatewaySocket): Promise<void> {
		const { session, identity } = socket.data;
		let release: Release | null = null;
		socket.on('disconnect', () => {
			this.#parts.roster.remove(session, identity, socket.id);
			this.#waiters.left(socket);
			release?.();
		});
		try {
			release = await this.#hold(session);
			if (!socket.connected) return release();
			const waits = await this.#waits(socket);
			if (!waits) await this.enter(socket);
		} catch (error) {
			this.#gaveUp(socket, error);
		}
	}

	close(): void {
		this.#waiters.close();
	}

	/** Shows the door to somebody who is to wait there. */
	async #waits(socket: GatewaySocket): Promise<boolean> {
		const { session, identity } = socket.data;
		return this.#parts.sessions.between(session, async () => {
			if ((await this.#parts.store.member(session, identity)) !== null) return false;
			const [known, waiting] = await Promise.all([
				this.#parts.cache.read(session),
				this.#parts.sessions.door.isWaiting(session, identity)
			]);
			if (known === null || waiting === null) return false;
			await socket.join([ROOMS.waiting(session), ROOMS.door(session, identity)]);
			this.#waiters.came(socket);
			socket.emit('at-door', { title: known.state.session.title, since: waiting.since });
			return true;
		});
	}

	/** Welcomes a member, for the first time on this socket. */
	async enter(socket: GatewaySocket): Promise<void> {
		const { session, identity } = socket.data;
		try {
			this.#waiters.letIn(socket);
			await socket.leave(ROOMS.waiting(session));
			await socket.leave(ROOMS.door(session, identity));
			const me = await this.#welcome(socket);
			// Not to be waited for: what it changes is told like any change.
			if (me !== null && this.#changesSomething(session, me))
				await this.#parts.sessions.arrived(session, [identity]);
		} catch (error) {
			this.#gaveUp(socket, error);
		}
	}

	/** Whether it makes a difference to the record that somebody is here. */
	#changesSomething(session: SessionId, me: Member): boolean {
		const record = this.#parts.cache.peek(session)?.state.session;
		if (record === undefined) return true;
		return withLatecomer(record, me) !== record || (me.role === 'facilitator' && record.claim !== null);
	}

	/** Closes the transport only: a client takes that for a lost line and comes again. */
	#gaveUp(socket: GatewaySocket, error: unknown): void {
		this.#parts.log.error({ err: error }, 'a session could not be read');
		socket.conn.close();
	}

	/** For as long as somebody is connected. */
	async #hold(session: SessionId): Promise<Release> {
		const watched = await this.#parts.watch(session);
		const held = this.#parts.cache.hold(session);
		return () => {
			held();
			watched();
			if (this.#parts.cache.isHeld(session)) return;
			this.#parts.clockwork.forget(session);
			this.#parts.news.forget(session);
		};
	}

	/** Everything, between two changes, so that none is missing from it and none comes before it. */
	async #welcome(socket: GatewaySocket): Promise<Member | null> {
		const { session, identity } = socket.data;
		return this.#parts.sessions.between(session, async () => {
			const known = await this.#parts.cache.read(session);
			// Somebody who joined on another node a moment ago may not have been heard of here.
			const me = known?.members.get(identity) ?? (await this.#parts.store.member(session, identity))?.member;
			if (known === null || me === undefined) {
				socket.disconnect(true);
				return null;
			}
			const [mine, waiting] = await Promise.all([
				this.#parts.store.privateThings(session, identity),
				me.role === 'facilitator' ? this.#parts.news.atDoor(session) : []
			]);
			if (!socket.connected) return null;
			const { state, members } = known;
			this.#parts.clockwork.follow(state);
			const isNew = !socket.rooms.has(session);
			await socket.join([
				session,
				ROOMS.person(session, identity),
				ROOMS.version(session, state.version),
				socket.data.takesChanges ? ROOMS.changes(session) : ROOMS.whole(session)
			]);
			if (isNew) this.#parts.roster.set(session, identity, socket.id, { place: null, away: false });
			const welcome: Welcome = {
				...state,
				me,
				members: members.has(identity) ? [...members.values()] : [...members.values(), me],
				present: this.#parts.roster.present(session),
				mine: mine.things,
				waiting,
				now: this.#parts.now()
			};
			socket.emit('welcome', welcome);
			return me;
		});
	}

	async again(socket: GatewaySocket): Promise<void> {
		if (!socket.rooms.has(socket.data.session) || this.#welcomes.take(socket.id) > 0) return;
		try {
			await this.#welcome(socket);
		} catch (error) {
			this.#gaveUp(socket, error);
		}
	}
}
