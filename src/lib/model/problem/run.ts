import type { BallotId, BoardId, IdentityId, RoundId } from '../ids.ts';
import type { Timer } from '../session/timer.ts';
import type { Tally } from './ballots/tally.ts';
import type { CardId } from './card.ts';
import type { MethodRef, PhaseId, PhaseRules } from './method.ts';

/*
 * A run: one problem board at work on a method. It lies in the session's record (`Session.runs`) and is changed by commands
 * and by what the server brings about itself; cards, private writing and single votes are elsewhere. All times are server
 * time, milliseconds since the epoch.
 */

export interface Run {
	readonly board: BoardId;
	/** Pinned when the run began. The words (titles, prompts, lanes) are found by it; they decide nothing. */
	readonly method: MethodRef;
	/** What everything is decided by, in the method's order. The minutes may be the facilitator's own. */
	readonly phases: readonly PhaseRules[];
	readonly startedAt: number;
	readonly startedBy: IdentityId;
	/** `null`: the method is done, and the board is open as it was before. Its step is the one of this phase. */
	readonly current: PhaseId | null;
	/** One for each phase that was ever begun, in the order in which they were first. A phase without one was skipped, or is to come. */
	readonly steps: readonly Step[];
	/** The oldest first. */
	readonly ballots: readonly Ballot[];
	/** The page that was last made of it (`write-up`), a board of the session; `null`: none yet. */
	readonly page: BoardId | null;
	/** Phases that have ended, and whose board the server has yet to keep as it was then; left out: none. */
	readonly ending?: readonly PhaseEnd[];
	/** Boards of groups that two became, which have yet to get what was written on theirs until the end; left out: none. */
	readonly joining?: readonly Joining[];
}

export interface PhaseEnd {
	readonly phase: PhaseId;
	readonly attempt: number;
	readonly since: number;
}

export interface Joining {
	readonly into: BoardId;
	readonly from: readonly BoardId[];
	readonly since: number;
}

/** How one phase went, or goes. */
export interface Step {
	readonly phase: PhaseId;
	/** 1, and one more each time the phase is repeated or reopened. */
	readonly attempt: number;
	/** Of this attempt. */
	readonly openedAt: number;
	/** When it was left; `null` while it is the current one. */
	readonly closedAt: number | null;
	/** An earlier phase was reopened after this one: its results stand, and may not fit any more. */
	readonly stale: boolean;
	/** The phase's own clock; with a deadline it runs for days. That it has run out is seen from `endsAt`; nothing is cut off. */
	readonly clock: Timer;
	/** The clock was extended by itself, which it is once. */
	readonly extended: boolean;
	readonly hiding: Hiding;
	readonly turns: Turns | null;
	/** The card that is being talked about, where they are taken up one by one. */
	readonly topic: CardId | null;
	/** The cards that have been talked about, in their order; left out: none. */
	readonly talked?: readonly CardId[];
	/** Whose case it is, in a phase of the whole group. In a breakout phase it is the host of each group. */
	readonly holder: IdentityId | null;
	/** The breakout groups of this phase, once they are planned. */
	readonly round: RoundId | null;
}

/** What has become of the writing that a phase hides. */
export type Hiding =
	/** Nothing: people write on the shared board. */
	| { readonly at: 'nothing' }
	/** Each on a sheet of their own, which nobody else is sent. */
	| { readonly at: 'hidden' }
	/**
	 * A facilitator, or the phase's end, said so: the server moves the cards, and begins again where a crash stopped it. `tries`: how often
	 * sheets that could not be read have been tried again by themselves. `stuckAt`: the board could not be opened, often enough that
	 * nobody tries any more until a facilitator says so; the cards are where they were.
	 */
	| {
			readonly at: 'revealing';
			readonly since: number;
			readonly tries?: number;
			readonly stuckAt?: number;
	  }
	/** `unread`: so many sheets could not be opened. They keep what is on them; left out: none. */
	| {
			readonly at: 'revealed';
			readonly revealedAt: number;
			readonly unread?: { readonly sheets: number; readonly tries: number };
	  };

/** Speaking one after the other. */
export interface Turns {
	readonly order: readonly IdentityId[];
	/** Whose turn it is, as a place in `order`; its length when everybody has had theirs. */
	readonly at: number;
	/** Who lets their turn go by; they may ask for one again at any time. */
	readonly passed: readonly IdentityId[];
	/** When this turn began. */
	readonly since: number;
}

/** One vote on some cards. Who voted how is kept elsewhere, and only while it is open. */
export interface Ballot {
	readonly id: BallotId;
	readonly phase: PhaseId;
	/** The attempt of the phase that it belongs to: an older one's is history. */
	readonly attempt: number;
	readonly items: readonly CardId[];
	readonly state: BallotState;
}

export type BallotState =
	| { readonly at: 'open'; readonly openedAt: number }
	/** Closed to voters; the server counts, and begins again where a crash stopped it. */
	| { readonly at: 'counting'; readonly openedAt: number; readonly closedAt: number }
	| {
			readonly at: 'closed';
			readonly openedAt: number;
			readonly closedAt: number;
			readonly voters: number;
			/** In the order of `items`; `null`: secret, and too few voted for their secret to be kept. */
			readonly tallies: readonly Tally[] | null;
	  };

export const RUN_LIMITS = {
	runs: 20,
	ballots: 60,
	/** More than this nobody weighs: group them first. */
	ballotItems: 200,
	turns: 200,
	/** A deadline lies no further ahead than this. */
	deadlineMs: 366 * 24 * 60 * 60 * 1000
} as const;

export function runOf(runs: readonly Run[], board: BoardId): Run | null {
	return runs.find((run) => run.board === board) ?? null;
}

export function rulesOf({ phases }: Pick<Run, 'phases'>, phase: PhaseId | null): PhaseRules | null {
	return phases.find(({ id }) => id === phase) ?? null;
}

export function stepOf({ steps }: Pick<Run, 'steps'>, phase: PhaseId | null): Step | null {
	return steps.find((step) => step.phase === phase) ?? null;
}

/** The phase of now with how it goes; `null` when the method is done. */
export function currentPhase(run: Run): { readonly rules: PhaseRules; readonly step: Step } | null {
	const [rules, step] = [rulesOf(run, run.current), stepOf(run, run.current)];
	return rules === null || step === null ? null : { rules, step };
}

/** The phase after this one in the method's order; `null`: it is the last. */
export function phaseAfter({ phases }: Pick<Run, 'phases'>, phase: PhaseId): PhaseRules | null {
	const index = phases.findIndex(({ id }) => id === phase);
	return index === -1 ? null : (phases[index + 1] ?? null);
}

/** The vote of now: the phase's latest, of this attempt. */
export function currentBallot(run: Run): Ballot | null {
	const step = stepOf(run, run.current);
	return (
		run.ballots.findLast(({ phase, attempt }) => phase === step?.phase && attempt === step.attempt) ?? null
	);
}
