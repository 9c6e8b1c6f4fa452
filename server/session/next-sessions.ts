import { createId, type AgendaItemId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { actionsToTake, type OpenOnBoard, type TakenAction } from '#model/problem/open-actions.ts';
import { runBehind } from '#model/session/boards-of-runs.ts';
import { heldAt, mayTakeAlong, type Continues } from '#model/session/following.ts';
import type { Arrangement, Board, Member, Session } from '#model/session/session.ts';
import { boardsToSummarise, mayName } from '#model/summary/summary.ts';
import type { NextInvitation, Continued } from '#protocol/api.ts';
import { sharedDocument } from '#protocol/documents.ts';
import { parseImageHash } from '#protocol/images.ts';
import { isDocumentsFault } from '../documents/documents-fault.ts';
import type { DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import { NOBODY, type BoardImages } from '../blobs/board-images.ts';
import type { Log } from '../log.ts';
import words from '../messages/en.ts';
import type { Store } from '../store/store.ts';
import type { MethodOf } from './record-changes.ts';
import type { SessionStore } from './session-store.ts';
import type { Sessions } from './sessions.ts';
import type { FirstBoard } from './start-session.ts';

export interface NextSessionsParts {
	readonly sessions: Pick<Sessions, 'start' | 'change' | 'door'>;
	readonly records: SessionStore;
	readonly documents: Pick<Store['documents'], 'load'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly methodOf: MethodOf;
	readonly images: Pick<BoardImages, 'bring'>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	readonly log: Log;
}

/** What a facilitator says of the session that is to follow. */
export interface NextGiven {
	readonly title: string;
	/** Whether what is still to be done comes along. */
	readonly takes: boolean;
	readonly boards: readonly FirstBoard[];
}

/** `label`: what is in the session stays in it. */
export type Continuing =
	| { readonly ok: true; readonly made: Continued }
	| { readonly ok: false; readonly refusal: 'invalid' | 'label' };

interface Collected {
	readonly actions: readonly TakenAction[];
	/** Boards that could not be read: what is on them stays there. */
	readonly unread: number;
}

const NOTHING: Collected = { actions: [], unread: 0 };
const AGENDA_MINUTES = 10;

/** Sessions that go on from others. */
export class NextSessions {
	readonly #parts: NextSessionsParts;

	constructor(parts: NextSessionsParts) {
		this.#parts = parts;
	}

	/**
	 * Starts the session that goes on from this one, with what is still to be done; the one there is already, where somebody has.
	 * The record of the earlier session is written last: should this process end before, the actions are open where they were.
	 */
	async goOn(session: Session, by: Member, given: NextGiven): Promise<Continuing> {
		if (session.next !== null) return this.#there(session.next.session);
		if (given.takes && !mayTakeAlong(session)) return { ok: false, refusal: 'label' };
		const { actions, unread } = given.takes ? await this.#collect(session) : NOTHING;
		const next = await this.#start(session, by, given, actions);
		if (next === null) return { ok: false, refusal: 'invalid' };
		const since = this.#parts.now();
		const ids = actions.map(({ id }) => id);
		await this.#parts.sessions.change(session.id, (current) =>
			current.next === null ? { ...current, next: { session: next, since, actions: ids } } : current
		);
		const stands = (await this.#parts.records.session(session.id))?.session.next?.session;
		if (stands === undefined || stands === next)
			return { ok: true, made: { session: next, taken: ids.length, unread, isNew: true } };
		// On another node somebody was quicker by a moment: nobody is to find two.
		const member = await this.#parts.records.member(next, by.id);
		if (member !== null) await this.#parts.records.removeMember(next, by.id, member.version);
		return this.#there(stands);
	}

	/** How somebody of this session comes into the next one; `null`: there is none, or they are to stay out. */
	async invitation({ next }: Session, identity: IdentityId): Promise<NextInvitation | null> {
		if (next === null) return null;
		const { records, sessions } = this.#parts;
		const found = await records.session(next.session);
		if (found === null || (await sessions.door.ban(next.session, identity)) !== null) return null;
		const { id, code, title, plannedTime, ended } = found.session;
		const isIn = (await records.member(id, identity)) !== null;
		return { session: isIn ? id : null, code, title, plannedTime, hasEnded: ended !== null };
	}

	#there(session: SessionId): Continuing {
		return { ok: true, made: { session, taken: 0, unread: 0, isNew: false } };
	}

	async #start(
		session: Session,
		by: Member,
		{ title, boards }: NextGiven,
		actions: readonly TakenAction[]
	): Promise<SessionId | null> {
		const { sessions } = this.#parts;
		const board = actions.length === 0 ? null : createId<BoardId>();
		const all = board === null ? boards : [await this.#boardOf(board, session, actions), ...boards];
		const { terms, name, color } = { ...session, name: by.name, color: by.color };
		if (board !== null) await this.#bringImages(board, session, actions);
		const next = await sessions.start(by.id, { title, terms, name, color }, all, arrangement(session, board));
		if (next === null) return null;
		// Who was put out for good is not let in by the code of another day.
		for (const ban of await sessions.door.bans(session.id))
			await sessions.door.putOut(next, ban, { by: ban.by, reason: ban.reason, banned: true });
		return next;
	}

	/** Before the cards that show them. */
	async #bringImages(to: BoardId, session: Session, actions: readonly TakenAction[]): Promise<void> {
		const by = mayName(session, 'file') ? undefined : NOBODY;
		for (const { board, images } of actions)
			for (const { hash: text } of images) {
				const hash = parseImageHash(text);
				if (hash !== null)
					await this.#parts.images.bring(sharedDocument(board), sharedDocument(to), hash, by);
			}
	}

	async #boardOf(id: BoardId, { title }: Session, actions: readonly TakenAction[]): Promise<FirstBoard> {
		const statement = words.lastTime.question(title);
		const written = await this.#parts.pool.run({ kind: 'seed-actions', actions, statement });
		return { id, kind: 'problem', title: words.lastTime.board, written };
	}

	/** What is to be done on the boards that every member may read: what somebody writes alone is not looked at. */
	async #collect(session: Session): Promise<Collected> {
		const found: OpenOnBoard[] = [];
		let unread = 0;
		for (const board of boardsToSummarise(session)) {
			if (board.kind !== 'problem') continue;
			const open = await this.#openOn(session, board);
			if (open === null) unread++;
			else found.push(open);
		}
		// Onto other people's screens, as into a file.
		return { actions: actionsToTake(found, mayName(session, 'file')), unread };
	}

	/** `null`: its document does not open, which says nothing about the others. */
	async #openOn(session: Session, { id }: Board): Promise<OpenOnBoard | null> {
		const { documents, pool, methodOf, log } = this.#parts;
		const run = runBehind(session, id);
		const method = run && (await methodOf(session.id, run.method));
		const groups = session.rounds.flatMap((round) => round.groups);
		try {
			const parts = partsOf(await documents.load(sharedDocument(id)));
			return {
				group: groups.find(({ boards }) => boards.includes(id))?.name ?? null,
				origin: { session: session.id, board: id, title: session.title, heldAt: heldAt(session) },
				actions: await pool.run({ kind: 'open-actions', method, parts })
			};
		} catch (error) {
			if (!isDocumentsFault(error)) throw error;
			log.warn({ document: id, err: error }, 'a board could not be read for the next session');
			return null;
		}
	}
}

/** The same people meet again: what they agreed on among themselves holds until somebody changes it. */
function arrangement(session: Session, board: BoardId | null): Partial<Arrangement> {
	const { id, title, label, namesStripped, settings, meeting } = session;
	const continues: Continues = { session: id, title, heldAt: heldAt(session), label, board };
	const item = {
		id: createId<AgendaItemId>(),
		title: words.lastTime.board,
		minutes: AGENDA_MINUTES,
		board,
		doneAt: null
	};
	const agenda = { items: board === null ? [] : [item], current: null };
	return { label, namesStripped, settings, meeting, continues, agenda };
}
