import { fileURLToPath } from 'node:url';
import type { Address } from '../generator/client.ts';
import type { Pids } from '../generator/process-figures.ts';
import { startOurServer } from '../subjects/ours.ts';
import { startServerProcess } from '../subjects/server-process.ts';
import type { Subject } from '../subjects/subject.ts';
import { Gathered, type Gathering } from './gathering.ts';

/** Where everybody of a session is, and who is at each further board. */
export interface Places {
	/** The facilitator's first. */
	readonly sockets: readonly Address[];
	/** Of each whiteboard, an address for each member. */
	readonly boards: readonly (readonly Address[])[];
	/** Ours only. */
	readonly gathered: Gathered | null;
}

export interface RunningSessions {
	readonly pids: Pids;
	gather(of: Gathering): Promise<Places>;
	stop(): Promise<void>;
}

/** What is measured: our server, and what its libraries take to broadcast as much. */
export interface SessionSubject extends Pick<Subject, 'name' | 'kind' | 'note'> {
	start(): Promise<RunningSessions>;
}

export const createOurSessions = (profileFolder: string | null): SessionSubject => ({
	name: 'commonplace',
	kind: 'ours',
	note: 'server/main.ts: SQLite on disk; a command is checked, stored and synced before anybody is told',
	async start() {
		const server = await startOurServer(profileFolder);
		return {
			pids: { commonplace: server.pid() },
			stop: () => server.stop(),
			async gather(of) {
				const gathered = await Gathered.make(server.origin, of);
				const boards = gathered.more.map((board) =>
					gathered.people.map(({ http }) => gathered.document(http, board))
				);
				return { gathered, sockets: gathered.sockets, boards };
			}
		};
	}
});

const SCRIPT = fileURLToPath(new URL('../subjects/servers/raw-socket-io.ts', import.meta.url));

export const rawSocketIo: SessionSubject = {
	name: 'raw Socket.IO',
	kind: 'limit',
	note: 'socket.io 4.8.4 and ws 8.23.0: as many bytes to everybody as ours told, no session, nothing kept',
	async start() {
		const server = await startServerProcess(({ port }) => ({
			args: [SCRIPT],
			env: { PORT: String(port) }
		}));
		const to = (path: string): Address => ({
			url: `ws://127.0.0.1:${server.port}/${path}`,
			headers: {},
			document: path,
			dialect: 'raw'
		});
		return {
			pids: { 'raw Socket.IO': server.pid() },
			stop: () => server.stop(),
			gather: async ({ members, boards }) => ({
				gathered: null,
				sockets: Array.from({ length: members }, () => to('socket.io/?EIO=4&transport=websocket')),
				boards: Array.from({ length: boards }, (_, index) =>
					Array.from({ length: members }, () => to(`board-${index}`))
				)
			})
		};
	}
};
