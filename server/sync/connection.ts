import type { Duplex } from 'node:stream';
import type { RawData, WebSocket } from 'ws';
import { CLOSE, type CloseCode } from '#protocol/close-codes.ts';
import { parseFrame, type Frame, type StateVector } from '#protocol/sync.ts';
import { AckLedger } from './ack-ledger.ts';
import {
	CLOSE_TIMEOUT_MS,
	MAX_BYTES_UNDER_WAY,
	MUCH_TO_READ_BYTES,
	MAX_UPDATES_UNDER_WAY,
	MAX_WAITING_FRAMES,
	SYNC_STEP_1_COST
} from './limits.ts';
import type { JoinRequest, Refusal, RoomLimits, RoomUser } from './rooms-port.ts';
import type { Usage } from './usage.ts';
import type { WebSocketMessage } from './websocket-message.ts';

/** What a connection tells of itself. */
export interface ConnectionEvents {
	frame(connection: Connection, frame: Frame): void;
	/** It has read what was waiting for it, after it had been left out of something. */
	drained(connection: Connection): void;
	/** Once, whoever closed it. */
	closed(connection: Connection): void;
	/** The server closed it because of what came. */
	refused(connection: Connection, refusal: Refusal, reason: string): void;
	sent(bytes: number): void;
}

type State =
	/** The document is being loaded; what comes meanwhile waits. */
	| { readonly at: 'waiting'; readonly frames: Frame[] }
	| { readonly at: 'open' }
	/** Nothing that it sends counts any more. */
	| { readonly at: 'closed' };

/** A reader that is behind: what it is owed when it has read what waits for it. */
export interface Stall {
	readonly since: number;
	/** It has got everything up to here; `null`: no broadcast was kept from it. */
	mark: number | null;
	/** It asked for what this state vector lacks. */
	question: StateVector | null;
	presence: boolean;
}

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
	/** How often in a row something was cut out of what it sent because of whose client ids it used. */
	foreignAsks = 0;
	readonly #websocket: WebSocket;
	readonly #stream: Duplex;
	readonly #limits: RoomLimits;
	readonly #events: ConnectionEvents;
	readonly #usage: Usage;
	#state: State = { at: 'waiting', frames: [] };
	#stall: Stall | null = null;
	#readingSince: number | null = null;
	#pingsUnanswered = 0;
	#updatesUnderWay = 0;
	#bytesUnderWay = 0;
	/** Reasons for not reading the socket. */
	#pausedByStore = false;
	#pausedByUsage = false;

	constructor(
		websocket: WebSocket,
		stream: Duplex,
		request: JoinRequest,
		{ limits, events, usage }: { limits: RoomLimits; events: ConnectionEvents; usage: Usage }
	) {
		this.request = request;
		this.identity = request.identity;
		this.#websocket = websocket;
		this.#stream = stream;
		this.#limits = limits;
		this.#events = events;
		this.#usage = usage;
		websocket.on('message', (data, isBinary) => this.#receive(data, isBinary));
		websocket.on('pong', () => (this.#pingsUnanswered = 0));
		websocket.on('close', () => this.#end());
		// `ws` closes a socket that breaks the WebSocket protocol by itself, with 1002, 1007 or 1009.
		websocket.on('error', () => websocket.terminate());
		websocket.pause();
	}

	get isOpen(): boolean {
		return this.#state.at !== 'closed';
	}

	get isStalled(): boolean {
		return this.#stall !== null;
	}

	/** The document is there: hands on what waited, in order. */
	open(): void {
		if (this.#state.at !== 'waiting') return;
		const { frames } = this.#state;
		this.#state = { at: 'open' };
		for (const frame of frames) if (this.isOpen) this.#handOn(frame);
		this.#readOrNot();
	}

	/** For what only this connection gets: always sent. */
	send(message: WebSocketMessage): void {
		if (this.#canSend) this.#write(message);
	}

	/** The answer to a state vector, after which it is told what others write. */
	answer(messages: Iterable<WebSocketMessage>): void {
		let bytes = 0;
		for (const message of messages) {
			bytes += message.length;
			this.send(message);
		}
		this.#pauseFor(this.#usage.answered(bytes, !this.synced, performance.now()));
		this.synced = true;
	}

	/** Part of a broadcast of updates; one who reads too slowly gets it later. `mark`: what it has without this. */
	deliver(message: WebSocketMessage, mark: number): void {
		if (!this.#canSend) return;
		if (this.#keepsUp()) this.#write(message);
		else this.#fallBehind().mark ??= mark;
	}

	/** Part of a broadcast of presence. */
	deliverPresence(message: WebSocketMessage): void {
		if (!this.#canSend) return;
		if (this.#keepsUp()) this.#write(message);
		else this.#fallBehind().presence = true;
	}

	/** Whether a question may be answered at once; otherwise it is kept, the latest one only, until there is room. */
	mayAnswer(question: StateVector): boolean {
		if (this.#keepsUp()) return true;
		this.#fallBehind().question = question;
		return false;
	}

	/** What was kept from it; from here on it is a reader like the others. */
	catchUp(): Stall | null {
		const stall = this.#stall;
		this.#stall = null;
		return stall;
	}

	/** Whether its person may use so many client ids for the first time; closes it otherwise. */
	mayClaim(clients: number): boolean {
		if (this.#usage.claim(clients, performance.now())) return true;
		this.refuse(CLOSE.tooMany, 'too-many', 'too many client ids of one person');
		return false;
	}

	/** What its mark counted is no longer there: it gets everything. */
	forgetMark(): void {
		if (this.#stall !== null && this.#stall.mark !== null) this.#stall.mark = -1;
	}

	close(code: CloseCode): void {
		if (this.#state.at === 'closed') return;
		this.#websocket.resume();
		this.#websocket.close(code);
		// Somebody who reads nothing never answers the close.
		const { terminate } = this;
		setTimeout(terminate, CLOSE_TIMEOUT_MS).unref();
		this.#end();
	}

	/** Closes because of what came, and says so once in the log. */
	refuse(code: CloseCode, refusal: Refusal, reason: string): void {
		if (this.#state.at === 'closed') return;
		this.#events.refused(this, refusal, reason);
		this.close(code);
	}

	readonly terminate = (): void => {
		this.#websocket.terminate();
	};

	/**
	 * A half-open connection answers none of two pings in a row. One that still has much to read would find the ping only
	 * behind it: it has time by how much that is.
	 */
	ping(now: number): void {
		if (this.#state.at === 'closed') return;
		const waiting = this.#stream.writableLength;
		if (waiting > MUCH_TO_READ_BYTES) {
			this.#readingSince ??= this.#stall?.since ?? now;
			const { stallMs, slowestBytesPerSecond } = this.#limits;
			const allowedMs = stallMs + (waiting / slowestBytesPerSecond) * 1000;
			if (now - this.#readingSince < allowedMs) return;
			return this.refuse(CLOSE.tooSlow, 'too-slow', `${waiting} bytes wait to be read`);
		}
		this.#readingSince = null;
		if (this.#pingsUnanswered >= 2) {
			this.#end();
			this.terminate();
			return;
		}
		this.#pingsUnanswered += 1;
		this.#websocket.ping();
	}

	/** Whoever writes faster than the store takes is not read for a while. */
	updateStarted(bytes: number): void {
		this.#updatesUnderWay += 1;
		this.#bytesUnderWay += bytes;
		if (this.#pausedByStore) return;
		if (this.#updatesUnderWay < MAX_UPDATES_UNDER_WAY && this.#bytesUnderWay < MAX_BYTES_UNDER_WAY) return;
		this.#pausedByStore = true;
		this.#readOrNot();
	}

	updateEnded(bytes: number): void {
		this.#updatesUnderWay -= 1;
		this.#bytesUnderWay -= bytes;
		if (!this.#pausedByStore) return;
		if (this.#updatesUnderWay > MAX_UPDATES_UNDER_WAY / 2 || this.#bytesUnderWay > MAX_BYTES_UNDER_WAY / 2)
			return;
		this.#pausedByStore = false;
		this.#readOrNot();
	}

	get #canSend(): boolean {
		return this.#state.at !== 'closed' && this.#websocket.readyState === this.#websocket.OPEN;
	}

	/**
	 * On the stream itself rather than through `ws`, which would make a head for every reader and write it apart: a
	 * message is whole, nothing is compressed and nothing fragmented, so it never falls into the middle of another.
	 */
	#write(message: WebSocketMessage): void {
		this.#stream.write(message);
		this.#events.sent(message.length);
	}

	#keepsUp(): boolean {
		return this.#stall === null && this.#stream.writableLength <= this.#limits.stallBytes;
	}

	#fallBehind(): Stall {
		if (this.#stall === null) {
			this.#stall = { since: performance.now(), mark: null, question: null, presence: false };
			this.#stream.once('drain', () => {
				if (this.isOpen) this.#events.drained(this);
			});
		}
		return this.#stall;
	}

	#receive(data: RawData, isBinary: boolean): void {
		if (this.#state.at === 'closed') return;
		this.#pingsUnanswered = 0;
		const frame = isBinary && data instanceof Uint8Array ? parseFrame(data) : null;
		if (frame === null) {
			return this.refuse(CLOSE.malformed, 'malformed', 'a frame was no message of the protocol');
		}
		if (!this.#pay(frame, (data as Uint8Array).length)) return;
		if (this.#state.at === 'open') return this.#handOn(frame);
		if (this.#state.frames.push(frame) > MAX_WAITING_FRAMES) {
			this.refuse(CLOSE.tooMany, 'too-many', 'too many frames before the document was loaded');
		}
	}

	/** Whether it is within the limits. */
	#pay(frame: Frame, bytes: number): boolean {
		const cost = frame.kind === 'sync-step-1' ? SYNC_STEP_1_COST : 1;
		const charge = this.#usage.charge(cost, bytes, performance.now());
		if (!charge.ok) {
			this.refuse(CLOSE.tooMany, 'too-many', `too many frames of one ${charge.of}`);
			return false;
		}
		this.#pauseFor(charge.pauseMs);
		return true;
	}

	#pauseFor(milliseconds: number): void {
		if (milliseconds === 0 || this.#pausedByUsage) return;
		this.#pausedByUsage = true;
		this.#readOrNot();
		setTimeout(() => {
			this.#pausedByUsage = false;
			this.#readOrNot();
		}, milliseconds).unref();
	}

	#readOrNot(): void {
		if (this.#state.at !== 'open') return;
		if (this.#pausedByStore || this.#pausedByUsage) this.#websocket.pause();
		else this.#websocket.resume();
	}

	/** Whatever a frame sets off, a bug of ours included, ends at most the connection that sent it. */
	#handOn(frame: Frame): void {
		try {
			this.#events.frame(this, frame);
		} catch (error) {
			const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
			this.refuse(CLOSE.malformed, 'malformed', reason);
		}
	}

	#end(): void {
		if (this.#state.at === 'closed') return;
		this.#state = { at: 'closed' };
		this.#events.closed(this);
	}
}
