import type { SessionId } from '#model/ids.ts';
import { dueAt } from '#model/session/time.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { Log } from '../log.ts';
import type { SessionNews } from './session-news.ts';

/** The time that all of a session goes by. */
export interface ServerClock {
	/** Server time, milliseconds since the epoch. */
	now(): number;
	/** So often at least whoever waits looks at it anew: it may have been set. */
	readonly lookEveryMs: number;
}

/** The machine's own. */
export const MACHINE_CLOCK: ServerClock = { now: () => Date.now(), lookEveryMs: 60_000 };

export interface ClockworkOptions {
	readonly news: Pick<SessionNews, 'listen'>;
	/** Does what is due in a session, if anything is. Rejects where trying again may help. */
	readonly settle: (session: SessionId) => Promise<void>;
	readonly clock: ServerClock;
	readonly log: Log;
}

const RETRY_MS = 1000;

/**
 * Sees to it that what has a time happens then: in the sessions that people of this node are in. Each node tries for itself,
 * and one is first. Where nobody is, nothing happens until somebody comes: then it is made up for at once.
 */
export class Clockwork {
	readonly #options: ClockworkOptions;
	/** `null`: nothing is due as things stand. */
	readonly #timers = new Map<SessionId, NodeJS.Timeout | null>();

	constructor(options: ClockworkOptions) {
		this.#options = options;
		options.news.listen({
			sessionChanged: (after) => {
				if (this.#timers.has(after.session.id)) this.follow(after);
			},
			memberChanged: () => undefined,
			memberRemoved: () => undefined
		});
	}

	follow({ session }: VersionedSession): void {
		this.#stop(session.id);
		const due = dueAt(session);
		this.#timers.set(session.id, due === null ? null : this.#at(session.id, due));
	}

	forget(session: SessionId): void {
		this.#stop(session);
		this.#timers.delete(session);
	}

	close(): void {
		for (const session of [...this.#timers.keys()]) this.forget(session);
	}

	#stop(session: SessionId): void {
		const timer = this.#timers.get(session);
		if (timer) clearTimeout(timer);
	}

	#at(session: SessionId, due: number): NodeJS.Timeout {
		const wait = Math.min(Math.max(0, due - this.#options.clock.now()), this.#options.clock.lookEveryMs);
		return setTimeout(() => {
			if (due > this.#options.clock.now()) {
				this.#timers.set(session, this.#at(session, due));
				return;
			}
			this.#timers.set(session, null);
			this.#options.settle(session).catch((error: unknown) => {
				this.#options.log.warn({ err: error }, 'what is due in a session could not be stored');
				if (this.#timers.get(session) === null)
					this.#timers.set(session, this.#at(session, this.#options.clock.now() + RETRY_MS));
			});
		}, wait).unref();
	}
}
