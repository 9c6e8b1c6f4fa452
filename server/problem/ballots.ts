import { setTimeout } from 'node:timers/promises';
import type { BallotId, BoardId, IdentityId, SessionId } from '#model/ids.ts';
import { cardsOf, count, fits, isPublishable } from '#model/problem/ballots/count.ts';
import type { Marks } from '#model/problem/ballots/marks.ts';
import type { Tally } from '#model/problem/ballots/tally.ts';
import { withCount } from '#model/problem/course.ts';
import { may } from '#model/problem/engine.ts';
import type { PhaseRules, VoteRules } from '#model/problem/method.ts';
import type { Pending } from '#model/problem/pending.ts';
import { rulesOf, runOf, type Ballot, type Run } from '#model/problem/run.ts';
import { withRun } from '#model/session/apply/runs.ts';
import { boardRights, participant } from '#model/session/board-access.ts';
import type { Actor, Refusal } from '#model/session/commands.ts';
import type { Session } from '#model/session/session.ts';
import { AGAIN, untilWritten } from '../attempts.ts';
import type { SessionStore } from '../session/session-store.ts';
import { StoreError } from '../store/store.ts';
import { hashOf, type BallotRecords, type Count, type StoredVote } from './ballot-records.ts';

export interface BallotsParts {
	readonly records: BallotRecords;
	readonly sessions: Pick<SessionStore, 'session'>;
	/** Changes the session's record by compare-and-set. */
	readonly change: (session: SessionId, change: (current: Session) => Session) => Promise<unknown>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** A ballot where it stands, with what its method says of it. */
interface Found {
	readonly run: Run;
	readonly ballot: Ballot;
	readonly rules: PhaseRules & { readonly vote: VoteRules };
}

/** Until a vote that came while the ballot was being closed is asked about again, and how often. */
const ASK_AGAIN_MS = 20;
const ASK_TIMES = 100;
/** So long it stays known which votes were counted, for those that came at the last moment, on any node. */
const FORGET_AFTER_MS = 1000;
const FORGOTTEN_AFTER_MS = 10_000;

/**
 * Votes: one record a voter, under a hash whose key is deleted when the ballot is closed, together with the votes of a secret
 * one. A vote that was acknowledged is counted, and one that was refused is not, whichever node it came to.
 */
export class Ballots {
	readonly #parts: BallotsParts;

	constructor(parts: BallotsParts) {
		this.#parts = parts;
	}

	/** Puts somebody's marks down in the place of what they had; none takes their vote back. `null`: it is kept, and counts. */
	async cast(session: Session, voter: Actor, id: BallotId, marks: Marks): Promise<Refusal | null> {
		const found = find(session, id);
		if (found === null) return 'unknown-ballot';
		const { ballot, rules, run } = found;
		const board = session.boards.find((one) => one.id === run.board);
		if (board === undefined || !boardRights(session, board, voter).read) return 'unknown-ballot';
		if (session.ended !== null || board.archivedAt !== null) return 'not-now';
		if (ballot.state.at !== 'open') return 'not-now';
		if (!may(run, participant(session, run, voter), 'vote')) return 'forbidden';
		if (!fits(marks, rules.vote) || !cardsOf(marks).every((card) => ballot.items.includes(card)))
			return 'invalid';
		const { records } = this.#parts;
		const opened = await records.opened(id);
		if (opened?.ballot.at !== 'open') return 'not-now';
		const hash = hashOf(voter.id, opened.ballot.key);
		const by = rules.vote.secret ? null : voter.id;
		return untilWritten(async () => {
			const before = await records.vote(id, hash);
			const version = await records.putVote(id, hash, { marks, by }, before?.version ?? 0);
			if (version === null) return AGAIN;
			return (await this.#counts(id, hash, version)) ? null : 'not-now';
		});
	}

	/** Whether a vote that was stored just now is counted: it is when the ballot was still open afterwards. */
	async #counts(id: BallotId, hash: string, version: number): Promise<boolean> {
		for (let times = 0; times < ASK_TIMES; times++) {
			const now = (await this.#parts.records.ballot(id))?.ballot;
			if (now?.at === 'open') return true;
			if (now?.at === 'counted') return (now.taken[hash] ?? 0) >= version;
			if (now?.at !== 'closing') return false;
			await setTimeout(ASK_AGAIN_MS);
		}
		throw new StoreError('unavailable', 'A ballot was not counted in time');
	}

	/** What somebody has put down, for them alone; `null`: nothing, or it is forgotten. */
	async mine(session: Session, voter: IdentityId, id: BallotId): Promise<Marks | null> {
		const { records } = this.#parts;
		const found = find(session, id);
		if (found === null) return null;
		const stored = (await records.ballot(id))?.ballot;
		if (stored?.at === 'open') return (await records.vote(id, hashOf(voter, stored.key)))?.marks ?? null;
		const { state } = found.ballot;
		const isOld = state.at === 'closed' && this.#parts.now() - state.closedAt > FORGOTTEN_AFTER_MS;
		// Whoever should have forgotten it has died.
		if (stored?.at === 'counted' && isOld) await this.#forget(found);
		return (await records.votes(id)).find(({ by }) => by === voter)?.marks ?? null;
	}

	/**
	 * How it stands with an open ballot: how many have voted, and, where the method shows that as it comes and the vote is
	 * not secret, what it comes to so far. Who sees a secret result grow sees who has just voted.
	 */
	async soFar(session: Session, id: BallotId): Promise<(Count & { readonly board: BoardId }) | null> {
		const found = find(session, id);
		if (found?.ballot.state.at !== 'open') return null;
		const { rules, ballot, run } = found;
		const { voters, tallies } = counted(await this.#parts.records.votes(id), ballot, rules.vote);
		const isLive = rules.sees.tallies === 'live' && !rules.vote.secret;
		return { board: run.board, voters, tallies: isLive ? tallies : null };
	}

	/** Counts a ballot that was closed. Nothing where that is done. Rejects when it should be tried again. */
	async carryOut(session: SessionId, { ballot: id }: Extract<Pending, { do: 'count' }>): Promise<void> {
		const current = (await this.#parts.sessions.session(session))?.session;
		const found = current && find(current, id);
		if (!found) return;
		const result = await this.#count(found);
		await this.#parts.change(session, (now) => withResult(now, found.run.board, id, result));
		// The key is gone since the close: what is kept a moment longer is nobody's.
		await setTimeout(FORGET_AFTER_MS);
		await this.#forget(found);
	}

	#count({ ballot, rules }: Found): Promise<Count> {
		const { records } = this.#parts;
		return untilWritten<Count>(async () => {
			const stored = await records.ballot(ballot.id);
			const now = stored?.ballot ?? null;
			if (now?.at === 'counted' || now?.at === 'closed') return now;
			if (now?.at !== 'closing') {
				await records.putBallot(ballot.id, { at: 'closing' }, stored?.version ?? 0);
				return AGAIN;
			}
			// Read after it was closed: whoever was told that their vote counts stored it before.
			const votes = await records.votes(ballot.id);
			const { voters, tallies } = counted(votes, ballot, rules.vote);
			const isTold = isShown(rules) && isPublishable(rules.vote, voters);
			const taken = Object.fromEntries(votes.map(({ hash, version }) => [hash, version]));
			const result = { voters, tallies: isTold ? tallies : null };
			const record = { at: 'counted', ...result, taken } as const;
			return (await records.putBallot(ballot.id, record, stored?.version ?? 0)) ? result : AGAIN;
		});
	}

	/** What is not needed any more: of a secret ballot, everything but its result. */
	async #forget({ ballot, rules }: Found): Promise<void> {
		const { records } = this.#parts;
		const stored = await records.ballot(ballot.id);
		if (stored?.ballot.at !== 'counted') return;
		if (rules.vote.secret) await records.removeVotes(ballot.id);
		const { voters, tallies } = stored.ballot;
		await records.putBallot(ballot.id, { at: 'closed', voters, tallies }, stored.version);
	}
}

function find({ runs }: Pick<Session, 'runs'>, id: BallotId): Found | null {
	for (const run of runs) {
		const ballot = run.ballots.find((found) => found.id === id);
		const rules = ballot && rulesOf(run, ballot.phase);
		if (ballot !== undefined && rules?.vote) return { run, ballot, rules: { ...rules, vote: rules.vote } };
	}
	return null;
}

function counted(
	votes: readonly StoredVote[],
	{ items }: Pick<Ballot, 'items'>,
	{ type }: VoteRules
): { readonly voters: number; readonly tallies: readonly Tally[] } {
	const ballots = votes.map(({ marks }) => marks).filter((marks) => cardsOf(marks).length > 0);
	return { voters: ballots.length, tallies: count(type, items, ballots) };
}

function isShown({ sees }: PhaseRules): boolean {
	return sees.tallies === 'afterClose' || sees.tallies === 'live';
}

function withResult(session: Session, board: BoardId, id: BallotId, result: Count): Session {
	const run = runOf(session.runs, board);
	return run === null ? session : withRun(session, withCount(run, id, result));
}
