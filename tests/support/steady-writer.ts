import { WebSocket, type RawData } from 'ws';
import * as Y from 'yjs';
import * as today from '#protocol/sync.ts';
import { reconnectDelayMs } from '../../src/lib/sync/reconnect-delay.ts';
import { waitFor } from './wait-for.ts';

/** How frames are written and read; another release may do it otherwise. */
export type Frames = Pick<
	typeof today,
	'encodeSyncStep1' | 'encodeSyncStep2' | 'encodeUpdate' | 'parseFrame'
>;

/**
 * A client that writes words into one list, comes back after every loss of its connection as ours does, and knows
 * what it was promised: its own words that were acknowledged, and others' words that it saw.
 */
export class SteadyWriter {
	readonly doc = new Y.Doc();
	readonly #url: string;
	readonly #name: string;
	readonly #headers: Record<string, string>;
	readonly #codec: Frames;
	#socket: WebSocket | null = null;
	#retry: NodeJS.Timeout | undefined;
	#tries = 0;
	#closed = false;
	#written = 0;
	/** Of this connection: how many own words were written when each of its update-bearing frames went out. */
	#frames: number[] = [];
	#acknowledged = 0;
	/** Why its connections ended. */
	readonly closeCodes: number[] = [];

	private constructor(url: string, name: string, headers: Record<string, string>, frames: Frames) {
		this.#url = url;
		this.#name = name;
		this.#headers = headers;
		this.#codec = frames;
		this.#connect();
	}

	/** `url` with the document's name. In step and acknowledged once when it resolves. */
	static async open(
		url: string,
		name: string,
		headers: Record<string, string>,
		frames: Frames = today
	): Promise<SteadyWriter> {
		const writer = new SteadyWriter(`${url}?ack=1`, name, headers, frames);
		writer.write();
		await waitFor(() => writer.acknowledged === 1, `${name} is connected`);
		return writer;
	}

	/** Into the document, and to the server when there is one. */
	write(): void {
		this.#written += 1;
		const before = Y.encodeStateVector(this.doc);
		this.doc.getArray<string>('words').push([`${this.#name} ${this.#written}`]);
		if (this.#frames.length > 0)
			this.#send(this.#codec.encodeUpdate(Y.encodeStateAsUpdate(this.doc, before)));
	}

	get words(): string[] {
		return this.doc.getArray<string>('words').toArray();
	}

	get written(): number {
		return this.#written;
	}

	/** How many of its own words, from the first, are safe. */
	get acknowledged(): number {
		return this.#acknowledged;
	}

	/** What nobody may lose from now on. */
	get promised(): string[] {
		const own = new Set(
			Array.from({ length: this.#acknowledged }, (_, index) => `${this.#name} ${index + 1}`)
		);
		return this.words.filter((word) => own.has(word) || !word.startsWith(`${this.#name} `));
	}

	close(): void {
		this.#closed = true;
		clearTimeout(this.#retry);
		this.#socket?.terminate();
	}

	#connect(): void {
		const socket = new WebSocket(this.#url, { headers: this.#headers, perMessageDeflate: false });
		this.#socket = socket;
		this.#frames = [];
		socket.on('open', () => {
			const stateVector = Y.decodeStateVector(Y.encodeStateVector(this.doc));
			socket.send(this.#codec.encodeSyncStep1(stateVector));
		});
		socket.on('message', (data: RawData) => this.#hear(data as Buffer));
		socket.on('error', () => undefined);
		socket.on('close', (code) => {
			this.closeCodes.push(code);
			this.#frames = [];
			if (this.#closed) return;
			this.#tries += 1;
			this.#retry = setTimeout(() => this.#connect(), reconnectDelayMs(code, this.#tries, Math.random()));
		});
	}

	#send(frame: Uint8Array): void {
		this.#frames.push(this.#written);
		this.#socket?.send(frame);
	}

	#hear(data: Buffer): void {
		const frame = this.#codec.parseFrame(data);
		if (frame?.kind === 'update' || frame?.kind === 'sync-step-2') Y.applyUpdate(this.doc, frame.update);
		if (frame?.kind === 'sync-step-1') {
			const lacks = new Map(frame.stateVector);
			this.#send(this.#codec.encodeSyncStep2(Y.encodeStateAsUpdate(this.doc, encodeStateVector(lacks))));
		}
		if (frame?.kind === 'ack') {
			this.#tries = 0;
			this.#acknowledged = Math.max(this.#acknowledged, this.#frames[frame.count - 1] ?? 0);
		}
	}
}

function encodeStateVector(stateVector: ReadonlyMap<number, number>): Uint8Array {
	return Y.encodeStateVector(new Map(stateVector));
}
