import { randomBytes } from 'node:crypto';
import type { SessionId } from '#model/ids.ts';
import { followsMethod, type Method, type MethodRef } from '#model/problem/method.ts';
import { applyCommand } from '#model/session/apply-command.ts';
import type { Actor, Command, Outcome, Refusal } from '#model/session/commands.ts';
import type { NewGroup } from '#model/session/commands/rounds.ts';
import { isWider } from '#model/session/label.ts';
import { planOf } from '#model/session/apply/phase-round.ts';
import { boardsBefore } from '#model/session/phase-groups.ts';
import { leastUsedColors } from '#model/session/members.ts';
import type { Session } from '#model/session/session.ts';
import type { CommandAnswer, VersionedSession } from '#protocol/session.ts';
import { AGAIN, untilWritten } from '../attempts.ts';
import type { BoardDocuments } from './board-documents.ts';
import type { Memberships } from './memberships.ts';
import type { Pairings } from './pairings.ts';
import type { SessionParts } from './session-parts.ts';

/** 256 bits. */
const LINK_SECRET_BYTES = 32;

type Prepared =
	{ readonly ok: true; readonly secret?: string } | { readonly ok: false; readonly refusal: Refusal };

/** A method that ships, or one of the session's own; `null`: there is none. */
export type MethodOf = (session: SessionId, method: MethodRef) => Promise<Method | null>;

export interface RecordChangesParts extends SessionParts {
	readonly memberships: Memberships;
	readonly documents: BoardDocuments;
	readonly pairings: Pairings;
	readonly methodOf: MethodOf;
}

/** Changes the records of sessions, each by compare-and-set; other nodes may change the same ones at the same time. */
export class RecordChanges {
	readonly #store: SessionParts['store'];
	readonly #news: SessionParts['news'];
	readonly #memberships: Memberships;
	readonly #documents: BoardDocuments;
	readonly #pairings: Pairings;
	readonly #methodOf: MethodOf;
	readonly #now: () => number;

	constructor({ store, news, memberships, documents, pairings, methodOf, now }: RecordChangesParts) {
		this.#store = store;
		this.#news = news;
		this.#memberships = memberships;
		this.#documents = documents;
		this.#pairings = pairings;
		this.#methodOf = methodOf;
		this.#now = now;
	}

	/**
	 * Carries out a command of somebody who was found to be a member; the answer is for them. `written`: what its new page
	 * says, where it makes one.
	 */
	async command(
		found: VersionedSession,
		actor: Actor,
		command: Command,
		written: Uint8Array | null = null
	): Promise<CommandAnswer> {
		let prepared: Prepared | null = null;
		let tried = false;
		return untilWritten<CommandAnswer>(async () => {
			// Read a moment ago for the actor's rights; anew only where somebody was quicker, since a large record takes a while.
			const current = tried ? await this.#store.session(found.session.id) : found;
			tried = true;
			if (current === null) return refuse('forbidden');
			const outcome: Outcome = applyCommand(current.session, command, actor, this.#now());
			if (!outcome.ok) return outcome;
			prepared ??= await this.#prepare(current.session, command, written);
			if (!prepared.ok) return prepared;
			const version = await this.#store.putSession(outcome.session, current.version);
			if (version === null) return AGAIN;
			this.#news.own.sessionChanged({ version, session: outcome.session }, current);
			await this.#afterwards(outcome.session, command);
			return { ...prepared, version };
		});
	}

	async #afterwards(session: Session, command: Command): Promise<void> {
		// Again: on another node somebody may have come in by it while it still stood.
		if (command.type === 'revoke-link') await this.#memberships.takeBack(session, command.link);
		// The link first, so that the screen's membership can always be taken back.
		if (command.type === 'pair-screen') await this.#pairScreen(session, command);
	}

	async #pairScreen(
		session: Session,
		{ link: id, code }: Extract<Command, { type: 'pair-screen' }>
	): Promise<void> {
		const identity = await this.#pairings.waiting(code);
		const link = session.links.find((found) => found.id === id);
		if (identity === null || link?.screen == null) return;
		const [color] = leastUsedColors([]);
		await this.#memberships.letIn(session, { id: identity, name: link.screen, color: color! }, link);
		await this.#pairings.complete(code, session.id);
	}

	/** What the server itself does to a session; `null` when that leaves it as it is. Rejects when the store is too busy. */
	change(
		session: SessionId,
		change: (current: Session) => Session
	): Promise<{ readonly before: Session; readonly after: Session } | null> {
		return untilWritten(async () => {
			const current = await this.#store.session(session);
			if (current === null) return null;
			const after = change(current.session);
			if (after === current.session) return null;
			const version = await this.#store.putSession(after, current.version);
			if (version === null) return AGAIN;
			this.#news.own.sessionChanged({ version, session: after }, current);
			return { before: current.session, after };
		});
	}

	/** What must be true before the session shows the command's result. */
	async #prepare(session: Session, command: Command, written: Uint8Array | null): Promise<Prepared> {
		switch (command.type) {
			// The board's document first: a board that shows up without one would be refused to whoever opens it.
			case 'add-board': {
				const board = { id: command.board, kind: command.kind };
				return (await this.#documents.prepare(session.id, board)) ? { ok: true } : refuse('duplicate');
			}
			// What the screens promise, they take from the method's words; so the rules must be the method's own.
			case 'start-method': {
				const method = await this.#methodOf(session.id, command.method);
				if (method === null || !followsMethod(command.phases, method)) return refuse('unknown-method');
				return { ok: true };
			}
			case 'summarise': {
				if (written === null) return refuse('not-saved');
				const board = { id: command.board, kind: 'page' } as const;
				return (await this.#documents.prepare(session.id, board, { written }))
					? { ok: true }
					: refuse('duplicate');
			}
			case 'write-up': {
				if (written === null) return refuse('not-saved');
				const page = { id: command.page, kind: 'page' } as const;
				return (await this.#documents.prepare(session.id, page, { written }))
					? { ok: true }
					: refuse('duplicate');
			}
			case 'plan-round':
				return this.#prepareGroups(session, command.groups);
			case 'plan-phase-round':
				return this.#preparePhaseGroups(session, command);
			case 'add-group':
				return this.#prepareGroups(session, [command.group]);
			// What to take first: whoever sees that it is asked for, on whichever node, can carry it out.
			case 'harvest': {
				await this.#store.putHarvest(session.id, command.harvest, { take: command.take, made: null }, 0);
				return { ok: true };
			}
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
					role: command.role,
					at: this.#now()
				});
				return { ok: true, secret };
			}
			case 'pair-screen':
				return (await this.#pairings.waiting(command.code)) === null ? refuse('unknown-code') : { ok: true };
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
			const like = board.like === null ? [] : [board.like];
			if (!(await this.#documents.prepare(session.id, board, { like }))) return refuse('duplicate');
		}
		return { ok: true };
	}

	/** A group's board asks what the board of all does; where two become one, it begins with what is on both of theirs. */
	async #preparePhaseGroups(
		session: Session,
		command: Extract<Command, { type: 'plan-phase-round' }>
	): Promise<Prepared> {
		const planning = planOf(session, command, this.#now());
		const before = typeof planning === 'string' ? [] : boardsBefore(planning.plan);
		for (const [index, { board: own }] of command.groups.entries()) {
			if (own === null) continue;
			if (
				!(await this.#documents.prepare(session.id, own, { like: before[index] ?? [], asks: command.board }))
			)
				return refuse('duplicate');
		}
		return { ok: true };
	}
}

function refuse(refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } {
	return { ok: false, refusal };
}
