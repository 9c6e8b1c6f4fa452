import { fileURLToPath } from 'node:url';
import { SERVER_PROCESS } from '../../../scripts/toolchain/server-process.mjs';
import { openRooms } from './our-rooms.ts';
import { startServerProcess } from './server-process.ts';
import type { Subject } from './subject.ts';

const MAIN = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));

/**
 * The real server with its store on disk, as `npm start` runs it, acknowledgements asked for by everybody. Sessions and members are made
 * through the API. With a folder, it leaves a CPU profile of each of its threads there. What differs from the default: joins a minute, since all members come from one address here.
 */
export const createOurs = (profileFolder: string | null): Subject => ({
	name: 'commonplace',
	kind: 'ours',
	note: 'server/main.ts: SQLite on disk; written before anybody sees it, acknowledged after an fsync',
	cannot: {},
	async start() {
		const server = await startServerProcess(({ port, folder }) => ({
			args: [...(profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileFolder}`]), MAIN],
			env: {
				...SERVER_PROCESS,
				DATA_DIR: folder,
				HOST: '127.0.0.1',
				PORT: String(port),
				LOG_LEVEL: 'warn',
				JOIN_RATE: '1000000'
			}
		}));
		const origin = `http://127.0.0.1:${server.port}`;
		return {
			get pids() {
				return { commonplace: server.pid() };
			},
			rooms: (count, members) => openRooms(origin, count, members),
			restart: () => server.restart(),
			// A process that is killed leaves no profile.
			stop: () => server.stop(profileFolder === null ? 'SIGKILL' : 'SIGTERM')
		};
	}
});
