import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import * as v from 'valibot';
import { WebSocketServer } from 'ws';
import type { BoardId, SessionId } from '#model/ids.ts';
import { NOTHING_PRIVATE } from '#model/session/private.ts';
import type { CommandAnswer, HandshakeRefusal, Welcome } from '#protocol/session.ts';
import {
	Handshake,
	ParsedCommand,
	ParsedPlace,
	ParsedReaction,
	ParsedSignal
} from '#protocol/session-parsers.ts';
import type { IdentityCookies } from '../access/cookie.ts';
import { RateLimit } from '../access/rate-limit.ts';
import type { Log } from '../log.ts';
import { spread } from '../spread.ts';
import type { Clockwork } from './clockwork.ts';
import { ROOMS, type GatewayServer, type GatewaySocket } from './gateway-socket.ts';
import { PeopleNewsTicker } from './people-news.ts';
import type { Roster, RosterListener } from './roster.ts';
import { SessionBroadcast } from './session-broadcast.ts';
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
	readonly #people: PeopleNewsTicker;
	readonly #records: SessionBroadcast;
	readonly #signs: RateLimit;
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
		const listeners = (session: SessionId): number => this.#io.sockets.adapter.rooms.get(session)?.size ?? 0;
		this.#people = new PeopleNewsTicker({
			tell: (session, news) => this.#io.to(session).emit('people', news),
			listeners
		});
		this.#records = new SessionBroadcast({
			tell: (after) => {
				const { id } = after.session;
				// Whoever was welcomed between another node's change and the word of it has this version already.
				this.#io.to(id).except(ROOMS.version(id, after.version)).emit('session', after);
			},
			listeners
		});
		this.#roster = createRoster({
			present: (session, present) => this.#people.present(session, present),
			left: (session, identity) => this.#people.left(session, identity)
		});
		this.#listen();
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

	/** Every node hears of every change of the sessions that it watches, and tells its own clients only. */
	#listen(): void {
		this.#sessions.news.listen({
			sessionChanged: (after) => this.#records.tell(after),
			memberChanged: (session, member) => this.#people.member(session.id, member),
			memberRemoved: (session, identity) => {
				this.#people.forget(session.id, identity);
				this.#io.to(session.id).emit('member-removed', identity);
				this.#io.in(ROOMS.person(session.id, identity)).disconnectSockets(true);
			},
			membersRead: (session, members) => {
				for (const socket of this.#in(session.id)) {
					if (members.has(socket.data.identity)) continue;
					socket.emit('member-removed', socket.data.identity);
					socket.disconnect(true);
				}
			}
		});
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
		this.#people.close();
		this.#records.close();
		this.#roster.close();
		// Its promise also waits for the HTTP server, which is not ours to wait for.
		void this.#io.close().then(() => this.#roster.close());
	}

	async #authenticate(socket: GatewaySocket): Promise<HandshakeRefusal | null> {
		const handshake = v.safeParse(Handshake, socket.handshake.auth);
		const bearer = this.#cookies.read(socket.handshake.headers.cookie);
		if (!handshake.success || bearer === null) return 'not-found';
		const { session } = handshake.output;
		const { identity } = bearer;
		if (this.#handshakes.take(identity) > 0) return 'slow-down';
		if ((await this.#store.member(session, identity)) === null) return 'not-found';
		if (this.#roster.tabs(session, identity) >= TABS_PER_PERSON) return 'slow-down';
		socket.data = { session, identity };
		return null;
	}

	async #connected(socket: GatewaySocket): Promise<void> {
		const { session, identity } = socket.data;
		socket.on('command', (command, answer) => void this.#command(socket, command, answer));
		socket.on('place', (place) => this.#place(socket, place));
		socket.on('signal', (signal) => this.#signal(socket, signal));
		socket.on('react', (reaction) => this.#react(socket, reaction));
		socket.on('clock', (answer) => {
			if (typeof answer === 'function') (answer as (now: number) => void)(this.#now());
		});
		let release: Release | null = null;
		socket.on('disconnect', () => {
			this.#roster.remove(session, identity, socket.id);
			release?.();
		});
		try {
			release = await this.#hold(session);
			if (!socket.connected) return release();
			await this.#welcome(socket);
			socket.on('again', () => void this.#again(socket));
			// Not to be waited for: what it changes is told like any change.
			this.#sessions.arrived(session, identity).catch((error: unknown) => {
				this.#log.error({ err: error }, 'an arrival could not be stored');
			});
		} catch (error) {
			this.#log.error({ err: error }, 'a session could not be read');
			// Closes the transport only: a client takes that for a lost line and comes again.
			socket.conn.close();
		}
	}

	/** For as long as somebody is connected. */
	async #hold(session: SessionId): Promise<Release> {
		const watched = await this.#watch(session);
		const held = this.#cache.hold(session);
		return () => {
			held();
			watched();
			if (this.#cache.peek(session) === null) this.#clockwork.forget(session);
		};
	}

	/** Everything, between two changes, so that none is missing from it and none comes before it. */
	async #welcome(socket: GatewaySocket): Promise<void> {
		const { session, identity } = socket.data;
		await this.#sessions.between(session, async () => {
			const known = await this.#cache.read(session);
			// Somebody who joined on another node a moment ago may not have been heard of here.
			const me = known?.members.get(identity) ?? (await this.#store.member(session, identity))?.member;
			if (known === null || me === undefined) return void socket.disconnect(true);
			if (!socket.connected) return;
			const { state, members } = known;
			this.#clockwork.follow(state);
			const isNew = !socket.rooms.has(session);
			await socket.join([session, ROOMS.person(session, identity), ROOMS.version(session, state.version)]);
			if (isNew) this.#roster.set(session, identity, socket.id, { place: null, away: false });
			const welcome: Welcome = {
				...state,
				me,
				members: members.has(identity) ? [...members.values()] : [...members.values(), me],
				present: this.#roster.present(session),
				mine: NOTHING_PRIVATE,
				waiting: [],
				now: this.#now()
			};
			socket.emit('welcome', welcome);
		});
	}

	async #again(socket: GatewaySocket): Promise<void> {
		if (this.#welcomes.take(socket.id) > 0) return;
		try {
			await this.#welcome(socket);
		} catch (error) {
			this.#log.error({ err: error }, 'a session could not be read');
			socket.conn.close();
		}
	}

	#in(session: SessionId): GatewaySocket[] {
		const { adapter, sockets } = this.#io.sockets;
		return [...(adapter.rooms.get(session) ?? [])].flatMap((id) => sockets.get(id) ?? []);
	}

	async #command(socket: GatewaySocket, untrusted: unknown, answer: unknown): Promise<void> {
		const respond = (result: CommandAnswer): void => {
			if (typeof answer === 'function') (answer as (result: CommandAnswer) => void)(result);
		};
		if (this.#commands.take(socket.id) > 0) return respond({ ok: false, refusal: 'slow-down' });
		const parsed = v.safeParse(ParsedCommand, untrusted);
		if (!parsed.success) return respond({ ok: false, refusal: 'invalid' });
		const { session, identity } = socket.data;
		if (parsed.output.type === 'claim-facilitation' && this.#facilitatorIsHere(session))
			return respond({ ok: false, refusal: 'facilitator-here' });
		try {
			respond(await this.#sessions.command(session, identity, parsed.output));
		} catch (error) {
			this.#log.error({ err: error, command: parsed.output.type }, 'a command could not be stored');
			respond({ ok: false, refusal: 'not-saved' });
		}
	}

	#facilitatorIsHere(session: SessionId): boolean {
		const members = this.#cache.peek(session)?.members;
		return this.#roster.present(session).some(({ id }) => members?.get(id)?.role === 'facilitator');
	}

	#place(socket: GatewaySocket, untrusted: unknown): void {
		const parsed = v.safeParse(ParsedPlace, untrusted);
		const { session, identity } = socket.data;
		if (!parsed.success || !this.#maySign(socket)) return;
		const place: BoardId | null = parsed.output.place;
		this.#roster.set(session, identity, socket.id, { place, away: parsed.output.away });
	}

	#signal(socket: GatewaySocket, untrusted: unknown): void {
		const parsed = v.safeParse(ParsedSignal, untrusted);
		const { session, identity } = socket.data;
		if (!parsed.success || !this.#maySign(socket)) return;
		const before = this.#roster.signals(session, identity);
		const now = this.#now();
		const { hand, help, ready } = parsed.output;
		// A hand that stays up keeps its place in the order.
		const signals = {
			...before,
			hand: hand ? (before.hand ?? now) : null,
			help: help ? (before.help ?? now) : null,
			ready
		};
		this.#roster.signal(session, identity, signals, now);
	}

	#react(socket: GatewaySocket, untrusted: unknown): void {
		const parsed = v.safeParse(ParsedReaction, untrusted);
		const { session, identity } = socket.data;
		if (!parsed.success || !this.#maySign(socket)) return;
		const now = this.#now();
		const reaction = { kind: parsed.output, at: now };
		this.#roster.signal(session, identity, { ...this.#roster.signals(session, identity), reaction }, now);
	}

	/** Before the welcome nobody was told about this tab; after a kick there is no such person. */
	#maySign(socket: GatewaySocket): boolean {
		return socket.rooms.has(socket.data.session) && this.#signs.take(socket.id) === 0;
	}
}
