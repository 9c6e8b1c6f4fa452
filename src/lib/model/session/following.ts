import type { BoardId, SessionId } from '../ids.ts';
import type { CardId } from '../problem/card.ts';
import type { Label } from './label.ts';
import type { Session } from './session.ts';

/** The session that this one goes on from. */
export interface Continues {
	readonly session: SessionId;
	/** As it was called then; empty where that stays in it. */
	readonly title: string;
	/** When it was held; milliseconds since the epoch. */
	readonly heldAt: number;
	/** What may leave that session, and so at most this one: what came along keeps its label. */
	readonly label: Label;
	/** The problem board with the actions that were open; `null`: none came along. */
	readonly board: BoardId | null;
}

/** The session that goes on from this one. */
export interface Next {
	readonly session: SessionId;
	/** Milliseconds since the epoch, server time. */
	readonly since: number;
	/** The actions that are followed there from now on, so that they are not open in both. */
	readonly actions: readonly CardId[];
}

/** When a session was held: as planned, unless it was over by then or began on another day. Milliseconds since the epoch. */
export function heldAt({
	createdAt,
	plannedTime,
	ended
}: Pick<Session, 'createdAt' | 'plannedTime' | 'ended'>): number {
	if (plannedTime === null || plannedTime.startsAt < createdAt) return createdAt;
	return ended === null || plannedTime.startsAt < ended.at ? plannedTime.startsAt : createdAt;
}

/**
 * Whether words of a session may come along into the next one, where others read them. What is for this session alone
 * never does: nobody who wrote it has agreed to more.
 */
export function mayTakeAlong({ label }: Pick<Session, 'label'>): boolean {
	return label !== 'red';
}
