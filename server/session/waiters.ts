import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Log } from '../log.ts';
import type { Door } from './door.ts';
import type { GatewaySocket } from './gateway-socket.ts';
import { LEAVE_AFTER_MS } from './roster.ts';

interface Waiter {
	readonly session: SessionId;
	readonly identity: IdentityId;
	/** One for each tab. */
	readonly sockets: Set<string>;
	/** Runs while the last tab is gone and may come back, as on a reload. */
	leaving: NodeJS.Timeout | undefined;
}

const RENEWED_EVERY_MS = 30_000;

export interface WaitersParts {
	readonly door: Pick<Door, 'isThere' | 'isGone'>;
	readonly log: Log;
}

/** Who is connected to this node and waits at a door: the list of those who wait follows who is there. */
export class Waiters {
	readonly #parts: WaitersParts;
	readonly #waiters = new Map<string, Waiter>();
	readonly #renewing: NodeJS.Timeout;

	constructor(parts: WaitersParts) {
		this.#parts = parts;
		this.#renewing = setInterval(() => {
			for (const waiter of this.#waiters.values())
				if (waiter.sockets.size > 0) this.#write(waiter, 'isThere');
		}, RENEWED_EVERY_MS);
		this.#renewing.unref();
	}

	came({ id, data: { session, identity } }: GatewaySocket): void {
		const key = `${session}/${identity}`;
		const waiter = this.#waiters.get(key) ?? { session, identity, sockets: new Set(), leaving: undefined };
		this.#waiters.set(key, waiter);
		clearTimeout(waiter.leaving);
		waiter.sockets.add(id);
		this.#write(waiter, 'isThere');
	}

	/** They are in: how long they stay is the roster's. */
	letIn({ data: { session, identity } }: GatewaySocket): void {
		const key = `${session}/${identity}`;
		clearTimeout(this.#waiters.get(key)?.leaving);
		this.#waiters.delete(key);
	}

	/** A connection is closed, of whomever. */
	left({ id, data: { session, identity } }: GatewaySocket): void {
		const key = `${session}/${identity}`;
		const waiter = this.#waiters.get(key);
		if (waiter === undefined || !waiter.sockets.delete(id) || waiter.sockets.size > 0) return;
		waiter.leaving = setTimeout(() => {
			this.#waiters.delete(key);
			this.#write(waiter, 'isGone');
		}, LEAVE_AFTER_MS);
		waiter.leaving.unref();
	}

	/** Forgets everybody without telling: they come to another node, or their time runs out. */
	close(): void {
		clearInterval(this.#renewing);
		for (const { leaving } of this.#waiters.values()) clearTimeout(leaving);
		this.#waiters.clear();
	}

	#write({ session, identity }: Waiter, what: 'isThere' | 'isGone'): void {
		this.#parts.door[what](session, identity).catch((error: unknown) =>
			this.#parts.log.error({ err: error }, 'who waits at a door could not be written down')
		);
	}
}
