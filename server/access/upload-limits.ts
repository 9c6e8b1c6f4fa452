import type { Asker } from './join-limits.ts';
import { RateLimit } from './rate-limit.ts';

/** A megabyte, or a part of one, is one token: forty photographs at once, then one in three seconds. */
const IDENTITY = { burst: 120, perMinute: 60 };
/** Behind one address a whole conference may sit. */
const ADDRESS = { burst: 1_000, perMinute: 600 };
const BYTES_A_TOKEN = 1024 * 1024;
/** What is being read is in memory. Bytes are counted and not uploads: those that come slowly must not shut out others. */
const MOST_BYTES_HELD = 128 * 1024 * 1024;
const AT_ONCE = 400;
const AT_ONCE_FOR_ONE = 3;

/** How much somebody may upload, counted on each node for itself. */
export class UploadLimits {
	readonly #identities: RateLimit;
	readonly #addresses: RateLimit;
	readonly #running = new Map<string, number>();
	#all = 0;
	#held = 0;

	/** `nowMs` is monotonic. */
	constructor(nowMs: () => number) {
		this.#identities = new RateLimit(IDENTITY, nowMs);
		this.#addresses = new RateLimit(ADDRESS, nowMs);
	}

	/** 0 when one more may begin, which `ended` then takes back; otherwise the seconds to wait. */
	begin({ address, identity }: Asker): number {
		const mine = this.#running.get(identity ?? address) ?? 0;
		if (this.#all >= AT_ONCE || mine >= AT_ONCE_FOR_ONE) return 1;
		const wait = this.#addresses.take(address) || (identity === null ? 0 : this.#identities.take(identity));
		if (wait > 0) return wait;
		this.#all++;
		this.#running.set(identity ?? address, mine + 1);
		return 0;
	}

	/** So many more bytes have come. False when others hold all that may be held. */
	hold(bytes: number): boolean {
		if (this.#held + bytes > MOST_BYTES_HELD) return false;
		this.#held += bytes;
		return true;
	}

	/** It was read, all of it or not: `bytes` were held. The first megabyte was counted when it began. */
	ended({ address, identity }: Asker, bytes: number): void {
		const key = identity ?? address;
		this.#all--;
		this.#held -= bytes;
		const mine = (this.#running.get(key) ?? 1) - 1;
		if (mine === 0) this.#running.delete(key);
		else this.#running.set(key, mine);
		const tokens = Math.floor(bytes / BYTES_A_TOKEN);
		this.#addresses.charge(address, tokens);
		if (identity !== null) this.#identities.charge(identity, tokens);
	}
}
