import { createId, type BallotId, type BoardId, type IdentityId, type RoundId } from '../ids.ts';
import { count, fits, isPublishable } from '../problem/ballots/count.ts';
import type { Card, CardId } from '../problem/card.ts';
import { NO_DETAILS } from '../problem/card-details.ts';
import { withCount, withRevealDone } from '../problem/course.ts';
import { authorsAtReveal, cardsLeft, may, mayWriteSheet, speaker, writesAlone } from '../problem/engine.ts';
import { inputItems } from '../problem/input.ts';
import { rulesOfMethod, type LaneId, type Method, type Phase } from '../problem/method.ts';
import { currentBallot, currentPhase, runOf, rulesOf, RUN_LIMITS, type Run } from '../problem/run.ts';
import { goOnItems } from '../problem/topics.ts';
import { turnOrder } from '../problem/turns.ts';
import { withRun } from './apply/runs.ts';
import { boardRights, participant } from './board-access.ts';
import type { Actor, Command } from './commands.ts';
import { seeded, shuffled } from './grouping/chance.ts';
import { boardsBefore, phasePlan, revealTargets, roundOf } from './phase-groups.ts';
import { groupOf } from './rounds.ts';
import type { Session } from './session.ts';
import { apply, emptySession, FAY, NOW } from './test-sessions.ts';
import { anyMarks, newGroups } from './test-simulated-choices.ts';

/*
 * People who work through a method, with the engine for a conscience: everybody tries everything, and does what they may.
 * Documents are plain lists; what the server would do, the simulation does by the model's own functions.
 */

export interface SimulatedCard {
	readonly id: CardId;
	readonly lane: LaneId;
	readonly text: string;
	readonly author: IdentityId | null;
}

export class Simulation {
	readonly method: Method;
	readonly board = createId<BoardId>();
	readonly people: readonly Actor[];
	readonly random: () => number;
	session: Session;
	now = NOW;
	/** Who is not here for the moment. */
	away: ReadonlySet<IdentityId> = new Set();
	/** The cards of each board: the one of all, and those of groups. */
	readonly cards = new Map<BoardId, SimulatedCard[]>();
	/** What each has written alone, and nobody else is sent. */
	readonly sheets = new Map<IdentityId, SimulatedCard[]>();
	/** Who wrote a text, to look for it where it must not be. */
	readonly writers = new Map<string, IdentityId>();
	#texts = 0;

	constructor(method: Method, people: number, seed: number) {
		this.method = method;
		this.random = seeded(seed);
		this.people = Array.from({ length: people }, (): Actor => ({
			id: createId<IdentityId>(),
			role: 'member'
		}));
		this.session = emptySession();
		this.give({ type: 'add-board', board: this.board, kind: 'problem', title: 'Why' });
		const ref = { from: 'program', id: method.id, version: method.version } as const;
		this.give({ type: 'start-method', board: this.board, method: ref, phases: rulesOfMethod(method) });
	}

	get run(): Run {
		return runOf(this.session.runs, this.board)!;
	}

	get phase(): Phase | null {
		return this.method.phases.find(({ id }) => id === this.run.current) ?? null;
	}

	/** Who is here, in an order by chance. */
	get here(): Actor[] {
		return shuffled(
			this.people.filter(({ id }) => !this.away.has(id)),
			this.random
		);
	}

	give(command: Command, actor = FAY): void {
		this.session = apply(this.session, command, actor, (this.now += 1000));
	}

	goTo(phase: Phase | null): void {
		this.give({ type: 'go-to-phase', board: this.board, phase: phase?.id ?? null, from: this.run.current });
		this.serve();
	}

	/** Everything that a phase asks of its people. */
	work(): void {
		const { phase } = this;
		if (phase === null) return;
		if (phase.groups !== undefined) this.#intoGroups();
		if (phase.groups === undefined && phase.input !== undefined) this.#harvest(phase);
		if (this.method.phases.some(({ can, groups }) => can.holder !== undefined && groups === undefined))
			this.give({ type: 'set-holder', board: this.board, member: this.people[0]!.id });
		if (phase.turns !== undefined) this.#takeTurns(phase.turns.order);
		if (phase.topics !== undefined) this.#takeTopics(phase);
		else if (phase.vote !== undefined) this.vote(this.#items());
		for (const actor of this.here) this.#write(actor, phase);
		const reveals = writesAlone(phase) && phase.reveal !== 'never' && phase.reveal !== 'end';
		const comesToGroups = this.method.phases.some(
			({ groups, input }) => groups !== undefined && input?.from === phase.id
		);
		if (reveals && !comesToGroups) this.reveal(phase);
	}

	reveal({ id }: Phase): void {
		this.give({ type: 'reveal', board: this.board, phase: id });
		this.serve();
	}

	/** What the server does by itself: moves what is being revealed, counts what is closed. */
	serve(): void {
		for (const { phase, attempt, hiding } of this.run.steps) {
			if (hiding.at !== 'revealing') continue;
			this.#move(rulesOf(this.run, phase)!.id);
			this.session = withRun(this.session, withRevealDone(this.run, phase, attempt, this.now));
		}
	}

	/** What somebody's browser may hold: what they are let read, and their own sheet. */
	seenBy(actor: Actor): SimulatedCard[] {
		const boards = this.session.boards.filter((board) => boardRights(this.session, board, actor).read);
		return [...boards.flatMap(({ id }) => this.cards.get(id) ?? []), ...(this.sheets.get(actor.id) ?? [])];
	}

	/** Opens a vote on these cards, lets everybody vote who may, closes it and counts. */
	vote(items: readonly CardId[]): void {
		const rules = this.phase?.vote;
		if (rules === undefined || items.length === 0) return;
		const ballot = createId<BallotId>();
		this.give({ type: 'open-ballot', board: this.board, ballot, items });
		const voters = this.here.filter((actor) => may(this.run, this.#as(actor), 'vote'));
		const marks = voters.map(() => anyMarks(rules, currentBallot(this.run)!.items, this.random));
		if (!marks.every((one) => fits(one, rules))) throw new Error('marks that do not fit');
		this.give({ type: 'close-ballot', board: this.board, ballot });
		const tallies = isPublishable(rules, voters.length) ? count(rules.type, items, marks) : null;
		this.session = withRun(this.session, withCount(this.run, ballot, { voters: voters.length, tallies }));
	}

	#as(actor: Actor) {
		return participant(this.session, this.run, actor);
	}

	/** Tries to write in each lane of the phase, and more than there may be; writes where and as far as they may. */
	#write(actor: Actor, phase: Phase): void {
		const lanes = this.method.lanes.filter((lane) => lane.phases.includes(phase.id));
		if (lanes.length === 0 || !may(this.run, this.#as(actor), 'create')) return;
		const alone = mayWriteSheet(this.run, this.#as(actor));
		const board = alone ? null : this.#boardOf(actor);
		if (!alone && board === null) return;
		const tries = Math.max(2 * lanes.length, (phase.cap ?? 0) + 1);
		for (let written = 0; written < tries && cardsLeft(phase, written) !== 0; written++) {
			const lane = lanes[written % lanes.length]!.id;
			const text = `${phase.id} ${lane} #${++this.#texts}`;
			this.writers.set(text, actor.id);
			const card = { id: createId<CardId>(), lane, text, author: actor.id };
			if (alone) this.sheets.set(actor.id, [...(this.sheets.get(actor.id) ?? []), card]);
			else this.#put(board!, [card]);
		}
	}

	/** The board that somebody writes on now: their group's, or that of all; `null`: none that they may write on. */
	#boardOf(actor: Actor): BoardId | null {
		const round = roundOf(this.session, currentPhase(this.run)?.step.round ?? null);
		const id = round === null ? this.board : groupOf(round, actor.id)?.boards[0];
		const board = this.session.boards.find((found) => found.id === id);
		return board !== undefined && boardRights(this.session, board, actor).write ? board.id : null;
	}

	#put(board: BoardId, cards: readonly SimulatedCard[]): void {
		this.cards.set(board, [...(this.cards.get(board) ?? []), ...cards]);
	}

	#move(phase: Phase['id']): void {
		const drops = authorsAtReveal(rulesOf(this.run, phase)!) === 'dropped';
		const moved = new Set<IdentityId>();
		for (const { board, authors } of revealTargets(this.session, this.run, phase)) {
			const from = [...this.sheets.keys()].filter((id) => !moved.has(id) && authors?.includes(id) !== false);
			const ofPhase = (card: SimulatedCard) => card.text.startsWith(`${phase} `);
			const cards = from.flatMap((id) => this.sheets.get(id)!.filter(ofPhase));
			this.#put(
				board,
				shuffled(cards, this.random).map((card) => ({
					...card,
					id: createId<CardId>(),
					author: drops ? null : card.author
				}))
			);
			for (const id of from) {
				moved.add(id);
				this.sheets.set(
					id,
					this.sheets.get(id)!.filter((card) => !ofPhase(card))
				);
			}
		}
	}

	/** Plans the groups as the phase wants them, opens them, and brings what was written alone to them. */
	#intoGroups(): void {
		const people = this.here.map(({ id }) => id);
		const plan = phasePlan(this.session, this.run, people.length);
		if (plan !== null) {
			const round = createId<RoundId>();
			const groups = newGroups(plan);
			for (const [index, boards] of boardsBefore(plan).entries())
				this.#put(
					groups[index]!.board!.id,
					boards.flatMap((board) => this.cards.get(board) ?? [])
				);
			const seed = Math.floor(this.random() * 1e9);
			const title = this.phase!.title;
			this.give({ type: 'plan-phase-round', board: this.board, round, title, groups, people, seed });
			this.give({ type: 'open-round', round, lengthMs: null, then: 'ask' });
		}
		const from = this.method.phases.find(({ id }) => id === this.phase?.input?.from);
		if (from !== undefined && writesAlone(from) && plan !== null) this.reveal(from);
	}

	/** Brings what groups made to the board of all, as the harvest does. */
	#harvest(phase: Phase): void {
		const before = this.run.steps.find((step) => step.phase === phase.input?.from)?.round ?? null;
		const round = roundOf(this.session, before);
		if (round === null) return;
		if (round.state.at === 'closing') this.give({ type: 'close-round', round: round.id });
		const lanes = this.method.lanes.filter(({ phases }) => phases.includes(phase.id)).map(({ id }) => id);
		const harvested = round.groups
			.flatMap(({ boards }) => boards.flatMap((board) => this.cards.get(board) ?? []))
			.filter(({ lane }) => lanes.includes(lane));
		this.#put(
			this.board,
			harvested.map((card) => ({ ...card, id: createId<CardId>() }))
		);
	}

	#takeTurns(order: 'roundRobin' | 'quietestFirst'): void {
		const people = this.here.map(({ id }) => id);
		const seed = Math.floor(this.random() * 1e9);
		this.give({ type: 'start-turns', board: this.board, order: turnOrder(order, people, new Map(), seed) });
		for (let guard = 0; guard < 3 * people.length; guard++) {
			const of = speaker(currentPhase(this.run)!.step);
			if (of === null) return;
			const actor = this.people.find(({ id }) => id === of)!;
			const passes = this.random() < 0.2;
			this.give(
				passes
					? { type: 'pass-turn', board: this.board, member: of }
					: { type: 'next-turn', board: this.board, of },
				actor
			);
		}
		throw new Error('turns without end');
	}

	/** One topic after the other; each may be gone on with by a vote. */
	#takeTopics(phase: Phase): void {
		for (const card of this.#items().slice(0, phase.input?.count)) {
			this.give({ type: 'take-topic', board: this.board, card });
			for (const seconds of phase.topics!.extendSeconds) {
				this.vote(goOnItems(card));
				if (this.random() < 0.5) break;
				this.give({ type: 'extend-phase', board: this.board, byMs: seconds * 1000 });
			}
		}
		this.give({ type: 'take-topic', board: this.board, card: null });
	}

	/** The cards of a lane of the board of all, as the board would give them. */
	lane(lane: LaneId): Card[] {
		const cards = (this.cards.get(this.board) ?? []).filter((card) => card.lane === lane);
		return cards.map((card) => ({ ...card, order: null, createdAt: null, details: NO_DETAILS }));
	}

	/** What the phase of now starts from. */
	#items(): CardId[] {
		const items = inputItems(this.method, this.run, this.phase!.id, (lane) => this.lane(lane));
		return items.slice(0, RUN_LIMITS.ballotItems).map(({ id }) => id);
	}
}
