import { MESSAGE_ACK, MESSAGE_RECEIVED } from './ack.ts';
import { ByteReader, ByteWriter, encodeText, MALFORMED, uintLength } from './bytes.ts';

/** The frames of `/sync/<document>`: the y-websocket protocol and our ack. PROTOCOL.md shows the bytes. */

const MESSAGE_SYNC = 0;
const MESSAGE_AWARENESS = 1;
const MESSAGE_AUTH = 2;
const MESSAGE_QUERY_AWARENESS = 3;

const SYNC_STEP_1 = 0;
const SYNC_STEP_2 = 1;
const SYNC_UPDATE = 2;
const PERMISSION_DENIED = 0;

/** More clients than this in one state vector or awareness frame is no document of ours. */
export const MAX_CLIENTS = 100_000;

/** How much of each client's work somebody has: the next clock value that they lack. */
export type StateVector = ReadonlyMap<number, number>;

/** One client's awareness as it is on the wire; `json` is UTF-8, `null` in it means that the client has left. */
export interface AwarenessEntry {
	readonly client: number;
	readonly clock: number;
	readonly json: Uint8Array;
}

export type Frame =
	| { readonly kind: 'sync-step-1'; readonly stateVector: StateVector }
	/** What the state vector lacked; the answer to a step 1. */
	| { readonly kind: 'sync-step-2'; readonly update: Uint8Array }
	| { readonly kind: 'update'; readonly update: Uint8Array }
	| { readonly kind: 'awareness'; readonly entries: readonly AwarenessEntry[] }
	| { readonly kind: 'permission-denied'; readonly reason: string }
	| { readonly kind: 'query-awareness' }
	| { readonly kind: 'ack'; readonly count: number }
	| { readonly kind: 'received'; readonly count: number };

/** `null` for anything that is no frame of the protocol, to its last byte. The frame's parts are views into `bytes`. */
export function parseFrame(bytes: Uint8Array): Frame | null {
	try {
		const reader = new ByteReader(bytes);
		const frame = readFrame(reader);
		return reader.done ? frame : null;
	} catch (error) {
		if (error === MALFORMED) return null;
		throw error;
	}
}

function readFrame(reader: ByteReader): Frame {
	switch (reader.uint()) {
		case MESSAGE_SYNC:
			return readSync(reader);
		case MESSAGE_AWARENESS:
			return { kind: 'awareness', entries: readAwareness(reader.block()) };
		case MESSAGE_AUTH:
			if (reader.uint() !== PERMISSION_DENIED) throw MALFORMED;
			return { kind: 'permission-denied', reason: reader.text() };
		case MESSAGE_QUERY_AWARENESS:
			return { kind: 'query-awareness' };
		case MESSAGE_ACK:
			return { kind: 'ack', count: reader.uint() };
		case MESSAGE_RECEIVED:
			return { kind: 'received', count: reader.uint() };
		default:
			throw MALFORMED;
	}
}

function readSync(reader: ByteReader): Frame {
	switch (reader.uint()) {
		case SYNC_STEP_1:
			return { kind: 'sync-step-1', stateVector: readStateVector(reader.block()) };
		case SYNC_STEP_2:
			return { kind: 'sync-step-2', update: reader.block() };
		case SYNC_UPDATE:
			return { kind: 'update', update: reader.block() };
		default:
			throw MALFORMED;
	}
}

function readStateVector(bytes: Uint8Array): StateVector {
	const reader = new ByteReader(bytes);
	const stateVector = new Map<number, number>();
	for (let left = reader.uint(MAX_CLIENTS); left > 0; left -= 1)
		stateVector.set(reader.uint(), reader.uint());
	if (!reader.done) throw MALFORMED;
	return stateVector;
}

function readAwareness(bytes: Uint8Array): AwarenessEntry[] {
	const reader = new ByteReader(bytes);
	const entries: AwarenessEntry[] = [];
	for (let left = reader.uint(MAX_CLIENTS); left > 0; left -= 1) {
		entries.push({ client: reader.uint(), clock: reader.uint(), json: reader.block() });
	}
	if (!reader.done) throw MALFORMED;
	return entries;
}

export function encodeSyncStep1(stateVector: StateVector): Uint8Array<ArrayBuffer> {
	let size = uintLength(stateVector.size);
	for (const [client, clock] of stateVector) size += uintLength(client) + uintLength(clock);
	const writer = new ByteWriter(2 + uintLength(size) + size);
	writer.uint(MESSAGE_SYNC).uint(SYNC_STEP_1).uint(size).uint(stateVector.size);
	for (const [client, clock] of stateVector) writer.uint(client).uint(clock);
	return writer.bytes;
}

export function encodeSyncStep2(update: Uint8Array): Uint8Array<ArrayBuffer> {
	return encodeSync(SYNC_STEP_2, update);
}

export function encodeUpdate(update: Uint8Array): Uint8Array<ArrayBuffer> {
	return encodeSync(SYNC_UPDATE, update);
}

function encodeSync(kind: number, update: Uint8Array): Uint8Array<ArrayBuffer> {
	const writer = new ByteWriter(2 + uintLength(update.length) + update.length);
	return writer.uint(MESSAGE_SYNC).uint(kind).block(update).bytes;
}

export function encodeAwareness(entries: readonly AwarenessEntry[]): Uint8Array<ArrayBuffer> {
	let size = uintLength(entries.length);
	for (const { client, clock, json } of entries) {
		size += uintLength(client) + uintLength(clock) + uintLength(json.length) + json.length;
	}
	const writer = new ByteWriter(1 + uintLength(size) + size);
	writer.uint(MESSAGE_AWARENESS).uint(size).uint(entries.length);
	for (const { client, clock, json } of entries) writer.uint(client).uint(clock).block(json);
	return writer.bytes;
}

export function encodePermissionDenied(reason: string): Uint8Array<ArrayBuffer> {
	const text = encodeText(reason);
	const writer = new ByteWriter(2 + uintLength(text.length) + text.length);
	return writer.uint(MESSAGE_AUTH).uint(PERMISSION_DENIED).block(text).bytes;
}

export function encodeQueryAwareness(): Uint8Array<ArrayBuffer> {
	return new ByteWriter(1).uint(MESSAGE_QUERY_AWARENESS).bytes;
}

export function encodeAck(count: number): Uint8Array<ArrayBuffer> {
	return encodeCount(MESSAGE_ACK, count);
}

export function encodeReceived(count: number): Uint8Array<ArrayBuffer> {
	return encodeCount(MESSAGE_RECEIVED, count);
}

function encodeCount(message: number, count: number): Uint8Array<ArrayBuffer> {
	return new ByteWriter(1 + uintLength(count)).uint(message).uint(count).bytes;
}
