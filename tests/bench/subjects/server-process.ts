import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { spawnPinned, type SpawnOptions } from '../run/pinned.ts';

export interface ServerProcess {
	readonly port: number;
	/** A folder for what it keeps; gone after `stop`. */
	readonly folder: string;
	/** Changes with `restart`. */
	pid(): number;
	restart(): Promise<void>;
	stop(signal?: 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** Starts a server on a free port and waits until it takes connections. */
export async function startServerProcess(
	command: (place: { port: number; folder: string }) => SpawnOptions & { readonly args: readonly string[] }
): Promise<ServerProcess> {
	const port = await freePort();
	const folder = await mkdtemp(join(tmpdir(), 'bench-'));
	const start = async (): Promise<ChildProcess> => {
		const { args, ...options } = command({ port, folder });
		const child = spawnPinned('server', args, options);
		await listening(port, child);
		return child;
	};
	let child = await start();
	return {
		port,
		folder,
		pid: () => child.pid!,
		async restart() {
			await end(child, 'SIGTERM');
			child = await start();
		},
		async stop(signal = 'SIGKILL') {
			await end(child, signal);
			await rm(folder, { recursive: true, force: true });
		}
	};
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) return;
	const exited = once(child, 'exit');
	child.kill(signal);
	const forced = setTimeout(() => child.kill('SIGKILL'), ENDS_WITHIN_MS);
	await exited;
	clearTimeout(forced);
}

const ENDS_WITHIN_MS = 10_000;
const STARTS_WITHIN_MS = 20_000;

async function listening(port: number, child: ChildProcess): Promise<void> {
	const giveUpAt = performance.now() + STARTS_WITHIN_MS;
	while (!(await takesConnections(port))) {
		if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode} while starting`);
		if (performance.now() > giveUpAt) {
			child.kill('SIGKILL');
			throw new Error(`the server was not there after ${STARTS_WITHIN_MS / 1000} s`);
		}
		await wait(25);
	}
}

function takesConnections(port: number): Promise<boolean> {
	return new Promise((resolve) => {
		const socket = connect({ host: '127.0.0.1', port });
		socket.once('connect', () => {
			socket.destroy();
			resolve(true);
		});
		socket.once('error', () => resolve(false));
	});
}

async function freePort(): Promise<number> {
	const probe = createServer().listen(0, '127.0.0.1');
	await once(probe, 'listening');
	const address = probe.address();
	probe.close();
	await once(probe, 'close');
	if (address === null || typeof address === 'string') throw new Error('No port.');
	return address.port;
}
