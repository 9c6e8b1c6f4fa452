import { openSession } from '../support/client.ts';
import { spawnServer } from '../support/server.ts';
import { yWebsocket } from './dialect.ts';
import type { Subject } from './peers.ts';

/** The real server, with its store on disk. */
export async function startOurs(): Promise<Subject> {
	const server = await spawnServer({ JOIN_RATE: '1000000' });
	return {
		name: 'commonplace',
		pid: server.pid,
		async documents(count) {
			const addresses = [];
			for (let made = 0; made < count; made += 1) {
				const { cookie, whiteboard } = await openSession(server.origin);
				addresses.push({
					url: `${server.origin.replace('http', 'ws')}/sync/${whiteboard}?ack=1`,
					headers: { cookie, origin: server.origin },
					document: whiteboard,
					dialect: yWebsocket
				});
			}
			return addresses;
		},
		stop: () => server.stop()
	};
}
