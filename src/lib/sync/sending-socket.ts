import { parseFrame, encodeSyncStep2, encodeUpdate } from '#protocol/sync.ts';
import { Pace } from './pace.ts';
import { splitUpdate } from './update/split-update.ts';

/**
 * Larger updates go in pieces of this size: each is acknowledged for itself, so that a slow line is heard of every few
 * seconds and a broken one costs one piece; and the server takes no frame above 4 MiB.
 */
export const PIECE_BYTES = 256 * 1024;
/** What may wait in the browser: more would only keep cursors and answers back. */
const MAX_BUFFERED_BYTES = 1024 * 1024;
const LOOK_AGAIN_MS = 50;

const SYNC = 0;
const STEP_2 = 1;
const UPDATE = 2;

export interface Sent {
	readonly answer: boolean;
	readonly brings: boolean;
	readonly frames: number;
}

export interface SendingEvents {
	/**
	 * An update is on its way, in so many frames; `answer`: it is a sync step 2; `brings`: something is in it that the server
	 * does not have, beside what was deleted. The acknowledgements count the frames of one connection, and this is the
	 * place that knows them.
	 */
	sent(socket: WebSocket, sent: Sent): void;
	/** Something came from the server. */
	heard(socket: WebSocket): void;
}

/**
 * A WebSocket class for the provider, which makes one for each connection. A large update leaves in pieces, as the server
 * can take them.
 */
export function sendingSocket(events: SendingEvents): typeof WebSocket {
	return class extends WebSocket {
		readonly #pace = new Pace(performance.now());
		/** Updates in their order; nothing overtakes another. */
		#waiting: Uint8Array<ArrayBuffer>[] = [];
		#timer: ReturnType<typeof setTimeout> | undefined;

		constructor(...address: ConstructorParameters<typeof WebSocket>) {
			super(...address);
			this.addEventListener('message', () => {
				events.heard(this);
				// Timers of a hidden tab may rest for a minute, answers do not.
				if (this.#waiting.length > 0) this.#sendWaiting();
			});
			this.addEventListener('close', () => {
				this.#waiting = [];
				clearTimeout(this.#timer);
			});
		}

		override send(data: Parameters<WebSocket['send']>[0]): void {
			if (!isUpdate(data)) return super.send(data);
			const frames = data.length <= PIECE_BYTES ? [data] : cutFrame(data);
			events.sent(this, { answer: data[1] === STEP_2, brings: brings(data), frames: frames.length });
			this.#waiting.push(...frames);
			this.#sendWaiting();
		}

		#sendWaiting(): void {
			clearTimeout(this.#timer);
			for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
				const mayGo =
					this.bufferedAmount < MAX_BUFFERED_BYTES && this.#pace.take(next.length, performance.now());
				if (!mayGo) {
					this.#timer = setTimeout(() => this.#sendWaiting(), LOOK_AGAIN_MS);
					return;
				}
				this.#waiting.shift();
				super.send(next);
			}
		}
	};
}

function isUpdate(data: unknown): data is Uint8Array<ArrayBuffer> {
	return data instanceof Uint8Array && data[0] === SYNC && (data[1] === STEP_2 || data[1] === UPDATE);
}

/** An update begins with the number of clients that made something in it. */
function brings(data: Uint8Array): boolean {
	const frame = parseFrame(data);
	return (frame?.kind === 'sync-step-2' || frame?.kind === 'update') && frame.update[0] !== 0;
}

/**
 * Of a sync step 2 the first piece is the step 2. It tells the server that what it asked for is coming, so that it asks anew
 * for whatever of it cannot be taken; were it the last, the server would believe that it brought all of that again.
 */
function cutFrame(data: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer>[] {
	const frame = parseFrame(data);
	if (frame?.kind !== 'sync-step-2' && frame?.kind !== 'update') return [data];
	return splitUpdate(frame.update, PIECE_BYTES).map((piece, index) =>
		frame.kind === 'sync-step-2' && index === 0 ? encodeSyncStep2(piece) : encodeUpdate(piece)
	);
}
