import { mkdir, access as checkAccess, constants } from 'node:fs/promises';
import { pino, type Logger } from 'pino';
import { createId } from '#model/ids.ts';
import { loadSecret, loadSharedSecret } from './access/secret.ts';
import type { NodeId } from './cluster/channels.ts';
import type { Cluster } from './cluster/cluster.ts';
import { readConfig, type Config } from './config.ts';
import { startServer, type RunningServer } from './server.ts';
import { createSqliteStore } from './store/sqlite/sqlite-store.ts';
import type { Store } from './store/store.ts';
import { createRooms } from './sync/rooms.ts';

const outcome = readConfig();
if (!outcome.ok) refuseToStart(outcome.problem);
const { config } = outcome;
const log = pino({ level: config.logLevel });

process.on('uncaughtException', (error) => die(error, 'an error that nobody caught'));
process.on('unhandledRejection', (error) => die(error, 'a rejection that nobody caught'));

const { home, server } = await start(config, log);
let stopping = false;
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
log.info({ origin: server.origin, port: server.port }, 'ready');
// Whoever started this process as a child, such as `npm start`, learns the address.
process.send?.({ ready: true, origin: server.origin, port: server.port });

/** Where things are kept, and what comes with it. */
interface Home {
	readonly store: Store;
	readonly secret: string;
	readonly cluster?: Cluster;
	close(): Promise<void>;
}

async function start(settings: Config, logger: Logger): Promise<{ home: Home; server: RunningServer }> {
	let opened: Home | null = null;
	try {
		opened = await (settings.redisUrl === null
			? openEmbedded(settings, logger)
			: openShared(settings, settings.redisUrl, logger));
		const { store, secret, cluster } = opened;
		const parts = { config: settings, store, secret, log: logger, createRooms };
		return { home: opened, server: await startServer(cluster === undefined ? parts : { ...parts, cluster }) };
	} catch (error) {
		await opened?.close();
		if (codeOf(error) === 'EADDRINUSE')
			refuseToStart(`Port ${settings.port} is in use on ${settings.host}. Stop what uses it, or set PORT.`);
		if (codeOf(error) === 'EACCES' || codeOf(error) === 'EADDRNOTAVAIL' || codeOf(error) === 'ENOTFOUND')
			refuseToStart(
				`Cannot listen on ${settings.host}, port ${settings.port} (${codeOf(error)}). Set HOST or PORT.`
			);
		refuseToStart(error instanceof Error ? error.message : String(error));
	}
}

/** Everything in `DATA_DIR`, for this process alone. */
async function openEmbedded({ dataDir, secret }: Config, logger: Logger): Promise<Home> {
	try {
		await mkdir(dataDir, { recursive: true });
		await checkAccess(dataDir, constants.W_OK | constants.X_OK);
	} catch (error) {
		refuseToStart(`DATA_DIR ${dataDir} cannot be written to (${codeOf(error)}).`);
	}
	const store = await createSqliteStore({
		directory: dataDir,
		log: logger,
		// What is on disk is unknown from here on, so nothing more may be promised.
		onFatal: (error) => die(error, 'the store failed')
	});
	return closingOnFailure([store], async () => ({
		store,
		secret: await loadSecret(dataDir, secret),
		close: () => store.close()
	}));
}

/** Everything in Redis, with as many other nodes as there are. */
async function openShared(settings: Config, url: string, logger: Logger): Promise<Home> {
	// Only here: without Redis, its client would cost 30 MB and a third of a second at every start.
	const [{ createRedisStore }, { connectRedis }, { joinCluster }] = await Promise.all([
		import('./store/redis/redis-store.ts'),
		import('./store/redis/connect.ts'),
		import('./cluster/cluster.ts')
	]);
	const node = createId<NodeId>();
	const store = await createRedisStore({
		url,
		node,
		log: logger,
		allowThrowAway: settings.redisThrowAway,
		replicas: settings.redisReplicas
	});
	return closingOnFailure([store], async () => {
		const secret = await loadSharedSecret(store.records, settings.dataDir, settings.secret);
		const redis = await connectRedis({ url, name: `commonplace:${node}:cluster`, log: logger });
		const cluster = joinCluster({
			node,
			redis,
			log: logger,
			now: Date.now,
			nowMs: () => performance.now()
		});
		return {
			store,
			secret,
			cluster,
			async close() {
				await cluster.leave();
				await Promise.all([store.close(), redis.close()]);
			}
		};
	});
}

async function closingOnFailure<T>(
	opened: readonly Pick<Store, 'close'>[],
	next: () => Promise<T>
): Promise<T> {
	try {
		return await next();
	} catch (error) {
		await Promise.allSettled(opened.map((part) => part.close()));
		throw error;
	}
}

/** Stops in the order in which nothing is lost: no new connections, clients sent elsewhere, rooms drained, store closed. */
function stop(signal: NodeJS.Signals): void {
	if (stopping) return;
	stopping = true;
	log.info({ signal }, 'stopping');
	const forced = setTimeout(() => {
		// Everything that was acknowledged is on disk already.
		log.error({ seconds: config.shutdownSeconds }, 'stopping took too long');
		process.exit(1);
	}, config.shutdownSeconds * 1000);
	forced.unref();
	server
		.close()
		.then(() => home.close())
		.then(
			() => {
				log.info({}, 'stopped');
				process.exit(0);
			},
			(error: unknown) => die(error, 'stopping failed')
		);
}

function die(error: unknown, what: string): never {
	log.fatal({ err: error }, what);
	process.exit(1);
}

/** One sentence for whoever started the server, on stderr; stdout is for logs. */
function refuseToStart(sentence: string): never {
	process.stderr.write(`${sentence}\n`);
	process.exit(1);
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
}
