import { access, type Resource, type Rights, type Sharing } from '../access.ts';
import type { BoardId } from '../ids.ts';
import type { Actor } from './commands.ts';
import { isUnderWay, type Round } from './rounds.ts';
import type { Board, Session } from './session.ts';
import { stagedBoard } from './stage.ts';

/** What of a session the rights on its boards hang on. */
type Ground = Pick<Session, 'boards' | 'locked' | 'rounds' | 'settings' | 'stage'>;

/**
 * What somebody may do with one board of their session. The boards of groups that have not begun are for facilitators; while a
 * round is under way they are their group's, and others' as the settings say; afterwards everybody reads them. A screen
 * reads a group's board when it is put on the stage.
 */
export function boardRights(session: Ground, board: Board, somebody: Actor): Rights {
	const resource: Resource = {
		kind: 'document',
		archived: board.archivedAt !== null,
		locked: board.locked || session.locked,
		sharing: sharing(session, board.id, somebody)
	};
	return access(somebody.role, resource);
}

/** Changes whenever somebody's rights on a board may have. */
export function rightsGround({ boards, locked, rounds, settings, stage }: Ground): string {
	return JSON.stringify([
		locked,
		boards.map((board) => [board.id, board.archivedAt !== null, board.locked]),
		settings.groups,
		settings.memberMay.includes('write'),
		rounds.map(({ state, groups }) => [state.at, groups.map((group) => [group.members, group.boards])]),
		[stage.shown.show, stagedBoard(stage), stage.shown.show === 'breakouts' ? stage.shown.round : null]
	]);
}

function sharing(session: Ground, board: BoardId, { id, role }: Actor): Sharing {
	const rounds = session.rounds.filter((round) => groupsWith(round, board).length > 0);
	const latest = rounds.at(-1);
	if (latest === undefined) return { with: 'all', write: session.settings.memberMay.includes('write') };
	const readable: Sharing = { with: 'all', write: false };
	if (role === 'viewer' && isStaged(session, board, latest)) return readable;
	if (!isUnderWay(latest))
		return rounds.some(({ state }) => state.at === 'closed') ? readable : { with: 'others' };
	if (groupsWith(latest, board).some(({ members }) => members.includes(id))) return { with: 'own-group' };
	if (session.settings.groups === 'private') return { with: 'others' };
	return { with: 'all', write: session.settings.groups === 'open' };
}

function groupsWith(round: Round, board: BoardId): Round['groups'] {
	return round.groups.filter(({ boards }) => boards.includes(board));
}

function isStaged({ stage }: Ground, board: BoardId, round: Round): boolean {
	return stagedBoard(stage) === board || (stage.shown.show === 'breakouts' && stage.shown.round === round.id);
}
