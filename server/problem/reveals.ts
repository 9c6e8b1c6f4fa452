import type { BoardId, IdentityId, SessionId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { withRevealDone, withRevealStuck } from '#model/problem/course.ts';
import { authorsAtReveal } from '#model/problem/engine.ts';
import type { PhaseId } from '#model/problem/method.ts';
import { nameOf, pendingIn, stuckIn, type Pending } from '#model/problem/pending.ts';
import type { Names, TakenSheet, Writer } from '#model/problem/reveal.ts';
import { rulesOf, runOf, stepOf } from '#model/problem/run.ts';
import { withRun } from '#model/session/apply/runs.ts';
import { revealTargets } from '#model/session/phase-groups.ts';
import type { Session } from '#model/session/session.ts';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import type { DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import type { Log } from '../log.ts';
import { Serial } from '../session/serial.ts';
import type { SessionStore } from '../session/session-store.ts';
import { StoreError, type Store } from '../store/store.ts';
import type { Rooms } from '../sync/rooms-port.ts';
import { inParallel } from './in-parallel.ts';
import { nameOfCard, RevealPlans, type Plan } from './reveal-plans.ts';
import { SheetImages, type SheetImagesParts } from './sheet-images.ts';
import { SheetReader } from './sheet-reader.ts';

type Reveal = Extract<Pending, { do: 'reveal' }>;

/** One card that its author shows. */
export interface OneCard {
	readonly session: SessionId;
	readonly board: BoardId;
	readonly phase: PhaseId;
	/** As it is called on the sheet. */
	readonly card: CardId;
	readonly names: Names;
}

/** `not-now`: all cards of the phase are being shown meanwhile, this one among them. */
export type Showing = 'shown' | 'not-there' | 'not-now';

/** Which document it was on; a worker is not told. */
interface SheetOf extends TakenSheet {
	readonly document: DocumentName;
}

const SHEETS_AT_ONCE = 8;
const NONE: typeof pendingIn = () => [];
const NOTHING: Plan = { board: null, groups: [], sheets: [], unread: 0 };

export interface RevealsParts {
	readonly store: Pick<Store, 'documents' | 'records'>;
	readonly sessions: Pick<SessionStore, 'session' | 'members' | 'sheet' | 'sheets' | 'profile'>;
	readonly rooms: Pick<Rooms, 'append'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	readonly images: SheetImagesParts['images'];
	/** Changes the record by compare-and-set. */
	readonly change: (session: SessionId, change: (current: Session) => Session) => Promise<unknown>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	/** Milliseconds of a clock that only goes on. */
	readonly nowMs: () => number;
	readonly log: Log;
}

/**
 * Moves cards from sheets to the shared board: the plan first, then the board, then the sheets, then the record. Each step
 * may be done again, by the same server or another, without a card being lost, doubled or named.
 *
 * A card that is shown by its author while all are revealed, on another node perhaps, comes once. Its plan is stored before the record
 * is read again; the record says `revealing` before the plans of cards are listed. So either whoever shows it sees the reveal and leaves
 * it to that, or the reveal sees the card's plan and carries it out itself, by the same bytes, before it reads any sheet.
 */
export class Reveals {
	readonly #parts: RevealsParts;
	readonly #plans: RevealPlans;
	readonly #sheets: SheetReader;
	readonly #images: SheetImages;
	/** On one node, one after the other, which spares work that would be thrown away. */
	readonly #boards = new Serial<BoardId>();

	constructor(parts: RevealsParts) {
		this.#parts = parts;
		this.#plans = new RevealPlans(parts.store.records);
		this.#sheets = new SheetReader({ documents: parts.store.documents, ...parts });
		this.#images = new SheetImages({ documents: parts.store.documents, ...parts });
	}

	/** Nothing where it is done already. Rejects when it should be tried again. */
	carryOut(session: SessionId, reveal: Reveal): Promise<void> {
		return this.#boards.run(reveal.board, () => this.#carryOut(session, reveal));
	}

	async #carryOut(session: SessionId, reveal: Reveal): Promise<void> {
		const { now, change } = this.#parts;
		const plan =
			(await this.#isPending(session, reveal)) &&
			(await this.#plans.kept(nameOf(reveal), () => this.#plan(session, reveal)));
		// Looked at again now that there is a plan: another node may have finished in between, and this one be of nothing.
		if (plan && (await this.#isPending(session, reveal))) {
			await this.#write(reveal.board, plan);
			await change(session, (current) => done(current, reveal, plan.unread, now()));
			await this.#leaveImages(reveal.board, plan);
		}
		// One that is stuck is carried out some day, by the plan that there is: part of it may be written.
		await this.#plans.tidy(reveal.board, () => this.#pending(session, stuckIn));
	}

	/** The record says that the board could not be opened: what is hidden stays so until a facilitator says that it is to be tried again. */
	async giveUp(session: SessionId, { board, phase, since }: Reveal): Promise<void> {
		const { change, now } = this.#parts;
		await change(session, (current) => {
			const run = runOf(current.runs, board);
			const after = run && withRevealStuck(run, phase, since, now());
			return after === null || after === run ? current : withRun(current, after);
		});
	}

	/**
	 * Shows one card of somebody's sheet, as its author asks, in a phase that shows cards one by one. It may be asked for again
	 * after a crash, or by two tabs at once.
	 */
	showCard(author: IdentityId, card: OneCard): Promise<Showing> {
		return this.#boards.run(card.board, () => this.#showCard(author, card));
	}

	async #showCard(author: IdentityId, { session, board, phase, card, names }: OneCard): Promise<Showing> {
		const { sessions } = this.#parts;
		const document = await sessions.sheet(board, author);
		const before = await this.#hiding(session, board, phase);
		if (document === null) return 'not-there';
		if (before === null) return 'not-now';
		const found = await this.#sheets.one(document, phase, card);
		if (found?.cards.length !== 1 || found.without === null) return 'not-there';
		const { cards, without } = found;
		const name = nameOfCard(board, card);
		const plan = await this.#plans.kept(name, async () => ({
			board: await this.#place(
				board,
				phase,
				[{ document, cards, writer: writerOf(author, await sessions.profile(author)) }],
				names
			),
			groups: [],
			sheets: [{ document, without }],
			unread: 0
		}));
		const isOvertaken = (await this.#hiding(session, board, phase)) !== before;
		// Looked at again now that there is a plan: another tab may have finished in between, and this one be of nothing.
		const isThere = !isOvertaken && (await this.#isOn(document, phase, card));
		if (isThere) await this.#write(board, plan);
		if (isThere) await this.#leaveImages(board, plan);
		await this.#plans.remove(name);
		if (isOvertaken) return 'not-now';
		return isThere ? 'shown' : 'not-there';
	}

	/** How it stands with what a phase hides, as the store has it; `null`: its cards are being moved this very moment. */
	async #hiding(session: SessionId, board: BoardId, phase: PhaseId): Promise<string | null> {
		const run = runOf((await this.#parts.sessions.session(session))?.session.runs ?? [], board);
		const step = run && stepOf(run, phase);
		return !step || step.hiding.at === 'revealing' ? null : JSON.stringify([step.attempt, step.hiding]);
	}

	async #isOn(document: DocumentName, phase: PhaseId, card: CardId): Promise<boolean> {
		return (await this.#sheets.one(document, phase, card))?.cards.length === 1;
	}

	/** The boards first, so that no card is nowhere. */
	async #write(board: BoardId, plan: Plan): Promise<void> {
		const { rooms } = this.#parts;
		if (plan.board !== null) await rooms.append(sharedDocument(board), plan.board);
		for (const group of plan.groups) await rooms.append(sharedDocument(group.board), group.update);
		await inParallel(plan.sheets, SHEETS_AT_ONCE, ({ document, without }) => this.#empty(document, without));
	}

	/** Last: nobody waits for it. */
	#leaveImages(board: BoardId, { groups, sheets }: Plan): Promise<void> {
		const boards = [board, ...groups.map((group) => group.board)].map(sharedDocument);
		return this.#images.leave(
			sheets.map(({ document }) => document),
			boards
		);
	}

	async #isPending(session: SessionId, reveal: Reveal): Promise<boolean> {
		return (await this.#pending(session)).has(nameOf(reveal));
	}

	async #pending(session: SessionId, besides = NONE): Promise<ReadonlySet<string>> {
		const runs = (await this.#parts.sessions.session(session))?.session.runs ?? [];
		return new Set([...pendingIn(runs), ...besides(runs)].map(nameOf));
	}

	/** Cards that somebody was showing when this began come by the plan that there is for them. */
	async #finishShown(board: BoardId, phase: PhaseId): Promise<void> {
		for (const { name, card, plan } of await this.#plans.ofCards(board)) {
			const sheet = plan.sheets[0]?.document;
			// Shown already, or taken back by its author: whoever showed it ends it.
			if (sheet === undefined || !(await this.#isOn(sheet, phase, card))) continue;
			await this.#write(board, plan);
			await this.#plans.remove(name);
		}
	}

	async #plan(session: SessionId, { board, phase }: Reveal): Promise<Plan> {
		const { sessions } = this.#parts;
		const record = (await sessions.session(session))?.session;
		const run = record && runOf(record.runs, board);
		const rules = run && rulesOf(run, phase);
		if (!rules) return NOTHING;
		await this.#finishShown(board, phase);
		const [sheets, members] = await Promise.all([sessions.sheets(board), sessions.members(session)]);
		const found = await this.#sheets.all(
			sheets.map(({ document }) => document),
			phase
		);
		const taken: SheetOf[] = [];
		const emptied: Plan['sheets'] = [];
		for (const [index, { author, document }] of sheets.entries()) {
			const { cards, without } = found[index] ?? { cards: [], without: null };
			if (without === null || cards.length === 0) continue;
			const member = members.get(author)?.member ?? (await sessions.profile(author));
			taken.push({ document, cards, writer: writerOf(author, member) });
			emptied.push({ document, without });
		}
		const unread = found.filter((one) => one === null).length;
		const plan = { board: null as Uint8Array | null, groups: [] as Plan['groups'], sheets: emptied, unread };
		const left = new Set(taken);
		for (const { board: to, authors } of revealTargets(record, run, phase)) {
			const theirs = [...left].filter(({ writer }) => authors?.includes(writer.id) !== false);
			for (const sheet of theirs) left.delete(sheet);
			const update = await this.#place(to, phase, theirs, authorsAtReveal(rules));
			if (to === board) plan.board = update;
			else if (update !== null) plan.groups.push({ board: to, update });
		}
		return plan;
	}

	async #place(
		board: BoardId,
		phase: PhaseId,
		from: readonly SheetOf[],
		names: Names
	): Promise<Uint8Array | null> {
		if (from.length === 0) return null;
		const { store, pool } = this.#parts;
		const to = sharedDocument(board);
		const sheets: TakenSheet[] = from.map(({ cards, writer }) => ({ cards, writer }));
		await inParallel([...from.entries()], SHEETS_AT_ONCE, async ([index, { document, cards, writer }]) => {
			sheets[index] = { writer, cards: await this.#images.bring(document, to, cards, names) };
		});
		const parts = partsOf(await store.documents.load(to));
		return pool.run({ kind: 'place-cards', parts, sheets, names, phase });
	}

	async #empty(document: DocumentName, without: Uint8Array): Promise<void> {
		try {
			await this.#parts.rooms.append(document, without);
		} catch (error) {
			if (!(error instanceof StoreError) || error.failure !== 'corrupt') throw error;
			this.#parts.log.warn({ document, reason: error.message }, 'a sheet could not be emptied');
		}
	}
}

function done(
	session: Session,
	{ board, phase, attempt, since }: Reveal,
	unread: number,
	now: number
): Session {
	const run = runOf(session.runs, board);
	const isThis = run?.steps.some(
		(step) => step.phase === phase && step.hiding.at === 'revealing' && step.hiding.since === since
	);
	return run && isThis ? withRun(session, withRevealDone(run, phase, attempt, now, unread)) : session;
}

function writerOf(id: IdentityId, known: Pick<Writer, 'name' | 'color'> | null): Writer {
	return { id, name: known?.name ?? '', color: known?.color ?? '' };
}
