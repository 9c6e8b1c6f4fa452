import type { Brand } from '../brand.ts';
import type { Role } from '../session/session.ts';

export type MethodId = Brand<string, 'MethodId'>;
export type PhaseId = Brand<string, 'PhaseId'>;
export type LaneId = Brand<string, 'LaneId'>;

export const PHASE_KINDS = [
	'write',
	'turns',
	'discuss',
	'group',
	'vote',
	'decide',
	'act',
	'draft',
	'breakout'
] as const;
export type PhaseKind = (typeof PHASE_KINDS)[number];

export const ACTIONS = [
	'create',
	'editOwn',
	'editAny',
	'deleteOwn',
	'deleteAny',
	'move',
	'group',
	'vote'
] as const;
export type Action = (typeof ACTIONS)[number];

/** How much of what others write is sent to a member before the reveal. */
export const OTHERS_SEEN = ['none', 'count', 'text'] as const;
export const AUTHORS_SEEN = ['never', 'onReveal', 'always'] as const;
export const TALLIES_SEEN = ['none', 'own', 'afterClose', 'live'] as const;
export const REVEALS = ['manual', 'end', 'perItem'] as const;
export const ON_END = ['ask', 'extend', 'advance'] as const;
export const TURN_ORDERS = ['roundRobin', 'quietestFirst'] as const;
export const VOTE_TYPES = ['dot', 'approval', 'rank', 'scale', 'impactEffort', 'consent'] as const;
export const GROUPINGS = ['size', 'topics', 'choose'] as const;
export const ROTATIONS = ['passSheets', 'hostStays', 'newPairs'] as const;
export const INPUT_FILTERS = ['all', 'topN', 'unresolved'] as const;

/** The parts of a write-up, in the order in which its page has them. */
export const PAGE_SECTIONS = [
	'problem',
	'whenItApplies',
	'whatToDo',
	'causes',
	'optionsNotTaken',
	'decision',
	'actions',
	'resources',
	'sources'
] as const;
export type PageSection = (typeof PAGE_SECTIONS)[number];

/** What a member's browser may be sent during a phase. */
export interface Sees {
	readonly others: (typeof OTHERS_SEEN)[number];
	readonly authors: (typeof AUTHORS_SEEN)[number];
	readonly tallies: (typeof TALLIES_SEEN)[number];
}

/** A column of the board: cards of one sort. */
export interface Lane {
	readonly id: LaneId;
	readonly title: string;
	/** The sentence that an empty lane shows: what belongs here. */
	readonly prompt: string;
	/** The phases that work on this lane's cards. */
	readonly phases: readonly PhaseId[];
}

export interface Phase {
	readonly id: PhaseId;
	readonly title: string;
	readonly kind: PhaseKind;
	/** The sentence that members read, large. */
	readonly prompt: string;
	readonly minutes: number;
	readonly onEnd: (typeof ON_END)[number];
	/** A role that is not named may do nothing. */
	readonly can: { readonly [R in Role]?: readonly Action[] };
	readonly sees: Sees;
	readonly reveal: (typeof REVEALS)[number];
	readonly turns?: {
		readonly order: (typeof TURN_ORDERS)[number];
		readonly seconds: number;
		/** Anybody may always pass: no method can force somebody to speak. */
		readonly pass: true;
	};
	readonly vote?: {
		readonly type: (typeof VOTE_TYPES)[number];
		/** How many marks each member has. */
		readonly budget: number;
		readonly secret: boolean;
		/** Below this many voters a secret result is not published. */
		readonly minVoters: number;
	};
	readonly groups?: {
		readonly by: (typeof GROUPINGS)[number];
		readonly size: number;
		readonly rotate: (typeof ROTATIONS)[number];
	};
	/** Which earlier phase's result this phase starts from. */
	readonly input?: { readonly from: PhaseId; readonly filter: (typeof INPUT_FILTERS)[number] };
	/** Where the result goes in the write-up. */
	readonly output?: { readonly pageSection: PageSection };
}

/**
 * How a group works on a problem: data, never code. A session pins the version that it started with, so a
 * published version never changes; a better one gets the next number.
 */
export interface Method {
	readonly id: MethodId;
	readonly version: number;
	readonly title: string;
	/** One sentence: what this method is for. */
	readonly purpose: string;
	readonly minutes: number;
	readonly people: { readonly min: number; readonly max: number };
	readonly lanes: readonly Lane[];
	readonly phases: readonly Phase[];
}
