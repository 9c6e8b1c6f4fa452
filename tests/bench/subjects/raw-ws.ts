import { fileURLToPath } from 'node:url';
import { startOpenServer } from './peer.ts';
import type { Subject } from './subject.ts';

const SCRIPT = fileURLToPath(new URL('./servers/raw-ws.ts', import.meta.url));
const NO_DOCUMENT = 'has no documents';
const CANNOT = { 'join-storm': NO_DOCUMENT, 'cold-open': NO_DOCUMENT, acks: NO_DOCUMENT };

/** The physical limit: what the same WebSocket library takes to pass bytes on, and does nothing else. */
export const rawWs: Subject = {
	name: 'raw ws',
	kind: 'limit',
	note: 'ws 8.23.0: every message to everybody else at once, no CRDT, nothing kept',
	cannot: CANNOT,
	start: () =>
		startOpenServer({
			name: 'raw ws',
			command: ({ port }) => ({ args: [SCRIPT], env: { PORT: String(port) } }),
			dialect: 'raw',
			path: (document) => document
		})
};

/** The same with one message for each reader and tick. */
export const rawWsBatched: Subject = {
	name: 'raw ws by tick',
	kind: 'limit',
	note: 'ws 8.23.0: one message for each reader every 5 ms with all that came, no CRDT, nothing kept',
	cannot: { ...CANNOT, memory: 'is the same process as "raw ws"' },
	start: () =>
		startOpenServer({
			name: 'raw ws by tick',
			command: ({ port }) => ({ args: [SCRIPT], env: { PORT: String(port), TICK_MS: '5' } }),
			dialect: 'raw-batched',
			path: (document) => document
		})
};
