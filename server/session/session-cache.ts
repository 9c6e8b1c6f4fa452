import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Member, Session } from '#model/session/session.ts';
import type { VersionedSession } from '#protocol/session.ts';
import type { SessionListener, SessionNews } from './session-news.ts';
import type { SessionStore } from './session-store.ts';
import type { Release } from './session-watch.ts';

/** One session as this node's clients have been told of it. */
export interface KnownSession {
	readonly state: VersionedSession;
	readonly members: ReadonlyMap<IdentityId, Member>;
}

interface Held {
	holders: number;
	state: VersionedSession | null;
	readonly members: Map<IdentityId, Member>;
}

/**
 * The sessions that people of this node are in, so that three hundred who come at once do not each have three hundred
 * memberships read. It changes with what clients are told, in the same order; what is not held is forgotten.
 */
export class SessionCache implements SessionListener {
	readonly #store: Pick<SessionStore, 'session' | 'members'>;
	readonly #held = new Map<SessionId, Held>();

	constructor(store: Pick<SessionStore, 'session' | 'members'>, news: SessionNews) {
		this.#store = store;
		news.listen(this);
		news.listenToOwn({
			sessionChanged: () => undefined,
			memberChanged: () => undefined,
			memberRemoved: () => undefined,
			doorChanged: () => undefined,
			privateChanged: () => undefined,
			// Nobody knows what the store has now: read it again.
			inDoubt: (session) => this.#forget(session)
		});
	}

	/** Call it while the session's changes are heard of, and `read` only until it is released. */
	hold(session: SessionId): Release {
		const held = this.#held.get(session) ?? { holders: 0, state: null, members: new Map() };
		this.#held.set(session, held);
		held.holders += 1;
		let released = false;
		return () => {
			if (released) return;
			released = true;
			held.holders -= 1;
			if (held.holders === 0) this.#held.delete(session);
		};
	}

	/** Whether somebody still holds it. */
	isHeld(session: SessionId): boolean {
		return this.#held.has(session);
	}

	/** Call it between two changes of the session; `null` when there is no such session. */
	async read(session: SessionId): Promise<KnownSession | null> {
		const held = this.#held.get(session);
		if (held?.state) return { state: held.state, members: held.members };
		const [state, stored] = await Promise.all([this.#store.session(session), this.#store.members(session)]);
		if (state === null) return null;
		const members = new Map([...stored].map(([id, { member }]) => [id, member]));
		if (held === undefined) return { state, members };
		held.state = state;
		held.members.clear();
		for (const [id, member] of members) held.members.set(id, member);
		return { state, members: held.members };
	}

	/** What is known without asking the store; `null` when nothing is. */
	peek(session: SessionId): KnownSession | null {
		const held = this.#held.get(session);
		return held?.state ? { state: held.state, members: held.members } : null;
	}

	sessionChanged(after: VersionedSession): void {
		const held = this.#held.get(after.session.id);
		if (held?.state && held.state.version < after.version) held.state = after;
	}

	memberChanged({ id }: Session, after: Member): void {
		const held = this.#held.get(id);
		if (held?.state) held.members.set(after.id, after);
	}

	memberRemoved({ id }: Session, identity: IdentityId): void {
		this.#held.get(id)?.members.delete(identity);
	}

	membersRead({ id }: Session, members: ReadonlyMap<IdentityId, Member>): void {
		const held = this.#held.get(id);
		if (!held?.state) return;
		held.members.clear();
		for (const [member, one] of members) held.members.set(member, one);
	}

	#forget(session: SessionId): void {
		const held = this.#held.get(session);
		if (held === undefined) return;
		held.state = null;
		held.members.clear();
	}
}
