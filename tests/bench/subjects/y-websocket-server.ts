import { PEERS } from './peers-folder.ts';
import { startOpenServer } from './peer.ts';
import type { Subject } from './subject.ts';

/** As its README starts it: everything in memory, a Y.Doc for each document; with `YPERSISTENCE` in LevelDB where documents must be kept. */
export const yWebsocketServer: Subject = {
	name: 'y-websocket-server',
	kind: 'peer',
	note: '@y/websocket-server 0.1.1: in memory; cold open with YPERSISTENCE (LevelDB, written after the broadcast, no fsync)',
	cannot: { acks: 'acknowledges nothing' },
	start: ({ kept }) =>
		startOpenServer({
			name: 'y-websocket-server',
			command: ({ port, folder }) => ({
				args: ['node_modules/@y/websocket-server/src/server.js'],
				cwd: PEERS,
				env: { HOST: '127.0.0.1', PORT: String(port), ...(kept && { YPERSISTENCE: `${folder}/leveldb` }) }
			}),
			dialect: 'y-websocket',
			path: (document) => document
		})
};
