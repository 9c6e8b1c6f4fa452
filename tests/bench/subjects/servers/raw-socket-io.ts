/**
 * What Socket.IO and `ws` take to pass bytes on and do nothing else: a command has as many bytes as it says broadcast to everybody, whoever
 * connects is told as many as their handshake says; what is sent to any other path goes to everybody else on it. What is only asked is answered.
 */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { WebSocketServer, type WebSocket } from 'ws';

const http = createServer();
const io = new Server(http, {
	transports: ['websocket'],
	serveClient: false,
	destroyUpgrade: false,
	perMessageDeflate: false,
	wsEngine: WebSocketServer
});
let version = 1;
io.on('connection', (socket) => {
	const { welcomeBytes } = socket.handshake.auth as { readonly welcomeBytes: number };
	void socket.join('all');
	socket.emit('welcome', { version, filler: 'w'.repeat(welcomeBytes) });
	socket.on('command', ({ bytes }: { readonly bytes: number }, answer: (told: object) => void) => {
		version += 1;
		io.to('all').emit('session', { version, filler: 's'.repeat(bytes) });
		answer({ ok: true, version });
	});
});

io.on('connection', (socket) => {
	socket.on('cast', (_vote: unknown, answer: (told: object) => void) => answer({ ok: true }));
});

const rooms = new Map<string, Set<WebSocket>>();
const documents = new WebSocketServer({ noServer: true, perMessageDeflate: false });
http.on('upgrade', (request, socket, head) => {
	const path = request.url ?? '';
	if (path.startsWith('/socket.io/')) return;
	documents.handleUpgrade(request, socket, head, (opened) => {
		const room = rooms.get(path) ?? new Set();
		rooms.set(path, room.add(opened));
		opened.on('message', (message: Buffer) => {
			for (const other of room) if (other !== opened) other.send(message);
		});
		opened.on('error', () => undefined);
		opened.on('close', () => room.delete(opened));
	});
});
http.listen(Number(process.env['PORT']), '127.0.0.1');
