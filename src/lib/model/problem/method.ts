import type { Brand } from '../brand.ts';
import type { Role } from '../session/session.ts';
import { sameValue } from '../yjs/same-value.ts';

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
/**
 * When hidden writing is shown: when a facilitator says so, when the phase ends, card by card by whoever wrote it, or
 * never, where people write to themselves.
 */
export const REVEALS = ['manual', 'end', 'perItem', 'never'] as const;
export const ON_END = ['ask', 'extend', 'advance'] as const;
export const TURN_ORDERS = ['roundRobin', 'quietestFirst'] as const;
export const VOTE_TYPES = ['dot', 'approval', 'rank', 'scale', 'impactEffort', 'consent'] as const;
export const GROUPINGS = ['size', 'topics', 'choose'] as const;
/**
 * How the groups of a phase follow from those of the phase before it that had groups. `passSheets`: people stay, boards go
 * on to the next group. `hostStays`: boards and hosts stay, the others meet new people. `newPairs`: boards stay, people mix.
 * `double`: two groups and what they chose become one. `nextHolder`: the same groups, the next of each has the case.
 * `stay`: the same groups go on.
 */
export const ROTATIONS = ['passSheets', 'hostStays', 'newPairs', 'double', 'nextHolder', 'stay'] as const;
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

/**
 * Which method a run is on. `program`: one that ships with this version or an earlier one. `session`: one that the session's
 * people made; it is kept with the session and never changes. Another version is another method.
 */
export interface MethodRef {
	readonly from: 'program' | 'session';
	readonly id: MethodId;
	readonly version: number;
}

/** What a member's browser may be sent during a phase. */
export interface Sees {
	readonly others: (typeof OTHERS_SEEN)[number];
	readonly authors: (typeof AUTHORS_SEEN)[number];
	readonly tallies: (typeof TALLIES_SEEN)[number];
}

/** How the cards of a lane stand to each other. */
export const STRUCTURES = ['cards', 'whys', 'fishbone', 'grid', 'record', 'actions'] as const;
export type Structure = (typeof STRUCTURES)[number];

/** A column of the board: cards of one sort. */
export interface Lane {
	readonly id: LaneId;
	readonly title: string;
	/** The sentence that an empty lane shows: what belongs here. */
	readonly prompt: string;
	/** The phases that work on this lane's cards. */
	readonly phases: readonly PhaseId[];
	/** How its cards stand to each other at first; left out: as suits what its phases are for. */
	readonly structure?: Structure;
}

/**
 * What somebody is within a phase, besides a facilitator, a member or a viewer. The *holder* is whoever's case it is: the
 * host of a group in a breakout phase, and whom the facilitator named elsewhere. What `can` says of the holder takes the
 * place of what it says of their role.
 */
export type Seat = Role | 'holder';
export const SEATS = ['facilitator', 'member', 'viewer', 'holder'] as const satisfies readonly Seat[];

export interface VoteRules {
	readonly type: (typeof VOTE_TYPES)[number];
	/** How many marks each member has; of a ranking, how many places; of other kinds, how many items may be judged. */
	readonly budget: number;
	/** Nobody is told who voted how, facilitators included, and nothing that would tell is kept after the close. */
	readonly secret: boolean;
	/** Below this many voters a secret result is not published. */
	readonly minVoters: number;
}

/** All of a phase but its words: what the engine decides by. A run keeps these, so that its record is enough to decide. */
export interface PhaseRules {
	readonly id: PhaseId;
	readonly kind: PhaseKind;
	readonly minutes: number;
	/** At zero: a facilitator is asked; the clock is extended once by itself; or the next phase begins. */
	readonly onEnd: (typeof ON_END)[number];
	/** A role that is not named may do nothing. */
	readonly can: { readonly [S in Seat]?: readonly Action[] };
	readonly sees: Sees;
	readonly reveal: (typeof REVEALS)[number];
	/** How many cards each may write in this phase; left out: as many as they like. */
	readonly cap?: number;
	readonly turns?: {
		readonly order: (typeof TURN_ORDERS)[number];
		readonly seconds: number;
		/** Anybody may always pass: no method can force somebody to speak. */
		readonly pass: true;
	};
	/** The cards are taken up one after the other, each for so long; then a vote may extend it by these, one after the other. */
	readonly topics?: { readonly seconds: number; readonly extendSeconds: readonly number[] };
	readonly vote?: VoteRules;
	readonly groups?: {
		readonly by: (typeof GROUPINGS)[number];
		readonly size: number;
		readonly rotate: (typeof ROTATIONS)[number];
	};
	/** Which earlier phase's result this phase starts from. `topN`: the first `count` of its vote. */
	readonly input?: {
		readonly from: PhaseId;
		readonly filter: (typeof INPUT_FILTERS)[number];
		readonly count?: number;
	};
}

export interface Phase extends PhaseRules {
	readonly title: string;
	/** The sentence that members read, large. */
	readonly prompt: string;
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

/** What of a method's phases a run keeps: all but the words. */
export function rulesOfMethod({ phases }: Pick<Method, 'phases'>): PhaseRules[] {
	return phases.map(({ title: _title, prompt: _prompt, output: _output, ...rules }) => rules);
}

/** Whether these are a method's phases; minutes may differ, since a facilitator knows how long there is. */
export function followsMethod(phases: readonly PhaseRules[], method: Pick<Method, 'phases'>): boolean {
	const own = rulesOfMethod(method);
	return (
		phases.length === own.length &&
		phases.every((rules, index) => sameValue({ ...rules, minutes: own[index]!.minutes }, own[index]))
	);
}
