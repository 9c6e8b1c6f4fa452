import { fileURLToPath } from 'node:url';
import { COMPILED, SERVER_PROCESS } from '../../../scripts/toolchain/server-process.mjs';
import { openRooms } from './our-rooms.ts';
import { startServerProcess } from './server-process.ts';
import type { Subject } from './subject.ts';

const MAIN = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));

/** The real server with its store on disk, as `npm start` runs it. */
export interface OurServer {
	readonly origin: string;
	pid(): number;
	restart(): Promise<void>;
	stop(): Promise<void>;
}

/**
 * Starts it on the server's core. With a folder, it leaves a CPU profile of each of its threads there. What differs from the default: joins a
 * minute, since all members come from one address here.
 */
export async function startOurServer(profileFolder: string | null): Promise<OurServer> {
	const server = await startServerProcess(({ port, folder }) => ({
		args: [...(profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]), MAIN],
		env: {
			...SERVER_PROCESS,
			...COMPILED,
			DATA_DIR: folder,
			HOST: '127.0.0.1',
			PORT: String(port),
			LOG_LEVEL: 'warn',
			JOIN_RATE: '1000000'
		}
	}));
	return {
		origin: `http://127.0.0.1:${server.port}`,
		pid: () => server.pid(),
		restart: () => server.restart(),
		// A process that is killed leaves no profile.
		stop: () => server.stop(profileFolder === null ? 'SIGKILL' : 'SIGTERM')
	};
}

/** Acknowledgements asked for by everybody; sessions and members are made through the API. */
export const createOurs = (profileFolder: string | null): Subject => ({
	name: 'commonplace',
	kind: 'ours',
	note: 'server/main.ts: SQLite on disk; written before anybody sees it, acknowledged after an fsync',
	cannot: {},
	async start() {
		const server = await startOurServer(profileFolder);
		return {
			get pids() {
				return { commonplace: server.pid() };
			},
			rooms: (count, members) => openRooms(server.origin, count, members),
			restart: () => server.restart(),
			stop: () => server.stop()
		};
	}
});
