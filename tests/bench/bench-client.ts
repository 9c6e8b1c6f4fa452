import { WebSocket } from 'ws';
import type { Dialect } from './dialect.ts';

/** Where one document of one server is reached. */
export interface Address {
	readonly url: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly document: string;
	readonly dialect: Dialect;
}

const EMPTY_STATE_VECTOR = new Uint8Array([0]);

/** A raw socket that speaks just enough of the protocol to be measured, and does no more work than it must. */
export class BenchClient {
	onUpdate: (update: Uint8Array, at: number) => void = () => undefined;
	onAck: (count: number, at: number) => void = () => undefined;
	readonly #socket: WebSocket;
	readonly #address: Address;
	#acks = 0;

	private constructor(socket: WebSocket, address: Address) {
		this.#socket = socket;
		this.#address = address;
	}

	/** Connects and waits for the document's state. */
	static async join(address: Address): Promise<BenchClient> {
		const socket = new WebSocket(address.url, { headers: address.headers, perMessageDeflate: false });
		socket.binaryType = 'nodebuffer';
		const client = new BenchClient(socket, address);
		await new Promise<void>((resolve, reject) => {
			socket.on('error', reject);
			socket.on('close', (code) => reject(new Error(`${address.url} closed the connection with ${code}.`)));
			socket.on('open', () => {
				for (const frame of address.dialect.hello(address.document, EMPTY_STATE_VECTOR)) socket.send(frame);
			});
			socket.on('message', (data: Buffer) => {
				if (client.#hear(data) === 'state') resolve();
			});
		});
		return client;
	}

	send(update: Uint8Array): void {
		this.#socket.send(this.#address.dialect.update(this.#address.document, update));
	}

	close(): void {
		this.#socket.removeAllListeners('close');
		this.#socket.terminate();
	}

	#hear(data: Buffer): 'state' | 'more' {
		const at = performance.now();
		const heard = this.#address.dialect.read(data);
		switch (heard.type) {
			case 'state':
				this.onUpdate(heard.update, at);
				return 'state';
			case 'update':
				this.onUpdate(heard.update, at);
				return 'more';
			case 'ack':
				this.#acks = heard.count ?? this.#acks + 1;
				this.onAck(this.#acks, at);
				return 'more';
			case 'other':
				return 'more';
		}
	}
}
