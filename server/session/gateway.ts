import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server } from 'socket.io';
import * as v from 'valibot';
import { WebSocketServer } from 'ws';
import type { SessionId } from '#model/ids.ts';
import type { CommandAnswer, HandshakeRefusal } from '#protocol/session.ts';
import { Handshake, ParsedCommand } from '#protocol/session-parsers.ts';
import type { IdentityCookies } from '../access/cookie.ts';
import { RateLimit } from '../access/rate-limit.ts';
import type { Log } from '../log.ts';
import { BallotNews } from '../problem/ballot-news.ts';
import { spread } from '../spread.ts';
import type { Clockwork } from './clockwork.ts';
import { Entrance } from './entrance.ts';
import { GatewayNews } from './gateway-news.ts';
import { listenForOwn, type OwnParts } from './gateway-own.ts';
import { listenForSigns } from './gateway-signs.ts';
import type { GatewayServer, GatewaySocket } from './gateway-socket.ts';
import { seatLeftOver } from './left-over.ts';
import type { Roster, RosterListener } from './roster.ts';
import { SessionCache } from './session-cache.ts';
import type { SessionStore } from './session-store.ts';
import type { WatchSession } from './session-watch.ts';
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
	readonly own: Pick<OwnParts, 'sheets' | 'ballots' | 'reveals' | 'writing'>;
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
	readonly #commands: RateLimit;
	readonly #cache: SessionCache;
	readonly #now: () => number;
	readonly #news: GatewayNews;
	readonly #signs: RateLimit;
	readonly #own: OwnParts;
	readonly #ballots: BallotNews;
	readonly #handshakes: RateLimit;
	readonly #entrance: Entrance;

	constructor(options: GatewayOptions) {
		const { http, sessions, store, cookies, createRoster, watch, log, nowMs } = options;
		this.#sessions = sessions;
		this.#store = store;
		this.#cookies = cookies;
		this.#log = log;
		this.#commands = new RateLimit(COMMANDS, nowMs);
		this.#signs = new RateLimit(SIGNS, nowMs);
		this.#cache = new SessionCache(store, sessions.news);
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
			letIn: (socket) => void this.#entrance.enter(socket),
			log,
			now: options.now
		});
		sessions.news.listen(this.#news);
		this.#roster = createRoster(this.#news);
		sessions.news.listen(seatLeftOver({ sessions, roster: this.#roster, cache: this.#cache, log }));
		this.#entrance = new Entrance({
			sessions,
			store,
			cache: this.#cache,
			roster: this.#roster,
			news: this.#news,
			watch,
			clockwork: options.clockwork,
			log,
			now: options.now,
			nowMs
		});
		this.#io.use((socket, next) => {
			this.#authenticate(socket).then(
				(refusal) => next(refusal === null ? undefined : new Error(refusal)),
				(error: unknown) => {
					this.#log.error({ err: error }, 'a handshake could not be checked');
					next(new Error('unavailable' satisfies HandshakeRefusal));
				}
			);
		});
		this.#io.on('connection', (socket) => this.#connected(socket));
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
		this.#entrance.close();
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

	#connected(socket: GatewaySocket): void {
		socket.on('command', (command, answer) => void this.#command(socket, command, answer));
		socket.on('again', () => void this.#entrance.again(socket));
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
		void this.#entrance.receive(socket);
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
