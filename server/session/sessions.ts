import { randomBytes } from 'node:crypto';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { applyCommand, cleanTitle } from '#model/session/apply-command.ts';
import type { Actor, Command, MemberCommand, Refusal } from '#model/session/commands.ts';
import { createJoinCode, parseJoinCode } from '#model/session/join-code.ts';
import {
	admit,
	applyMemberCommand,
	cleanName,
	takeBackLink,
	type MemberOutcome
} from '#model/session/members.ts';
import type { Board, Member, MemberColor, Session } from '#model/session/session.ts';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import type { CommandAnswer, VersionedSession } from '#protocol/session.ts';
import { StoreError } from '../store/store.ts';
import type { DocumentRecord } from './records.ts';
import { Serial } from './serial.ts';
import type { SessionStore, StoredMember } from './session-store.ts';

/** Hears of every change, in the order in which they happened, after they are stored. */
export interface SessionListener {
	sessionChanged(after: VersionedSession, before: Session): void;
	memberChanged(session: Session, after: Member, before: Member | null): void;
	memberRemoved(session: Session, identity: IdentityId): void;
}

export interface Profile {
	readonly name: string;
	readonly color: MemberColor;
}

export interface SessionsOptions {
	readonly store: SessionStore;
	/** Gives a board's new document its first content; rejects when it could not be stored. */
	readonly seed: (name: DocumentName, kind: Board['kind']) => Promise<void>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** A compare-and-set that fails this often has met a broken store rather than other writers. */
const MAX_ATTEMPTS = 5;
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
	readonly #listeners = new Set<SessionListener>();

	constructor({ store, seed, now }: SessionsOptions) {
		this.#store = store;
		this.#seed = seed;
		this.#now = now;
	}

	listen(listener: SessionListener): void {
		this.#listeners.add(listener);
	}

	/** Runs `work` between two changes of this session: what it reads stays true until it is done. */
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
		const member = await this.#admit(session, arriving, secret);
		if (member !== null) await this.#store.putProfile(member.id, { name: member.name, color: member.color });
		return member;
	}

	#admit(
		session: SessionId,
		arriving: Profile & { readonly id: IdentityId },
		secret: string | undefined
	): Promise<Member | null> {
		return this.between(session, async () => {
			const name = cleanName(arriving.name);
			const current = await this.#store.session(session);
			if (name === null || current === null) return null;
			const link = secret === undefined ? null : await this.#validLink(current.session, secret);
			if (secret !== undefined && link === null) return null;
			for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
				const before = await this.#store.member(session, arriving.id);
				const after = admit(before?.member ?? null, { ...arriving, name }, link, this.#now());
				if ((await this.#store.putMember(session, after, before?.version ?? 0)) === null) continue;
				this.#tellMember(current.session, after, before?.member ?? null);
				return after;
			}
			throw new StoreError('unavailable', 'A membership kept changing under its join');
		});
	}

	/** Carries out a command that was parsed; the answer is for whoever gave it, the change is told to all listeners. */
	command(session: SessionId, by: IdentityId, command: Command | MemberCommand): Promise<CommandAnswer> {
		return this.between(session, async () => {
			const current = await this.#store.session(session);
			const actor = (await this.#store.member(session, by))?.member;
			// Removed between the click and now.
			if (current === null || actor === undefined) return refuse('forbidden');
			switch (command.type) {
				case 'set-profile':
				case 'set-role':
				case 'remove-member': {
					const refusal = await this.#changeMembers(current.session, (members) =>
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
		});
	}

	async #changeSession(session: SessionId, actor: Actor, command: Command): Promise<CommandAnswer> {
		for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt++) {
			const current = await this.#store.session(session);
			if (current === null) return refuse('forbidden');
			const outcome = applyCommand(current.session, command, actor, this.#now());
			if (!outcome.ok) return outcome;
			const prepared = await this.#prepare(current.session, command);
			if (!prepared.ok) return prepared;
			const version = await this.#store.putSession(outcome.session, current.version);
			if (version === null) continue;
			const after: VersionedSession = { version, session: outcome.session };
			for (const listener of this.#listeners) listener.sessionChanged(after, current.session);
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
				const refusal = await this.#changeMembers(session, (members) => takeBackLink(members, command.link));
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

	async #changeMembers(
		session: Session,
		decide: (members: ReadonlyMap<IdentityId, Member>) => MemberOutcome
	): Promise<Refusal | null> {
		const stored = await this.#store.members(session.id);
		const outcome = decide(new Map([...stored].map(([id, { member }]) => [id, member])));
		if (!outcome.ok) return outcome.refusal;
		for (const { id, member } of outcome.changes) {
			const before = stored.get(id);
			if (!(await this.#writeMember(session.id, id, member, before))) return 'not-saved';
			if (member === null) for (const listener of this.#listeners) listener.memberRemoved(session, id);
			else this.#tellMember(session, member, before?.member ?? null);
		}
		return null;
	}

	async #writeMember(
		session: SessionId,
		id: IdentityId,
		member: Member | null,
		before: StoredMember | undefined
	): Promise<boolean> {
		const expected = before?.version ?? 0;
		if (member === null) return this.#store.removeMember(session, id, expected);
		return (await this.#store.putMember(session, member, expected)) !== null;
	}

	async #validLink(session: Session, secret: string): Promise<Session['links'][number] | null> {
		const gives = await this.#store.linkBySecret(secret);
		if (gives === null || gives.session !== session.id) return null;
		return session.links.find((link) => link.id === gives.link && link.revokedAt === null) ?? null;
	}

	#tellMember(session: Session, after: Member, before: Member | null): void {
		for (const listener of this.#listeners) listener.memberChanged(session, after, before);
	}
}

function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
	return { ok: false, refusal };
}
