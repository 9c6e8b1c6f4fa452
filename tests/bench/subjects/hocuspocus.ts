import { fileURLToPath } from 'node:url';
import { PEERS } from './peers-folder.ts';
import { startOpenServer } from './peer.ts';
import type { Subject } from './subject.ts';

const SCRIPT = fileURLToPath(new URL('./servers/hocuspocus.mjs', import.meta.url));

/** As its README starts it: in memory; with its database extension, in SQLite, where documents must be kept. */
export const hocuspocus: Subject = {
	name: 'hocuspocus',
	kind: 'peer',
	note: '@hocuspocus/server 4.7.0: in memory; cold open with extension-database in SQLite (whole document saved 2 s after the last change)',
	cannot: { acks: 'its sync status says "applied", before anything is stored' },
	start: ({ kept }) =>
		startOpenServer({
			name: 'hocuspocus',
			command: ({ port, folder }) => ({
				args: [SCRIPT],
				cwd: PEERS,
				env: { PORT: String(port), PEERS, ...(kept && { DATABASE: `${folder}/documents.sqlite` }) }
			}),
			dialect: 'hocuspocus',
			path: () => ''
		})
};
