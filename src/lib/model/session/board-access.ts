import { mayRead } from '../community/may-read.ts';
import { access, type Resource, type Rights, type Sharing } from '../access.ts';
import type { BoardId, IdentityId } from '../ids.ts';
import { hasSheets, mayWriteShared, writesInGroups, type Participant } from '../problem/engine.ts';
import { currentPhase, runOf, type Run } from '../problem/run.ts';
import type { Actor } from './commands.ts';
import { narrower, type Label } from './label.ts';
import { isUnderWay, type Round } from './rounds.ts';
import type { Board, Session } from './session.ts';
import { stagedBoard } from './stage.ts';

/** What of a session the rights on its boards hang on. */
type Ground = Pick<Session, 'boards' | 'locked' | 'ended' | 'rounds' | 'runs' | 'settings' | 'stage'>;
/** And those of somebody who was not in it. */
type GroundBeyond = Ground & Pick<Session, 'label' | 'namesStripped'>;

/** In none of its groups. */
const SOMEBODY = '' as IdentityId;

/**
 * Whether everybody of the community reads a board of a session that they need not have been in.
 * @param own the label of this very board; `null`: its session's
 */
export function isReadBeyond(
	session: GroundBeyond,
	board: BoardId,
	as: 'document' | 'view',
	own: Label | null
): boolean {
	const { namesStripped } = session;
	const label = own === null ? session.label : narrower(session.label, own);
	const inGroups = sharing(session, board, { id: SOMEBODY, role: 'member' });
	return mayRead(
		{ role: null, ofCommunity: true },
		{ kind: 'board', label, namesStripped, sharing: inGroups, as }
	);
}

/**
 * What somebody may do with one board of their session. The boards of groups that have not begun are for facilitators; while a
 * round is under way they are their group's, and others' as the settings say; afterwards everybody reads them. A screen
 * reads a group's board when it is put on the stage. Where a method runs, nobody writes on the shared document, facilitators
 * included, in a phase that gives their role nothing to do on it; nor on the board of all while its people write on those of their groups.
 */
export function boardRights(session: Ground, board: Board, somebody: Actor): Rights {
	const resource: Resource = {
		kind: 'document',
		archived: board.archivedAt !== null,
		locked: board.locked || session.locked || session.ended !== null,
		sharing: sharing(session, board.id, somebody)
	};
	const rights = access(somebody.role, resource);
	if (!rights.write || board.kind !== 'problem') return rights;
	const run = runAt(session, board.id) ?? calledBack(session, board.id);
	if (run === 'over') return { ...rights, write: false };
	if (run === null) return rights;
	const mayWrite = mayWriteShared(run, participant(session, run, somebody));
	return { ...rights, write: !writesInGroups(run, board.id) && mayWrite };
}

/**
 * What holds on a group's board when its method has gone on with everybody: while the groups are called back the run as it was in their
 * phase, so that people finish what they may write, and nothing else; from then on (`over`) nobody writes there, since that is what the
 * group made. `null`: it is no such board, or the method is done.
 */
export function calledBack(
	{ runs, rounds }: Pick<Session, 'runs' | 'rounds'>,
	board: BoardId
): Run | 'over' | null {
	const round = rounds.findLast((found) => groupsWith(found, board).length > 0);
	const worked = (run: Run) => run.steps.findLast((step) => step.round === round?.id);
	const run = runs.find((found) => found.current !== null && worked(found) !== undefined);
	if (round === undefined || run === undefined) return null;
	return isUnderWay(round) ? { ...run, current: worked(run)!.phase } : 'over';
}

/** The run whose rules hold on a board: its own, or that which the breakout groups at work on it belong to. */
export function runAt({ runs, rounds }: Pick<Session, 'runs' | 'rounds'>, board: BoardId): Run | null {
	const own = runOf(runs, board);
	if (own !== null) return own;
	const round = rounds.findLast((found) => groupsWith(found, board).length > 0);
	if (round === undefined) return null;
	return runs.find((run) => currentPhase(run)?.step.round === round.id) ?? null;
}

/** Somebody as the phase of now sees them: whether they host their group in it. */
export function participant(
	{ rounds }: Pick<Session, 'rounds'>,
	run: Run | null,
	{ id, role }: Pick<Actor, 'id' | 'role'>
): Participant {
	const round = run && currentPhase(run)?.step.round;
	const groups = rounds.find((found) => found.id === round)?.groups ?? [];
	return { id, role, hostsGroup: groups.some(({ host }) => host === id) };
}

/**
 * What somebody may do with what `author` writes alone for a board. The right to write lasts when the phase is over and the
 * cards are shown: what a device brings that was away is kept, and stays hidden until a facilitator shows that as well.
 */
export function sheetRights(session: Ground, board: Board, somebody: Actor, author: IdentityId): Rights {
	const run = runOf(session.runs, board.id);
	return access(somebody.role, {
		kind: 'sheet',
		own: somebody.id === author,
		archived: board.archivedAt !== null,
		locked: board.locked || session.locked || session.ended !== null,
		open: run !== null && hasSheets(run)
	});
}

/** Changes whenever somebody's rights on a board may have. */
export function rightsGround({
	boards,
	locked,
	ended,
	rounds,
	runs,
	settings,
	stage,
	label,
	namesStripped
}: GroundBeyond): string {
	return JSON.stringify([
		[label === 'red', namesStripped],
		locked || ended !== null,
		boards.map((board) => [board.id, board.archivedAt !== null, board.locked]),
		settings.groups,
		settings.memberMay.includes('write'),
		rounds.map(({ state, groups }) => [
			state.at,
			groups.map((group) => [group.members, group.boards, group.host])
		]),
		runs.map((run) => {
			const now = currentPhase(run);
			return [run.board, run.current, now?.step.holder, now?.step.round];
		}),
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

/** The groups of a round that work on a board. */
export function groupsWith(round: Round, board: BoardId): Round['groups'] {
	return round.groups.filter(({ boards }) => boards.includes(board));
}

function isStaged({ stage }: Ground, board: BoardId, round: Round): boolean {
	return stagedBoard(stage) === board || (stage.shown.show === 'breakouts' && stage.shown.round === round.id);
}
