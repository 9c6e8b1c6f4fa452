import type { IdentityId } from '#model/ids.ts';
import { RateLimit } from './rate-limit.ts';

/** A person types a code wrong a few times; a machine tries thousands. */
const WRONG_CODE_COST = 20;
const START_COST = 10;
const IDENTITY = { burst: 120, perMinute: 60 };

/** Who asks: by address always, and by identity where there is one. */
export interface Asker {
	readonly address: string;
	readonly identity: IdentityId | null;
}

/** How often somebody may start, join and look up codes. */
export class JoinLimits {
	readonly #addresses: RateLimit;
	readonly #identities: RateLimit;

	/** `perMinute`: for one address, behind which a whole conference may sit. `nowMs` is monotonic. */
	constructor(perMinute: number, nowMs: () => number) {
		this.#addresses = new RateLimit({ burst: perMinute, perMinute }, nowMs);
		this.#identities = new RateLimit(IDENTITY, nowMs);
	}

	/** 0 when it may be done, otherwise the seconds to wait. */
	ask(asker: Asker): number {
		return this.#take(asker, 1);
	}

	/** Like `ask`, for starting a session: that stores several records and documents. */
	askToStart(asker: Asker): number {
		return this.#take(asker, START_COST);
	}

	/** After `ask`: the code or the secret was wrong. */
	wasWrong({ address, identity }: Asker): void {
		this.#addresses.charge(address, WRONG_CODE_COST - 1);
		if (identity !== null) this.#identities.charge(identity, WRONG_CODE_COST - 1);
	}

	#take({ address, identity }: Asker, cost: number): number {
		const byAddress = this.#addresses.take(address, cost);
		return byAddress > 0 || identity === null ? byAddress : this.#identities.take(identity, cost);
	}
}
