import * as v from 'valibot';
import { isId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { withRevealDone } from '#model/problem/course.ts';
import { authorsAtReveal } from '#model/problem/engine.ts';
import type { CardId } from '#model/problem/card.ts';
import type { PhaseId } from '#model/problem/method.ts';
import { nameOf, pendingIn, type Pending } from '#model/problem/pending.ts';
import type { Names, TakenSheet, Writer } from '#model/problem/reveal.ts';
import { rulesOf, runOf } from '#model/problem/run.ts';
import { withRun } from '#model/session/apply/runs.ts';
import { revealTargets } from '#model/session/phase-groups.ts';
import type { Session } from '#model/session/session.ts';
import { parseDocumentName, sharedDocument, type DocumentName } from '#protocol/documents.ts';
import { JobError, type DocumentPool } from '../documents/pool.ts';
import { partsOf } from '../documents/stored-parts.ts';
import type { Log } from '../log.ts';
import { Serial } from '../session/serial.ts';
import type { SessionStore } from '../session/session-store.ts';
import { StoreError, type Store } from '../store/store.ts';
import type { Rooms } from '../sync/rooms-port.ts';
import { inParallel } from './in-parallel.ts';

type Reveal = Extract<Pending, { do: 'reveal' }>;

/** One card that its author shows. */
export interface OneCard {
	readonly board: BoardId;
	readonly phase: PhaseId;
	/** As it is called on the sheet. */
	readonly card: CardId;
	readonly names: Names;
}

const COLLECTION = 'reveal';
/** What the name of the plan for a single card begins with; no phase is called so. */
const CARD = 'card:';
const SHEETS_AT_ONCE = 8;

const bytes = v.pipe(
	v.string(),
	v.transform((text): Uint8Array => new Uint8Array(Buffer.from(text, 'base64')))
);

/**
 * What a reveal will write: decided once, and kept until it is written, so that whoever goes on with it after a crash, or
 * on another node at the same time, writes the very same bytes. It names no author.
 */
const Plan = v.object({
	/** For the board of all; `null`: nothing. */
	board: v.nullable(bytes),
	/** For the boards of groups, where the next phase goes on in these. */
	groups: v.optional(v.array(v.object({ board: v.custom<BoardId>(isId), update: bytes })), []),
	sheets: v.array(
		v.object({
			document: v.custom<DocumentName>(
				(name) => typeof name === 'string' && parseDocumentName(name) === name
			),
			without: bytes
		})
	)
});
type Plan = v.InferOutput<typeof Plan>;

const NOTHING: Plan = { board: null, groups: [], sheets: [] };

export interface RevealsParts {
	readonly store: Pick<Store, 'documents' | 'records'>;
	readonly sessions: Pick<SessionStore, 'session' | 'members' | 'sheet' | 'sheets' | 'profile'>;
	readonly rooms: Pick<Rooms, 'append'>;
	readonly pool: Pick<DocumentPool, 'run'>;
	/** Changes the record by compare-and-set. */
	readonly change: (session: SessionId, change: (current: Session) => Session) => Promise<unknown>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	readonly log: Log;
}

/**
 * Moves cards from sheets to the shared board: the plan first, then the board, then the sheets, then the record. Each step
 * may be done again, by the same server or another, without a card being lost, doubled or named.
 */
export class Reveals {
	readonly #parts: RevealsParts;
	/** On one node, one after the other: a card that is being shown by its author is not shown by a facilitator as well. */
	readonly #boards = new Serial<BoardId>();

	constructor(parts: RevealsParts) {
		this.#parts = parts;
	}

	/** Nothing where it is done already. Rejects when it should be tried again. */
	carryOut(session: SessionId, reveal: Reveal): Promise<void> {
		return this.#boards.run(reveal.board, () => this.#carryOut(session, reveal));
	}

	async #carryOut(session: SessionId, reveal: Reveal): Promise<void> {
		const { rooms, now, change } = this.#parts;
		const key = nameOf(reveal);
		const plan =
			(await this.#isPending(session, reveal)) && (await this.#kept(key, () => this.#plan(session, reveal)));
		// Looked at again now that there is a plan: another node may have finished in between, and this one be of nothing.
		if (plan && (await this.#isPending(session, reveal))) {
			const { board } = plan;
			if (board !== null) await rooms.append(sharedDocument(reveal.board), board);
			for (const group of plan.groups) await rooms.append(sharedDocument(group.board), group.update);
			await inParallel(plan.sheets, SHEETS_AT_ONCE, ({ document, without }) =>
				this.#empty(document, without)
			);
			await change(session, (current) => done(current, reveal, now()));
		}
		await this.#tidy(session, reveal.board);
	}

	/**
	 * Shows one card of somebody's sheet, as its author asks, in a phase that shows cards one by one. It may be asked for again
	 * after a crash, or by two tabs at once. False when the card is not there (any more).
	 */
	showCard(author: IdentityId, card: OneCard): Promise<boolean> {
		return this.#boards.run(card.board, () => this.#showCard(author, card));
	}

	async #showCard(author: IdentityId, { board, phase, card, names }: OneCard): Promise<boolean> {
		const { store, sessions, rooms } = this.#parts;
		const document = await sessions.sheet(board, author);
		if (document === null) return false;
		const key = `${board}/${CARD}${card}`;
		const found = await this.#take(document, phase, card);
		if (found?.cards.length !== 1 || found.without === null) return false;
		const plan = await this.#kept(key, async () => {
			const sheets = [{ cards: found.cards, writer: writerOf(author, await sessions.profile(author)) }];
			return {
				board: await this.#place(board, phase, sheets, names),
				groups: [],
				sheets: [{ document, without: found.without! }]
			};
		});
		// Looked at again now that there is a plan: another tab may have finished in between, and this one be of nothing.
		const isThere = (await this.#take(document, phase, card))?.cards.length === 1;
		if (isThere && plan.board !== null) {
			await rooms.append(sharedDocument(board), plan.board);
			for (const { document: sheet, without } of plan.sheets) await this.#empty(sheet, without);
		}
		const record = await store.records.get(COLLECTION, key);
		if (record !== null) await store.records.remove(COLLECTION, key, record.version);
		return isThere;
	}

	async #isPending(session: SessionId, reveal: Reveal): Promise<boolean> {
		return (await this.#pending(session)).has(nameOf(reveal));
	}

	async #pending(session: SessionId): Promise<ReadonlySet<string>> {
		const runs = (await this.#parts.sessions.session(session))?.session.runs ?? [];
		return new Set(pendingIn(runs).map(nameOf));
	}

	/** Plans that were carried out are of no use any more. */
	async #tidy(session: SessionId, board: BoardId): Promise<void> {
		const { records } = this.#parts.store;
		const plans = await records.list(COLLECTION, `${board}/`);
		if (plans.length === 0) return;
		const pending = await this.#pending(session);
		for (const { key, version } of plans)
			// What somebody shows by themselves is theirs to end.
			if (!pending.has(key) && !key.startsWith(`${board}/${CARD}`))
				await records.remove(COLLECTION, key, version);
	}

	/** The plan of this name; made, and kept from now on, where there is none. */
	async #kept(key: string, make: () => Promise<Plan>): Promise<Plan> {
		const { records } = this.#parts.store;
		const before = await records.get(COLLECTION, key);
		if (before !== null) return v.parse(Plan, before.value);
		const plan = await make();
		if ((await records.put(COLLECTION, key, asRecord(plan), 0)) !== null) return plan;
		const other = await records.get(COLLECTION, key);
		return other === null ? NOTHING : v.parse(Plan, other.value);
	}

	async #plan(session: SessionId, { board, phase }: Reveal): Promise<Plan> {
		const { sessions } = this.#parts;
		const record = (await sessions.session(session))?.session;
		const run = record && runOf(record.runs, board);
		const rules = run && rulesOf(run, phase);
		if (!rules) return NOTHING;
		const [sheets, members] = await Promise.all([sessions.sheets(board), sessions.members(session)]);
		const taken: TakenSheet[] = [];
		const emptied: { document: DocumentName; without: Uint8Array }[] = [];
		await inParallel(sheets, SHEETS_AT_ONCE, async ({ author, document }) => {
			const found = await this.#take(document, phase, null);
			if (found === null || found.without === null || found.cards.length === 0) return;
			const member = members.get(author)?.member ?? (await sessions.profile(author));
			taken.push({ cards: found.cards, writer: writerOf(author, member) });
			emptied.push({ document, without: found.without });
		});
		const plan = { board: null as Uint8Array | null, groups: [] as Plan['groups'], sheets: emptied };
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
		sheets: readonly TakenSheet[],
		names: Names
	): Promise<Uint8Array | null> {
		if (sheets.length === 0) return null;
		const { store, pool } = this.#parts;
		const parts = partsOf(await store.documents.load(sharedDocument(board)));
		return pool.run({ kind: 'place-cards', parts, sheets, names, phase });
	}

	/** `null`: it cannot be opened now. It keeps what it holds, and the others' cards are shown without it. */
	async #take(document: DocumentName, phase: PhaseId, only: CardId | null) {
		const { store, pool, log } = this.#parts;
		try {
			const stored = await store.documents.load(document);
			if (stored === null || stored.quarantine !== null) return null;
			return await pool.run({ kind: 'take-cards', parts: partsOf(stored), phase, only });
		} catch (error) {
			const isItsOwn =
				(error instanceof JobError && error.fault === 'document') ||
				(error instanceof StoreError && error.failure === 'corrupt');
			if (!isItsOwn) throw error;
			log.warn({ document, reason: error.message }, 'a sheet could not be opened for a reveal');
			return null;
		}
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

function done(session: Session, { board, phase, attempt, since }: Reveal, now: number): Session {
	const run = runOf(session.runs, board);
	const isThis = run?.steps.some(
		(step) => step.phase === phase && step.hiding.at === 'revealing' && step.hiding.since === since
	);
	return run && isThis ? withRun(session, withRevealDone(run, phase, attempt, now)) : session;
}

function writerOf(id: IdentityId, known: Pick<Writer, 'name' | 'color'> | null): Writer {
	return { id, name: known?.name ?? '', color: known?.color ?? '' };
}

function asRecord({ board, groups, sheets }: Plan): v.InferInput<typeof Plan> {
	return {
		board: board && base64(board),
		groups: groups.map((group) => ({ board: group.board, update: base64(group.update) })),
		sheets: sheets.map(({ document, without }) => ({ document, without: base64(without) }))
	};
}

function base64(update: Uint8Array): string {
	return Buffer.from(update.buffer, update.byteOffset, update.byteLength).toString('base64');
}
