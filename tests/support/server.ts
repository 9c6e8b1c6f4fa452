import { once } from 'node:events';
import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino, type DestinationStream } from 'pino';
import { loadSecret } from '../../server/access/secret.ts';
import { readConfig } from '../../server/config.ts';
import { startServer as start, type RunningServer, type ServerParts } from '../../server/server.ts';
import { createSqliteStore } from '../../server/store/sqlite/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import { createRooms } from '../../server/sync/rooms.ts';

/** Settings as in the environment; a port that is free and a folder of its own unless they say otherwise. */
export type Environment = Readonly<Record<string, string>>;

/** The whole server in this process, on a real port, with the real store. */
export interface LocalServer extends RunningServer {
	readonly store: Store;
	readonly dataDir: string;
	/** Stops it; removes its folder, unless that was given. */
	close(): Promise<void>;
}

export async function startServer(
	environment: Environment = {},
	{ into, ...parts }: Pick<ServerParts, 'clock'> & { readonly into?: DestinationStream } = {}
): Promise<LocalServer> {
	const folder = await dataFolder(environment);
	const outcome = readConfig({ ...DEFAULTS, LOG_LEVEL: 'silent', DATA_DIR: folder.path, ...environment });
	if (!outcome.ok) throw new Error(outcome.problem);
	const { config } = outcome;
	const log = into === undefined ? pino({ level: config.logLevel }) : pino({ level: config.logLevel }, into);
	const secret = await loadSecret(config.dataDir, config.secret);
	const store = await createSqliteStore({
		directory: config.dataDir,
		log,
		onFatal: (error) => {
			throw error;
		}
	});
	const server = await start({ config, store, secret, log, createRooms, ...parts });
	return {
		...server,
		store,
		dataDir: config.dataDir,
		async close() {
			await server.close();
			await store.close();
			await folder.remove();
		}
	};
}

/** `node server/main.ts` as a process of its own, to be stopped or killed. */
export interface TestServer {
	readonly origin: string;
	readonly port: number;
	readonly pid: number;
	readonly dataDir: string;
	/** What it wrote to stdout and stderr so far. */
	output(): string;
	/** Says something to its main program, where that listens. */
	tell(message: number): void;
	/** Ends it as `kill` does, and waits. The exit code, or the signal. */
	kill(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | string>;
	/** Stops it if it still runs; removes its folder, unless that was given. */
	stop(): Promise<void>;
}

/**
 * Resolves when it is ready; rejects with what it wrote when it exits before.
 * @param main of another release; today's when not given.
 */
export async function spawnServer(
	environment: Environment = {},
	main = 'server/main.ts'
): Promise<TestServer> {
	const folder = await dataFolder(environment);
	const child = fork(main, {
		env: { ...process.env, ...DEFAULTS, LOG_LEVEL: 'warn', DATA_DIR: folder.path, ...environment },
		// The test runner's own loaders and flags are none of the server's.
		execArgv: [],
		stdio: ['ignore', 'pipe', 'pipe', 'ipc']
	});
	let output = '';
	child.stdout?.on('data', (chunk: Buffer) => (output += chunk.toString()));
	child.stderr?.on('data', (chunk: Buffer) => (output += chunk.toString()));
	const exited = once(child, 'exit').then(([code, signal]: unknown[]) => (code ?? signal) as number | string);
	const ready = once(child, 'message') as Promise<[{ origin: string; port: number }]>;
	const first = await Promise.race([ready, exited]);
	if (!Array.isArray(first)) {
		await folder.remove();
		throw new Error(`The server ended with ${first}: ${output}`);
	}
	const [{ origin, port }] = first;
	const running = (): boolean => child.exitCode === null && child.signalCode === null;
	const kill = async (signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | string> => {
		if (running()) child.kill(signal);
		return exited;
	};
	return {
		origin,
		port,
		pid: child.pid!,
		dataDir: folder.path,
		output: () => output,
		tell: (message) => void child.send(message),
		kill,
		async stop() {
			await kill('SIGTERM');
			await folder.remove();
		}
	};
}

const DEFAULTS = { PORT: '0', HOST: '127.0.0.1' } as const;

export interface Folder {
	readonly path: string;
	remove(): Promise<void>;
}

export async function temporaryFolder(): Promise<Folder> {
	const path = await mkdtemp(join(tmpdir(), 'commonplace-'));
	return { path, remove: () => rm(path, { recursive: true, force: true }) };
}

async function dataFolder({ DATA_DIR: given }: Environment): Promise<Folder> {
	return given === undefined ? temporaryFolder() : { path: given, remove: async () => undefined };
}
