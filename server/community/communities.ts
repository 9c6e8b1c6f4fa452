import type { CommunityId, IdentityId, SessionId } from '#model/ids.ts';
import type { Session } from '#model/session/session.ts';
import type { SessionStore } from '../session/session-store.ts';
import { foundedBy } from './founded-by.ts';

export interface CommunitiesParts {
	readonly sessions: Pick<
		SessionStore,
		'session' | 'member' | 'sessionsOf' | 'out' | 'sessionsOfCommunity' | 'putCommunitySession'
	>;
}

/** A chain of sessions that is longer has a fault; what it belongs to then is no worse than another. */
const MOST_BEFORE = 500;
const MOST_KNOWN = 10_000;

/** Which community a session is of, and who is of a community. */
export class Communities {
	readonly #parts: CommunitiesParts;
	/** Sessions that are known to stand in the list of their community. What a session belongs to never changes. */
	readonly #known = new Map<SessionId, CommunityId>();

	constructor(parts: CommunitiesParts) {
		this.#parts = parts;
	}

	/** The community of a session; one of an earlier release is of that with which its chain began. */
	async of(session: Session): Promise<CommunityId> {
		const known = this.#known.get(session.id);
		if (known !== undefined) return known;
		const community = await this.#resolve(session);
		await this.#parts.sessions.putCommunitySession(community, session.id);
		if (this.#known.size >= MOST_KNOWN) this.#known.clear();
		this.#known.set(session.id, community);
		return community;
	}

	/** The communities that somebody is of: those of sessions in which they are a member or a facilitator, unless put out for good. */
	async ofIdentity(identity: IdentityId): Promise<CommunityId[]> {
		const sessions = await this.#parts.sessions.sessionsOf(identity);
		const found = await Promise.all(sessions.map((session) => this.#through(session, identity)));
		const communities = [...new Set(found.filter((one) => one !== null))];
		const banned = await Promise.all(communities.map((one) => this.#isBanned(one, identity)));
		return communities.filter((_, index) => banned[index] !== true);
	}

	async isOf(community: CommunityId, identity: IdentityId): Promise<boolean> {
		return (await this.ofIdentity(identity)).includes(community);
	}

	/** All sessions of a community, with their records. */
	async sessionsOf(community: CommunityId): Promise<Session[]> {
		const ids = await this.#parts.sessions.sessionsOfCommunity(community);
		const states = await Promise.all(ids.map((id) => this.#parts.sessions.session(id)));
		return states.flatMap((state) => (state === null ? [] : [state.session]));
	}

	async #resolve(session: Session): Promise<CommunityId> {
		let first = session;
		for (let steps = 0; first.community === null && steps < MOST_BEFORE; steps++) {
			if (first.continues === null) break;
			const before = await this.#parts.sessions.session(first.continues.session);
			if (before === null) return foundedBy(first.continues.session);
			first = before.session;
		}
		return first.community ?? foundedBy(first.id);
	}

	/** `null`: they are not in that session, or only look on. */
	async #through(session: SessionId, identity: IdentityId): Promise<CommunityId | null> {
		const member = await this.#parts.sessions.member(session, identity);
		if (member === null || member.member.role === 'viewer') return null;
		const known = this.#known.get(session);
		if (known !== undefined) return known;
		const state = await this.#parts.sessions.session(session);
		return state && this.of(state.session);
	}

	async #isBanned(community: CommunityId, identity: IdentityId): Promise<boolean> {
		const sessions = await this.#parts.sessions.sessionsOfCommunity(community);
		const outs = await Promise.all(sessions.map((session) => this.#parts.sessions.out(session, identity)));
		return outs.some((out) => out?.banned === true);
	}
}
