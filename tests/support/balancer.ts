import { once } from 'node:events';
import { createConnection, createServer, type AddressInfo, type Socket } from 'node:net';

const HOST = '127.0.0.1';

/** In front of equal nodes: connections go to them in turn, and to another one when that is not there. No stickiness. */
export interface Balancer {
	readonly origin: string;
	close(): Promise<void>;
}

/** `ports`: of the nodes that there are at the moment; some of them may be dead. */
export async function startBalancer(ports: () => readonly number[]): Promise<Balancer> {
	const open = new Set<Socket>();
	let turn = 0;
	const keep = (socket: Socket): void => {
		open.add(socket);
		socket.on('close', () => open.delete(socket));
		socket.on('error', () => socket.destroy());
	};
	const server = createServer({ pauseOnConnect: true }, (client) => {
		keep(client);
		const all = ports();
		turn += 1;
		void reach(all.map((_, index) => all[(turn + index) % all.length]!)).then((node) => {
			if (node === null || client.destroyed) {
				node?.destroy();
				return client.destroy();
			}
			keep(node);
			for (const [from, to] of [
				[client, node],
				[node, client]
			] as const) {
				from.setNoDelay(true);
				from.on('close', () => to.destroy());
				from.pipe(to);
			}
		});
	});
	server.listen(0, HOST);
	await once(server, 'listening');
	return {
		origin: `http://${HOST}:${(server.address() as AddressInfo).port}`,
		async close() {
			const closed = once(server, 'close');
			server.close();
			for (const socket of open) socket.destroy();
			await closed;
		}
	};
}

/** The first that takes a connection. */
async function reach(ports: readonly number[]): Promise<Socket | null> {
	for (const port of ports) {
		const socket = createConnection(port, HOST);
		try {
			await once(socket, 'connect');
			return socket;
		} catch {
			socket.destroy();
		}
	}
	return null;
}
