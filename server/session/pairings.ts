import { createId, type IdentityId, type SessionId } from '#model/ids.ts';
import { createJoinCode, parseJoinCode, type JoinCode } from '#model/session/join-code.ts';
import type { PairingRecord } from './records.ts';
import type { SessionStore } from './session-store.ts';

/** As long as somebody needs to walk to the screen and read it. */
const CODE_FOR_MS = 10 * 60_000;

export interface OfferedScreen {
	readonly code: JoinCode;
	/** Of the screen alone: whoever's browser it runs in, it is nobody of theirs. */
	readonly identity: IdentityId;
	readonly expiresAt: number;
	readonly now: number;
}

/** Screens that show a code, and wait for a facilitator to enter it. */
export class Pairings {
	readonly #store: Pick<SessionStore, 'pairing' | 'putPairing'>;
	readonly #now: () => number;

	constructor(store: Pick<SessionStore, 'pairing' | 'putPairing'>, now: () => number) {
		this.#store = store;
		this.#now = now;
	}

	async offer(): Promise<OfferedScreen> {
		const identity = createId<IdentityId>();
		const now = this.#now();
		const expiresAt = now + CODE_FOR_MS;
		for (;;) {
			const code = createJoinCode();
			if (await this.#store.putPairing(code, { identity, expiresAt, session: null }, 0))
				return { code, identity, expiresAt, now };
		}
	}

	/** How it stands with the code of a screen; `null` when it is none, another screen's, or has expired unused. */
	async of(typed: string, identity: IdentityId): Promise<PairingRecord | null> {
		const found = await this.#find(typed);
		return found?.pairing.identity === identity ? found.pairing : null;
	}

	/** The screen that waits with this code. */
	async waiting(typed: string): Promise<IdentityId | null> {
		const found = await this.#find(typed);
		return found?.pairing.session === null ? found.pairing.identity : null;
	}

	/** Tells the screen where it belongs; a code opens one session, once. */
	async complete(typed: string, session: SessionId): Promise<void> {
		const found = await this.#find(typed);
		if (found?.pairing.session !== null) return;
		await this.#store.putPairing(found.code, { ...found.pairing, session }, found.version);
	}

	async #find(
		typed: string
	): Promise<{ readonly code: JoinCode; readonly pairing: PairingRecord; readonly version: number } | null> {
		const code = parseJoinCode(typed);
		const found = code && (await this.#store.pairing(code));
		if (code === null || found === null || found.pairing.expiresAt <= this.#now()) return null;
		return { code, ...found };
	}
}
