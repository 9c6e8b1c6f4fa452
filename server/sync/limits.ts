import type { RoomLimits } from './rooms-port.ts';

/** A larger frame makes `ws` close the connection with 1009; for the options of the `WebSocketServer`. */
export const MAX_FRAME_BYTES = 4 * 1024 * 1024;

/** Named in PROTOCOL.md; change both. */
export const DEFAULT_LIMITS: RoomLimits = {
	bufferedBytes: 8 * 1024 * 1024,
	awarenessBytes: 16 * 1024,
	frameBurst: 5_000,
	framesPerSecond: 2_000,
	pingEveryMs: 15_000,
	resyncEveryMs: 1_000,
	compactEntries: 500,
	compactBytes: 1024 * 1024
};

/** Frames that wait for the document to load; the socket is not read meanwhile, so only what was in flight comes. */
export const MAX_WAITING_FRAMES = 256;
/** Appends of one connection on their way into the store, above which its socket is not read. */
export const MAX_APPENDS_UNDER_WAY = 256;
/** How long a closed socket may take to say goodbye. */
export const CLOSE_TIMEOUT_MS = 2_000;
/** A state vector asks for the whole document, so it counts as this many frames. */
export const SYNC_STEP_1_COST = 10;
/** What one connection may have waiting for acknowledgement; a client that sends only what cannot be taken reaches it. */
export const MAX_UNACKNOWLEDGED = 10_000;
