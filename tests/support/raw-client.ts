import { once } from 'node:events';
import { WebSocket, type RawData } from 'ws';
import { parseFrame, type Frame } from '#protocol/sync.ts';
import { waitFor } from './wait-for.ts';

type Kind = Frame['kind'];
export type FrameOf<K extends Kind> = Extract<Frame, { kind: K }>;

/** A socket that speaks the protocol by hand: keeps what it heard and sends whatever the test says. */
export class RawClient {
	readonly socket: WebSocket;
	readonly heard: Frame[] = [];
	/** Of every frame, text frames and nonsense included. */
	bytesHeard = 0;
	closeCode: number | null = null;

	private constructor(socket: WebSocket) {
		this.socket = socket;
		socket.binaryType = 'nodebuffer';
		socket.on('message', (data: RawData) => {
			if (!(data instanceof Uint8Array)) return;
			this.bytesHeard += data.length;
			const frame = parseFrame(data);
			if (frame !== null) this.heard.push(frame);
		});
		socket.on('close', (code) => (this.closeCode = code));
		socket.on('error', () => undefined);
	}

	static async open(
		url: string,
		headers: Record<string, string> = {},
		protocols: string[] = []
	): Promise<RawClient> {
		const socket = new WebSocket(url, protocols, { headers, perMessageDeflate: false });
		const client = new RawClient(socket);
		await once(socket, 'open');
		return client;
	}

	send(frame: Uint8Array | string): void {
		this.socket.send(frame);
	}

	all<K extends Kind>(kind: K): FrameOf<K>[] {
		return this.heard.filter((frame): frame is FrameOf<K> => frame.kind === kind);
	}

	/** The `count`th frame of this kind, once it is there. */
	async frame<K extends Kind>(kind: K, count = 1): Promise<FrameOf<K>> {
		await waitFor(() => this.all(kind).length >= count || this.closeCode !== null, `${kind} number ${count}`);
		const frame = this.all(kind)[count - 1];
		if (frame === undefined) throw new Error(`closed with ${this.closeCode} before ${kind} number ${count}`);
		return frame;
	}

	/** How many of its updates are durable. */
	get acknowledged(): number {
		return this.all('ack').at(-1)?.count ?? 0;
	}

	async acknowledgedTo(count: number): Promise<void> {
		await waitFor(() => this.acknowledged >= count || this.closeCode !== null, `acknowledgement of ${count}`);
		if (this.acknowledged < count)
			throw new Error(`closed with ${this.closeCode}, acknowledged ${this.acknowledged}`);
	}

	async closed(): Promise<number> {
		await waitFor(() => this.closeCode !== null, 'the server closes the connection');
		return this.closeCode as number;
	}

	close(): void {
		this.socket.close();
	}
}
