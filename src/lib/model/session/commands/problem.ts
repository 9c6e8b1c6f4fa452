import type { BallotId, BoardId, IdentityId, RoundId } from '../../ids.ts';
import type { CardId } from '../../problem/card.ts';
import type { MethodRef, PhaseId, PhaseRules } from '../../problem/method.ts';
import type { NewGroup } from './rounds.ts';

/**
 * Runs a method on a problem board. All of them name the board. What needs more than the session's record is not here: sheets,
 * single votes and who has written are the server's own commands.
 */
export type ProblemCommand =
	/**
	 * Begins with the first phase. `phases`: the method's own (`rulesOfMethod`), which the server compares; only the minutes may
	 * be others. Refused where the board has a run already.
	 */
	| {
			readonly type: 'start-method';
			readonly board: BoardId;
			readonly method: MethodRef;
			readonly phases: readonly PhaseRules[];
	  }
	/** Takes a run back of which nothing has come yet: still in its first phase, nothing revealed, no vote. */
	| { readonly type: 'drop-method'; readonly board: BoardId }
	/**
	 * Next, skip, repeat and reopen. `phase`: where to; `null`: the method is done. `from`: the phase that the facilitator saw
	 * as the current one, so that two who press Next at once go on by one.
	 */
	| {
			readonly type: 'go-to-phase';
			readonly board: BoardId;
			readonly phase: PhaseId | null;
			readonly from: PhaseId | null;
	  }
	| { readonly type: 'pause-phase'; readonly board: BoardId }
	| { readonly type: 'resume-phase'; readonly board: BoardId }
	/** Shorter when it is negative. */
	| { readonly type: 'extend-phase'; readonly board: BoardId; readonly byMs: number }
	/** The phase of now goes on until then, for who cannot be here: its clock runs to this time. */
	| { readonly type: 'set-deadline'; readonly board: BoardId; readonly at: number }
	/** Shows what a phase hid, now or later. The record says `revealing` until the server has moved the cards. */
	| { readonly type: 'reveal'; readonly board: BoardId; readonly phase: PhaseId }
	/** Opens the vote of the phase of now on these cards. */
	| {
			readonly type: 'open-ballot';
			readonly board: BoardId;
			readonly ballot: BallotId;
			readonly items: readonly CardId[];
	  }
	/** The record says `counting` until the server has counted. */
	| { readonly type: 'close-ballot'; readonly board: BoardId; readonly ballot: BallotId }
	/** Everybody of `order` speaks, one after the other (see `turnOrder`). Begins anew where turns are being taken. */
	| { readonly type: 'start-turns'; readonly board: BoardId; readonly order: readonly IdentityId[] }
	/** Ends the turn of `of`, if it is theirs: one's own, or, as a facilitator, anybody's. */
	| { readonly type: 'next-turn'; readonly board: BoardId; readonly of: IdentityId }
	/** Lets a turn go by, now or when it comes: one's own, or, as a facilitator, that of somebody who is not here. */
	| { readonly type: 'pass-turn'; readonly board: BoardId; readonly member: IdentityId }
	/** Who passed, or came later, speaks at the end. */
	| { readonly type: 'ask-turn'; readonly board: BoardId }
	| { readonly type: 'end-turns'; readonly board: BoardId }
	/** The card that is talked about now, in a phase with `topics`: its time begins. `null`: none. */
	| { readonly type: 'take-topic'; readonly board: BoardId; readonly card: CardId | null }
	/**
	 * Plans the breakout groups of the phase of now (see `phasePlan`, which says how many and whether with boards), with these
	 * people in them. Groups of before that are still under way end.
	 */
	| {
			readonly type: 'plan-phase-round';
			readonly board: BoardId;
			readonly round: RoundId;
			readonly title: string;
			readonly groups: readonly NewGroup[];
			readonly people: readonly IdentityId[];
			readonly seed: number;
			/** Goes to this phase first, as `go-to-phase` would: phases that follow each other in groups begin by one step. */
			readonly enters?: { readonly phase: PhaseId; readonly from: PhaseId | null };
			/** The groups begin at once, and what was written alone for them comes to their boards. */
			readonly opens?: boolean;
	  }
	/** A new page of the session with the draft of what the run leaves, linked back to the board. */
	| {
			readonly type: 'write-up';
			readonly board: BoardId;
			/** The page that it takes the place of, so that two who press at once make one; `null`: there is none yet. */
			readonly instead: BoardId | null;
			readonly page: BoardId;
			readonly title: string;
	  }
	/** Whose case it is, in the phase of now. */
	| { readonly type: 'set-holder'; readonly board: BoardId; readonly member: IdentityId | null };
