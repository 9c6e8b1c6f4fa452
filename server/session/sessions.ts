import type { BoardId, IdentityId, SessionId } from '#model/ids.ts';
import { mayWriteUp } from '#model/problem/engine.ts';
import { runOf } from '#model/problem/run.ts';
import type { Actor, AnyCommand, Refusal } from '#model/session/commands.ts';
import type { DoorCommand, MemberCommand } from '#model/session/commands/people.ts';
import { withLatecomers } from '#model/session/latecomers.ts';
import { applyMemberCommand, cleanName, grantClaim } from '#model/session/members.ts';
import type { Member, Session } from '#model/session/session.ts';
import { mayGive } from '#model/session/permissions.ts';
import { settle } from '#model/session/time.ts';
import type { CommandAnswer } from '#protocol/session.ts';
import { BoardDocuments, type SeedDocument } from './board-documents.ts';
import { Door } from './door.ts';
import { JoinCodes } from './join-codes.ts';
import { Memberships, type Profile } from './memberships.ts';
import { Pairings } from './pairings.ts';
import { PrivateRecords } from './private-records.ts';
import { RecordChanges, type MethodOf } from './record-changes.ts';
import { Serial } from './serial.ts';
import { SessionNews } from './session-news.ts';
import type { SessionStore } from './session-store.ts';
import { startSession } from './start-session.ts';

export interface SessionsOptions {
	readonly store: SessionStore;
	readonly seed: SeedDocument;
	/** A session's summary as the first content of a page; rejects when it cannot be made now. */
	readonly summaryPage: (session: SessionId, timeZone: string) => Promise<Uint8Array | null>;
	/** The first content of a page that says what a method left on a board; `null`: none runs there. */
	readonly writeUp: (session: SessionId, board: BoardId) => Promise<Uint8Array | null>;
	/** A method that ships, or one of the session's own; `null`: there is none. */
	readonly methodOf: MethodOf;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** What became of somebody at the door; `null`: their link is none of this session, or revoked. */
export type Joining =
	| { readonly at: 'in'; readonly member: Member }
	| { readonly at: 'waiting' }
	| { readonly at: 'banned'; readonly reason: string }
	| null;

/** Carries out what people do with sessions: one command after the other in each session, stored before it is told. */
export class Sessions {
	readonly #store: SessionStore;
	readonly #documents: BoardDocuments;
	readonly #now: () => number;
	readonly #summaryPage: SessionsOptions['summaryPage'];
	readonly #writeUp: SessionsOptions['writeUp'];
	readonly #serial = new Serial<SessionId>();
	readonly #memberships: Memberships;
	readonly #records: RecordChanges;
	readonly #private: PrivateRecords;
	readonly door: Door;
	readonly codes: JoinCodes;
	readonly pairings: Pairings;
	readonly news = new SessionNews();

	constructor({ store, seed, summaryPage, writeUp, methodOf, now }: SessionsOptions) {
		this.#store = store;
		this.#documents = new BoardDocuments(store, seed);
		this.#now = now;
		this.#summaryPage = summaryPage;
		this.#writeUp = writeUp;
		const parts = { store, news: this.news, now };
		this.#memberships = new Memberships(parts);
		this.#private = new PrivateRecords(parts);
		this.door = new Door(parts);
		this.codes = new JoinCodes(parts);
		this.pairings = new Pairings(store, now);
		this.#records = new RecordChanges({
			...parts,
			memberships: this.#memberships,
			documents: this.#documents,
			pairings: this.pairings,
			methodOf
		});
	}

	/**
	 * Runs `work` between two changes that this node makes or hears of: nothing is told of the session until it is done,
	 * and what is told afterwards is never older than what it reads.
	 */
	between<T>(session: SessionId, work: () => Promise<T>): Promise<T> {
		return this.#serial.run(session, work);
	}

	/** Resolves when all commands given so far are carried out. */
	idle(): Promise<void> {
		return this.#serial.idle();
	}

	/** See `startSession`. */
	start(
		...given: Parameters<typeof startSession> extends [unknown, ...infer Given] ? Given : never
	): Promise<SessionId | null> {
		const parts = { store: this.#store, now: this.#now, documents: this.#documents, codes: this.codes };
		return startSession(parts, ...given);
	}

	/**
	 * Comes in by the code or, with `secret`, by a role link. Who was put out for good does not; who has only the code may have
	 * to wait, unless they were in before.
	 */
	async join(
		id: SessionId,
		arriving: Profile & { readonly id: IdentityId },
		secret: string | undefined
	): Promise<Joining> {
		const joining = await this.#changing(id, async (): Promise<Joining> => {
			const ban = await this.door.ban(id, arriving.id);
			if (ban !== null) return { at: 'banned', reason: ban.reason };
			if (secret === undefined && (await this.#mustWait(id, arriving.id)))
				return (await this.door.knock(id, arriving)) ? { at: 'waiting' } : null;
			const member = await this.#memberships.admit(id, arriving, secret);
			return member && { at: 'in', member };
		});
		if (joining?.at === 'in' || joining?.at === 'waiting')
			await this.#store.putProfile(arriving.id, { name: arriving.name, color: arriving.color });
		return joining;
	}

	async #mustWait(id: SessionId, identity: IdentityId): Promise<boolean> {
		const session = (await this.#store.session(id))?.session;
		return session?.settings.waitingRoom === true && (await this.#store.member(id, identity)) === null;
	}

	/** Carries out a command that was parsed; the answer is for whoever gave it, the change is told to all listeners. */
	async command(session: SessionId, by: IdentityId, command: AnyCommand): Promise<CommandAnswer> {
		const written = await this.#written(session, by, command);
		return this.#changing(session, () => this.#carryOut(session, by, command, written));
	}

	/** What the command's page is to say. Before its turn: nobody's command waits for the reading of all boards. */
	async #written(id: SessionId, by: IdentityId, command: AnyCommand): Promise<Uint8Array | null> {
		if (command.type !== 'summarise' && command.type !== 'write-up') return null;
		const session = (await this.#store.session(id))?.session;
		const role = (await this.#store.member(id, by))?.member.role;
		if (session === undefined || role === undefined || !mayGive(command.type, role, session.settings))
			return null;
		if (command.type === 'summarise') return this.#summaryPage(id, command.timeZone);
		const run = runOf(session.runs, command.board);
		if (run === null || !mayWriteUp(run, role, session.ended !== null)) return null;
		return this.#writeUp(id, command.board);
	}

	/**
	 * Does what has become due by itself: groups that were called back end, links expire, a claim comes true. Nothing when
	 * nothing is due, so that several nodes may try at once.
	 */
	settle(session: SessionId): Promise<void> {
		return this.#changing(session, async () => {
			const now = this.#now();
			const before = (await this.#store.session(session))?.session;
			if (before === undefined) return;
			const expired = before.links.filter(
				({ expiresAt, revokedAt }) => revokedAt === null && expiresAt !== null && expiresAt <= now
			);
			// The memberships first: if this fails, the link still stands and is tried again.
			for (const link of expired) await this.#memberships.takeBack(before, link.id);
			const changed = await this.#records.change(session, (current) => settle(current, now).session);
			// The record first: on another node a facilitator may have refused at the same moment, and then this did nothing.
			if (changed === null) return;
			const { granted } = settle(changed.before, now);
			if (granted !== null)
				await this.#memberships.change(changed.after, (members) => grantClaim(members, granted));
			for (const link of expired) await this.#memberships.takeBack(changed.after, link.id);
		});
	}

	/** What the server itself does to a session, in the order of its commands. */
	change(session: SessionId, change: (current: Session) => Session): Promise<unknown> {
		return this.#changing(session, () => this.#records.change(session, change));
	}

	/** These are here: puts them into groups where groups are at work and wait for nobody. */
	arrived(session: SessionId, identities: readonly IdentityId[]): Promise<void> {
		return this.#changing(session, async () => {
			const stored = await Promise.all(identities.map((identity) => this.#store.member(session, identity)));
			const members = stored.flatMap((found) => (found === null ? [] : [found.member]));
			if (members.length === 0) return;
			await this.#records.change(session, (current) => {
				const isBack = current.claim !== null && members.some(({ role }) => role === 'facilitator');
				return withLatecomers(isBack ? { ...current, claim: null } : current, members);
			});
		});
	}

	async #changing<T>(session: SessionId, work: () => Promise<T>): Promise<T> {
		try {
			return await this.between(session, work);
		} catch (error) {
			// A store that other nodes share may have taken it and died before it said so.
			this.news.own.inDoubt(session);
			throw error;
		}
	}

	async #carryOut(
		id: SessionId,
		by: IdentityId,
		command: AnyCommand,
		written: Uint8Array | null
	): Promise<CommandAnswer> {
		const current = await this.#store.session(id);
		const actor = (await this.#store.member(id, by))?.member;
		// Removed between the click and now.
		if (current === null || actor === undefined) return refuse('forbidden');
		const { session, version } = current;
		if (!mayGive(command.type, actor.role, session.settings)) return refuse('forbidden');
		const done = (refusal: Refusal | null): CommandAnswer =>
			refusal === null ? { ok: true, version } : refuse(refusal);
		switch (command.type) {
			case 'set-profile':
			case 'set-role':
			case 'hand-over':
			case 'ban-member':
			case 'remove-member':
				return done(await this.#changeMembers(session, actor, command));
			case 'renew-code':
				return done(await this.#renewCode(id));
			case 'admit':
			case 'turn-away':
			case 'lift-ban':
				return done(await this.#atTheDoor(session, actor, command));
			case 'send-prompt':
			case 'dismiss-prompt':
			case 'set-notes':
				return done(await this.#private.carryOut(id, by, command));
			default:
				return this.#records.command(current, actor, command, written);
		}
	}

	async #changeMembers(session: Session, actor: Member, command: MemberCommand): Promise<Refusal | null> {
		const putsOut = command.type === 'remove-member' || command.type === 'ban-member';
		if (putsOut && command.member !== actor.id) {
			const refusal = await this.#putOut(session, actor, command);
			if (refusal !== null) return refusal;
		}
		const refusal = await this.#memberships.change(session, (members) =>
			applyMemberCommand(members, command, actor)
		);
		if (refusal === null && command.type === 'set-profile') {
			const name = cleanName(command.name) ?? actor.name;
			await this.#store.putProfile(actor.id, { name, color: command.color });
		}
		return refusal;
	}

	/** Why, and whether for good, is written down first: whoever is out can ask, and cannot come back in between. */
	async #putOut(
		session: Session,
		actor: Actor,
		command: Extract<MemberCommand, { type: 'remove-member' | 'ban-member' }>
	): Promise<Refusal | null> {
		const stored = await this.#store.members(session.id);
		const members = new Map([...stored].map(([id, { member }]) => [id, member]));
		const outcome = applyMemberCommand(members, command, actor);
		const person = members.get(command.member);
		if (!outcome.ok) return outcome.refusal;
		if (person === undefined) return 'unknown-member';
		const banned = command.type === 'ban-member';
		await this.door.putOut(session.id, person, { by: actor.id, reason: command.reason ?? '', banned });
		return null;
	}

	/** The session first: from then on only the new code opens it, whatever becomes of the old one's record. */
	async #renewCode(id: SessionId): Promise<null> {
		const code = await this.codes.reserve(id);
		const changed = await this.#records.change(id, (session) => ({ ...session, code }));
		if (changed !== null) await this.codes.forget(changed.before.code);
		return null;
	}

	async #atTheDoor(
		session: Session,
		actor: Actor,
		command: Exclude<DoorCommand, { type: 'renew-code' }>
	): Promise<Refusal | null> {
		if (command.type === 'lift-ban')
			return (await this.door.liftBan(session.id, command.person)) ? null : 'unknown-member';
		const person = await this.door.take(session.id, command.person);
		if (person === null) return 'unknown-member';
		if (command.type === 'admit') await this.#memberships.letIn(session, person, null);
		else await this.door.putOut(session.id, person, { by: actor.id, reason: command.reason, banned: false });
		this.door.told(session.id);
		return null;
	}
}

function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
	return { ok: false, refusal };
}
