import { joinBytes, readUint, type Cursor } from '../generator/bytes.ts';
import type { Speaker } from './dialect.ts';

const SYNC = 0;
const AWARENESS = 1;
const ACK = 10;
const STEP_1 = 0;
const STEP_2 = 1;
const UPDATE = 2;
const EMPTY_STATE_VECTOR = Uint8Array.of(0);

const STEP_1_FRAME = joinBytes(SYNC, STEP_1, 1, EMPTY_STATE_VECTOR);
/** What this client made while it was away: nothing. */
const STEP_2_FRAME = joinBytes(SYNC, STEP_2, 2, Uint8Array.of(0, 0));

const cursor: Cursor = { bytes: new Uint8Array(0), at: 0, end: 0 };

/** y-websocket's protocol, and ours with its acknowledgements. */
export function speakYWebsocket(): Speaker {
	return {
		tellsSynced: true,
		greet: () => [STEP_1_FRAME],
		update: (update) => [joinBytes(SYNC, UPDATE, update.length, update)],
		awareness: (update) => [joinBytes(AWARENESS, update.length, update)],
		hear(bytes, start, end, _text, length, hearing) {
			cursor.bytes = bytes;
			cursor.at = start;
			cursor.end = end;
			const type = readUint(cursor);
			if (type === ACK) return hearing.acked(readUint(cursor));
			if (type === AWARENESS) {
				readUint(cursor);
				return hearing.awareness(bytes, cursor.at, end);
			}
			if (type !== SYNC) return;
			const step = readUint(cursor);
			if (step === STEP_1) return hearing.answer([STEP_2_FRAME]);
			readUint(cursor);
			hearing.update(bytes, cursor.at, end, length - (cursor.at - start));
			if (step === STEP_2) hearing.synced();
		}
	};
}
