import { once } from 'node:events';
import { createServer, type Server as HttpServer } from 'node:http';
import { isIPv6, type AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { Logger } from 'pino';
import type { DocumentName } from '#protocol/documents.ts';
import { identityCookies } from './access/cookie.ts';
import { documentAccess } from './access/document-access.ts';
import { JoinLimits } from './access/join-limits.ts';
import { Revocations } from './access/revocations.ts';
import { createApp } from './app.ts';
import type { Config } from './config.ts';
import { DocumentPool } from './documents/pool.ts';
import { seedDocument } from './documents/seeds.ts';
import { loadClient } from './routes/client.ts';
import { Gateway } from './session/gateway.ts';
import { SessionStore } from './session/session-store.ts';
import { Sessions } from './session/sessions.ts';
import type { Store } from './store/store.ts';
import type { Rooms, RoomsOptions } from './sync/rooms-port.ts';
import { routeUpgrades } from './upgrade.ts';

export interface ServerParts {
	readonly config: Config;
	readonly store: Store;
	/** Signs the identity cookies. */
	readonly secret: string;
	readonly log: Logger;
	readonly createRooms: (options: RoomsOptions) => Rooms;
}

export interface RunningServer {
	/** Where a browser reaches it: the public address, or this machine. */
	readonly origin: string;
	readonly port: number;
	readonly rooms: Rooms;
	/** Stops accepting, sends everybody elsewhere and waits until all that was taken is stored. The store stays open. */
	close(): Promise<void>;
}

/** Milliseconds. Whoever sends slower than this holds a connection for nothing; a proxy keeps its own open for a minute. */
const TIMEOUTS = { headersTimeout: 15_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };
const LAST_REQUESTS_MS = 1000;
const WORKERS = 2;
const JOB_TIMEOUT_MS = 20_000;
const WORKER_HEAP_MB = 512;

/** Puts the parts together and listens. Rejects when the port cannot be had. */
export async function startServer({
	config,
	store,
	secret,
	log,
	createRooms
}: ServerParts): Promise<RunningServer> {
	const now = Date.now;
	const nowMs = (): number => performance.now();
	const cookies = identityCookies(secret, now);
	const records = new SessionStore(store.records);
	const pool = new DocumentPool({
		workers: WORKERS,
		jobTimeoutMs: JOB_TIMEOUT_MS,
		heapMegabytes: WORKER_HEAP_MB,
		log
	});
	const rooms = createRooms({ store, log, now, compact: (_, parts) => pool.run({ kind: 'compact', parts }) });
	const sessions = new Sessions({
		store: records,
		now,
		seed: async (name, kind) => void (await rooms.seed(name, seedDocument(kind)))
	});
	const revocations = new Revocations(rooms);
	sessions.listen(revocations);
	const client = await loadClient(config.buildDir);
	if (client === null) log.warn({ buildDir: config.buildDir }, 'the client is not built: run npm start');
	const access = documentAccess(records);
	const app = createApp({
		config,
		client,
		cookies,
		sessions,
		log,
		store: records,
		documentAccess: access,
		limits: new JoinLimits(config.joinRate, nowMs),
		renderPage: (name) => renderPage(store, pool, name),
		isReady: () =>
			store.records.get('health', 'check').then(
				() => true,
				() => false
			)
	});
	const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
	const http = createServer(TIMEOUTS, (request, response) => void answer(request, response));
	const gateway = new Gateway({ http, sessions, store: records, cookies, log, nowMs });
	routeUpgrades(http, { config, cookies, documentAccess: access, gateway, rooms, revocations, log, nowMs });
	const port = await listen(http, config);

	return {
		origin: config.publicOrigin ?? localOrigin(config.host, port),
		port,
		rooms,
		async close() {
			const closed = new Promise<void>((resolve) => http.close(() => resolve()));
			http.closeIdleConnections();
			gateway.close();
			await sessions.idle();
			await rooms.drain();
			// Requests under way have a moment to be answered; one that never ends is cut.
			await Promise.race([closed, setTimeout(LAST_REQUESTS_MS, undefined, { ref: false })]);
			http.closeAllConnections();
			await pool.close();
		}
	};
}

/** The port that it was. */
async function listen(http: HttpServer, { host, port }: Config): Promise<number> {
	http.listen({ host, port });
	await once(http, 'listening');
	return (http.address() as AddressInfo).port;
}

function localOrigin(host: string, port: number): string {
	if (host === '0.0.0.0' || host === '::') return `http://localhost:${port}`;
	return `http://${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

async function renderPage(store: Store, pool: DocumentPool, name: DocumentName): Promise<string> {
	const stored = await store.documents.load(name);
	const parts = {
		snapshot: stored?.snapshot ?? null,
		updates: stored?.tail.map(({ update }) => update) ?? []
	};
	return pool.run({ kind: 'render-page', parts });
}
