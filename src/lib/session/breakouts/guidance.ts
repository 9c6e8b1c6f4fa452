import type { BoardId, GroupId, IdentityId, RoundId } from '#model/ids.ts';
import { currentRound, groupOf, isUnderWay, type Group } from '#model/session/rounds.ts';
import type { Session } from '#model/session/session.ts';

/** What a tab remembers of having been taken to a group, so that it is taken there once and finds its way back. */
export interface Taken {
	readonly round: RoundId;
	readonly group: GroupId;
	/** Where the tab was before; `null`: on the session's front. */
	readonly from: BoardId | null;
}

/** Where a tab should go now, as the session stands. */
export type Step =
	| { readonly step: 'stay' }
	/** To the group's board; `board`: `null` for a group without one. */
	| {
			readonly step: 'to-group';
			readonly group: Group;
			readonly board: BoardId | null;
			readonly taken: Taken;
	  }
	/** `to`: `null` for the session's front, the place on screen for no move at all. */
	| { readonly step: 'back'; readonly to: BoardId | null };

const STAY: Step = { step: 'stay' };

/**
 * Groups draw people in once: who went back to everyone by themselves is left in peace, who is moved is taken to the new
 * group, and when the groups have ended people are brought back to where they were, wherever in the groups they are.
 */
export function nextStep(
	session: Pick<Session, 'rounds' | 'boards'>,
	me: IdentityId,
	place: BoardId | null,
	taken: Taken | null
): Step {
	const round = currentRound(session);
	const group = isUnderWay(round) ? groupOf(round, me) : null;
	if (round === null || group === null) return taken === null ? STAY : wayBack(session, place, taken);
	if (taken?.round === round.id && taken.group === group.id) return STAY;
	const board = group.boards[0] ?? null;
	const fromGroup = session.rounds.some(({ groups }) =>
		groups.some(({ boards }) => place !== null && boards.includes(place))
	);
	// Who has gone on to another board since they were taken last comes back to that one.
	const from = fromGroup ? (taken?.from ?? null) : (place ?? taken?.from ?? null);
	return { step: 'to-group', group, board, taken: { round: round.id, group: group.id, from } };
}

function wayBack(
	{ rounds, boards }: Pick<Session, 'rounds' | 'boards'>,
	place: BoardId | null,
	{ round: id, from }: Taken
): Step {
	const round = rounds.find((found) => found.id === id);
	const isInGroups = place !== null && (round?.groups.some((group) => group.boards.includes(place)) ?? false);
	if (!isInGroups) return { step: 'back', to: place };
	const isThere = boards.some((board) => board.id === from && board.archivedAt === null);
	return { step: 'back', to: isThere ? from : null };
}

const KEY = 'commonplace:taken:';

/** `sessionStorage`, or nothing where that is barred. */
export type TabStorage = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function readTaken(storage: TabStorage, session: string): Taken | null {
	const [round, group, from] = (storage.getItem(KEY + session) ?? '').split(' ');
	if (!round || !group) return null;
	return { round: round as RoundId, group: group as GroupId, from: from ? (from as BoardId) : null };
}

export function keepTaken(storage: TabStorage, session: string, taken: Taken | null): void {
	if (taken === null) storage.removeItem(KEY + session);
	else storage.setItem(KEY + session, `${taken.round} ${taken.group} ${taken.from ?? ''}`.trimEnd());
}
