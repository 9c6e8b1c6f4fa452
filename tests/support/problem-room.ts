import type * as Y from 'yjs';
import { createId, type BallotId, type BoardId } from '#model/ids.ts';
import type { Marks } from '#model/problem/ballots/marks.ts';
import type { CardId } from '#model/problem/card.ts';
import { rulesOfMethod, type PhaseId } from '#model/problem/method.ts';
import { findMethod } from '#model/problem/methods/registry.ts';
import { pendingIn } from '#model/problem/pending.ts';
import { stepOf, type Run } from '#model/problem/run.ts';
import type { CastAnswer, MyVote, SheetAnswer } from '#protocol/session.ts';
import { BoardClient } from './board-client.ts';
import type { HttpClient } from './client.ts';
import { SessionRoom, type Participant } from './session-room.ts';
import { waitFor } from './wait-for.ts';

/** A session with a problem board on which a method runs. */
export class ProblemRoom {
	readonly room: SessionRoom;
	readonly board: BoardId;
	readonly #open: { close(): void }[] = [];

	private constructor(room: SessionRoom, board: BoardId) {
		this.room = room;
		this.board = board;
	}

	/** In the phase that is named. */
	static async open(origin: string, method: string, phase: string): Promise<ProblemRoom> {
		const room = await SessionRoom.open(origin);
		const board = createId<BoardId>();
		const found = findMethod(method, 1);
		if (found === null) throw new Error(`there is no method ${method}`);
		await room.give(
			{ type: 'add-board', board, kind: 'problem', title: 'Problem' },
			{
				type: 'start-method',
				board,
				method: { from: 'program', id: found.id, version: found.version },
				phases: rulesOfMethod(found)
			}
		);
		const problem = new ProblemRoom(room, board);
		await problem.goTo(phase);
		return problem;
	}

	/** A board of a session on which a method runs already. */
	static of(room: SessionRoom, board: BoardId): ProblemRoom {
		return new ProblemRoom(room, board);
	}

	/** The same board, with another of its facilitator's tabs: after a restart, say. */
	async again(fay: HttpClient): Promise<ProblemRoom> {
		return new ProblemRoom(await this.room.again(fay), this.board);
	}

	async goTo(phase: string): Promise<void> {
		const { current } = await this.run();
		if (current === phase) return;
		await this.room.give({ type: 'go-to-phase', board: this.board, phase: phase as PhaseId, from: current });
	}

	/** As the record is now. */
	async run(of: Pick<HttpClient, 'session'> = this.room.fay.http): Promise<Run> {
		const { session } = await of.session(this.room.id);
		return session.runs.find(({ board }) => board === this.board)!;
	}

	/**
	 * Resolves when the server has nothing left to do on the board (the end of a phase is kept in its own time), and this person was told
	 * the record as it is since.
	 */
	async atRest({ tab }: Pick<Participant, 'tab'>): Promise<void> {
		let version = Infinity;
		await waitFor(async () => {
			const state = await this.room.fay.http.session(this.room.id);
			version = state.version;
			return pendingIn(state.session.runs.filter(({ board }) => board === this.board)).length === 0;
		}, 'nothing is at work on the board');
		await waitFor(
			() => [...tab.all('session'), ...tab.all('welcome')].some((told) => told.version >= version),
			'they were told so'
		);
	}

	/** The document of somebody's sheet, or why they have none. */
	async askForSheet({ tab }: Pick<Participant, 'tab'>): Promise<SheetAnswer> {
		return (await tab.socket.timeout(20_000).emitWithAck('my-sheet', this.board)) as SheetAnswer;
	}

	/** Somebody's sheet, open; `doc`: what their device kept of it. */
	async sheet(who: Pick<Participant, 'tab' | 'http'>, doc?: Y.Doc): Promise<BoardClient> {
		const answer = await this.askForSheet(who);
		if (!answer.ok) throw new Error(`no sheet: ${answer.refusal}`);
		return this.sync(who.http, answer.document, doc);
	}

	shared({ http }: Pick<Participant, 'http'>): Promise<BoardClient> {
		return this.sync(http, this.board);
	}

	async sync(http: HttpClient, document: string, doc?: Y.Doc): Promise<BoardClient> {
		const url = `${http.origin.replace('http', 'ws')}/sync/${document}?ack=1`;
		const client = await BoardClient.open(
			url,
			{ cookie: http.cookie, origin: http.origin },
			doc,
			http.ticket
		);
		this.#open.push(client);
		return client;
	}

	/** Shows a phase's cards; resolves when the record says that it is done. */
	async reveal(phase: string): Promise<void> {
		const before = stepOf(await this.run(), phase as PhaseId)!.hiding;
		await this.room.give({ type: 'reveal', board: this.board, phase: phase as PhaseId });
		await this.revealed(phase, before.at === 'revealed' ? before.revealedAt : 0);
	}

	/** Resolves when the record says so to the facilitator. */
	async revealed(phase: string, after = 0): Promise<void> {
		await this.room.until(this.room.fay, ({ runs }) => {
			const run = runs.find(({ board }) => board === this.board);
			const hiding = run && stepOf(run, phase as PhaseId)?.hiding;
			return hiding?.at === 'revealed' && hiding.revealedAt > after;
		});
	}

	async openBallot(items: readonly CardId[]): Promise<BallotId> {
		const ballot = createId<BallotId>();
		await this.room.give({ type: 'open-ballot', board: this.board, ballot, items });
		return ballot;
	}

	cast({ tab }: Pick<Participant, 'tab'>, ballot: BallotId, marks: Marks): Promise<CastAnswer> {
		return tab.socket.timeout(20_000).emitWithAck('cast', { ballot, marks });
	}

	myVote({ tab }: Pick<Participant, 'tab'>, ballot: BallotId): Promise<MyVote> {
		return tab.socket.timeout(20_000).emitWithAck('my-vote', ballot);
	}

	/** Closes it; what it came to, once that is counted. */
	async count(ballot: BallotId) {
		await this.room.give({ type: 'close-ballot', board: this.board, ballot });
		return this.counted(ballot);
	}

	async counted(ballot: BallotId) {
		const find = (runs: readonly Run[]) =>
			runs.flatMap(({ ballots }) => ballots).find(({ id }) => id === ballot);
		const { runs } = await this.room.until(
			this.room.fay,
			(session) => find(session.runs)?.state.at === 'closed'
		);
		const state = find(runs)!.state;
		if (state.at !== 'closed') throw new Error(`the ballot is ${state.at}`);
		return state;
	}

	close(): void {
		for (const one of this.#open) one.close();
		this.room.close();
	}
}
