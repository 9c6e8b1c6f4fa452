import { randomBytes } from 'node:crypto';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { applyCommand } from '#model/session/apply-command.ts';
import { cleanTitle } from '#model/session/apply/outcome.ts';
import type { Actor, Command, MemberCommand, NewGroup, Outcome, Refusal } from '#model/session/commands.ts';
import { isWider } from '#model/session/label.ts';
import { withLatecomer } from '#model/session/latecomers.ts';
import { createJoinCode, parseJoinCode } from '#model/session/join-code.ts';
import { applyMemberCommand, cleanName, grantClaim } from '#model/session/members.ts';
import { BARE, type Board, type Member, type Session } from '#model/session/session.ts';
import { settle } from '#model/session/time.ts';
import type { CommandAnswer, VersionedSession } from '#protocol/session.ts';
import { BoardDocuments, type SeedDocument } from './board-documents.ts';
import { MAX_ATTEMPTS, Memberships, pauseAfter, type Profile } from './memberships.ts';
import { Serial } from './serial.ts';
import { SessionNews } from './session-news.ts';
import { StoreError } from '../store/store.ts';
import type { SessionStore } from './session-store.ts';

export interface SessionsOptions {
	readonly store: SessionStore;
	readonly seed: SeedDocument;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** 256 bits. */
const LINK_SECRET_BYTES = 32;

type Prepared =
	{ readonly ok: true; readonly secret?: string } | { readonly ok: false; readonly refusal: Refusal };

/** Carries out what people do with sessions: one command after the other in each session, stored before it is told. */
export class Sessions {
	readonly #store: SessionStore;
	readonly #documents: BoardDocuments;
	readonly #now: () => number;
	readonly #serial = new Serial<SessionId>();
	readonly #memberships: Memberships;
	readonly news = new SessionNews();

	constructor({ store, seed, now }: SessionsOptions) {
		this.#store = store;
		this.#documents = new BoardDocuments(store, seed);
		this.#now = now;
		this.#memberships = new Memberships(store, this.news, now);
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

	/** A new session with its first boards; whoever starts it is its facilitator. */
	async start(
		by: IdentityId,
		given: Profile & { readonly title: string; readonly terms: string },
		boards: readonly Pick<Board, 'kind' | 'title'>[]
	): Promise<SessionId | null> {
		const title = cleanTitle(given.title);
		const name = cleanName(given.name);
		if (title === null || name === null) return null;
		const id = createId<SessionId>();
		const now = this.#now();
		const made: Board[] = [];
		for (const { kind, title: boardTitle } of boards) {
			const board = createId<BoardId>();
			await this.#documents.prepare(id, { id: board, kind });
			made.push({
				id: board,
				kind,
				title: boardTitle,
				createdAt: now,
				createdBy: by,
				archivedAt: null,
				locked: false
			});
		}
		let code = createJoinCode();
		while (!(await this.#store.reserveCode(code, id))) code = createJoinCode();
		const terms = given.terms.trim();
		await this.#store.putSession(
			{ id, title, terms, code, createdAt: now, createdBy: by, boards: made, links: [], ...BARE },
			0
		);
		const starter: Member = {
			id: by,
			name,
			color: given.color,
			role: 'facilitator',
			via: null,
			joinedAt: now
		};
		await this.#store.putMember(id, starter, 0);
		await this.#store.putProfile(by, { name, color: given.color });
		return id;
	}

	/** The session that a typed code opens; `null` for no code and for one that opens nothing. */
	async byCode(typed: string): Promise<VersionedSession | null> {
		const code = parseJoinCode(typed);
		const id = code && (await this.#store.sessionByCode(code));
		return id && this.#store.session(id);
	}

	/** Comes in by the code or, with `secret`, by a role link; `null` when the link is none of this session or revoked. */
	async join(
		session: SessionId,
		arriving: Profile & { readonly id: IdentityId },
		secret: string | undefined
	): Promise<Member | null> {
		const member = await this.#changing(session, () => this.#memberships.admit(session, arriving, secret));
		if (member !== null) await this.#store.putProfile(member.id, { name: member.name, color: member.color });
		return member;
	}

	/** Carries out a command that was parsed; the answer is for whoever gave it, the change is told to all listeners. */
	command(session: SessionId, by: IdentityId, command: Command | MemberCommand): Promise<CommandAnswer> {
		return this.#changing(session, () => this.#carryOut(session, by, command));
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
			const changed = await this.#change(session, (current) => settle(current, now).session);
			// The record first: on another node a facilitator may have refused at the same moment, and then this did nothing.
			if (changed === null) return;
			const { granted } = settle(changed.before, now);
			if (granted !== null)
				await this.#memberships.change(changed.after, (members) => grantClaim(members, granted));
			for (const link of expired) await this.#memberships.takeBack(changed.after, link.id);
		});
	}

	/** Somebody is here: puts them into a group where groups are at work and wait for nobody. */
	arrived(session: SessionId, identity: IdentityId): Promise<void> {
		return this.#changing(session, async () => {
			const member = (await this.#store.member(session, identity))?.member;
			if (member === undefined) return;
			await this.#change(session, (current) => {
				const facilitatorIsBack = member.role === 'facilitator' && current.claim !== null;
				return withLatecomer(facilitatorIsBack ? { ...current, claim: null } : current, member);
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
		session: SessionId,
		by: IdentityId,
		command: Command | MemberCommand
	): Promise<CommandAnswer> {
		const current = await this.#store.session(session);
		const actor = (await this.#store.member(session, by))?.member;
		// Removed between the click and now.
		if (current === null || actor === undefined) return refuse('forbidden');
		switch (command.type) {
			case 'set-profile':
			case 'set-role':
			case 'hand-over':
			case 'ban-member':
			case 'remove-member': {
				const refusal = await this.#memberships.change(current.session, (members) =>
					applyMemberCommand(members, command, actor)
				);
				if (refusal === null && command.type === 'set-profile')
					await this.#store.putProfile(by, {
						name: cleanName(command.name) ?? actor.name,
						color: command.color
					});
				return refusal === null ? { ok: true, version: current.version } : refuse(refusal);
			}
			default:
				return this.#changeSession(session, actor, command);
		}
	}

	async #changeSession(session: SessionId, actor: Actor, command: Command): Promise<CommandAnswer> {
		let prepared: Prepared | null = null;
		for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			const current = await this.#store.session(session);
			if (current === null) return refuse('forbidden');
			const outcome: Outcome = applyCommand(current.session, command, actor, this.#now());
			if (!outcome.ok) return outcome;
			prepared ??= await this.#prepare(current.session, command);
			if (!prepared.ok) return prepared;
			const version = await this.#store.putSession(outcome.session, current.version);
			if (version === null) {
				await pauseAfter(attempt);
				continue;
			}
			this.news.own.sessionChanged({ version, session: outcome.session }, current);
			// Again: on another node somebody may have come in by it while it still stood.
			if (command.type === 'revoke-link') await this.#memberships.takeBack(outcome.session, command.link);
			return { ...prepared, version };
		}
		return refuse('not-saved');
	}

	/** What the server itself does to a session; `null` when that leaves it as it is. Rejects when the store is too busy. */
	async #change(
		session: SessionId,
		change: (current: Session) => Session
	): Promise<{ readonly before: Session; readonly after: Session } | null> {
		for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			const current = await this.#store.session(session);
			if (current === null) return null;
			const after = change(current.session);
			if (after === current.session) return null;
			const version = await this.#store.putSession(after, current.version);
			if (version !== null) {
				this.news.own.sessionChanged({ version, session: after }, current);
				return { before: current.session, after };
			}
			await pauseAfter(attempt);
		}
		throw new StoreError('unavailable', 'A session kept changing under the server');
	}

	/** What must be true before the session shows the command's result. */
	async #prepare(session: Session, command: Command): Promise<Prepared> {
		switch (command.type) {
			// The board's document first: a board that shows up without one would be refused to whoever opens it.
			case 'add-board': {
				const board = { id: command.board, kind: command.kind };
				return (await this.#documents.prepare(session.id, board)) ? { ok: true } : refuse('duplicate');
			}
			case 'plan-round':
				return this.#prepareGroups(session, command.groups);
			case 'add-group':
				return this.#prepareGroups(session, [command.group]);
			case 'set-label': {
				if (!isWider(command.label, session.label)) return { ok: true };
				const members = await this.#store.members(session.id);
				const others = [...members.values()].some(({ member }) => member.role !== 'facilitator');
				return others ? refuse('needs-consent') : { ok: true };
			}
			// The secret first: it opens nothing until the session has its link.
			case 'add-link': {
				const secret = randomBytes(LINK_SECRET_BYTES).toString('base64url');
				await this.#store.putLinkSecret(secret, {
					session: session.id,
					link: command.link,
					role: command.role
				});
				return { ok: true, secret };
			}
			// The memberships first: if this fails, the link still stands and can be revoked again.
			case 'revoke-link': {
				const refusal = await this.#memberships.takeBack(session, command.link);
				return refusal === null ? { ok: true } : refuse(refusal);
			}
			default:
				return { ok: true };
		}
	}

	async #prepareGroups(session: Session, groups: readonly NewGroup[]): Promise<Prepared> {
		for (const { board } of groups) {
			if (board === null) continue;
			if (!(await this.#documents.prepare(session.id, board, board.like))) return refuse('duplicate');
		}
		return { ok: true };
	}
}

function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
	return { ok: false, refusal };
}
