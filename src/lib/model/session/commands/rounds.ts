import type { BoardId, GroupId, IdentityId, RoundId } from '../../ids.ts';
import type { MeetingUrl } from '../meeting-url.ts';
import type { BoardKind } from '../session.ts';

/** A group to be made. Its board, if any, is made with it; `like`: with what is on that board now. */
export interface NewGroup {
	readonly id: GroupId;
	readonly name: string;
	readonly board: {
		readonly id: BoardId;
		readonly kind: BoardKind;
		readonly title: string;
		readonly like: BoardId | null;
	} | null;
}

/** How people come into groups; always those named and nobody else. */
export type Assignment =
	| { readonly by: 'chance'; readonly seed: number }
	/** With whom they have met least in earlier rounds. */
	| { readonly by: 'mixing'; readonly seed: number }
	/** With what they chose; who chose nothing goes to the smallest group. */
	| { readonly by: 'choice'; readonly seed: number };

export const ROTATIONS = ['same', 'new-pairs', 'host-stays', 'sheets-pass'] as const;
/**
 * What a next round makes of the one before. `same`: groups and boards come back. `new-pairs`: boards stay, people mix.
 * `host-stays`: so do the hosts, the others meet people that they have not met. `sheets-pass`: groups stay, boards go on
 * to the next group.
 */
export type Rotation = (typeof ROTATIONS)[number];

export type RoundCommand =
	| {
			readonly type: 'plan-round';
			readonly round: RoundId;
			readonly title: string;
			readonly groups: readonly NewGroup[];
	  }
	/** After a closed one; `groups`: an id for each of its groups. */
	| {
			readonly type: 'next-round';
			readonly round: RoundId;
			readonly title: string;
			readonly rotation: Rotation;
			readonly groups: readonly GroupId[];
			readonly seed: number;
	  }
	| { readonly type: 'discard-round'; readonly round: RoundId }
	| { readonly type: 'add-group'; readonly round: RoundId; readonly group: NewGroup }
	| { readonly type: 'rename-group'; readonly round: RoundId; readonly group: GroupId; readonly name: string }
	| { readonly type: 'remove-group'; readonly round: RoundId; readonly group: GroupId }
	| {
			readonly type: 'set-group-call';
			readonly round: RoundId;
			readonly group: GroupId;
			readonly url: MeetingUrl | null;
	  }
	| {
			readonly type: 'set-group-host';
			readonly round: RoundId;
			readonly group: GroupId;
			readonly host: IdentityId | null;
	  }
	/** Places all of `members` anew, and takes everybody else out. */
	| {
			readonly type: 'assign';
			readonly round: RoundId;
			readonly members: readonly IdentityId[];
			readonly how: Assignment;
	  }
	/** By hand; `null`: in no group. */
	| {
			readonly type: 'place-member';
			readonly round: RoundId;
			readonly member: IdentityId;
			readonly group: GroupId | null;
	  }
	/** Puts everybody where this says, in one step: an arrangement of before. */
	| {
			readonly type: 'arrange';
			readonly round: RoundId;
			readonly groups: readonly { readonly id: GroupId; readonly members: readonly IdentityId[] }[];
	  }
	| { readonly type: 'open-choosing'; readonly round: RoundId }
	/** What I would like, the dearest first. */
	| { readonly type: 'choose-groups'; readonly round: RoundId; readonly groups: readonly GroupId[] }
	/** Back to planning. */
	| { readonly type: 'close-choosing'; readonly round: RoundId }
	/** `lengthMs`: `null` for no end. */
	| {
			readonly type: 'open-round';
			readonly round: RoundId;
			readonly lengthMs: number | null;
			readonly then: 'ask' | 'recall';
	  }
	/** Back to planning, as long as nobody can have begun to work: it was opened by mistake. */
	| { readonly type: 'unopen-round'; readonly round: RoundId }
	/** Later by so much; earlier when it is negative. Takes back a recall. */
	| { readonly type: 'extend-round'; readonly round: RoundId; readonly byMs: number }
	/** Calls everybody back; the groups end in so long. */
	| { readonly type: 'recall-round'; readonly round: RoundId; readonly inMs: number }
	/** Takes back a recall. */
	| { readonly type: 'keep-round-open'; readonly round: RoundId }
	| { readonly type: 'close-round'; readonly round: RoundId }
	| { readonly type: 'reopen-round'; readonly round: RoundId };
