import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import * as v from 'valibot';
import { WebSocketServer } from 'ws';
import type { SessionId } from '#model/ids.ts';
import { withLatecomer } from '#model/session/latecomers.ts';
import type { Member } from '#model/session/session.ts';
import type { CommandAnswer, HandshakeRefusal, Welcome } from '#protocol/session.ts';
import { Handshake, ParsedCommand } from '#protocol/session-parsers.ts';
import type { IdentityCookies } from '../access/cookie.ts';
import { RateLimit } from '../access/rate-limit.ts';
import type { Log } from '../log.ts';
import { BallotNews } from '../problem/ballot-news.ts';
import { spread } from '../spread.ts';
import type { Clockwork } from './clockwork.ts';
import { GatewayNews } from './gateway-news.ts';
import { listenForOwn, type OwnParts } from './gateway-own.ts';
import { listenForSigns } from './gateway-signs.ts';
import { ROOMS, type GatewayServer, type GatewaySocket } from './gateway-socket.ts';
import type { Roster, RosterListener } from './roster.ts';
import { SessionCache } from './session-cache.ts';
import type { SessionStore } from './session-store.ts';
import type { Release, WatchSession } from './session-watch.ts';
import type { Sessions } from './sessions.ts';

export interface GatewayOptions {
	readonly http: HttpServer;
	readonly sessions: Sessions;
	readonly store: SessionStore;
	readonly cookies: IdentityCookies;
	readonly createRoster: (listener: RosterListener) => Roster;
	/** Lasts as long as somebody of the session is connected here. */
	readonly watch: WatchSession;
	readonly clockwork: Pick<Clockwork, 'follow' | 'forget'>;
	/** What people have on problem boards for themselves alone. */
	readonly own: Pick<OwnParts, 'sheets' | 'ballots' | 'reveals'>;
	readonly log: Log;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	/** Monotonic. */
	readonly nowMs: () => number;
}

/** The longest command is `set-notes`: 10,000 characters, at most four bytes each. */
const MAX_FRAME_BYTES = 64 * 1024;
const TABS_PER_PERSON = 20;
const COMMANDS = { burst: 60, perMinute: 300 };
/** Places, hands, reactions. */
const SIGNS = { burst: 60, perMinute: 600 };
/** Votes and sheets of one person. */
const OWN = { burst: 60, perMinute: 240 };
/** Each is as much work as a connection. */
const WELCOMES = { burst: 5, perMinute: 12 };
const HANDSHAKES = { burst: 60, perMinute: 120 };

export const SESSION_SOCKET_PATH = '/socket.io/';

/** Sessions over Socket.IO: who is here, what changes, and the commands that change it. */
export class Gateway {
	readonly #io: GatewayServer;
	readonly #sessions: Sessions;
	readonly #store: SessionStore;
	readonly #cookies: IdentityCookies;
	readonly #log: Log;
	readonly #roster: Roster;
	readonly #watch: WatchSession;
	readonly #commands: RateLimit;
	readonly #cache: SessionCache;
	readonly #clockwork: GatewayOptions['clockwork'];
	readonly #now: () => number;
	readonly #news: GatewayNews;
	readonly #signs: RateLimit;
	readonly #own: OwnParts;
	readonly #ballots: BallotNews;
	readonly #welcomes: RateLimit;
	readonly #handshakes: RateLimit;

	constructor(options: GatewayOptions) {
		const { http, sessions, store, cookies, createRoster, watch, log, nowMs } = options;
		this.#sessions = sessions;
		this.#watch = watch;
		this.#store = store;
		this.#cookies = cookies;
		this.#log = log;
		this.#commands = new RateLimit(COMMANDS, nowMs);
		this.#signs = new RateLimit(SIGNS, nowMs);
		this.#welcomes = new RateLimit(WELCOMES, nowMs);
		this.#cache = new SessionCache(store, sessions.news);
		this.#clockwork = options.clockwork;
		this.#now = options.now;
		this.#handshakes = new RateLimit(HANDSHAKES, nowMs);
		this.#io = new Server(http, {
			path: SESSION_SOCKET_PATH,
			serveClient: false,
			// Long polling would open a second door past upgrade.ts, and the boards need WebSockets anyway.
			transports: ['websocket'],
			// A `/sync` upgrade whose access takes over a second to check is not Socket.IO's to cut.
			destroyUpgrade: false,
			maxHttpBufferSize: MAX_FRAME_BYTES,
			perMessageDeflate: false,
			// Socket.IO's own, older one answers a flood of pings without end for somebody who reads no answer.
			wsEngine: WebSocketServer
		});
		// upgrade.ts routes all upgrades; Socket.IO must not listen for itself.
		http.removeAllListeners('upgrade');
		this.#own = {
			...options.own,
			cache: this.#cache,
			store,
			news: sessions.news,
			limit: new RateLimit(OWN, nowMs),
			log
		};
		this.#ballots = new BallotNews({ ...this.#own, io: this.#io });
		this.#news = new GatewayNews({
			io: this.#io,
			store,
			door: sessions.door,
			cache: this.#cache,
			ballots: this.#ballots,
			letIn: (socket) => void this.#enter(socket),
			log
		});
		sessions.news.listen(this.#news);
		this.#roster = createRoster(this.#news);
		this.#io.use((socket, next) => {
			this.#authenticate(socket).then(
				(refusal) => next(refusal === null ? undefined : new Error(refusal)),
				(error: unknown) => {
					this.#log.error({ err: error }, 'a handshake could not be checked');
					next(new Error('unavailable' satisfies HandshakeRefusal));
				}
			);
		});
		this.#io.on('connection', (socket) => void this.#connected(socket));
	}

	/** Sockets of this node, and the sessions that they are in. */
	counts(): { readonly sockets: number; readonly sessions: number } {
		const { sockets } = this.#io.of('/');
		const sessions = new Set([...sockets.values()].map(({ data }) => data.session));
		return { sockets: sockets.size, sessions: sessions.size };
	}

	/** Takes over an upgrade that upgrade.ts let in. */
	handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
		this.#io.engine.handleUpgrade(request, socket, head);
	}

	/**
	 * Tells all clients to connect again elsewhere, and lets go of them little by little within `spreadMs`: what is
	 * elsewhere should not have all of them at the door at once.
	 */
	async leave(spreadMs: number): Promise<void> {
		this.#io.emit('going-away');
		await spread([...this.#io.sockets.sockets.values()], spreadMs, (socket) => socket.disconnect(true));
	}

	/** Closes what is left. */
	close(): void {
		this.#news.close();
		this.#ballots.close();
		this.#roster.close();
		// Its promise also waits for the HTTP server, which is not ours to wait for.
		void this.#io.close().then(() => this.#roster.close());
	}

	async #authenticate(socket: GatewaySocket): Promise<HandshakeRefusal | null> {
		const handshake = v.safeParse(Handshake, socket.handshake.auth);
		if (!handshake.success) return 'not-found';
		const { session, ticket, changes: takesChanges = false } = handshake.output;
		const { cookie } = socket.handshake.headers;
		const bearer = ticket === undefined ? this.#cookies.read(cookie) : this.#cookies.readTicket(ticket);
		if (bearer === null) return 'not-found';
		const { identity } = bearer;
		if (this.#handshakes.take(identity) > 0) return 'slow-down';
		const isKnown =
			(await this.#store.member(session, identity)) !== null ||
			(await this.#sessions.door.isWaiting(session, identity)) !== null;
		if (!isKnown) return 'not-found';
		if (this.#roster.tabs(session, identity) >= TABS_PER_PERSON) return 'slow-down';
		socket.data = { session, identity, takesChanges };
		return null;
	}

	async #connected(socket: GatewaySocket): Promise<void> {
		const { session, identity } = socket.data;
		socket.on('command', (command, answer) => void this.#command(socket, command, answer));
		socket.on('again', () => void this.#again(socket));
		socket.on('clock', (answer) => {
			if (typeof answer === 'function') (answer as (now: number) => void)(this.#now());
		});
		listenForOwn(socket, this.#own);
		listenForSigns(socket, {
			roster: this.#roster,
			limit: this.#signs,
			roleOf: (of, person) => this.#cache.peek(of)?.members.get(person)?.role ?? null,
			now: this.#now
		});
		let release: Release | null = null;
		socket.on('disconnect', () => {
			this.#roster.remove(session, identity, socket.id);
			release?.();
		});
		try {
			release = await this.#hold(session);
			if (!socket.connected) return release();
			const waits = await this.#waits(socket);
			if (!waits) await this.#enter(socket);
		} catch (error) {
			this.#gaveUp(socket, error);
		}
	}

	/** Shows the door to somebody who is to wait there. */
	async #waits(socket: GatewaySocket): Promise<boolean> {
		const { session, identity } = socket.data;
		return this.#sessions.between(session, async () => {
			if ((await this.#store.member(session, identity)) !== null) return false;
			const [known, waiting] = await Promise.all([
				this.#cache.read(session),
				this.#sessions.door.isWaiting(session, identity)
			]);
			if (known === null || waiting === null) return false;
			await socket.join([ROOMS.waiting(session), ROOMS.door(session, identity)]);
			socket.emit('at-door', { title: known.state.session.title, since: waiting.since });
			return true;
		});
	}

	/** Welcomes a member, for the first time on this socket. */
	async #enter(socket: GatewaySocket): Promise<void> {
		const { session, identity } = socket.data;
		try {
			await socket.leave(ROOMS.waiting(session));
			await socket.leave(ROOMS.door(session, identity));
			const me = await this.#welcome(socket);
			// Not to be waited for: what it changes is told like any change.
			if (me !== null && this.#changesSomething(session, me)) await this.#sessions.arrived(session, identity);
		} catch (error) {
			this.#gaveUp(socket, error);
		}
	}

	/** Whether it makes a difference to the record that somebody is here. */
	#changesSomething(session: SessionId, me: Member): boolean {
		const record = this.#cache.peek(session)?.state.session;
		if (record === undefined) return true;
		return withLatecomer(record, me) !== record || (me.role === 'facilitator' && record.claim !== null);
	}

	/** Closes the transport only: a client takes that for a lost line and comes again. */
	#gaveUp(socket: GatewaySocket, error: unknown): void {
		this.#log.error({ err: error }, 'a session could not be read');
		socket.conn.close();
	}

	/** For as long as somebody is connected. */
	async #hold(session: SessionId): Promise<Release> {
		const watched = await this.#watch(session);
		const held = this.#cache.hold(session);
		return () => {
			held();
			watched();
			if (this.#cache.isHeld(session)) return;
			this.#clockwork.forget(session);
			this.#news.forget(session);
		};
	}

	/** Everything, between two changes, so that none is missing from it and none comes before it. */
	async #welcome(socket: GatewaySocket): Promise<Member | null> {
		const { session, identity } = socket.data;
		return this.#sessions.between(session, async () => {
			const known = await this.#cache.read(session);
			// Somebody who joined on another node a moment ago may not have been heard of here.
			const me = known?.members.get(identity) ?? (await this.#store.member(session, identity))?.member;
			if (known === null || me === undefined) {
				socket.disconnect(true);
				return null;
			}
			const [mine, waiting] = await Promise.all([
				this.#store.privateThings(session, identity),
				me.role === 'facilitator' ? this.#sessions.door.waiting(session) : []
			]);
			if (!socket.connected) return null;
			const { state, members } = known;
			this.#clockwork.follow(state);
			const isNew = !socket.rooms.has(session);
			await socket.join([
				session,
				ROOMS.person(session, identity),
				ROOMS.version(session, state.version),
				socket.data.takesChanges ? ROOMS.changes(session) : ROOMS.whole(session)
			]);
			if (isNew) this.#roster.set(session, identity, socket.id, { place: null, away: false });
			const welcome: Welcome = {
				...state,
				me,
				members: members.has(identity) ? [...members.values()] : [...members.values(), me],
				present: this.#roster.present(session),
				mine: mine.things,
				waiting,
				now: this.#now()
			};
			socket.emit('welcome', welcome);
			return me;
		});
	}

	async #again(socket: GatewaySocket): Promise<void> {
		if (!socket.rooms.has(socket.data.session) || this.#welcomes.take(socket.id) > 0) return;
		try {
			await this.#welcome(socket);
		} catch (error) {
			this.#gaveUp(socket, error);
		}
	}

	async #command(socket: GatewaySocket, untrusted: unknown, answer: unknown): Promise<void> {
		const respond = (result: CommandAnswer): void => {
			if (typeof answer === 'function') (answer as (result: CommandAnswer) => void)(result);
		};
		if (this.#commands.take(socket.id) > 0) return respond({ ok: false, refusal: 'slow-down' });
		const parsed = v.safeParse(ParsedCommand, untrusted);
		if (!parsed.success) return respond({ ok: false, refusal: 'invalid' });
		const { session, identity } = socket.data;
		try {
			if (parsed.output.type === 'claim-facilitation' && (await this.#facilitatorIsHere(session)))
				return respond({ ok: false, refusal: 'facilitator-here' });
			respond(await this.#sessions.command(session, identity, parsed.output));
		} catch (error) {
			this.#log.error({ err: error, command: parsed.output.type }, 'a command could not be stored');
			respond({ ok: false, refusal: 'not-saved' });
		}
	}

	async #facilitatorIsHere(session: SessionId): Promise<boolean> {
		const known = await this.#sessions.between(session, () => this.#cache.read(session));
		return this.#roster.present(session).some(({ id }) => known?.members.get(id)?.role === 'facilitator');
	}
}
