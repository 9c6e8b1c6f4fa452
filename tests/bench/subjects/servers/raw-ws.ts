/** A broadcast without any CRDT. With TICK_MS: what comes within a tick goes out as one message, each frame behind its length. */
import { WebSocketServer, type WebSocket } from 'ws';
import { behindLength } from '../../dialects/raw.ts';

const tickMs = process.env['TICK_MS'] === undefined ? null : Number(process.env['TICK_MS']);

class Room {
	readonly sockets = new Set<WebSocket>();
	#tick: { readonly frames: Uint8Array[] } | null = null;

	broadcast(from: WebSocket, message: Uint8Array): void {
		if (tickMs === null) {
			for (const socket of this.sockets) if (socket !== from) socket.send(message);
			return;
		}
		if (this.#tick === null) {
			this.#tick = { frames: [] };
			setTimeout(() => this.#flush(), tickMs);
		}
		this.#tick.frames.push(behindLength(message));
	}

	/** To its sender too: leaving it out would take a message of its own for each. */
	#flush(): void {
		const message = Buffer.concat(this.#tick?.frames ?? []);
		this.#tick = null;
		for (const socket of this.sockets) socket.send(message);
	}
}

const rooms = new Map<string, Room>();
const server = new WebSocketServer({
	host: '127.0.0.1',
	port: Number(process.env['PORT']),
	perMessageDeflate: false
});
server.on('connection', (socket, request) => {
	const name = request.url ?? '';
	const room = rooms.get(name) ?? new Room();
	rooms.set(name, room);
	room.sockets.add(socket);
	socket.on('message', (data) => {
		if (data instanceof Buffer) room.broadcast(socket, data);
	});
	socket.on('error', () => undefined);
	socket.on('close', () => {
		room.sockets.delete(socket);
		if (room.sockets.size === 0) rooms.delete(name);
	});
});
