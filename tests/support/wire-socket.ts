import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { waitFor } from './wait-for.ts';

/** One frame of RFC 6455 as it came. */
export interface WireFrame {
	readonly opcode: number;
	readonly payload: Buffer;
}

/** A TCP connection that sends whatever bytes the test says, and reads what comes without believing it. */
export class WireSocket {
	readonly socket: Socket;
	readonly #chunks: Buffer[] = [];
	/** The server has ended or cut the connection. */
	ended = false;

	private constructor(socket: Socket) {
		this.socket = socket;
		socket.on('data', (chunk: Buffer) => this.#chunks.push(chunk));
		socket.on('end', () => (this.ended = true));
		socket.on('close', () => (this.ended = true));
		socket.on('error', () => (this.ended = true));
	}

	static async open(port: number): Promise<WireSocket> {
		const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: true });
		await once(socket, 'connect');
		return new WireSocket(socket);
	}

	get received(): Buffer {
		return Buffer.concat(this.#chunks);
	}

	write(bytes: Uint8Array | string): void {
		this.socket.write(bytes);
	}

	/** Writes and waits until the operating system has it; resolves too when the connection is over. */
	async writeAll(bytes: Uint8Array): Promise<void> {
		if (this.ended || this.socket.destroyed) return;
		await new Promise<void>((resolve) => this.socket.write(bytes, () => resolve()));
	}

	/** Of the first answer; `null` when the connection ended without one. */
	async status(): Promise<number | null> {
		await waitFor(() => this.ended || this.#head() !== null, 'an answer, or the end');
		const status = /^HTTP\/1\.[01] (\d{3})/.exec(this.received.toString('latin1'))?.[1];
		return status === undefined ? null : Number(status);
	}

	/** All status codes that came until the server ended the connection. */
	async statuses(): Promise<number[]> {
		await waitFor(() => this.ended, 'the server ends the connection');
		const text = this.received.toString('latin1');
		return [...text.matchAll(/HTTP\/1\.[01] (\d{3}) /g)].map(([, status]) => Number(status));
	}

	/** What came behind the answer to an upgrade. */
	frames(): WireFrame[] {
		const head = this.#head();
		return head === null ? [] : readFrames(this.received.subarray(head.length));
	}

	/** The server's close code; `null` when it cut the connection without one. */
	async closed(): Promise<number | null> {
		const close = () => this.frames().find(({ opcode }) => opcode === OPCODE.close);
		await waitFor(() => this.ended || close() !== undefined, 'the server closes or ends the connection');
		const payload = close()?.payload;
		return payload === undefined || payload.length < 2 ? null : payload.readUInt16BE(0);
	}

	destroy(): void {
		this.socket.destroy();
	}

	#head(): Buffer | null {
		const end = this.received.indexOf('\r\n\r\n');
		return end === -1 ? null : this.received.subarray(0, end + 4);
	}
}

export const OPCODE = { continuation: 0, text: 1, binary: 2, close: 8, ping: 9, pong: 10 } as const;

export interface FrameShape {
	readonly opcode: number;
	readonly payload?: Uint8Array;
	readonly final?: boolean;
	/** The three reserved bits: 4, 2, 1. */
	readonly reserved?: number;
	readonly masked?: boolean;
	/** How many bits the length is written with, needed or not. */
	readonly lengthBits?: 7 | 16 | 64;
	/** What the length says, true or not. */
	readonly claims?: bigint;
}

/** A client's frame, right or wrong as the shape says. */
export function wireFrame({
	opcode,
	payload = new Uint8Array(),
	final = true,
	reserved = 0,
	masked = true,
	lengthBits,
	claims = BigInt(payload.length)
}: FrameShape): Buffer {
	const bits = lengthBits ?? (claims < 126n ? 7 : claims < 65_536n ? 16 : 64);
	const length = bits === 7 ? Number(claims) : bits === 16 ? 126 : 127;
	const head = Buffer.from([(final ? 128 : 0) | (reserved << 4) | opcode, (masked ? 128 : 0) | length]);
	const extended = Buffer.alloc(bits === 7 ? 0 : bits / 8);
	if (bits === 16) extended.writeUInt16BE(Number(claims));
	if (bits === 64) extended.writeBigUInt64BE(claims);
	if (!masked) return Buffer.concat([head, extended, payload]);
	const mask = Buffer.from([0x12, 0xf0, 0x55, 0xaa]);
	const body = Uint8Array.from(payload, (byte, index) => byte ^ mask[index % 4]!);
	return Buffer.concat([head, extended, mask, body]);
}

/** A close frame's payload. */
export function closePayload(code: number, reason: Uint8Array = new Uint8Array()): Buffer {
	const payload = Buffer.alloc(2 + reason.length);
	payload.writeUInt16BE(code);
	payload.set(reason, 2);
	return payload;
}

/** The server's frames are neither masked nor fragmented. */
function readFrames(bytes: Buffer): WireFrame[] {
	const frames: WireFrame[] = [];
	for (let at = 0; at + 2 <= bytes.length;) {
		const short = bytes[at + 1]! & 127;
		const extra = short === 126 ? 2 : short === 127 ? 8 : 0;
		if (at + 2 + extra > bytes.length) break;
		const length =
			extra === 0 ? short : extra === 2 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2));
		const start = at + 2 + extra;
		if (start + length > bytes.length) break;
		frames.push({ opcode: bytes[at]! & 15, payload: bytes.subarray(start, start + length) });
		at = start + length;
	}
	return frames;
}

/** A request head; `null` leaves a header out, a list sends it several times. */
export function requestHead(
	line: string,
	headers: Readonly<Record<string, string | readonly string[] | null>>
): string {
	const lines = Object.entries(headers).flatMap(([name, value]) =>
		value === null ? [] : [value].flat().map((each) => `${name}: ${each}`)
	);
	return `${[line, ...lines].join('\r\n')}\r\n\r\n`;
}

/** The headers of a proper upgrade. */
export const UPGRADE_HEADERS = {
	Connection: 'Upgrade',
	Upgrade: 'websocket',
	'Sec-WebSocket-Version': '13',
	'Sec-WebSocket-Key': 'AAAAAAAAAAAAAAAAAAAAAA=='
} as const;
