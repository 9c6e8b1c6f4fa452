import type { BoardId, CommunityId, IdentityId, LinkId, SessionId } from '../ids.ts';
import type { Run } from '../problem/run.ts';
import type { Agenda } from './agenda.ts';
import type { Claim } from './claim.ts';
import type { Harvest } from './harvests.ts';
import type { Ended, PlannedTime } from './course.ts';
import type { Continues, Next } from './following.ts';
import type { JoinCode } from './join-code.ts';
import { DEFAULT_LABEL, type Label } from './label.ts';
import type { MeetingUrl } from './meeting-url.ts';
import type { Round } from './rounds.ts';
import { DEFAULT_SETTINGS, type Settings } from './settings.ts';
import type { Spotlight, Stage } from './stage.ts';
import { OFF, type Timer } from './timer.ts';
import type { Announcement, Answered, ReadyCheck } from './voice.ts';

export const BOARD_KINDS = ['whiteboard', 'problem', 'page'] as const;
export type BoardKind = (typeof BOARD_KINDS)[number];

export const ROLES = ['facilitator', 'member', 'viewer'] as const;
/** What somebody is in one session. A viewer (the projector, an onlooker) reads and never writes. */
export type Role = (typeof ROLES)[number];

/** The name colours; the client has a light and a dark shade of each, both legible under white or black text. */
export const MEMBER_COLORS = ['clay', 'amber', 'moss', 'teal', 'sky', 'indigo', 'plum', 'rose'] as const;
export type MemberColor = (typeof MEMBER_COLORS)[number];

/** A board's document has the board's id as its name; further documents of a board (private writing) have ids of their own. */
export interface Board {
	readonly id: BoardId;
	readonly kind: BoardKind;
	readonly title: string;
	/** Milliseconds since the epoch, server time. */
	readonly createdAt: number;
	readonly createdBy: IdentityId;
	/** Set when a facilitator put it away; its document stays readable and can be brought back. */
	readonly archivedAt: number | null;
	/** Only facilitators write. */
	readonly locked: boolean;
	/** There was something like it already: what, and why this is another problem. */
	readonly differs?: Differs;
}

/** What a board was found to be unlike. Its title is not kept: who may read that is decided where it stands. */
export interface Differs {
	readonly session: SessionId;
	readonly board: BoardId;
	/** One sentence. */
	readonly because: string;
}

/** A long secret link that gives a role until it is revoked. */
export interface RoleLink {
	readonly id: LinkId;
	readonly role: Exclude<Role, 'member'>;
	readonly createdAt: number;
	readonly revokedAt: number | null;
	/** When it ends by itself; `null`: never. */
	readonly expiresAt: number | null;
	/** The name of the screen that was paired by it; `null`: a link to be sent to somebody. */
	readonly screen: string | null;
}

/** What a session is before anybody arranged anything. */
export const BARE = {
	label: DEFAULT_LABEL,
	namesStripped: false,
	settings: DEFAULT_SETTINGS,
	meeting: null,
	locked: false,
	rounds: [],
	runs: [],
	harvests: [],
	stage: { shown: { show: 'nothing' }, part: 0, since: 0 },
	spotlight: null,
	agenda: { items: [], current: null },
	timer: OFF,
	announcements: [],
	readyCheck: null,
	answered: { all: 0, members: [] },
	claim: null,
	plannedTime: null,
	ended: null,
	continues: null,
	next: null,
	community: null
} as const satisfies Arrangement;

/** How the gathering runs: everything in it came after the first release, and is `BARE` in records of before. */
export interface Arrangement {
	readonly label: Label;
	/** The Chatham House rule: what leaves the session names nobody. */
	readonly namesStripped: boolean;
	readonly settings: Settings;
	readonly meeting: MeetingUrl | null;
	/** Only facilitators write, on all boards. */
	readonly locked: boolean;
	/** Times of working in groups, the current one last. */
	readonly rounds: readonly Round[];
	/** Problem boards that a method runs, or ran, on: one each. */
	readonly runs: readonly Run[];
	/** What was brought together from groups, the latest last. */
	readonly harvests: readonly Harvest[];
	readonly stage: Stage;
	readonly spotlight: Spotlight | null;
	readonly agenda: Agenda;
	readonly timer: Timer;
	/** The latest last. */
	readonly announcements: readonly Announcement[];
	readonly readyCheck: ReadyCheck | null;
	readonly answered: Answered;
	readonly claim: Claim | null;
	/** `null`: nobody said when it is. */
	readonly plannedTime: PlannedTime | null;
	/** `null`: it is going on, or has not begun. */
	readonly ended: Ended | null;
	/** `null`: it goes on from none. */
	readonly continues: Continues | null;
	/** `null`: none goes on from it. */
	readonly next: Next | null;
	/** Whose session it is; `null` in records of earlier releases, until somebody asks (server/community). */
	readonly community: CommunityId | null;
}

/** The gathering. Changed only by commands; its version counts them (see protocol/session.ts). */
export interface Session extends Arrangement {
	readonly id: SessionId;
	readonly title: string;
	/** What people agree to by joining, in the facilitator's words; empty when there is nothing to agree to. */
	readonly terms: string;
	readonly code: JoinCode;
	readonly createdAt: number;
	readonly createdBy: IdentityId;
	readonly boards: readonly Board[];
	readonly links: readonly RoleLink[];
}

/** One person's place in one session. */
export interface Member {
	readonly id: IdentityId;
	readonly name: string;
	readonly color: MemberColor;
	readonly role: Role;
	/** The link that gave the role; revoking the link takes the role back. */
	readonly via: LinkId | null;
	readonly joinedAt: number;
}

export const LIMITS = {
	titleLength: 120,
	termsLength: 4000,
	nameLength: 60,
	boards: 200,
	links: 40,
	rounds: 40,
	groups: 100,
	groupMembers: 1000,
	choices: 10,
	/** That are remembered. */
	harvests: 30,
	harvestItems: 1000,
	harvestLanes: 50,
	agendaItems: 100,
	minutes: 24 * 60,
	announcements: 20,
	messageLength: 500,
	reasonLength: 300,
	notesLength: 10_000,
	prompts: 20,
	timerMs: 24 * 60 * 60 * 1000
} as const;
