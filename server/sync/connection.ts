import type { RawData, WebSocket } from 'ws';
import { CLOSE, type CloseCode } from '#protocol/close-codes.ts';
import { parseFrame, type Frame } from '#protocol/sync.ts';
import { AckLedger } from './ack-ledger.ts';
import { CLOSE_TIMEOUT_MS, MAX_APPENDS_UNDER_WAY, MAX_WAITING_FRAMES, SYNC_STEP_1_COST } from './limits.ts';
import type { JoinRequest, RoomLimits, RoomUser } from './rooms-port.ts';
import { TokenBucket } from './token-bucket.ts';

/** What a connection tells of itself. */
export interface ConnectionEvents {
	frame(connection: Connection, frame: Frame): void;
	/** Once, whoever closed it. */
	closed(connection: Connection): void;
	/** The server closed it because of what came. */
	refused(connection: Connection, code: CloseCode, reason: string): void;
	sent(bytes: number): void;
}

type State =
	/** The document is being loaded; what comes meanwhile waits. */
	| { readonly at: 'waiting'; readonly frames: Frame[] }
	| { readonly at: 'open' }
	/** Nothing that it sends counts any more. */
	| { readonly at: 'closed' };

/** One member's socket to a room: parses, counts and limits what comes, and watches over what goes out. */
export class Connection {
	readonly request: JoinRequest;
	readonly ledger = new AckLedger();
	identity: RoomUser;
	/** Broadcasts go to those that have been told what came before. */
	synced = false;
	deniedOnce = false;
	/** Sync step 1 sent to this client that it has not answered with a step 2. */
	stepsUnanswered = 0;
	lastResyncAt = -Infinity;
	readonly #socket: WebSocket;
	readonly #limits: RoomLimits;
	readonly #events: ConnectionEvents;
	readonly #frames: TokenBucket;
	#state: State = { at: 'waiting', frames: [] };
	#pingsUnanswered = 0;
	#appendsUnderWay = 0;
	/** What a join put into the socket at once does not make a slow reader. */
	#allowance = 0;

	constructor(socket: WebSocket, request: JoinRequest, limits: RoomLimits, events: ConnectionEvents) {
		this.request = request;
		this.identity = request.identity;
		this.#socket = socket;
		this.#limits = limits;
		this.#events = events;
		this.#frames = new TokenBucket(limits.frameBurst, limits.framesPerSecond, performance.now());
		socket.on('message', (data, isBinary) => this.#receive(data, isBinary));
		socket.on('pong', () => (this.#pingsUnanswered = 0));
		socket.on('close', () => this.#end());
		// `ws` closes a socket that breaks the WebSocket protocol by itself, with 1002, 1007 or 1009.
		socket.on('error', () => socket.terminate());
		socket.pause();
	}

	get isOpen(): boolean {
		return this.#state.at !== 'closed';
	}

	/** The document is there: hands on what waited, in order. */
	open(): void {
		if (this.#state.at !== 'waiting') return;
		const { frames } = this.#state;
		this.#state = { at: 'open' };
		for (const frame of frames) if (this.isOpen) this.#handOn(frame);
		this.#socket.resume();
	}

	/** `joining`: the answer to a state vector, which may be as large as the document. */
	send(frame: Uint8Array, joining = false): void {
		if (this.#state.at === 'closed' || this.#socket.readyState !== this.#socket.OPEN) return;
		const waiting = this.#socket.bufferedAmount;
		if (waiting === 0) this.#allowance = 0;
		if (joining) this.#allowance += frame.length;
		if (waiting + frame.length > this.#limits.bufferedBytes + this.#allowance) {
			this.refuse(CLOSE.tooSlow, `${waiting} bytes wait to be read`);
			return;
		}
		this.#socket.send(frame, { binary: true, compress: false });
		this.#events.sent(frame.length);
	}

	close(code: CloseCode): void {
		if (this.#state.at === 'closed') return;
		this.#socket.resume();
		this.#socket.close(code);
		// Somebody who reads nothing never answers the close.
		const { terminate } = this;
		setTimeout(terminate, CLOSE_TIMEOUT_MS).unref();
		this.#end();
	}

	/** Closes because of what came, and says so once in the log. */
	refuse(code: CloseCode, reason: string): void {
		if (this.#state.at === 'closed') return;
		this.#events.refused(this, code, reason);
		this.close(code);
	}

	readonly terminate = (): void => {
		this.#socket.terminate();
	};

	/** A half-open connection answers none of two pings in a row. */
	ping(): void {
		if (this.#state.at === 'closed') return;
		if (this.#pingsUnanswered >= 2) {
			this.#end();
			this.terminate();
			return;
		}
		this.#pingsUnanswered += 1;
		this.#socket.ping();
	}

	/** Whoever writes faster than the store takes is not read for a while. */
	appendStarted(): void {
		this.#appendsUnderWay += 1;
		if (this.#appendsUnderWay === MAX_APPENDS_UNDER_WAY) this.#socket.pause();
	}

	appendEnded(): void {
		this.#appendsUnderWay -= 1;
		if (this.#appendsUnderWay === MAX_APPENDS_UNDER_WAY / 2 && this.#state.at === 'open')
			this.#socket.resume();
	}

	#receive(data: RawData, isBinary: boolean): void {
		if (this.#state.at === 'closed') return;
		this.#pingsUnanswered = 0;
		const frame = isBinary && data instanceof Uint8Array ? parseFrame(data) : null;
		if (frame === null) return this.refuse(CLOSE.malformed, 'a frame was no message of the protocol');
		const cost = frame.kind === 'sync-step-1' ? SYNC_STEP_1_COST : 1;
		if (!this.#frames.take(cost, performance.now())) {
			return this.refuse(CLOSE.tooMany, 'too many frames');
		}
		if (this.#state.at === 'open') return this.#handOn(frame);
		if (this.#state.frames.push(frame) > MAX_WAITING_FRAMES) {
			this.refuse(CLOSE.tooMany, 'too many frames before the document was loaded');
		}
	}

	/** Whatever a frame sets off, a bug of ours included, ends at most the connection that sent it. */
	#handOn(frame: Frame): void {
		try {
			this.#events.frame(this, frame);
		} catch (error) {
			this.refuse(CLOSE.malformed, error instanceof Error ? (error.stack ?? error.message) : String(error));
		}
	}

	#end(): void {
		if (this.#state.at === 'closed') return;
		this.#state = { at: 'closed' };
		this.#events.closed(this);
	}
}
