import type { RoomLimits } from './rooms-port.ts';

const MIB = 1024 * 1024;

/** A larger frame makes `ws` close the connection with 1009; for the options of the `WebSocketServer`. */
export const MAX_FRAME_BYTES = 4 * MIB;

/** Named in PROTOCOL.md; change both. */
export const DEFAULT_LIMITS: RoomLimits = {
	stallBytes: MIB,
	stallMs: 15_000,
	slowestBytesPerSecond: 64 * 1024,
	awarenessBytes: 16 * 1024,
	allowances: {
		connection: {
			frames: { burst: 5_000, perSecond: 2_000 },
			bytes: { burst: 16 * MIB, perSecond: 2 * MIB }
		},
		identity: { frames: { burst: 20_000, perSecond: 5_000 }, bytes: { burst: 64 * MIB, perSecond: 4 * MIB } },
		// A whole conference may sit behind one address.
		address: {
			frames: { burst: 400_000, perSecond: 100_000 },
			bytes: { burst: 512 * MIB, perSecond: 64 * MIB }
		},
		clients: { burst: 1_000, perSecond: 0.1 }
	},
	pingEveryMs: 15_000,
	resyncEveryMs: 1_000,
	compactEntries: 5_000,
	compactBytes: MIB,
	updateTickMs: { fewReaders: 4, manyReaders: 10 },
	manyReaders: 100,
	mostReaders: 500,
	presenceTickMs: 12,
	presenceReadersPerMs: 2.5
};

/** Frames that wait for the document to load; the socket is not read meanwhile, so only what was in flight comes. */
export const MAX_WAITING_FRAMES = 256;
/** Updates of one connection on their way into the store, above which its socket is not read. */
export const MAX_UPDATES_UNDER_WAY = 1024;
/** And their bytes. */
export const MAX_BYTES_UNDER_WAY = 8 * MIB;
/** With more than this in its socket, a reader is not pinged but has the time that reading it takes. */
export const MUCH_TO_READ_BYTES = 64 * 1024;
/** How long a closed socket may take to say goodbye. */
export const CLOSE_TIMEOUT_MS = 2_000;
/** A state vector asks for the whole document, so it counts as this many frames. */
export const SYNC_STEP_1_COST = 10;
/** What one connection may have waiting for acknowledgement; a client that sends only what cannot be taken reaches it. */
export const MAX_UNACKNOWLEDGED = 10_000;
/** How often a connection is asked again for what was dropped because of whose client ids it used. */
export const MAX_FOREIGN_ASKS = 4;
/** Above this many bytes, stored updates are scanned in a worker. */
export const SCAN_HERE_BYTES = 256 * 1024;
/** A document that could not be opened in the worker this often in a row is put into quarantine. */
export const OPENING_FAILURES_TO_QUARANTINE = 3;
