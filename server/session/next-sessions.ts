import { createId, type AgendaItemId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { attachedTo } from '#model/problem/card-details.ts';
import { actionsToTake, type OpenOnBoard, type TakenAction } from '#model/problem/open-actions.ts';
import { runBehind } from '#model/session/boards-of-runs.ts';
import { cleanTitle } from '#model/session/apply/outcome.ts';
import { heldAt, mayTakeAlong, type Continues } from '#model/session/following.ts';
import type { AgendaItem } from '#model/session/agenda.ts';
import { LIMITS, type Arrangement, type Board, type Member, type Session } from '#model/session/session.ts';
import { boardsToSummarise, mayName } from '#model/summary/summary.ts';
import type { NextInvitation, Continued } from '#protocol/api.ts';
import { sharedDocument } from '#protocol/documents.ts';
import { parseImageHash } from '#protocol/images.ts';
import { isDocumentsFault } from '../documents/documents-fault.ts';
import type { DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import { NOBODY, type BoardImages } from '../blobs/board-images.ts';
import type { Communities } from '../community/communities.ts';
import type { Recurring } from '../community/recurring.ts';
import type { Log } from '../log.ts';
import words from '../messages/en.ts';
import type { Store } from '../store/store.ts';
import { NextPlans, type NextPlan } from './next-plans.ts';
import type { MethodOf } from './record-changes.ts';
import type { SessionStore } from './session-store.ts';
import type { Sessions } from './sessions.ts';
import type { FirstBoard } from './start-session.ts';

export interface NextSessionsParts {
	readonly sessions: Pick<Sessions, 'start' | 'change' | 'door'>;
	readonly records: Pick<SessionStore, 'session' | 'member'>;
	readonly store: Pick<Store, 'records'>;
	readonly documents: Pick<Store['documents'], 'load'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly methodOf: MethodOf;
	readonly images: Pick<BoardImages, 'bring'>;
	readonly communities: Pick<Communities, 'of'>;
	readonly recurring: Recurring;
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
	readonly #plans: NextPlans;

	constructor(parts: NextSessionsParts) {
		this.#parts = parts;
		this.#plans = new NextPlans(parts.store.records);
	}

	/**
	 * Starts the session that goes on from this one, with what is still to be done; the one there is already, where somebody has. What it
	 * is to be is decided and kept first, and the record of the earlier session is written last. So where this process ends before,
	 * whoever asks again goes on with the very same session, and until then the actions are open where they were.
	 */
	async goOn(session: Session, by: Member, given: NextGiven): Promise<Continuing> {
		if (session.next !== null) return this.#there(session.next.session);
		if (given.takes && !mayTakeAlong(session)) return { ok: false, refusal: 'label' };
		if (cleanTitle(given.title) === null) return { ok: false, refusal: 'invalid' };
		const plan = await this.#plans.kept(
			session.id,
			// What came along by another's wish is left here again where this one does not want it, or may not.
			({ from }) => given.takes || from === null,
			(next) => this.#plan(next, session, given)
		);
		// Again, now that there is a plan: another node may have carried out the one before, and taken it away.
		const stands = (await this.#parts.records.session(session.id))?.session.next ?? null;
		if (stands === null && !(await this.#start(session, by, plan, given.title)))
			return { ok: false, refusal: 'invalid' };
		const isNew = stands === null && (await this.#link(session.id, plan));
		await this.#plans.remove(session.id);
		if (!isNew) return this.#there(stands?.session ?? plan.session);
		const { actions, unread } = plan;
		return { ok: true, made: { session: plan.session, taken: actions.length, unread, isNew } };
	}

	/** False where somebody has done it already. */
	async #link(session: SessionId, plan: NextPlan): Promise<boolean> {
		const { sessions, records, now } = this.#parts;
		const made = (await records.session(plan.session))?.session.continues;
		// It may have been made by a plan that was decided anew since; what does not lie there stays open here.
		const actions = made?.board === plan.from ? plan.actions : [];
		const next = { session: plan.session, since: now(), actions };
		const changed = await sessions.change(session, (current) =>
			current.next === null ? { ...current, next } : current
		);
		return changed !== null;
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

	async #plan(next: SessionId, session: Session, { takes, boards }: NextGiven): Promise<NextPlan> {
		const { actions, unread } = takes ? await this.#collect(session) : NOTHING;
		const from = actions.length === 0 ? null : createId<BoardId>();
		const all = from === null ? boards : [await this.#boardOf(from, session, actions), ...boards];
		return {
			session: next,
			boards: all.map(({ id = createId<BoardId>(), kind, title, written }) => {
				return { id, kind, title, written: written ? Buffer.from(written).toString('base64') : null };
			}),
			from,
			actions: actions.map(({ id }) => id),
			images: actions.flatMap((action) => attachedTo(action).map((hash) => ({ board: action.board, hash }))),
			unread
		};
	}

	/** May be done again. False: that is no session. */
	async #start(session: Session, by: Member, plan: NextPlan, title: string): Promise<boolean> {
		const { sessions } = this.#parts;
		const { terms, name, color } = { ...session, name: by.name, color: by.color };
		if (plan.from !== null) await this.#bringImages(plan.from, session, plan.images);
		const boards = plan.boards.map(({ written, ...board }) => {
			return written === null ? board : { ...board, written: new Uint8Array(Buffer.from(written, 'base64')) };
		});
		const given = { title, terms, name, color };
		const community = await this.#parts.communities.of(session);
		const recurring = await this.#parts.recurring(community, session.createdAt);
		const arranged = { ...arrangement(session, plan.from, recurring), community };
		const made = await sessions.start(by.id, given, boards, arranged, plan.session);
		if (made === null) return false;
		// Who was put out for good is not let in by the code of another day.
		for (const ban of await sessions.door.bans(session.id))
			await sessions.door.putOut(made, ban, { by: ban.by, reason: ban.reason, banned: true });
		return true;
	}

	/** Before the cards that show them. */
	async #bringImages(to: BoardId, session: Session, images: NextPlan['images']): Promise<void> {
		const by = mayName(session, 'file') ? undefined : NOBODY;
		for (const { board, hash: text } of images) {
			const hash = parseImageHash(text);
			if (hash !== null) await this.#parts.images.bring(sharedDocument(board), sharedDocument(to), hash, by);
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
function arrangement(
	session: Session,
	board: BoardId | null,
	recurring: readonly string[]
): Partial<Arrangement> {
	const { id, title, label, namesStripped, settings, meeting } = session;
	// What is called red is none of the business of those who come to the next one only.
	const known = label === 'red' ? '' : title;
	const continues: Continues = { session: id, title: known, heldAt: heldAt(session), label, board };
	const item = (given: string, about: BoardId | null): AgendaItem => ({
		id: createId<AgendaItemId>(),
		title: given.slice(0, LIMITS.titleLength),
		minutes: AGENDA_MINUTES,
		board: about,
		doneAt: null
	});
	const items = [
		...(board === null ? [] : [item(words.lastTime.board, board)]),
		...recurring.map((one) => item(words.lastTime.recurring(one), null))
	];
	const agenda = { items, current: null };
	return { label, namesStripped, settings, meeting, continues, agenda };
}
