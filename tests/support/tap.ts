import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A port that leads to a server and keeps every byte that comes back: what one person's devices are sent, in whatever form. */
export class Tap {
	readonly origin: string;
	readonly #close: () => void;
	readonly #received: Buffer[] = [];

	private constructor(port: number, close: () => void) {
		this.origin = `http://127.0.0.1:${port}`;
		this.#close = close;
	}

	static async open(serverPort: number): Promise<Tap> {
		const sockets = new Set<Socket>();
		const keep = (socket: Socket): void => {
			sockets.add(socket);
			socket.on('close', () => sockets.delete(socket));
			socket.on('error', () => socket.destroy());
		};
		const server = createServer((inward) => {
			const outward = connect({ port: serverPort, host: '127.0.0.1', noDelay: true });
			keep(inward);
			keep(outward);
			outward.on('data', (bytes: Buffer) => tap.#received.push(bytes));
			inward.pipe(outward);
			outward.pipe(inward);
			inward.on('close', () => outward.destroy());
			outward.on('close', () => inward.destroy());
		});
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		const tap = new Tap((server.address() as AddressInfo).port, () => {
			server.close();
			for (const socket of sockets) socket.destroy();
		});
		return tap;
	}

	/** So many bytes have come. */
	get mark(): number {
		return this.#received.reduce((sum, { length }) => sum + length, 0);
	}

	/** What has come since a mark, as text in which ASCII can be looked for. */
	since(mark = 0): string {
		return Buffer.concat(this.#received).subarray(mark).toString('latin1');
	}

	close(): void {
		this.#close();
	}
}
