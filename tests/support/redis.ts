import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const HOST = '127.0.0.1';
const ANSWERS_WITHIN_MS = 15_000;

/** A real redis-server on a free port of the loopback, with its files in a folder of its own. */
export interface RedisServer {
	readonly port: number;
	readonly url: string;
	/** Sends one command with redis-cli; the answer as it prints it. Rejects on an error reply. */
	command(...args: readonly string[]): Promise<string>;
	/** SIGSTOP: it neither answers nor closes anything. */
	pause(): void;
	resume(): void;
	/** Ends it as an operator would; its files stay. */
	stop(): Promise<void>;
	/** kill -9. */
	kill(): Promise<void>;
	/** Starts it again on the same port and folder. Resolves when it answers. */
	start(): Promise<void>;
	/** Ends it and removes its files. */
	dispose(): Promise<void>;
}

/**
 * Starts a Redis that the store accepts: append-only file, synced with every write, no eviction.
 * @param config settings in addition to these or instead of them, by the names of redis.conf.
 */
export async function startRedis(config: Readonly<Record<string, string>> = {}): Promise<RedisServer> {
	const folder = await mkdtemp(join(tmpdir(), 'commonplace-redis-'));
	const port = await freePort();
	const settings: Record<string, string> = {
		bind: HOST,
		port: String(port),
		dir: folder,
		save: '',
		appendonly: 'yes',
		appendfsync: 'always',
		'maxmemory-policy': 'noeviction',
		loglevel: 'warning',
		'repl-diskless-sync-delay': '0',
		'repl-ping-replica-period': '1',
		...config
	};
	let server: ChildProcess | null = null;
	let output = '';

	async function command(...args: readonly string[]): Promise<string> {
		const { stdout } = await promisify(execFile)('redis-cli', [
			'-e',
			'-h',
			HOST,
			'-p',
			String(port),
			...args
		]);
		return stdout.replace(/\n$/, '');
	}

	async function start(): Promise<void> {
		if (server !== null) throw new Error('this Redis is running');
		const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value]);
		const starting = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'pipe'] });
		server = starting;
		starting.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
		starting.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
		const end = performance.now() + ANSWERS_WITHIN_MS;
		while ((await command('PING').catch(() => '')) !== 'PONG') {
			if (starting.exitCode !== null || performance.now() > end) {
				throw new Error(`redis-server did not start:\n${output}`);
			}
			await new Promise((resolve) => setTimeout(resolve, 10));
		}
	}

	async function end(signal: NodeJS.Signals): Promise<void> {
		const ending = server;
		server = null;
		if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
		const ended = new Promise((resolve) => ending.once('exit', resolve));
		ending.kill(signal);
		// A paused one hears of nothing else.
		ending.kill('SIGCONT');
		await ended;
	}

	await start();
	return {
		port,
		url: `redis://${HOST}:${port}`,
		command,
		pause: () => void server?.kill('SIGSTOP'),
		resume: () => void server?.kill('SIGCONT'),
		stop: () => end('SIGTERM'),
		kill: () => end('SIGKILL'),
		start,
		async dispose() {
			await end('SIGKILL');
			await rm(folder, { recursive: true, force: true });
		}
	};
}

/** Makes it a copy of `primary`. Resolves when it holds all that the primary held. */
export async function follow(replica: RedisServer, primary: RedisServer): Promise<void> {
	await replica.command('REPLICAOF', HOST, String(primary.port));
	const end = performance.now() + ANSWERS_WITHIN_MS;
	while (!/^slave\d+:.*state=online/m.test(await primary.command('INFO', 'replication'))) {
		if (performance.now() > end) throw new Error('the replica did not come online');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

/** Two masters that share the slots of a Redis Cluster. */
export async function startRedisCluster(): Promise<{
	readonly url: string;
	readonly masters: readonly [RedisServer, RedisServer];
	dispose(): Promise<void>;
}> {
	const busPorts = [await freePort(), await freePort()] as const;
	const start = (busPort: number) =>
		startRedis({ 'cluster-enabled': 'yes', 'cluster-port': String(busPort) });
	const masters = [await start(busPorts[0]), await start(busPorts[1])] as const;
	const [first, second] = masters;
	await first.command('CLUSTER', 'ADDSLOTSRANGE', '0', '8191');
	await second.command('CLUSTER', 'ADDSLOTSRANGE', '8192', '16383');
	await first.command('CLUSTER', 'MEET', HOST, String(second.port), String(busPorts[1]));
	const end = performance.now() + ANSWERS_WITHIN_MS;
	for (const master of masters) {
		while (!(await master.command('CLUSTER', 'INFO')).includes('cluster_state:ok')) {
			if (performance.now() > end) throw new Error('the cluster did not come together');
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
	}
	return {
		url: `${first.url},${HOST}:${second.port}`,
		masters,
		async dispose() {
			await Promise.all(masters.map((master) => master.dispose()));
		}
	};
}

/** Resolves when the replica has all that the primary has at the moment. */
export async function caughtUp(replica: RedisServer, primary: RedisServer): Promise<void> {
	const offsetOf = async (server: RedisServer) => {
		const info = await server.command('INFO', 'replication');
		return Number(/^(?:slave_repl_offset|master_repl_offset):(\d+)/m.exec(info)?.[1]);
	};
	const target = await offsetOf(primary);
	const end = performance.now() + ANSWERS_WITHIN_MS;
	while ((await offsetOf(replica)) < target) {
		if (performance.now() > end) throw new Error('the replica does not catch up');
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
}

/** The fixed address in front of a primary and its replicas, as operators have it: a virtual IP, a proxy, a DNS name. */
export interface RedisFront {
	readonly url: string;
	/** New connections go there; those that there are break. */
	pointTo(server: RedisServer): void;
	/** Breaks all connections; they may be made anew at once. */
	cut(): void;
	/** Breaks all connections and takes no new ones, until `pointTo`. */
	shut(): void;
	close(): Promise<void>;
}

export async function startFront(first: RedisServer): Promise<RedisFront> {
	let target: number | null = first.port;
	const sockets = new Set<Socket>();
	const cut = () => {
		for (const socket of sockets) socket.destroy();
	};
	const server = createServer((incoming) => {
		if (target === null) {
			incoming.destroy();
			return;
		}
		const outgoing = createConnection(target, HOST);
		for (const [from, to] of [
			[incoming, outgoing],
			[outgoing, incoming]
		] as const) {
			sockets.add(from);
			from.setNoDelay(true);
			from.on('error', () => undefined);
			from.on('close', () => {
				sockets.delete(from);
				to.destroy();
			});
			from.pipe(to);
		}
	});
	await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
	return {
		url: `redis://${HOST}:${(server.address() as AddressInfo).port}`,
		pointTo(next) {
			target = next.port;
			cut();
		},
		cut,
		shut() {
			target = null;
			cut();
		},
		async close() {
			cut();
			await new Promise((resolve) => server.close(resolve));
		}
	};
}

async function freePort(): Promise<number> {
	const server = createServer();
	await new Promise<void>((resolve) => server.listen(0, HOST, resolve));
	const { port } = server.address() as AddressInfo;
	await new Promise((resolve) => server.close(resolve));
	return port;
}
