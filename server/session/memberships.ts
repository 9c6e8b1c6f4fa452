import { setTimeout } from 'node:timers/promises';
import type { IdentityId, LinkId, SessionId } from '#model/ids.ts';
import type { Refusal } from '#model/session/commands.ts';
import { admit, cleanName, takeBackLink, type MemberOutcome } from '#model/session/members.ts';
import type { Member, MemberColor, RoleLink, Session } from '#model/session/session.ts';
import { StoreError } from '../store/store.ts';
import type { SessionNews } from './session-news.ts';
import type { SessionStore, StoredMember } from './session-store.ts';

export interface Profile {
	readonly name: string;
	readonly color: MemberColor;
}

/** With this many nodes at one record at once, a compare-and-set that fails as often has met a broken store. */
export const MAX_ATTEMPTS = 30;
const PAUSE_MS = 4;

/** Before the next attempt at a compare-and-set: two nodes must not meet again and again. */
export function pauseAfter(attempt: number): Promise<void> {
	return setTimeout(Math.random() * PAUSE_MS * Math.min(attempt + 1, 8));
}

/** Who is in a session, and with which role. Other nodes may change the same records at the same time. */
export class Memberships {
	readonly #store: SessionStore;
	readonly #news: SessionNews;
	readonly #now: () => number;

	constructor(store: SessionStore, news: SessionNews, now: () => number) {
		this.#store = store;
		this.#news = news;
		this.#now = now;
	}

	/** Comes in by the code or, with `secret`, by a role link; `null` when the link is none of this session or revoked. */
	async admit(
		id: SessionId,
		arriving: Profile & { readonly id: IdentityId },
		secret: string | undefined
	): Promise<Member | null> {
		const name = cleanName(arriving.name);
		const session = (await this.#store.session(id))?.session;
		if (name === null || session === undefined) return null;
		const link = secret === undefined ? null : await this.#validLink(session, secret);
		if (secret !== undefined && link === null) return null;
		const member = await this.letIn(session, { ...arriving, name }, link);
		return link === null ? member : this.#unlessRevoked(id, member, link.id);
	}

	/** Lets in somebody whom a facilitator has seen: at the door, or as a screen by its code. */
	async letIn(
		session: Session,
		arriving: Profile & { readonly id: IdentityId },
		link: Pick<RoleLink, 'id' | 'role'> | null
	): Promise<Member> {
		for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			const before = await this.#store.member(session.id, arriving.id);
			const after = admit(before?.member ?? null, arriving, link, this.#now());
			if ((await this.#store.putMember(session.id, after, before?.version ?? 0)) !== null) {
				this.#news.own.memberChanged(session, after, before?.member ?? null);
				return after;
			}
			await pauseAfter(attempt);
		}
		throw new StoreError('unavailable', 'A membership kept changing under its join');
	}

	/** Another node may have revoked the link while this one let somebody in by it, and not have seen them. */
	async #unlessRevoked(id: SessionId, member: Member, link: LinkId): Promise<Member | null> {
		const session = (await this.#store.session(id))?.session;
		const stands = session?.links.some((found) => found.id === link && found.revokedAt === null);
		if (session === undefined || stands === true) return member;
		await this.takeBack(session, link);
		return (await this.#store.member(id, member.id))?.member ?? null;
	}

	/** Takes back what a link gave. */
	takeBack(session: Session, link: LinkId): Promise<Refusal | null> {
		return this.change(session, (members) => takeBackLink(members, link));
	}

	/** Carries out what is decided on the memberships as they are. */
	async change(
		session: Session,
		decide: (members: ReadonlyMap<IdentityId, Member>) => MemberOutcome
	): Promise<Refusal | null> {
		for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			const stored = await this.#store.members(session.id);
			const outcome = decide(new Map([...stored].map(([id, { member }]) => [id, member])));
			if (!outcome.ok) return outcome.refusal;
			const lowered: StoredMember[] = [];
			let complete = true;
			for (const { id, member } of outcome.changes) {
				const before = stored.get(id);
				complete = await this.#write(session, id, member, before);
				// Another node was quicker: what it made of this membership may change what is to be decided.
				if (!complete) break;
				if (before?.member.role === 'facilitator' && member?.role !== 'facilitator') lowered.push(before);
			}
			if (lowered.length > 0 && !(await this.#hasFacilitator(session.id))) {
				await this.#raise(session, lowered);
				return 'last-facilitator';
			}
			if (complete) return null;
			await pauseAfter(attempt);
		}
		return 'not-saved';
	}

	async #hasFacilitator(session: SessionId): Promise<boolean> {
		const members = await this.#store.members(session);
		return [...members.values()].some(({ member }) => member.role === 'facilitator');
	}

	/**
	 * Two nodes that each take a different one of the last two facilitators' role see the other one when they decide,
	 * and at least the later sees nobody when it is done: then it gives the role back.
	 */
	async #raise(session: Session, lowered: readonly StoredMember[]): Promise<void> {
		for (const { member } of lowered) {
			const now = await this.#store.member(session.id, member.id);
			await this.#write(session, member.id, member, now ?? undefined);
		}
	}

	/** False when somebody was quicker. */
	async #write(
		session: Session,
		id: IdentityId,
		member: Member | null,
		before: StoredMember | undefined
	): Promise<boolean> {
		const expected = before?.version ?? 0;
		if (member === null) {
			if (!(await this.#store.removeMember(session.id, id, expected))) return false;
			this.#news.own.memberRemoved(session, id);
			return true;
		}
		if ((await this.#store.putMember(session.id, member, expected)) === null) return false;
		this.#news.own.memberChanged(session, member, before?.member ?? null);
		return true;
	}

	async #validLink(session: Session, secret: string): Promise<Session['links'][number] | null> {
		const gives = await this.#store.linkBySecret(secret);
		if (gives === null || gives.session !== session.id) return null;
		return session.links.find((link) => link.id === gives.link && link.revokedAt === null) ?? null;
	}
}
