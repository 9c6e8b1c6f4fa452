import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { Server, type Socket } from 'socket.io';
import * as v from 'valibot';
import { WebSocketServer } from 'ws';
import type { BoardId, IdentityId, SessionId } from '#model/ids.ts';
import type { CommandAnswer, HandshakeRefusal, ServerEvents } from '#protocol/session.ts';
import { Handshake, ParsedCommand, ParsedPlace } from '#protocol/session-parsers.ts';
import type { IdentityCookies } from '../access/cookie.ts';
import { RateLimit } from '../access/rate-limit.ts';
import type { Log } from '../log.ts';
import { spread } from '../spread.ts';
import type { Roster, RosterListener } from './roster.ts';
import type { SessionStore } from './session-store.ts';
import type { Release, WatchSession } from './session-watch.ts';
import type { Sessions } from './sessions.ts';

/** What comes in is unknown until it is parsed. */
interface UntrustedEvents {
	command: (command: unknown, answer: unknown) => void;
	place: (place: unknown) => void;
}

interface SocketData {
	readonly session: SessionId;
	readonly identity: IdentityId;
}

type GatewayServer = Server<UntrustedEvents, ServerEvents, Record<string, never>, SocketData>;
type GatewaySocket = Socket<UntrustedEvents, ServerEvents, Record<string, never>, SocketData>;

export interface GatewayOptions {
	readonly http: HttpServer;
	readonly sessions: Sessions;
	readonly store: SessionStore;
	readonly cookies: IdentityCookies;
	readonly createRoster: (listener: RosterListener) => Roster;
	/** Lasts as long as somebody of the session is connected here. */
	readonly watch: WatchSession;
	readonly log: Log;
	/** Monotonic. */
	readonly nowMs: () => number;
}

/** The longest command is `set-terms`: 4,000 characters, at most four bytes each. */
const MAX_FRAME_BYTES = 32 * 1024;
const TABS_PER_PERSON = 20;
const COMMANDS = { burst: 60, perMinute: 300 };
const PLACES = { burst: 60, perMinute: 600 };
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
	readonly #places: RateLimit;
	readonly #handshakes: RateLimit;

	constructor({ http, sessions, store, cookies, createRoster, watch, log, nowMs }: GatewayOptions) {
		this.#sessions = sessions;
		this.#watch = watch;
		this.#store = store;
		this.#cookies = cookies;
		this.#log = log;
		this.#commands = new RateLimit(COMMANDS, nowMs);
		this.#places = new RateLimit(PLACES, nowMs);
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
		this.#roster = createRoster({
			present: (session, present) => this.#io.to(session).emit('present', present),
			left: (session, identity) => this.#io.to(session).emit('left', identity)
		});
		// Every node hears of every change of the sessions that it watches, and tells its own clients only.
		sessions.news.listen({
			sessionChanged: (after) => {
				const { id } = after.session;
				// Whoever was welcomed between another node's change and the word of it has this version already.
				this.#io.to(id).except(versionRoom(id, after.version)).emit('session', after);
			},
			memberChanged: (session, member) => this.#io.to(session.id).emit('member', member),
			memberRemoved: (session, identity) => {
				this.#io.to(session.id).emit('member-removed', identity);
				this.#io.in(personRoom(session.id, identity)).disconnectSockets(true);
			},
			membersRead: (session, members) => {
				for (const socket of this.#in(session.id)) {
					if (members.has(socket.data.identity)) continue;
					socket.emit('member-removed', socket.data.identity);
					socket.disconnect(true);
				}
			}
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
		this.#io.on('connection', (socket) => void this.#welcome(socket));
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

	async #welcome(socket: GatewaySocket): Promise<void> {
		const { session, identity } = socket.data;
		socket.on('command', (command, answer) => void this.#command(socket, command, answer));
		socket.on('place', (place) => this.#place(socket, place));
		let release: Release | null = null;
		socket.on('disconnect', () => {
			this.#roster.remove(session, identity, socket.id);
			release?.();
		});
		try {
			release = await this.#watch(session);
			if (!socket.connected) return release();
			// Between two changes, so that none is missing from the welcome and none comes before it.
			await this.#sessions.between(session, async () => {
				const current = await this.#store.session(session);
				const members = [...(await this.#store.members(session)).values()].map(({ member }) => member);
				const me = members.find(({ id }) => id === identity);
				if (current === null || me === undefined) return void socket.disconnect(true);
				if (!socket.connected) return;
				await socket.join([session, personRoom(session, identity), versionRoom(session, current.version)]);
				this.#roster.set(session, identity, socket.id, { place: null, away: false });
				socket.emit('welcome', { ...current, me, members, present: this.#roster.present(session) });
			});
		} catch (error) {
			this.#log.error({ err: error }, 'a session could not be read');
			// Closes the transport only: a client takes that for a lost line and comes again.
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
		try {
			respond(await this.#sessions.command(session, identity, parsed.output));
		} catch (error) {
			this.#log.error({ err: error, command: parsed.output.type }, 'a command could not be stored');
			respond({ ok: false, refusal: 'not-saved' });
		}
	}

	#place(socket: GatewaySocket, untrusted: unknown): void {
		const parsed = v.safeParse(ParsedPlace, untrusted);
		const { session, identity } = socket.data;
		// Before the welcome nobody was told about this tab; after a kick there is no such person.
		if (!parsed.success || !socket.rooms.has(session) || this.#places.take(socket.id) > 0) return;
		const place: BoardId | null = parsed.output.place;
		this.#roster.set(session, identity, socket.id, { place, away: parsed.output.away });
	}
}

function personRoom(session: SessionId, identity: IdentityId): string {
	return `${session}/${identity}`;
}

/** Those who were welcomed with this version. */
function versionRoom(session: SessionId, version: number): string {
	return `${session}@${version}`;
}
