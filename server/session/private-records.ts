import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Refusal } from '#model/session/commands.ts';
import type { PrivateCommand } from '#model/session/commands/people.ts';
import { applyPrivateCommand } from '#model/session/private.ts';
import { AGAIN, untilWritten } from '../attempts.ts';
import type { SessionParts } from './session-parts.ts';

/** What each person has in a session for themselves alone: one record a person, told to nobody else. */
export class PrivateRecords {
	readonly #parts: SessionParts;

	constructor(parts: SessionParts) {
		this.#parts = parts;
	}

	/** `null`: it is done. */
	async carryOut(session: SessionId, by: IdentityId, command: PrivateCommand): Promise<Refusal | null> {
		if (command.type !== 'send-prompt') return this.#change(session, by, command, by);
		const members = await this.#parts.store.members(session);
		const people = [...new Set(command.to)];
		if (people.length === 0 || people.some((id) => !members.has(id))) return 'unknown-member';
		const refusals = await Promise.all(people.map((person) => this.#change(session, person, command, by)));
		return refusals.find((refusal) => refusal !== null) ?? null;
	}

	#change(
		session: SessionId,
		whose: IdentityId,
		command: PrivateCommand,
		by: IdentityId
	): Promise<Refusal | null> {
		const { store, news, now } = this.#parts;
		return untilWritten(async () => {
			const before = await store.privateThings(session, whose);
			const outcome = applyPrivateCommand(before.things, command, by, now());
			if (!outcome.ok) return outcome.refusal;
			if (!(await store.putPrivateThings(session, whose, outcome.things, before.version))) return AGAIN;
			news.own.privateChanged(session, whose);
			return null;
		});
	}
}
