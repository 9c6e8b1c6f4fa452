import { createSubscriber } from 'svelte/reactivity';

/** Often enough that no second is skipped on screen, seldom enough to cost nothing. */
const TICK_MS = 250;

/** A page that is just loading may read a welcome so much after it was sent; what is further off is another clock. */
const READ_LATE_MS = 3_000;

/** The server's time as this device can know it: everything that people wait for together is told in it. */
export class ServerClock {
	readonly #local: () => number;
	/** What to add to the device's clock, and how far off that may be. */
	#offsetMs = $state.raw(0);
	#doubtMs = Infinity;
	#isKnown = false;
	readonly #subscribe = createSubscriber((update) => {
		const timer = setInterval(update, TICK_MS);
		return () => clearInterval(timer);
	});

	/** @param local milliseconds since the epoch, by this device. */
	constructor(local: () => number) {
		this.#local = local;
	}

	/** Milliseconds since the epoch, server time. */
	now(): number {
		return this.#local() + this.#offsetMs;
	}

	/** The same, for what is shown: it moves on while somebody looks. */
	get ticking(): number {
		this.#subscribe();
		return this.now();
	}

	/** How far the server's clock is ahead of this device's, in milliseconds. */
	get aheadMs(): number {
		return this.#offsetMs;
	}

	/** As it was when this device last heard: far better than nothing, until the server says. */
	remember(aheadMs: number): void {
		this.#offsetMs = aheadMs;
		this.#doubtMs = Infinity;
		this.#isKnown = true;
	}

	/**
	 * A new connection may be to another node, with a clock of its own. A welcome is read some time after it was sent: what
	 * was known before is kept if that explains the difference.
	 */
	welcomed(serverNow: number): void {
		this.#doubtMs = Infinity;
		const readLateMs = this.now() - serverNow;
		if (this.#isKnown && readLateMs >= 0 && readLateMs <= READ_LATE_MS) return;
		this.#offsetMs = serverNow - this.#local();
		this.#isKnown = true;
	}

	/** An answer to the question that was asked at `askedAt`, device time: half of the way there and back is its age. */
	heard(serverNow: number, askedAt: number): void {
		const roundTripMs = this.#local() - askedAt;
		if (roundTripMs < 0 || roundTripMs > this.#doubtMs) return;
		this.#doubtMs = roundTripMs;
		this.#isKnown = true;
		this.#offsetMs = serverNow + roundTripMs / 2 - this.#local();
	}
}
