import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';

/** How a server wants to be spoken to. All of them carry y-protocols' sync messages; Hocuspocus wraps them. */
export interface Dialect {
	/** The frames that open a document, with this state vector. */
	hello(document: string, stateVector: Uint8Array): Uint8Array[];
	update(document: string, update: Uint8Array): Uint8Array;
	read(frame: Uint8Array): Heard;
}

export type Heard =
	/** Sync step 2: what a join waits for. */
	| { readonly type: 'state'; readonly update: Uint8Array }
	| { readonly type: 'update'; readonly update: Uint8Array }
	/** Cumulative and durable, or `null` where the server just says that one more was taken. */
	| { readonly type: 'ack'; readonly count: number | null }
	| { readonly type: 'other' };

const SYNC = 0;
const AUTH = 2;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

/** y-websocket, and ours with its acknowledgements. */
export const yWebsocket: Dialect = {
	hello: (_document, stateVector) => [frame([SYNC, STEP_1], stateVector)],
	update: (_document, update) => frame([SYNC, UPDATE], update),
	read(bytes) {
		const decoder = decoding.createDecoder(bytes);
		const type = decoding.readVarUint(decoder);
		if (type === 10) return { type: 'ack', count: decoding.readVarUint(decoder) };
		return type === SYNC ? readSync(decoder) : { type: 'other' };
	}
};

const HOCUSPOCUS_SYNC_REPLY = 4;
const HOCUSPOCUS_SYNC_STATUS = 8;

export const hocuspocus: Dialect = {
	hello: (document, stateVector) => [
		named(document, (encoder) => {
			encoding.writeVarUint(encoder, AUTH);
			encoding.writeVarUint(encoder, 0);
			encoding.writeVarString(encoder, 'bench');
		}),
		frame([SYNC, STEP_1], stateVector, document)
	],
	update: (document, update) => frame([SYNC, UPDATE], update, document),
	read(bytes) {
		const decoder = decoding.createDecoder(bytes);
		decoding.readVarString(decoder);
		const type = decoding.readVarUint(decoder);
		if (type === HOCUSPOCUS_SYNC_STATUS) return { type: 'ack', count: null };
		return type === SYNC || type === HOCUSPOCUS_SYNC_REPLY ? readSync(decoder) : { type: 'other' };
	}
};

function readSync(decoder: decoding.Decoder): Heard {
	const step = decoding.readVarUint(decoder);
	if (step === STEP_2) return { type: 'state', update: decoding.readVarUint8Array(decoder) };
	if (step === UPDATE) return { type: 'update', update: decoding.readVarUint8Array(decoder) };
	return { type: 'other' };
}

function frame(types: readonly number[], payload: Uint8Array, document?: string): Uint8Array {
	const write = (encoder: encoding.Encoder) => {
		for (const type of types) encoding.writeVarUint(encoder, type);
		encoding.writeVarUint8Array(encoder, payload);
	};
	return document === undefined ? encoding.encode(write) : named(document, write);
}

function named(document: string, write: (encoder: encoding.Encoder) => void): Uint8Array {
	return encoding.encode((encoder) => {
		encoding.writeVarString(encoder, document);
		write(encoder);
	});
}
