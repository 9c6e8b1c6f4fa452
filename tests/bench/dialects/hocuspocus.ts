import { joinBytes, readUint, skipBlock, type Cursor } from '../generator/bytes.ts';
import type { Speaker } from './dialect.ts';

const SYNC = 0;
const AWARENESS = 1;
const AUTH = 2;
const SYNC_REPLY = 4;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;

const cursor: Cursor = { bytes: new Uint8Array(0), at: 0, end: 0 };
const encoder = new TextEncoder();

/**
 * Hocuspocus 4: y-websocket's messages with the document's name before each, and a token first. Its sync status says that an
 * update was applied, not that it is kept, and so is no acknowledgement here.
 */
export function speakHocuspocus(document: string): Speaker {
	const name = encoder.encode(document);
	const named = (...parts: readonly (number | Uint8Array)[]): Uint8Array =>
		joinBytes(name.length, name, ...parts);
	const token = encoder.encode('bench');
	return {
		tellsSynced: true,
		greet: () => [named(AUTH, 0, token.length, token), named(SYNC, STEP_1, 1, Uint8Array.of(0))],
		update: (update) => [named(SYNC, UPDATE, update.length, update)],
		awareness: (update) => [named(AWARENESS, update.length, update)],
		hear(bytes, start, end, _text, length, hearing) {
			cursor.bytes = bytes;
			cursor.at = start;
			cursor.end = end;
			skipBlock(cursor);
			const type = readUint(cursor);
			if (type === AWARENESS) {
				readUint(cursor);
				return hearing.awareness(bytes, cursor.at, end);
			}
			if (type !== SYNC && type !== SYNC_REPLY) return;
			const step = readUint(cursor);
			if (step === STEP_1) return hearing.answer([named(SYNC, STEP_2, 2, Uint8Array.of(0, 0))]);
			readUint(cursor);
			hearing.update(bytes, cursor.at, end, length - (cursor.at - start));
			if (step === STEP_2) hearing.synced();
		}
	};
}
