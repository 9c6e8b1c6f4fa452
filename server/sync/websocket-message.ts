import { ByteReader, ByteWriter, uintLength } from '#protocol/bytes.ts';
import type { Brand } from '#model/brand.ts';

/**
 * A whole WebSocket message as a server sends it (RFC 6455, 5.2: one binary frame, not masked): the same bytes for every
 * reader, so it is made once and written to each socket as it is.
 */
export type WebSocketMessage = Brand<Uint8Array, 'WebSocketMessage'>;

const FINAL_BINARY = 0x82;
const LENGTH_16 = 126;
const LENGTH_64 = 127;

/** A frame of the sync protocol as a message. */
export function messageOf(frame: Uint8Array): WebSocketMessage {
	const bytes = Buffer.allocUnsafe(headSize(frame.length) + frame.length);
	bytes.set(frame, writeHead(bytes, frame.length));
	return bytes as Uint8Array as WebSocketMessage;
}

/** An update frame around `update`; the update is copied once, into the message. */
export function updateMessage(update: Uint8Array): WebSocketMessage {
	const length = 2 + uintLength(update.length) + update.length;
	const bytes = Buffer.allocUnsafe(headSize(length) + length);
	const writer = new ByteWriter(bytes, writeHead(bytes, length));
	writer.uint(MESSAGE_SYNC).uint(SYNC_UPDATE).block(update);
	return bytes as Uint8Array as WebSocketMessage;
}

/** The update in a message that `updateMessage` made; a view into it. */
export function updateIn(message: WebSocketMessage): Uint8Array {
	const second = message[1] as number;
	const head = second < LENGTH_16 ? 2 : second === LENGTH_16 ? 4 : 10;
	const reader = new ByteReader(message, head + 2);
	return reader.block();
}

const MESSAGE_SYNC = 0;
const SYNC_UPDATE = 2;

function headSize(length: number): number {
	if (length < LENGTH_16) return 2;
	return length < 65_536 ? 4 : 10;
}

/** Where the payload begins. */
function writeHead(bytes: Buffer, length: number): number {
	bytes[0] = FINAL_BINARY;
	if (length < LENGTH_16) {
		bytes[1] = length;
		return 2;
	}
	if (length < 65_536) {
		bytes[1] = LENGTH_16;
		bytes.writeUInt16BE(length, 2);
		return 4;
	}
	bytes[1] = LENGTH_64;
	bytes.writeBigUInt64BE(BigInt(length), 2);
	return 10;
}
