import type { IdentityId, SessionId } from '#model/ids.ts';
import type { PrivateCommand, Refusal } from '#model/session/commands.ts';
import { applyPrivateCommand } from '#model/session/private.ts';
import { MAX_ATTEMPTS, pauseAfter } from './memberships.ts';
import type { SessionNews } from './session-news.ts';
import type { SessionStore } from './session-store.ts';

/** What each person has in a session for themselves alone: one record a person, told to nobody else. */
export class PrivateRecords {
	readonly #store: SessionStore;
	readonly #news: SessionNews;
	readonly #now: () => number;

	constructor(store: SessionStore, news: SessionNews, now: () => number) {
		this.#store = store;
		this.#news = news;
		this.#now = now;
	}

	/** `null`: it is done. */
	async carryOut(session: SessionId, by: IdentityId, command: PrivateCommand): Promise<Refusal | null> {
		if (command.type !== 'send-prompt') return this.#change(session, by, command, by);
		const members = await this.#store.members(session);
		const people = [...new Set(command.to)];
		if (people.length === 0 || people.some((id) => !members.has(id))) return 'unknown-member';
		const refusals = await Promise.all(people.map((person) => this.#change(session, person, command, by)));
		return refusals.find((refusal) => refusal !== null) ?? null;
	}

	async #change(
		session: SessionId,
		whose: IdentityId,
		command: PrivateCommand,
		by: IdentityId
	): Promise<Refusal | null> {
		for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			const before = await this.#store.privateThings(session, whose);
			const outcome = applyPrivateCommand(before.things, command, by, this.#now());
			if (!outcome.ok) return outcome.refusal;
			if (await this.#store.putPrivateThings(session, whose, outcome.things, before.version)) {
				this.#news.own.privateChanged(session, whose);
				return null;
			}
			await pauseAfter(attempt);
		}
		return 'not-saved';
	}
}
