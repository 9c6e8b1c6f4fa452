import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Member } from '#model/session/session.ts';
import type { PeopleNews, Present } from '#protocol/session.ts';

export interface PeopleNewsOptions {
	readonly tell: (session: SessionId, news: PeopleNews) => void;
	/** How many sockets will hear it. */
	readonly listeners: (session: SessionId) => number;
}

interface Gathered {
	readonly members: Map<IdentityId, Member>;
	/** `null`: left. */
	readonly present: Map<IdentityId, Present | null>;
	timer: NodeJS.Timeout;
}

const LEAST_TICK_MS = 20;
/** One write to a socket takes some hundredths of a millisecond, and one redraw in a browser a few. */
const TICK_MS_PER_LISTENER = 0.4;

/** Tells what changes about people once a tick, the latest of each person: a crowd that comes in is no crowd of messages. */
export class PeopleNewsTicker {
	readonly #options: PeopleNewsOptions;
	readonly #gathered = new Map<SessionId, Gathered>();

	constructor(options: PeopleNewsOptions) {
		this.#options = options;
	}

	member(session: SessionId, member: Member): void {
		this.#gather(session).members.set(member.id, member);
	}

	present(session: SessionId, present: Present): void {
		this.#gather(session).present.set(present.id, present);
	}

	left(session: SessionId, identity: IdentityId): void {
		this.#gather(session).present.set(identity, null);
	}

	/** They are no member any more, which is told at once: what was about to be told of them is void. */
	forget(session: SessionId, identity: IdentityId): void {
		const gathered = this.#gathered.get(session);
		gathered?.members.delete(identity);
		gathered?.present.delete(identity);
	}

	/** Tells now what waits. */
	flush(session: SessionId): void {
		const gathered = this.#gathered.get(session);
		if (gathered === undefined) return;
		clearTimeout(gathered.timer);
		this.#gathered.delete(session);
		const members = [...gathered.members.values()];
		const present = [...gathered.present.values()].filter((one) => one !== null);
		const left = [...gathered.present].flatMap(([id, one]) => (one === null ? [id] : []));
		if (members.length + present.length + left.length === 0) return;
		this.#options.tell(session, { members, present, left });
	}

	close(): void {
		for (const { timer } of this.#gathered.values()) clearTimeout(timer);
		this.#gathered.clear();
	}

	#gather(session: SessionId): Gathered {
		const found = this.#gathered.get(session);
		if (found !== undefined) return found;
		const tick = Math.max(LEAST_TICK_MS, this.#options.listeners(session) * TICK_MS_PER_LISTENER);
		const timer = setTimeout(() => this.flush(session), tick);
		const gathered: Gathered = { members: new Map(), present: new Map(), timer };
		this.#gathered.set(session, gathered);
		return gathered;
	}
}
