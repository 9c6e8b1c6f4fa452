import { io, type Socket } from 'socket.io-client';
import type { AnyCommand } from '#model/session/commands.ts';
import type { ClientEvents, CommandAnswer, ServerEvents } from '#protocol/session.ts';
import type { ServerClock } from './server-clock.svelte.ts';
import type { SessionConnectionOptions } from './session-link.ts';

/** The first answer on a fresh connection is late as often as not. */
const CLOCK_QUESTIONS = 3;
const ANSWER_WITHIN_MS = 10_000;
/** A whole room comes back at once after a restart: spread the knocking. */
const RETRY_MS = { least: 700, most: 2_500 };

/** The session's socket: how it is opened, how it comes back, and questions that have an answer. */
export class SessionLine {
	readonly socket: Socket<ServerEvents, ClientEvents>;
	readonly #isOver: () => boolean;
	#retry: ReturnType<typeof setTimeout> | undefined;

	/** @param isOver whether there is nothing to come back to. */
	constructor(
		{ session, origin, credentials }: Pick<SessionConnectionOptions, 'session' | 'origin' | 'credentials'>,
		isOver: () => boolean
	) {
		this.#isOver = isOver;
		this.socket = io(origin, {
			// The server speaks nothing else: the boards need WebSockets anyway.
			transports: ['websocket'],
			auth: (tell) => tell({ session, changes: true, ...credentials.handshake }),
			reconnectionDelay: RETRY_MS.least,
			reconnectionDelayMax: RETRY_MS.most,
			forceNew: true
		});
		window.addEventListener('online', this.#reconnect);
	}

	/** `null`: there was none in time. */
	async ask(command: AnyCommand): Promise<CommandAnswer | null> {
		try {
			return (await this.socket.timeout(ANSWER_WITHIN_MS).emitWithAck('command', command)) as CommandAnswer;
		} catch {
			return null;
		}
	}

	/** @param now milliseconds since the epoch, by this device. */
	async askTheTime(clock: ServerClock, now: () => number): Promise<void> {
		for (let asked = 0; asked < CLOCK_QUESTIONS && this.socket.connected; asked++) {
			const askedAt = now();
			const answer: unknown = await this.socket
				.timeout(ANSWER_WITHIN_MS)
				.emitWithAck('clock')
				.catch(() => null);
			if (typeof answer === 'number') clock.heard(answer, askedAt);
		}
	}

	/** For where the library does not try again by itself. */
	retrySoon(): void {
		clearTimeout(this.#retry);
		const wait = RETRY_MS.least + Math.random() * (RETRY_MS.most - RETRY_MS.least);
		this.#retry = setTimeout(() => this.socket.connect(), wait);
	}

	close(): void {
		clearTimeout(this.#retry);
		window.removeEventListener('online', this.#reconnect);
		this.socket.off();
		this.socket.disconnect();
	}

	readonly #reconnect = (): void => {
		if (this.socket.connected || this.#isOver()) return;
		clearTimeout(this.#retry);
		// Leaves the library's own waiting, which could last seconds more.
		this.socket.disconnect().connect();
	};
}
