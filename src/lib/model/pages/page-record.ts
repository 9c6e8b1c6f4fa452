import type { BoardId, IdentityId, OccurrenceId, SessionId } from '../ids.ts';
import type { Label } from '../session/label.ts';

/**
 * What is known of a page beside what it says: how far it has come, who sees to it, how often its problem came up. A problem board
 * or a whiteboard may have one as well: what happens again need not be written up yet.
 */

export const PAGE_STATES = ['draft', 'reviewed', 'published', 'superseded', 'archived'] as const;
export type PageState = (typeof PAGE_STATES)[number];

export const DECISION_STATUSES = ['proposed', 'decided', 'withdrawn'] as const;
export type DecisionStatus = (typeof DECISION_STATUSES)[number];

export const PAGE_LIMITS = {
	/** That are kept; the count goes on. */
	occurrences: 200,
	changes: 50,
	context: 500,
	note: 500,
	group: 60,
	topic: 60,
	tags: 20,
	tag: 40,
	supersedes: 20,
	merged: 50
} as const;

/** From this many times on, people are asked to write it down once and for all. */
export const WRITE_UP_AT = 3;

/** From this many times on, the next session has it on its agenda. */
export const AGENDA_AT = 5;

/** Somebody with the name that they had then. */
export interface Person {
	readonly id: IdentityId;
	readonly name: string;
}

export interface Occurrence {
	readonly id: OccurrenceId;
	/** When it happened; milliseconds since the epoch. */
	readonly at: number;
	/** When somebody said so. */
	readonly saidAt: number;
	readonly by: Person;
	/** The session in which it came up; `null`: none. */
	readonly session: SessionId | null;
	/** Who had it: a group, a place. May be empty. */
	readonly group: string;
	/** A sentence. May be empty. */
	readonly context: string;
}

export interface StateChange {
	readonly state: PageState;
	readonly by: Person;
	readonly at: number;
}

export interface PageRecord {
	readonly state: PageState;
	/** The latest last. */
	readonly changes: readonly StateChange[];
	readonly steward: Person | null;
	readonly deputy: Person | null;
	/** When somebody is to look whether it still holds; milliseconds since the epoch. */
	readonly reviewAt: number | null;
	readonly topic: string;
	readonly tags: readonly string[];
	/** By when they happened. */
	readonly occurrences: readonly Occurrence[];
	/** Of all that were ever said. */
	readonly occurred: number;
	/** `null`: it is about no decision. */
	readonly decision: DecisionStatus | null;
	/** Pages in whose place it stands. */
	readonly supersedes: readonly BoardId[];
	/** The page in whose favour it was given up. */
	readonly mergedInto: BoardId | null;
	/** Pages that were given up for this one: what happened there counts here. */
	readonly merged: readonly BoardId[];
	/** Narrower than its session's; `null`: the same. */
	readonly label: Label | null;
}

export const NEW_PAGE: PageRecord = {
	state: 'draft',
	changes: [],
	steward: null,
	deputy: null,
	reviewAt: null,
	topic: '',
	tags: [],
	occurrences: [],
	occurred: 0,
	decision: null,
	supersedes: [],
	mergedInto: null,
	merged: [],
	label: null
};

/** What one person said of a page. */
export interface PageMark {
	readonly name: string;
	/** When; `null`: they did not say that it worked for them. */
	readonly worked: number | null;
	readonly fixing: { readonly at: number; readonly note: string } | null;
}

export const NO_MARK: Omit<PageMark, 'name'> = { worked: null, fixing: null };

/** Whether somebody should have looked by now whether it still holds. */
export function isOverdue({ reviewAt, state }: Pick<PageRecord, 'reviewAt' | 'state'>, now: number): boolean {
	return reviewAt !== null && reviewAt < now && (state === 'reviewed' || state === 'published');
}
