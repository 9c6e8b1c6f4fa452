import { connect, type Socket } from 'node:net';
import { randomBytes } from 'node:crypto';

/** What a socket tells whoever opened it. The bytes are valid only until the listener returns. */
export interface WireListener {
	opened(): void;
	/**
	 * One whole message. Of a message above `KEEP_BYTES` only its head is there, and `length` says how long it was: a join storm is
	 * counted, not kept, unless the wire was opened to keep everything.
	 */
	message(bytes: Buffer, start: number, end: number, text: boolean, length: number): void;
	closed(reason: string): void;
}

/** Above this, a message is counted and only its head is kept. */
const KEEP_BYTES = 512 * 1024;
const HEAD_BYTES = 256;

const OPCODE = { text: 1, close: 8, ping: 9, pong: 10 } as const;

/**
 * One receive buffer for all sockets: Node hands it over filled and waits for the callback, so that a generator with 2,000
 * sockets allocates nothing for what it reads.
 */
const received = Buffer.allocUnsafeSlow(256 * 1024);

/**
 * A WebSocket client that does as little as RFC 6455 allows: no extensions, an all-zero mask, no events, no buffers of its own but for
 * messages that arrive in pieces. The `ws` client would cost the generator more than most of the servers under measurement spend.
 */
export class Wire {
	readonly #socket: Socket;
	readonly #listener: WireListener;
	readonly #keepAll: boolean;
	#state: 'connecting' | 'open' | 'closed' = 'connecting';
	/** The beginning of something that is not complete: the handshake's answer, or a frame. */
	#rest: Buffer = Buffer.alloc(0);
	/** Bytes of a large frame still to come, and what is known of it. */
	#skipping: { head: Buffer; left: number; length: number; text: boolean } | null = null;
	/** Fragments of a message whose last one has not come. */
	#fragments: { parts: Buffer[]; text: boolean } | null = null;

	constructor(
		url: string,
		headers: Readonly<Record<string, string>>,
		listener: WireListener,
		keepAll = false
	) {
		this.#listener = listener;
		this.#keepAll = keepAll;
		const { hostname, port, pathname, search } = new URL(url);
		const request = [
			`GET ${pathname}${search} HTTP/1.1`,
			`Host: ${hostname}:${port}`,
			'Upgrade: websocket',
			'Connection: Upgrade',
			'Sec-WebSocket-Version: 13',
			`Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
			...Object.entries(headers).map(([name, value]) => `${name}: ${value}`)
		];
		this.#socket = connect({
			host: hostname,
			port: Number(port),
			onread: {
				buffer: received,
				callback: (count) => {
					this.#read(received, count);
					return true;
				}
			}
		});
		this.#socket.setNoDelay(true);
		this.#socket.on('connect', () => this.#socket.write(`${request.join('\r\n')}\r\n\r\n`));
		this.#socket.on('error', (error) => this.#end(error.message));
		this.#socket.on('close', () => this.#end('the connection ended'));
	}

	/** All that is sent until `uncork` goes out in one write. */
	cork(): void {
		this.#socket.cork();
	}

	uncork(): void {
		this.#socket.uncork();
	}

	send(message: Uint8Array | string): void {
		if (this.#state !== 'open') return;
		if (typeof message === 'string') this.#frame(0x80 | OPCODE.text, Buffer.from(message));
		else this.#frame(0x82, message);
	}

	/** Bytes that the kernel did not take yet. */
	get waiting(): number {
		return this.#socket.writableLength;
	}

	/** Says goodbye with 1000, as a browser that leaves does. */
	close(): void {
		if (this.#state === 'open') this.#frame(0x80 | OPCODE.close, Buffer.of(3, 232));
		this.#state = 'closed';
		this.#socket.end();
	}

	destroy(): void {
		this.#state = 'closed';
		this.#socket.destroy();
	}

	#end(reason: string): void {
		if (this.#state === 'closed') return;
		this.#state = 'closed';
		this.#socket.destroy();
		this.#listener.closed(reason);
	}

	#frame(first: number, payload: Uint8Array): void {
		const { length } = payload;
		const header = length < 126 ? 6 : length < 65_536 ? 8 : 14;
		const frame = Buffer.allocUnsafe(header + length);
		frame[0] = first;
		if (header === 6) frame[1] = 0x80 | length;
		else if (header === 8) {
			frame[1] = 0x80 | 126;
			frame.writeUInt16BE(length, 2);
		} else {
			frame[1] = 0x80 | 127;
			frame.writeUInt32BE(0, 2);
			frame.writeUInt32BE(length, 6);
		}
		frame.fill(0, header - 4, header);
		frame.set(payload, header);
		this.#socket.write(frame);
	}

	#read(chunk: Buffer, count: number): void {
		let at = 0;
		if (this.#skipping !== null) {
			at = Math.min(count, this.#skipping.left);
			this.#skipping.left -= at;
			if (this.#skipping.left > 0) return;
			const { head, length, text } = this.#skipping;
			this.#skipping = null;
			this.#listener.message(head, 0, head.length, text, length);
		}
		let bytes = chunk;
		let end = count;
		if (this.#rest.length > 0) {
			bytes = Buffer.concat([this.#rest, chunk.subarray(at, count)]);
			at = 0;
			end = bytes.length;
			this.#rest = EMPTY;
		}
		if (this.#state === 'connecting') at = this.#handshake(bytes, at, end);
		while (this.#state === 'open' && at < end) {
			const next = this.#parse(bytes, at, end);
			if (next === at) break;
			at = next;
		}
		// The chunk is the shared buffer: what is not complete must be copied out of it.
		if (at < end && this.#state !== 'closed') this.#rest = Buffer.from(bytes.subarray(at, end));
	}

	#handshake(bytes: Buffer, start: number, end: number): number {
		const blank = bytes.subarray(start, end).indexOf('\r\n\r\n');
		if (blank === -1) return start;
		const answer = bytes.toString('latin1', start, start + blank);
		if (!answer.startsWith('HTTP/1.1 101')) {
			this.#end(answer.split('\r\n')[0] ?? 'no answer');
			return end;
		}
		this.#state = 'open';
		this.#listener.opened();
		return start + blank + 4;
	}

	/** Takes one frame; returns where the next begins, or `at` when this one is not complete. */
	#parse(bytes: Buffer, at: number, end: number): number {
		if (end - at < 2) return at;
		const first = bytes[at]!;
		let length = bytes[at + 1]! & 0x7f;
		let start = at + 2;
		if (length === 126) {
			if (end - at < 4) return at;
			length = bytes.readUInt16BE(start);
			start += 2;
		} else if (length === 127) {
			if (end - at < 10) return at;
			length = bytes.readUInt32BE(start) * 0x1_0000_0000 + bytes.readUInt32BE(start + 4);
			start += 8;
		}
		const opcode = first & 0x0f;
		const large = length > KEEP_BYTES && !this.#keepAll && (first & 0x80) !== 0 && this.#fragments === null;
		if (large && end - start >= HEAD_BYTES) {
			const head = Buffer.from(bytes.subarray(start, start + HEAD_BYTES));
			const text = opcode === OPCODE.text;
			if (end - start >= length) {
				this.#listener.message(head, 0, head.length, text, length);
				return start + length;
			}
			this.#skipping = { head, left: length - (end - start), length, text };
			return end;
		}
		if (end - start < length) return at;
		this.#take(first, opcode, bytes, start, start + length);
		return start + length;
	}

	#take(first: number, opcode: number, bytes: Buffer, start: number, end: number): void {
		if (opcode === OPCODE.ping) return this.#frame(0x80 | OPCODE.pong, bytes.subarray(start, end));
		if (opcode === OPCODE.pong) return;
		if (opcode === OPCODE.close) {
			const code = end - start >= 2 ? bytes.readUInt16BE(start) : 1005;
			return this.#end(`closed with ${code} ${bytes.toString('utf8', start + 2, end)}`.trim());
		}
		const last = (first & 0x80) !== 0;
		if (last && this.#fragments === null) {
			this.#listener.message(bytes, start, end, opcode === OPCODE.text, end - start);
			return;
		}
		this.#fragments ??= { parts: [], text: opcode === OPCODE.text };
		this.#fragments.parts.push(Buffer.from(bytes.subarray(start, end)));
		if (!last) return;
		const { parts, text } = this.#fragments;
		this.#fragments = null;
		const whole = Buffer.concat(parts);
		this.#listener.message(whole, 0, whole.length, text, whole.length);
	}
}

const EMPTY = Buffer.alloc(0);
