import type { IdentityId, SessionId } from '#model/ids.ts';
import { cleanName } from '#model/session/members.ts';
import { LIMITS, type MemberColor } from '#model/session/session.ts';
import type { Ban } from '#protocol/api.ts';
import type { Waiting } from '#protocol/session.ts';
import type { OutRecord } from './records.ts';
import type { SessionParts } from './session-parts.ts';

/** A reason is told to whoever is put out just then, not to somebody who leaves by themselves a day later. */
const TOLD_FOR_MS = 60_000;
const MOST_WAITING = 500;
/** Whoever waits for longer has gone: a session does not go on for that long. They can knock again. */
export const WAITING_FOR_MS = 12 * 60 * 60_000;

/** Whoever knocked is on the way to the door: their page has yet to connect. */
const COMES_WITHIN_MS = 30_000;
/** Of those who are connected, it is renewed more often than this. A node that dies leaves nobody in the list for longer. */
const SEEN_FOR_MS = 75_000;

/** Who is at the door, the longest first, and when to look again: by then somebody may have gone without a word. */
export interface AtDoor {
	readonly waiting: readonly Waiting[];
	/** Server time; `Infinity`: nobody is there. */
	readonly until: number;
}

/** Who waits to be let in, and who was put out. */
export class Door {
	readonly #parts: SessionParts;

	constructor(parts: SessionParts) {
		this.#parts = parts;
	}

	/** Somebody asks to be let in; false when too many wait already. */
	async knock(
		session: SessionId,
		{
			id,
			name: typed,
			color
		}: { readonly id: IdentityId; readonly name: string; readonly color: MemberColor }
	): Promise<boolean> {
		const name = cleanName(typed);
		const before = (await this.#parts.store.waiting(session)).filter((one) => this.#mayWait(one));
		if (name === null || (before.length >= MOST_WAITING && !before.some((one) => one.id === id)))
			return false;
		const since = before.find((one) => one.id === id)?.since ?? this.#parts.now();
		const hereUntil = this.#parts.now() + COMES_WITHIN_MS;
		await this.#parts.store.putWaiting(session, { id, name, color, since, hereUntil });
		this.#parts.news.own.doorChanged(session);
		return true;
	}

	/** Who waits to be let in, and is there. */
	async atDoor(session: SessionId): Promise<AtDoor> {
		const now = this.#parts.now();
		const here = (await this.#parts.store.waiting(session)).filter(
			(one) => this.#mayWait(one) && one.hereUntil > now
		);
		return {
			waiting: here.map(({ id, name, color, since }) => ({ id, name, color, since })),
			until: Math.min(...here.map(({ hereUntil }) => hereUntil))
		};
	}

	/** Whether somebody has knocked and was neither let in nor turned away, be they there at this moment or not. */
	async isWaiting(session: SessionId, person: IdentityId): Promise<Waiting | null> {
		const found = await this.#parts.store.isWaiting(session, person);
		return found !== null && this.#mayWait(found) ? found : null;
	}

	/** They are connected, as they must be found again before long. */
	async isThere(session: SessionId, person: IdentityId): Promise<void> {
		const now = this.#parts.now();
		const before = await this.#parts.store.renewWaiting(session, person, now + SEEN_FOR_MS);
		if (before !== null && before.hereUntil <= now) this.told(session);
	}

	/** They closed their page. Should they come again, they need not knock. */
	async isGone(session: SessionId, person: IdentityId): Promise<void> {
		if ((await this.#parts.store.renewWaiting(session, person, this.#parts.now())) !== null)
			this.told(session);
	}

	#mayWait({ since }: Waiting): boolean {
		return this.#parts.now() - since < WAITING_FOR_MS;
	}

	/** They no longer wait; `null` when they did not. */
	async take(session: SessionId, person: IdentityId): Promise<Waiting | null> {
		const found = await this.isWaiting(session, person);
		if (found === null || !(await this.#parts.store.removeWaiting(session, person))) return null;
		return found;
	}

	/** Tells everybody whom it concerns that the door is not as it was. */
	told(session: SessionId): void {
		this.#parts.news.own.doorChanged(session);
	}

	/** Writes down that somebody is put out, and why, before they are. */
	putOut(
		session: SessionId,
		person: { readonly id: IdentityId; readonly name: string },
		out: { readonly by: IdentityId; readonly reason: string; readonly banned: boolean }
	): Promise<void> {
		const reason = out.reason.trim().slice(0, LIMITS.reasonLength);
		return this.#parts.store.putOut(session, person.id, {
			...out,
			reason,
			name: person.name,
			at: this.#parts.now()
		});
	}

	/** Why somebody is out, if that was just now. */
	async whyOut(session: SessionId, person: IdentityId): Promise<{ reason: string; banned: boolean } | null> {
		const out = await this.#parts.store.out(session, person);
		if (out === null || this.#parts.now() - out.at > TOLD_FOR_MS) return null;
		return { reason: out.reason, banned: out.banned };
	}

	/** `null`: they may come in. */
	async ban(session: SessionId, person: IdentityId): Promise<OutRecord | null> {
		const out = await this.#parts.store.out(session, person);
		return out?.banned === true ? out : null;
	}

	/** False when nobody of this id is banned. */
	async liftBan(session: SessionId, person: IdentityId): Promise<boolean> {
		const out = await this.ban(session, person);
		if (out === null) return false;
		await this.#parts.store.putOut(session, person, { ...out, banned: false });
		return true;
	}

	/** The latest first. */
	async bans(session: SessionId): Promise<Ban[]> {
		const all = await this.#parts.store.outs(session);
		return all
			.filter(([, { banned }]) => banned)
			.map(([id, { name, reason, at, by }]) => ({ id, name, reason, at, by }))
			.toSorted((a, b) => b.at - a.at);
	}
}
