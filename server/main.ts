import { mkdir, access as checkAccess, constants } from 'node:fs/promises';
import { pino, type Logger } from 'pino';
import { loadSecret } from './access/secret.ts';
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

const { store, server } = await start(config, log);
let stopping = false;
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
log.info({ origin: server.origin, port: server.port }, 'ready');
// Whoever started this process as a child, such as `npm start`, learns the address.
process.send?.({ ready: true, origin: server.origin, port: server.port });

async function start(settings: Config, logger: Logger): Promise<{ store: Store; server: RunningServer }> {
	try {
		await mkdir(settings.dataDir, { recursive: true });
		await checkAccess(settings.dataDir, constants.W_OK | constants.X_OK);
	} catch (error) {
		refuseToStart(`DATA_DIR ${settings.dataDir} cannot be written to (${codeOf(error)}).`);
	}
	let opened: Store | null = null;
	try {
		opened = await createSqliteStore({
			directory: settings.dataDir,
			log: logger,
			// What is on disk is unknown from here on, so nothing more may be promised.
			onFatal: (error) => die(error, 'the store failed')
		});
		const secret = await loadSecret(settings.dataDir, settings.secret);
		return {
			store: opened,
			server: await startServer({ config: settings, store: opened, secret, log: logger, createRooms })
		};
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
		.then(() => store.close())
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
