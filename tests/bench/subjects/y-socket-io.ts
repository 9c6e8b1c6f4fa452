import { PEERS } from './peers-folder.ts';
import { startOpenServer } from './peer.ts';
import type { Subject } from './subject.ts';

/** As its README starts it: in memory, a Socket.IO namespace for each document; with `YPERSISTENCE` in LevelDB. */
export const ySocketIo: Subject = {
	name: 'y-socket.io',
	kind: 'peer',
	note: 'y-socket.io 1.1.3: in memory; cold open with YPERSISTENCE (LevelDB, written after the broadcast, no fsync)',
	cannot: { acks: 'acknowledges nothing' },
	start: ({ kept }) =>
		startOpenServer({
			name: 'y-socket.io',
			command: ({ port, folder }) => ({
				args: ['node_modules/y-socket.io/dist/server/server.js'],
				cwd: PEERS,
				env: { HOST: '127.0.0.1', PORT: String(port), ...(kept && { YPERSISTENCE: `${folder}/leveldb` }) }
			}),
			dialect: 'y-socket.io',
			path: () => 'socket.io/?EIO=4&transport=websocket'
		})
};
