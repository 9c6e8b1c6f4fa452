import type { Action, LaneId, Phase, PhaseId, Sees } from '../method.ts';

/** What the methods that ship are put together from. */

export const lane = (id: string): LaneId => id as LaneId;
export const phase = (id: string): PhaseId => id as PhaseId;

/** Nothing is hidden. */
export const OPEN: Sees = { others: 'text', authors: 'always', tallies: 'none' };
/** Everybody writes alone; afterwards the cards name who wrote them. */
export const ALONE: Sees = { others: 'count', authors: 'onReveal', tallies: 'none' };
/** Everybody writes alone; who wrote what is never stored. For what takes courage to say. */
export const ALONE_UNNAMED: Sees = { others: 'count', authors: 'never', tallies: 'none' };
/** A note that nobody else is ever sent, nor told of. */
export const TO_ONESELF: Sees = { others: 'none', authors: 'never', tallies: 'none' };
/** The result is told when the vote is closed, so that nobody votes by how others did. */
export const VOTING: Sees = { others: 'text', authors: 'always', tallies: 'afterClose' };

export const WRITE_TOGETHER: readonly Action[] = [
	'create',
	'editOwn',
	'editAny',
	'deleteOwn',
	'deleteAny',
	'move',
	'group'
];
export const WRITE_OWN: readonly Action[] = ['create', 'editOwn', 'deleteOwn'];

/** Who may do what, for phases that have it alike. Viewers never may anything. */
export const MAY = {
	writeTogether: { facilitator: WRITE_TOGETHER, member: WRITE_TOGETHER },
	writeOwn: { facilitator: WRITE_OWN, member: WRITE_OWN },
	/** A facilitator tidies up; members arrange, and change only their own words. */
	arrange: { facilitator: WRITE_TOGETHER, member: ['editOwn', 'deleteOwn', 'move', 'group'] },
	vote: { facilitator: ['vote'], member: ['vote'] },
	/** Whose case it is writes; the others read. */
	holderWrites: { facilitator: [], member: [], holder: WRITE_TOGETHER },
	/** Whose case it is reads, and everybody else writes. */
	holderReads: { facilitator: WRITE_TOGETHER, member: WRITE_TOGETHER, holder: [] },
	/** Whose case it is writes to themselves. */
	holderNotes: { facilitator: [], member: [], holder: WRITE_OWN }
} as const satisfies Readonly<Record<string, Phase['can']>>;
