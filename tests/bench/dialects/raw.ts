import { joinBytes, readUint, type Cursor } from '../generator/bytes.ts';
import type { Speaker } from './dialect.ts';
import { speakYWebsocket } from './y-websocket.ts';

/** No CRDT at all: y-websocket's frames, passed on as they came. Nobody answers a join. */
export function speakRaw(): Speaker {
	return { ...speakYWebsocket(), tellsSynced: false, greet: () => [] };
}

/** The same, where one message holds all frames of a tick, each behind its length. */
export function speakRawBatched(): Speaker {
	const raw = speakRaw();
	const cursor: Cursor = { bytes: new Uint8Array(0), at: 0, end: 0 };
	return {
		...raw,
		hear(bytes, start, end, text, _length, hearing) {
			cursor.bytes = bytes;
			cursor.at = start;
			cursor.end = end;
			while (cursor.at < end) {
				const length = readUint(cursor);
				raw.hear(bytes, cursor.at, cursor.at + length, text, length, hearing);
				cursor.at += length;
			}
		}
	};
}

/** What the batching server puts before each frame. */
export const behindLength = (frame: Uint8Array): Uint8Array => joinBytes(frame.length, frame);
