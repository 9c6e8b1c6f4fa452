import { randomBytes } from 'node:crypto';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { applyCommand, cleanTitle } from '#model/session/apply-command.ts';
import type { Actor, Command, MemberCommand, Refusal } from '#model/session/commands.ts';
import { createJoinCode, parseJoinCode } from '#model/session/join-code.ts';
import { applyMemberCommand, cleanName } from '#model/session/members.ts';
import type { Board, Member, Session } from '#model/session/session.ts';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import type { CommandAnswer, VersionedSession } from '#protocol/session.ts';
import { MAX_ATTEMPTS, Memberships, pauseAfter, type Profile } from './memberships.ts';
import type { DocumentRecord } from './records.ts';
import { Serial } from './serial.ts';
import { SessionNews } from './session-news.ts';
import type { SessionStore } from './session-store.ts';

export interface SessionsOptions {
	readonly store: SessionStore;
	/** Gives a board's new document its first content; rejects when it could not be stored. */
	readonly seed: (name: DocumentName, kind: Board['kind']) => Promise<void>;
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
	readonly #seed: SessionsOptions['seed'];
	readonly #now: () => number;
	readonly #serial = new Serial<SessionId>();
	readonly #memberships: Memberships;
	readonly news = new SessionNews();

	constructor({ store, seed, now }: SessionsOptions) {
		this.#store = store;
		this.#seed = seed;
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
			await this.#prepareDocument(id, board, kind);
			made.push({ id: board, kind, title: boardTitle, createdAt: now, createdBy: by, archivedAt: null });
		}
		let code = createJoinCode();
		while (!(await this.#store.reserveCode(code, id))) code = createJoinCode();
		const terms = given.terms.trim();
		await this.#store.putSession(
			{ id, title, terms, code, createdAt: now, createdBy: by, boards: made, links: [] },
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
			const outcome = applyCommand(current.session, command, actor, this.#now());
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

	/** What must be true before the session shows the command's result. */
	async #prepare(session: Session, command: Command): Promise<Prepared> {
		switch (command.type) {
			// The board's document first: a board that shows up without one would be refused to whoever opens it.
			case 'add-board': {
				const prepared = await this.#prepareDocument(session.id, command.board, command.kind);
				return prepared ? { ok: true } : refuse('duplicate');
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

	/** False when the name belongs to another session or board already. */
	async #prepareDocument(session: SessionId, board: BoardId, kind: Board['kind']): Promise<boolean> {
		const name = sharedDocument(board);
		const record: DocumentRecord = { session, board };
		const before = await this.#store.document(name);
		if (before === null) {
			await this.#seed(name, kind);
			if (await this.#store.putDocument(name, record)) return true;
		}
		const taken = before ?? (await this.#store.document(name));
		return taken?.session === session && taken.board === board;
	}
}

function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
	return { ok: false, refusal };
}
