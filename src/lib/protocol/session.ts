import type { BallotId, BoardId, IdentityId, ReadyCheckId } from '#model/ids.ts';
import type { Marks } from '#model/problem/ballots/marks.ts';
import type { Tally } from '#model/problem/ballots/tally.ts';
import type { CardId } from '#model/problem/card.ts';
import type { WritingNews } from '#model/problem/writing.ts';
import type { AnyCommand, Refusal } from '#model/session/commands.ts';
import type { PrivateThings } from '#model/session/private.ts';
import type { Member, MemberColor, Session } from '#model/session/session.ts';
import type { DocumentName } from './documents.ts';

import type { SessionChange } from './session-change.ts';

/** What crosses the wire over Socket.IO; PROTOCOL.md says in which order, and what a client may rely on. */

export const REACTIONS = ['thumbs-up', 'heart', 'clap', 'laugh', 'surprised', 'thinking'] as const;
export type Reaction = (typeof REACTIONS)[number];

/** What somebody shows of themselves, whichever board they are on. Times are the server's, milliseconds since the epoch. */
export interface Signals {
	/** When they raised their hand: the order of the hands. */
	readonly hand: number | null;
	/** When they asked for help. */
	readonly help: number | null;
	/** The check that they said to be ready for. */
	readonly ready: ReadyCheckId | null;
	/** The phase of a method that they said to be done with: a check that nobody asks. */
	readonly done: ReadyCheckId | null;
	readonly reaction: { readonly kind: Reaction; readonly at: number } | null;
}

export const NO_SIGNALS: Signals = { hand: null, help: null, ready: null, done: null, reaction: null };

/** Somebody who is here now: one entry a person, however many tabs they have. */
export interface Present extends Signals {
	readonly id: IdentityId;
	/** The board on the screen of the tab used last; `null` on the session's front. */
	readonly place: BoardId | null;
	/** None of their tabs is on a screen with somebody at it: hidden, or without a sign of them for minutes. */
	readonly away: boolean;
}

export interface VersionedSession {
	readonly version: number;
	readonly session: Session;
}

export type CommandAnswer =
	| {
			readonly ok: true;
			readonly version: number;
			/** The secret of a new link: told once, to whoever made it. */ readonly secret?: string;
	  }
	| { readonly ok: false; readonly refusal: Refusal };

/** Why a sheet or a vote was not to be had; nothing changed. */
export type NotGiven = { readonly ok: false; readonly refusal: Refusal };
export type SheetAnswer = { readonly ok: true; readonly document: DocumentName } | NotGiven;
/** How it stands with what is written alone; `null`: nothing is hidden now. */
export type WritingAnswer = { readonly ok: true; readonly news: WritingNews | null } | NotGiven;
/** It is kept, and will be counted. */
export type CastAnswer = { readonly ok: true } | NotGiven;
/** `null`: nothing, or it is forgotten, as a secret vote is when it is counted. */
export type MyVote = { readonly ok: true; readonly marks: Marks | null } | NotGiven;

/** How it stands with an open ballot. Facilitators hear how many voted; everybody, what a live vote comes to so far. */
export interface BallotNews {
	readonly ballot: BallotId;
	readonly voters: number;
	/** `null`: not shown before the close. */
	readonly tallies: readonly Tally[] | null;
}

/** Somebody who came by the code and waits to be let in. */
export interface Waiting {
	readonly id: IdentityId;
	readonly name: string;
	readonly color: MemberColor;
	readonly since: number;
}

export interface Welcome extends VersionedSession {
	readonly me: Member;
	readonly members: readonly Member[];
	readonly present: readonly Present[];
	readonly mine: PrivateThings;
	/** For facilitators; empty for all others. */
	readonly waiting: readonly Waiting[];
	/** Server time when it was made. */
	readonly now: number;
}

/** What changed about people within one tick, the latest of each. */
export interface PeopleNews {
	/** Joined or changed. */
	readonly members: readonly Member[];
	/** Came, moved, signalled or went away for a moment. */
	readonly present: readonly Present[];
	/** Not here any more; they are still members. */
	readonly left: readonly IdentityId[];
}

export interface ServerEvents {
	/** On connecting, on being let in, and when asked with `again`: everything. */
	welcome: (state: Welcome) => void;
	/** The record as it is now, whole. Versions only grow; some may be passed over. */
	session: (state: VersionedSession) => void;
	/** In place of it, for clients whose handshake says that they take changes. */
	'session-change': (change: SessionChange) => void;
	people: (news: PeopleNews) => void;
	'member-removed': (member: IdentityId) => void;
	/** My prompts and notes, whole. */
	mine: (mine: PrivateThings) => void;
	ballot: (news: BallotNews) => void;
	/** For facilitators: who waits at the door, whole. */
	waiting: (people: readonly Waiting[]) => void;
	/** In place of the welcome, while I wait to be let in. */
	'at-door': (door: { readonly title: string; readonly since: number }) => void;
	/** I am out, and why; the connection ends. `banned`: the code does not let me in again. */
	removed: (why: { readonly reason: string; readonly banned: boolean }) => void;
	/** The server is stopping: connect again (to another node, or in a moment). */
	'going-away': () => void;
}

export interface ClientEvents {
	command: (command: AnyCommand, answer: (answer: CommandAnswer) => void) => void;
	place: (place: { readonly place: BoardId | null; readonly away: boolean }) => void;
	/** Whether my hand is up and whether I need help, and the check that I am ready for; the server adds the times. */
	signal: (signal: {
		readonly hand: boolean;
		readonly help: boolean;
		readonly ready: ReadyCheckId | null;
		/** Left out: with none. A node of before knows no such thing. */
		readonly done?: ReadyCheckId | null;
	}) => void;
	react: (kind: Reaction) => void;
	/** The document of what I write alone for a board; whoever is not its author is told nothing of it. */
	'my-sheet': (board: BoardId, answer: (answer: SheetAnswer) => void) => void;
	/** How much has been written alone on a board and, for facilitators, who has not begun. May be a few seconds old. */
	writing: (board: BoardId, answer: (answer: WritingAnswer) => void) => void;
	/** Moves one card of my sheet to the board of all, in a phase that shows them one by one. */
	'show-card': (
		card: { readonly board: BoardId; readonly card: CardId },
		answer: (answer: CastAnswer) => void
	) => void;
	/** My vote, in the place of what I had; without marks it is taken back. */
	cast: (
		vote: { readonly ballot: BallotId; readonly marks: Marks },
		answer: (answer: CastAnswer) => void
	) => void;
	/** What I put down on a ballot, as long as that is known. */
	'my-vote': (ballot: BallotId, answer: (answer: MyVote) => void) => void;
	/** The welcome anew. */
	again: () => void;
	/** Answered with the server's time at once. */
	clock: (answer: (now: number) => void) => void;
}

/** `connect_error` messages of the handshake. */
export const HANDSHAKE_REFUSALS = ['not-found', 'slow-down', 'unavailable'] as const;
export type HandshakeRefusal = (typeof HANDSHAKE_REFUSALS)[number];
