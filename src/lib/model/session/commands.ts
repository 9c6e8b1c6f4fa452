import type {
	AgendaItemId,
	AnnouncementId,
	BallotId,
	BoardId,
	GroupId,
	HarvestId,
	IdentityId,
	LinkId,
	PromptId,
	ReadyCheckId,
	RoundId
} from '../ids.ts';
import type { CardId } from '../problem/card.ts';
import type { MethodRef, PhaseId, PhaseRules } from '../problem/method.ts';
import type { Take } from './harvests.ts';
import type { PlannedTime } from './course.ts';
import type { Label } from './label.ts';
import type { MeetingUrl } from './meeting-url.ts';
import type { BoardKind, MemberColor, Role, RoleLink, Session } from './session.ts';
import type { Settings } from './settings.ts';
import type { BoardRegion, Staged } from './stage.ts';

/*
 * Everything that changes a session, a family a part of it. Ids are made by whoever asks, so that the client may show the
 * result at once; so is the `seed` of what goes by chance.
 */

export type SettingsCommand =
	| { readonly type: 'rename-session'; readonly title: string }
	| { readonly type: 'set-terms'; readonly terms: string }
	/** Narrower at any time; wider only before anybody but facilitators has joined. */
	| { readonly type: 'set-label'; readonly label: Label; readonly namesStripped: boolean }
	| { readonly type: 'set-settings'; readonly settings: Settings }
	| { readonly type: 'set-meeting'; readonly url: MeetingUrl | null }
	| { readonly type: 'lock-session'; readonly locked: boolean };

export type BoardCommand =
	| { readonly type: 'add-board'; readonly board: BoardId; readonly kind: BoardKind; readonly title: string }
	| { readonly type: 'rename-board'; readonly board: BoardId; readonly title: string }
	/** `before`: the board that it shall stand before; `null` puts it last. */
	| { readonly type: 'move-board'; readonly board: BoardId; readonly before: BoardId | null }
	| { readonly type: 'lock-board'; readonly board: BoardId; readonly locked: boolean }
	| { readonly type: 'archive-board'; readonly board: BoardId }
	| { readonly type: 'restore-board'; readonly board: BoardId };

export type LinkCommand =
	| { readonly type: 'add-link'; readonly link: LinkId; readonly role: RoleLink['role'] }
	| { readonly type: 'revoke-link'; readonly link: LinkId }
	/** The screen that shows this code at `/project` may read the session, until the link is revoked or expires. */
	| { readonly type: 'pair-screen'; readonly link: LinkId; readonly code: string; readonly name: string };

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
	  }
	/** A new page of the session with the draft of what the run leaves, linked back to the board. */
	| {
			readonly type: 'write-up';
			readonly board: BoardId;
			readonly page: BoardId;
			readonly title: string;
	  }
	/** Whose case it is, in the phase of now. */
	| { readonly type: 'set-holder'; readonly board: BoardId; readonly member: IdentityId | null };
export type HarvestCommand =
	/** The server brings what groups made to a board that all share; the record says when it has. */
	| {
			readonly type: 'harvest';
			readonly harvest: HarvestId;
			readonly round: RoundId;
			readonly into: BoardId;
			readonly take: Take;
	  }
	/** Removes again what nobody has changed since. */
	| { readonly type: 'take-back-harvest'; readonly harvest: HarvestId };

export type StageCommand =
	| { readonly type: 'show'; readonly shown: Staged }
	/** Goes to another part of what is shown. */
	| { readonly type: 'turn-stage'; readonly part: number }
	| { readonly type: 'look-here'; readonly board: BoardId; readonly region: BoardRegion };

export type AgendaCommand =
	| {
			readonly type: 'add-agenda-item';
			readonly item: AgendaItemId;
			readonly title: string;
			readonly minutes: number;
			readonly board: BoardId | null;
			readonly before: AgendaItemId | null;
	  }
	| {
			readonly type: 'change-agenda-item';
			readonly item: AgendaItemId;
			readonly title: string;
			readonly minutes: number;
			readonly board: BoardId | null;
	  }
	| { readonly type: 'move-agenda-item'; readonly item: AgendaItemId; readonly before: AgendaItemId | null }
	| { readonly type: 'remove-agenda-item'; readonly item: AgendaItemId }
	/** Goes on, back or past some; the one before is done. `null`: none is current any more. */
	| { readonly type: 'go-to-agenda-item'; readonly item: AgendaItemId | null };

export type TimerCommand =
	| { readonly type: 'start-timer'; readonly lengthMs: number }
	| { readonly type: 'pause-timer' }
	| { readonly type: 'resume-timer' }
	/** Shorter when it is negative. */
	| { readonly type: 'extend-timer'; readonly byMs: number }
	| { readonly type: 'stop-timer' };

export type VoiceCommand =
	| { readonly type: 'announce'; readonly announcement: AnnouncementId; readonly text: string }
	| { readonly type: 'retract-announcement'; readonly announcement: AnnouncementId }
	| { readonly type: 'ask-ready'; readonly check: ReadyCheckId; readonly question: string }
	| { readonly type: 'end-ready' }
	/** Their hand and their call for help have been dealt with; `null`: everybody's. */
	| { readonly type: 'answer-hand'; readonly member: IdentityId | null };

export type ClaimCommand =
	/** Only while no facilitator is here. */
	| { readonly type: 'claim-facilitation' }
	/** One's own, or, as a facilitator, anybody's. */
	| { readonly type: 'refuse-claim' };

export type CourseCommand =
	| { readonly type: 'set-planned-time'; readonly time: PlannedTime | null }
	/** Groups, stage and timer end with it; only facilitators write from now on. */
	| { readonly type: 'end-session' }
	| { readonly type: 'reopen-session' }
	/** A new page that says what the session did. `timeZone`: of its times, as in the IANA's list. */
	| {
			readonly type: 'summarise';
			readonly board: BoardId;
			readonly title: string;
			readonly timeZone: string;
	  };

/** What changes the session's record. */
export type Command =
	| SettingsCommand
	| BoardCommand
	| LinkCommand
	| RoundCommand
	| ProblemCommand
	| HarvestCommand
	| StageCommand
	| AgendaCommand
	| TimerCommand
	| VoiceCommand
	| ClaimCommand
	| CourseCommand;

/** What changes memberships and not the session's record. */
export type MemberCommand =
	| { readonly type: 'set-profile'; readonly name: string; readonly color: MemberColor }
	| { readonly type: 'set-role'; readonly member: IdentityId; readonly role: Role }
	/** Makes somebody a facilitator and oneself a member, in one step. */
	| { readonly type: 'hand-over'; readonly to: IdentityId }
	/** `reason`: for that person alone. */
	| { readonly type: 'remove-member'; readonly member: IdentityId; readonly reason?: string }
	/** Removes, and the code does not let them in again. */
	| { readonly type: 'ban-member'; readonly member: IdentityId; readonly reason: string };

/** About who is at the door. */
export type DoorCommand =
	| { readonly type: 'admit'; readonly person: IdentityId }
	| { readonly type: 'turn-away'; readonly person: IdentityId; readonly reason: string }
	| { readonly type: 'lift-ban'; readonly person: IdentityId }
	/** The code of before stops working at once. Role links stay, and nothing takes it back. */
	| { readonly type: 'renew-code' };

/** What one person sees and nobody else. */
export type PrivateCommand =
	/** To so many people, each of whom sees it alone. */
	| {
			readonly type: 'send-prompt';
			readonly prompt: PromptId;
			readonly to: readonly IdentityId[];
			readonly text: string;
	  }
	| { readonly type: 'dismiss-prompt'; readonly prompt: PromptId }
	/** Notes to oneself. */
	| { readonly type: 'set-notes'; readonly text: string };

export type AnyCommand = Command | MemberCommand | DoorCommand | PrivateCommand;

/** Who gives a command. */
export interface Actor {
	readonly id: IdentityId;
	readonly role: Role;
}

/** Why a command was not carried out; the client has a sentence for each. */
export type Refusal =
	| 'forbidden'
	| 'invalid'
	| 'unknown-board'
	| 'unknown-link'
	| 'unknown-member'
	| 'unknown-round'
	| 'unknown-group'
	| 'unknown-item'
	/** No such method, or its phases are not the ones that came with the command. */
	| 'unknown-method'
	| 'unknown-phase'
	| 'unknown-ballot'
	/** The pairing code is on no screen, or has expired. */
	| 'unknown-code'
	| 'duplicate'
	| 'too-many'
	/** Not as things stand: a round that is not open cannot be closed. */
	| 'not-now'
	/** A wider label needs the consent of those who are in already. */
	| 'needs-consent'
	/** Only while the session goes on. */
	| 'has-ended'
	/** A facilitator is here, so nobody else can claim the role. */
	| 'facilitator-here'
	/** A session never loses its last facilitator. */
	| 'last-facilitator'
	/** The store did not take it; nothing changed. */
	| 'not-saved'
	/** Too many commands in a short time. */
	| 'slow-down';

export type Outcome =
	{ readonly ok: true; readonly session: Session } | { readonly ok: false; readonly refusal: Refusal };
