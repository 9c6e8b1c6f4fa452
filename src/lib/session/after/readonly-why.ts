import { t } from '$lib/messages/after.ts';
import { groupOf } from '#model/session/rounds.ts';
import type { Board, Member, Session } from '#model/session/session.ts';

/** Why somebody does not write on a board that they see, in a sentence; `null`: they do, or the board says so itself. */
export function whyReadonly(session: Session, board: Board, me: Member | null): string | null {
	if (board.archivedAt !== null) return t.readonly.archived;
	if (me?.role === 'viewer') return t.readonly.viewer;
	if (me?.role === 'facilitator') return board.locked ? t.readonly.lockedForMembers : null;
	// Two that hold for all boards are told on every screen of the session.
	if (session.ended !== null || session.locked) return null;
	if (board.locked) return t.readonly.locked;
	const round = session.rounds.findLast(({ groups }) =>
		groups.some(({ boards }) => boards.includes(board.id))
	);
	if (round === undefined)
		return session.settings.memberMay.includes('write') ? null : t.readonly.onlyFacilitators;
	if (round.state.at === 'closed') return t.readonly.groupsOver;
	const isOwn = me !== null && groupOf(round, me.id)?.boards.includes(board.id) === true;
	return isOwn || session.settings.groups === 'open' ? null : t.readonly.otherGroup;
}
