import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { CardId } from '#model/problem/card.ts';
import { rulesOfMethod, type LaneId } from '#model/problem/method.ts';
import { findMethod } from '#model/problem/methods/registry.ts';
import type { Pending } from '#model/problem/pending.ts';
import { placeCards, takeCards } from '#model/problem/reveal.ts';
import type { Hiding, Run } from '#model/problem/run.ts';
import type { Session } from '#model/session/session.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { memoryRecords } from '../../tests/support/memory-records.ts';
import { quietLog } from '../../tests/support/quiet-log.ts';
import type { Job } from '../documents/jobs.ts';
import { JobError } from '../documents/pool.ts';
import { Reveals, type OneCard, type RevealsParts } from './reveals.ts';

/*
 * Two nodes on one store. Between any two steps of the one, the other may do all of its work: each way of writing to the store, or
 * asking a worker, is a point at which the first can be held.
 */

const BOARD = createId<BoardId>();
const SESSION = createId<SessionId>();
const AUTHOR = createId<IdentityId>();
const SHEET = createId() as string as DocumentName;
const METHOD = findMethod('nominal-group', 1)!;
const PHASE = METHOD.phases.find(({ reveal }) => reveal === 'perItem')!.id;
const NO_IMAGES: RevealsParts['images'] = {
	find: async () => null,
	of: async () => new Map(),
	bring: async () => false,
	remove: async () => undefined
};
const TEXTS = ['One', 'Two', 'Three'];

/** Holds one node's first step of a kind until it is let go. */
class Gate {
	readonly #kind: string;
	readonly #letGo = Promise.withResolvers<void>();
	readonly #held = Promise.withResolvers<void>();
	/** Resolves when it holds somebody. */
	readonly held = this.#held.promise;

	constructor(kind: string) {
		this.#kind = kind;
	}

	async pass(kind: string): Promise<void> {
		if (kind !== this.#kind) return;
		this.#held.resolve();
		await this.#letGo.promise;
	}

	open(): void {
		this.#held.resolve();
		this.#letGo.resolve();
	}
}

class World {
	readonly documents = new Map<string, Uint8Array[]>();
	readonly records = memoryRecords();
	readonly cards: readonly CardId[];
	hiding: Hiding = { at: 'hidden' };
	/** The step at which it shows that a document does not open. */
	isBroken: string | null = null;
	/** Everybody's, by author. */
	readonly sheets = [{ author: AUTHOR, document: SHEET }];

	constructor() {
		const sheet = new Y.Doc();
		const board = new ProblemBoard(sheet);
		const me = { id: AUTHOR, name: 'Mia', color: 'teal' };
		this.cards = TEXTS.map((text) => board.add('ideas' as LaneId, { at: 'end' }, text, me, 1, PHASE));
		this.documents.set(SHEET, [Y.encodeStateAsUpdate(sheet)]);
	}

	get session(): Session {
		const step = { phase: PHASE, attempt: 1, openedAt: 0, closedAt: null, hiding: this.hiding };
		const run = { board: BOARD, phases: rulesOfMethod(METHOD), current: PHASE, steps: [step], ballots: [] };
		return { runs: [run as unknown as Run], boards: [], rounds: [] } as unknown as Session;
	}

	get pending(): Extract<Pending, { do: 'reveal' }> {
		return { do: 'reveal', board: BOARD, phase: PHASE, attempt: 1, since: 5 };
	}

	/** The texts on a document. */
	texts(document: string): string[] {
		const board = new ProblemBoard(this.#open(document));
		const texts = [...board.texts.keys()].map((id) => board.card(id as CardId)?.text ?? '');
		return texts.filter((text) => text !== '').toSorted();
	}

	node(gate: Gate | null = null): Reveals {
		const parts = {
			store: {
				records: {
					...this.records,
					put: async (...put: Parameters<typeof this.records.put>) => {
						await gate?.pass('before plan');
						const version = await this.records.put(...put);
						await gate?.pass('after plan');
						return version;
					},
					remove: async (...remove: Parameters<typeof this.records.remove>) => {
						await gate?.pass('before tidying');
						return this.records.remove(...remove);
					}
				},
				documents: { load: async (name: string) => this.#stored(name) }
			},
			images: NO_IMAGES,
			sessions: {
				session: async () => ({ session: this.session, version: 1 }),
				members: async () => new Map(),
				profile: async () => ({ name: 'Mia', color: 'teal' }),
				sheet: async () => SHEET,
				sheets: async () => this.sheets
			},
			rooms: {
				append: async (name: DocumentName, update: Uint8Array) => {
					const what = name === SHEET ? 'sheet' : 'board';
					await gate?.pass(`before ${what}`);
					this.#breakAt(`before ${what}`);
					this.documents.set(name, [...(this.documents.get(name) ?? []), update]);
					await gate?.pass(`after ${what}`);
				}
			},
			pool: {
				run: async (job: Job) => {
					await gate?.pass(`before ${job.kind}`);
					const result = this.#work(job);
					await gate?.pass(`after ${job.kind}`);
					this.#breakAt(`after ${job.kind}`);
					return result;
				}
			},
			change: async (_: SessionId, change: (session: Session) => Session) => {
				this.hiding = change(this.session).runs[0]!.steps[0]!.hiding;
			},
			now: () => 10,
			nowMs: () => 0,
			log: quietLog
		};
		return new Reveals(parts as unknown as RevealsParts);
	}

	#breakAt(step: string): void {
		if (step === this.isBroken) throw new JobError('document', 'it does not open');
	}

	#open(document: string): Y.Doc {
		const doc = new Y.Doc();
		for (const update of this.documents.get(document) ?? []) Y.applyUpdate(doc, update);
		return doc;
	}

	#stored(name: string) {
		const updates = this.documents.get(name);
		if (updates === undefined) return null;
		return { snapshot: null, tail: [{ updates: updates.map((update) => ({ update })) }], quarantine: null };
	}

	#work(job: Job): unknown {
		if ('sheets' in job && job.kind === 'take-sheets' && job.sheets.some(({ updates }) => stalls(updates)))
			throw new JobError('document', 'it took too long');
		if (job.kind === 'take-cards' && stalls(job.parts.updates))
			throw new JobError('document', 'it took too long');
		const open = (updates: readonly Uint8Array[]): Y.Doc => {
			const doc = new Y.Doc();
			for (const update of updates) Y.applyUpdate(doc, update);
			return doc;
		};
		if (job.kind === 'take-cards') return takeCards(open(job.parts.updates), job.phase, job.only);
		if (job.kind === 'take-sheets')
			return job.sheets.map(({ updates }) => takeCards(open(updates), job.phase));
		if (job.kind === 'place-cards') return placeCards(open(job.parts.updates), job.sheets, job);
		throw new Error(`nobody does ${job.kind} here`);
	}
}

/** A sheet that ends the worker which opens it. */
const STALLING = Uint8Array.of(255);
const stalls = (updates: readonly Uint8Array[]): boolean => updates.includes(STALLING);

const shown = (world: World): OneCard => ({
	session: SESSION,
	board: BOARD,
	phase: PHASE,
	card: world.cards[1]!,
	names: 'dropped'
});

const POINTS = [
	...['before take-cards', 'after take-cards', 'before place-cards', 'after place-cards'],
	...['before plan', 'after plan', 'before board', 'after board', 'before sheet', 'after sheet'],
	'before tidying'
];

test.each(POINTS)(
	'a card whose showing is held %s, while another node reveals all, is there once',
	async (point) => {
		const world = new World();
		const gate = new Gate(point);
		const showing = world.node(gate).showCard(AUTHOR, shown(world));
		await gate.held;
		world.hiding = { at: 'revealing', since: 5 };
		await world.node().carryOut(SESSION, world.pending);
		gate.open();
		await showing;
		expect(world.texts(BOARD)).toEqual(TEXTS.toSorted());
		expect(world.texts(SHEET)).toEqual([]);
	}
);

test.each(POINTS.filter((point) => !point.includes('take-cards')))(
	'a card that is shown on one node, while a reveal is held %s on another, is there once',
	async (point) => {
		const world = new World();
		const gate = new Gate(point);
		const asked = world.node(null);
		// Held where it has not heard of the reveal yet.
		const early = new Gate('after take-cards');
		const showing = world.node(early).showCard(AUTHOR, shown(world));
		await early.held;
		world.hiding = { at: 'revealing', since: 5 };
		const revealing = world.node(gate).carryOut(SESSION, world.pending);
		await gate.held;
		early.open();
		await showing;
		await asked.showCard(AUTHOR, shown(world));
		gate.open();
		await revealing;
		expect(world.texts(BOARD)).toEqual(TEXTS.toSorted());
		expect(world.texts(SHEET)).toEqual([]);
	}
);

test('a card that is shown by two tabs on two nodes is there once', async () => {
	const world = new World();
	const gate = new Gate('before board');
	const first = world.node(gate).showCard(AUTHOR, shown(world));
	await gate.held;
	await world.node().showCard(AUTHOR, shown(world));
	gate.open();
	await first;
	expect(world.texts(BOARD)).toEqual(['Two']);
	expect(world.texts(SHEET)).toEqual(['One', 'Three']);
});

test('a card whose showing was cut off by a crash comes with the reveal, once', async () => {
	const world = new World();
	const gate = new Gate('after board');
	// Never let go: the node has died.
	void world.node(gate).showCard(AUTHOR, shown(world));
	await gate.held;
	world.hiding = { at: 'revealing', since: 5 };
	await world.node().carryOut(SESSION, world.pending);
	expect(world.texts(BOARD)).toEqual(TEXTS.toSorted());
});

test('a board that does not open keeps the cards on their sheets; once it opens they come, once each', async () => {
	for (const point of ['after place-cards', 'before board', 'before sheet']) {
		const world = new World();
		world.hiding = { at: 'revealing', since: 5 };
		world.isBroken = point;
		await expect(world.node().carryOut(SESSION, world.pending), point).rejects.toThrow('does not open');
		await world.node().giveUp(SESSION, world.pending);
		expect(world.hiding, point).toEqual({ at: 'revealing', since: 5, stuckAt: 10 });
		expect(world.texts(SHEET), point).toEqual(TEXTS.toSorted());
		// Nobody is left to do anything, until a facilitator says so.
		await world.node().carryOut(SESSION, world.pending);
		expect(world.hiding, point).toMatchObject({ stuckAt: 10 });

		world.isBroken = null;
		world.hiding = { at: 'revealing', since: 5 };
		await world.node().carryOut(SESSION, world.pending);
		expect(world.texts(BOARD), point).toEqual(TEXTS.toSorted());
		expect(world.texts(SHEET), point).toEqual([]);
	}
});

test('a sheet that cannot be read is counted and kept, the others are shown, and it comes when it can be read', async () => {
	const world = new World();
	const late = createId() as string as DocumentName;
	const written = world.documents.get(SHEET)!;
	world.documents.set(late, [STALLING]);
	world.sheets.push({ author: createId<IdentityId>(), document: late });
	world.hiding = { at: 'revealing', since: 5 };
	await world.node().carryOut(SESSION, world.pending);
	expect(world.texts(BOARD)).toEqual(TEXTS.toSorted());
	expect(world.hiding).toEqual({ at: 'revealed', revealedAt: 10, unread: { sheets: 1, tries: 0 } });
	expect(world.documents.get(late), 'nothing was taken off it').toEqual([STALLING]);

	world.documents.set(late, [...written.slice(0, 1)]);
	world.hiding = { at: 'revealing', since: 5, tries: 1 };
	await world.node().carryOut(SESSION, world.pending);
	expect(world.texts(BOARD)).toEqual([...TEXTS, ...TEXTS].toSorted());
	expect(world.hiding).toEqual({ at: 'revealed', revealedAt: 10 });
});
