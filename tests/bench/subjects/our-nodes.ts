import { fileURLToPath } from 'node:url';
import { SERVER_PROCESS } from '../../../scripts/toolchain/server-process.mjs';
import { openRooms } from './our-rooms.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';
import type { Running } from './subject.ts';

const MAIN = fileURLToPath(new URL('../../../server/main.ts', import.meta.url));

export interface Nodes extends Omit<Running, 'restart'> {
	readonly redisPort: number;
	/** Where each node listens. */
	readonly ports: readonly number[];
}

/** Our server as equal nodes on one Redis with `appendfsync always`, all of them on the server's core. */
export async function startOurNodes(count: number): Promise<Nodes> {
	const redis = await startServerProcess(({ port, folder }) => ({
		program: 'redis-server',
		args: Object.entries({
			bind: '127.0.0.1',
			port: String(port),
			dir: folder,
			save: '',
			appendonly: 'yes',
			appendfsync: 'always',
			'maxmemory-policy': 'noeviction',
			loglevel: 'warning'
		}).flatMap(([name, value]) => [`--${name}`, value])
	}));
	const nodes: ServerProcess[] = [];
	for (let made = 0; made < count; made += 1)
		nodes.push(
			await startServerProcess(({ port, folder }) => ({
				args: [MAIN],
				env: {
					...SERVER_PROCESS,
					DATA_DIR: folder,
					HOST: '127.0.0.1',
					PORT: String(port),
					LOG_LEVEL: 'warn',
					JOIN_RATE: '1000000',
					REDIS_URL: `redis://127.0.0.1:${redis.port}`
				}
			}))
		);
	return {
		redisPort: redis.port,
		ports: nodes.map(({ port }) => port),
		get pids() {
			return Object.fromEntries([
				...nodes.map((node, index) => [`node ${index + 1}`, node.pid()]),
				['redis', redis.pid()]
			]) as Record<string, number>;
		},
		rooms: (rooms, members) => openRooms(`http://127.0.0.1:${nodes[0]!.port}`, rooms, members),
		async stop() {
			for (const node of nodes) await node.stop();
			await redis.stop();
		}
	};
}
