import type { SessionId } from '#model/ids.ts';
import { createJoinCode, parseJoinCode, type JoinCode } from '#model/session/join-code.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { SessionParts } from './session-parts.ts';

/** Which session a code, or the secret of a link, opens. The session says which code is its own; the rest are of before. */
export class JoinCodes {
	readonly #store: SessionParts['store'];
	readonly #now: SessionParts['now'];

	constructor({ store, now }: Pick<SessionParts, 'store' | 'now'>) {
		this.#store = store;
		this.#now = now;
	}

	/** A new code, which opens nothing until the session has it as its own. */
	async reserve(session: SessionId): Promise<JoinCode> {
		for (;;) {
			const code = createJoinCode();
			if (await this.#store.reserveCode(code, { session, at: this.#now() })) return code;
		}
	}

	/** The session that a typed code opens; `null` for no code and for one that opens nothing, or nothing any more. */
	async byCode(typed: string): Promise<VersionedSession | null> {
		const code = parseJoinCode(typed);
		const id = code && (await this.#store.sessionByCode(code));
		const found = id && (await this.#store.session(id));
		return found && found.session.code === code ? found : null;
	}

	/** The session that the secret of a link opens, whatever its code is by now; `null`: the link does not stand. */
	async bySecret(secret: string): Promise<VersionedSession | null> {
		const gives = await this.#store.linkBySecret(secret);
		const found = gives && (await this.#store.session(gives.session));
		const stands = found?.session.links.some(({ id, revokedAt }) => id === gives?.link && revokedAt === null);
		return stands === true ? found : null;
	}

	/** What is left of a code that its session no longer has. */
	forget(code: JoinCode): Promise<boolean> {
		return this.#store.removeCode(code);
	}
}
