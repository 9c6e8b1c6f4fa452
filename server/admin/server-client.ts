import { once } from 'node:events';
import { connect } from 'node:net';
import type { StoreCommand } from './commands.ts';
import type { AdminEvent } from './events.ts';
import { AdminProblem, systemCode } from './problem.ts';
import { adminSocketPath } from './socket-path.ts';
import { decodeEvents } from './wire.ts';

/** A server that runs on this machine and holds the store. */
export interface RunningServerClient {
	perform(command: StoreCommand): AsyncGenerator<AdminEvent>;
	close(): void;
}

/** `null` when no server runs on this data folder. Rejects with `AdminProblem` when there is one that this user may not ask. */
export async function connectToServer(dataDir: string): Promise<RunningServerClient | null> {
	const path = adminSocketPath(dataDir);
	if (path === null) return null;
	const socket = connect(path);
	try {
		await once(socket, 'connect');
	} catch (error) {
		const code = systemCode(error);
		// Nothing there, or left behind by a server that was killed.
		if (code === 'ENOENT' || code === 'ECONNREFUSED') return null;
		if (code === 'EACCES' || code === 'EPERM')
			throw new AdminProblem(
				`${dataDir} belongs to another user: run this as the server's user, or as root.`
			);
		throw error;
	}
	return {
		async *perform(command) {
			socket.write(`${JSON.stringify(command)}\n`);
			yield* decodeEvents(socket as AsyncIterable<Uint8Array>);
		},
		close: () => void socket.destroy()
	};
}
