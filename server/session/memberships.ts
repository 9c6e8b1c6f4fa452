import type { IdentityId, LinkId, SessionId } from '#model/ids.ts';
import type { Refusal } from '#model/session/commands.ts';
import { admit, cleanName, takeBackLink, type MemberOutcome } from '#model/session/members.ts';
import type { Member, MemberColor, RoleLink, Session } from '#model/session/session.ts';
import { AGAIN, untilWritten } from '../attempts.ts';
import type { SessionParts } from './session-parts.ts';
import type { StoredMember } from './session-store.ts';

export interface Profile {
	readonly name: string;
	readonly color: MemberColor;
}

/** Who is in a session, and with which role. Other nodes may change the same records at the same time. */
export class Memberships {
	readonly #store: SessionParts['store'];
	readonly #news: SessionParts['news'];
	readonly #now: SessionParts['now'];

	constructor({ store, news, now }: SessionParts) {
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
	letIn(
		session: Session,
		arriving: Profile & { readonly id: IdentityId },
		link: Pick<RoleLink, 'id' | 'role'> | null
	): Promise<Member> {
		return untilWritten(async () => {
			const before = await this.#store.member(session.id, arriving.id);
			const after = admit(before?.member ?? null, arriving, link, this.#now());
			if ((await this.#store.putMember(session.id, after, before?.version ?? 0)) === null) return AGAIN;
			this.#news.own.memberChanged(session, after, before?.member ?? null);
			return after;
		});
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
	change(
		session: Session,
		decide: (members: ReadonlyMap<IdentityId, Member>) => MemberOutcome
	): Promise<Refusal | null> {
		return untilWritten(async () => {
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
			return complete ? null : AGAIN;
		});
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
