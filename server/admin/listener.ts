import { lstat, rm } from 'node:fs/promises';
import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as v from 'valibot';
import type { Log } from '../log.ts';
import { perform, StoreCommand } from './commands.ts';
import type { AdminParts } from './parts.ts';
import { AdminProblem, reasonOf, systemCode } from './problem.ts';
import { adminSocketPath } from './socket-path.ts';
import { encodeDone, encodeEvent, encodeFailed } from './wire.ts';

const MAX_COMMAND_BYTES = 64 * 1024;
const COMMAND_WITHIN_MS = 5000;

export interface AdminListener {
	/** Ends commands under way and takes no more. */
	close(): Promise<void>;
}

/**
 * Takes the operator's commands while the server holds the embedded store, which one process can open only. Whoever may
 * use the socket may do everything, so it is the owner's alone. Call it only with the store open: then a socket that is
 * there already was left by a server that was killed.
 */
export async function listenForCommands(
	dataDir: string,
	parts: AdminParts,
	log: Log
): Promise<AdminListener | null> {
	const path = adminSocketPath(dataDir);
	if (path === null) {
		log.warn(
			{ dataDir },
			'the path of DATA_DIR is too long for a socket: admin commands need a stopped server'
		);
		return null;
	}
	const sockets = new Set<Socket>();
	const server = createServer((socket) => {
		sockets.add(socket);
		socket.on('close', () => sockets.delete(socket));
		// Whoever asked is gone; the generator is ended by the pipeline.
		socket.on('error', () => undefined);
		void answer(socket, parts, log);
	});
	if (process.platform !== 'win32') await removeStale(path);
	await listen(server, path);
	return {
		async close() {
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			for (const socket of sockets) socket.destroy();
			await closed;
		}
	};
}

async function listen(server: Server, path: string): Promise<void> {
	// The socket is made within `listen`, so nobody else can connect before its mode is right.
	const before = process.umask(0o177);
	try {
		server.listen(path);
	} finally {
		process.umask(before);
	}
	await once(server, 'listening');
}

async function removeStale(path: string): Promise<void> {
	const found = await lstat(path).catch((error: unknown) => {
		if (systemCode(error) === 'ENOENT') return null;
		throw error;
	});
	if (found === null) return;
	if (!found.isSocket()) throw new Error(`${path} is in the way: the server wants to make a socket there.`);
	await rm(path);
}

async function answer(socket: Socket, parts: AdminParts, log: Log): Promise<void> {
	try {
		const command = await readCommand(socket);
		if (command === null)
			return void socket.end(Buffer.concat(encodeFailed('The server does not know this command.')));
		log.info({ command: command.kind }, 'an admin command');
		// One piece at a time: what is not read yet must not gather here.
		const messages = Readable.from(said(socket, command, parts, log), { objectMode: true, highWaterMark: 1 });
		await pipeline(messages, socket);
	} catch {
		// The line broke: whoever asked notices by the missing end.
		socket.destroy();
	}
}

async function* said(
	socket: Socket,
	command: StoreCommand,
	parts: AdminParts,
	log: Log
): AsyncGenerator<Uint8Array> {
	try {
		for await (const event of perform(command, parts)) {
			for (const piece of encodeEvent(event)) yield piece;
		}
		yield* encodeDone();
	} catch (error) {
		// Whoever asked has gone: nothing failed here.
		if (socket.destroyed) return;
		const isExpected = error instanceof AdminProblem;
		if (!isExpected) log.error({ err: error, command: command.kind }, 'an admin command failed');
		yield* encodeFailed(isExpected ? error.message : `It failed: ${reasonOf(error)}.`);
	}
}

/** One line of JSON; `null` when it is no command. Rejects when none comes in time. */
async function readCommand(socket: Socket): Promise<StoreCommand | null> {
	const late = setTimeout(() => socket.destroy(new Error('no command came')), COMMAND_WITHIN_MS);
	try {
		let text = '';
		for await (const chunk of socket.iterator({ destroyOnReturn: false })) {
			text += String(chunk);
			if (text.length > MAX_COMMAND_BYTES) return null;
			if (text.includes('\n')) break;
		}
		const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), StoreCommand), text);
		return parsed.success ? parsed.output : null;
	} finally {
		clearTimeout(late);
	}
}
