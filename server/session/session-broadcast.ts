import type { SessionId } from '#model/ids.ts';
import type { VersionedSession } from '#protocol/session.ts';

export interface SessionBroadcastOptions {
	readonly tell: (state: VersionedSession) => void;
	/** How many sockets will hear it. */
	readonly listeners: (session: SessionId) => number;
}

/** With fewer listeners, every version is told. */
const FEW = 60;
const TICK_MS_PER_LISTENER = 0.2;

interface Pending {
	/** The latest that was not told yet; `null`: all were. */
	state: VersionedSession | null;
	timer: NodeJS.Timeout;
}

/**
 * Tells records: at once, and where many listen, after that only the latest of each tick. A hundred people who choose
 * their groups at the same moment must not cost five hundred others a hundred records each.
 */
export class SessionBroadcast {
	readonly #options: SessionBroadcastOptions;
	readonly #pending = new Map<SessionId, Pending>();

	constructor(options: SessionBroadcastOptions) {
		this.#options = options;
	}

	tell(state: VersionedSession): void {
		const { id } = state.session;
		const pending = this.#pending.get(id);
		if (pending !== undefined) {
			pending.state = state;
			return;
		}
		const listeners = this.#options.listeners(id);
		this.#options.tell(state);
		if (listeners < FEW) return;
		const timer = setTimeout(() => this.#ticked(id), listeners * TICK_MS_PER_LISTENER);
		this.#pending.set(id, { state: null, timer });
	}

	close(): void {
		for (const { timer } of this.#pending.values()) clearTimeout(timer);
		this.#pending.clear();
	}

	#ticked(id: SessionId): void {
		const state = this.#pending.get(id)?.state ?? null;
		this.#pending.delete(id);
		if (state !== null) this.tell(state);
	}
}
