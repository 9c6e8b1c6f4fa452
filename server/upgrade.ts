import type { IncomingMessage, Server as HttpServer } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { CLOSE, type CloseCode } from '#protocol/close-codes.ts';
import { ACK_PARAMETER } from '#protocol/ack.ts';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';
import { callerAddress, isOwnOrigin } from './access/caller.ts';
import { bearerOf, type IdentityCookies } from './access/cookie.ts';
import type { AllowedDocument, DocumentAccess } from './access/document-access.ts';
import { RateLimit } from './access/rate-limit.ts';
import type { Revocations } from './access/revocations.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import { SESSION_SOCKET_PATH, type Gateway } from './session/gateway.ts';
import type { Release } from './session/session-watch.ts';
import { MAX_FRAME_BYTES } from './sync/limits.ts';
import type { JoinRequest, Rooms } from './sync/rooms-port.ts';

export interface UpgradeParts {
	readonly config: Pick<Config, 'publicOrigin' | 'trustProxy'>;
	readonly cookies: IdentityCookies;
	readonly documentAccess: DocumentAccess;
	readonly gateway: Pick<Gateway, 'handleUpgrade'>;
	readonly rooms: Pick<Rooms, 'connect'>;
	readonly revocations: Pick<Revocations, 'count'>;
	/** Sees to it that rights that other nodes take are known here for as long as a connection lasts. */
	readonly watchDocument: (name: DocumentName) => Promise<Release>;
	/** Somebody writes alone, so a reveal comes: whatever it needs is kept ready while they do. */
	readonly expectReveal: () => Release;
	readonly log: Log;
	/** Monotonic. */
	readonly nowMs: () => number;
}

const ACKS: ReadonlyMap<string | null, JoinRequest['acks']> = new Map([
	['1', 'durable'],
	['2', 'received']
]);
const SYNC_PREFIX = '/sync/';
/** A tab takes two; 500 people behind one address come back at once after an outage. */
const CONNECTS = { burst: 2000, perMinute: 2400 };

/** Routes every upgrade of the server: `/sync/<document>`, `/socket.io/`, nothing else. */
export function routeUpgrades(http: HttpServer, parts: UpgradeParts): void {
	const sockets = new WebSocketServer({
		noServer: true,
		maxPayload: MAX_FRAME_BYTES,
		perMessageDeflate: false
	});
	const connects = new RateLimit(CONNECTS, parts.nowMs);

	http.on('upgrade', (request, socket, head) => {
		// Without a listener, a reset during the checks below would end the process.
		socket.on('error', () => socket.destroy());
		// RFC 6455, 4.2.1, wants 1.1 or higher; what is higher does not upgrade in this way.
		if (request.httpVersion !== '1.1') return reject(socket, 505);
		const { origin } = request.headers;
		// Browsers always name the page's origin; whoever does not is no browser that could be tricked, and needs the cookie.
		if (origin !== undefined && !isOwnOrigin(request, origin, parts.config)) return reject(socket, 403);
		const [path, query] = split(request.url ?? '');
		if (path !== SESSION_SOCKET_PATH && !path.startsWith(SYNC_PREFIX)) return reject(socket, 404);
		if (connects.take(callerAddress(request, parts.config)) > 0) return reject(socket, 429);
		if (path === SESSION_SOCKET_PATH) return parts.gateway.handleUpgrade(request, socket, head);
		void openDocument(sockets, request, socket, head, query, parts);
	});
}

async function openDocument(
	sockets: WebSocketServer,
	request: IncomingMessage,
	socket: Duplex,
	head: Buffer,
	query: URLSearchParams,
	parts: UpgradeParts
): Promise<void> {
	let outcome: AllowedDocument | CloseCode;
	let release: Release = () => undefined;
	try {
		const name = documentName(split(request.url ?? '')[0]);
		// Before the rights are read: what changes from here on is heard.
		if (name !== null) release = await parts.watchDocument(name);
		outcome = (name && (await authorise(name, request, parts))) ?? CLOSE.notFound;
	} catch (error) {
		parts.log.error({ err: error }, 'access to a document could not be checked');
		// A code that lets the client try again.
		outcome = CLOSE.notSaved;
	}
	if (socket.destroyed) return release();
	socket.once('close', release);
	sockets.handleUpgrade(request, socket, head, (websocket) => {
		// A refusal over HTTP would look like a bad line to a browser, which would then try for ever.
		if (typeof outcome === 'number') {
			websocket.on('error', () => websocket.terminate());
			return websocket.close(outcome);
		}
		const { name, board, isSheet, by, member, rights } = outcome;
		if (isSheet) socket.once('close', parts.expectReveal());
		parts.rooms.connect(websocket, socket, {
			name,
			board: board.id,
			isSheet,
			by,
			identity: { id: member.id, name: member.name, color: member.color, role: member.role },
			address: callerAddress(request, parts.config),
			canWrite: rights.write,
			acks: ACKS.get(query.get(ACK_PARAMETER)) ?? 'none'
		});
	});
}

async function authorise(
	name: DocumentName,
	request: IncomingMessage,
	parts: UpgradeParts
): Promise<AllowedDocument | null> {
	const bearer = bearerOf(parts.cookies, request.headers, request.headers['sec-websocket-protocol']);
	if (bearer === null) return null;
	for (;;) {
		const before = parts.revocations.count;
		const allowed = await parts.documentAccess(name, bearer.identity, 'document');
		// A right that was taken back while it was read has not reached this connection: read it again.
		if (parts.revocations.count === before) return allowed;
	}
}

/** Decoded exactly once: what still holds a `%`, a slash or a null byte afterwards is no name. */
function documentName(path: string): DocumentName | null {
	try {
		return parseDocumentName(decodeURIComponent(path.slice(SYNC_PREFIX.length)));
	} catch {
		// A `%` that begins nothing.
		return null;
	}
}

/** The path as it was sent: `new URL` would resolve `..` and hide where the request really points. */
function split(url: string): [path: string, query: URLSearchParams] {
	const mark = url.indexOf('?');
	if (mark === -1) return [url, new URLSearchParams()];
	return [url.slice(0, mark), new URLSearchParams(url.slice(mark + 1))];
}

const REASONS = {
	403: 'Forbidden',
	404: 'Not Found',
	429: 'Too Many Requests',
	505: 'HTTP Version Not Supported'
} as const;

function reject(socket: Duplex, status: keyof typeof REASONS): void {
	socket.end(`HTTP/1.1 ${status} ${REASONS[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`, () =>
		socket.destroy()
	);
}
