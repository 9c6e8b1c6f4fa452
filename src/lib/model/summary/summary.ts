import type { BoardId } from '../ids.ts';
import { boardRights } from '../session/board-access.ts';
import type { Round } from '../session/rounds.ts';
import type { Board, Member, Session } from '../session/session.ts';
import type { ActionLine, BoardDigest } from './digest.ts';

/** A board, with what is on it. `null`: it could not be read. */
export interface SummarisedBoard {
	readonly board: Board;
	readonly digest: BoardDigest | null;
}

export interface SummarisedRound {
	readonly round: Round;
	readonly groups: readonly {
		readonly name: string;
		/** Those who were in it; empty where names are stripped. */
		readonly people: readonly string[];
		readonly boards: readonly SummarisedBoard[];
	}[];
	/** What was brought to boards that all share. */
	readonly brought: readonly { readonly count: number; readonly into: Board }[];
}

/** What one session did, for those who may read it. */
export interface Summary {
	readonly session: Session;
	/** Those that no group had for itself. */
	readonly boards: readonly SummarisedBoard[];
	readonly rounds: readonly SummarisedRound[];
	readonly decisions: readonly { readonly text: string; readonly from: Board }[];
	readonly actions: readonly { readonly action: ActionLine; readonly from: Board }[];
	/** How many took part; onlookers do not count. */
	readonly count: number;
	/** Their names; `null` where nobody is to be named. */
	readonly names: readonly string[] | null;
}

/** Where a summary goes: onto a page of the session, or out of it. */
export type SummaryFor = 'page' | 'file';

/**
 * The boards of which a summary tells: those that every member may read, whoever asks, and neither what was put away nor what
 * is open in a group just now. So it may be shown to each of them.
 */
export function boardsToSummarise(session: Session): readonly Board[] {
	const anyMember = { id: '' as Member['id'], role: 'member' } as const;
	return session.boards.filter(
		(board) => board.archivedAt === null && boardRights(session, board, anyMember).read
	);
}

/** Under the Chatham House rule nobody is named anywhere, and what is for this session alone names nobody outside of it. */
export function mayName({ label, namesStripped }: Session, where: SummaryFor): boolean {
	return !namesStripped && (where === 'page' || label !== 'red');
}

export function summarise(
	session: Session,
	members: readonly Member[],
	digests: ReadonlyMap<BoardId, BoardDigest | null>,
	where: SummaryFor
): Summary {
	const named = mayName(session, where);
	const all = boardsToSummarise(session).map((board) => ({ board, digest: digests.get(board.id) ?? null }));
	const inGroups = new Set(session.rounds.flatMap(({ groups }) => groups.flatMap(({ boards }) => boards)));
	const tookPart = members
		.filter(({ role }) => role !== 'viewer')
		.toSorted((a, b) => a.joinedAt - b.joinedAt);
	return {
		session,
		boards: all.filter(({ board }) => !inGroups.has(board.id)),
		rounds: session.rounds
			.filter(({ state }) => state.at === 'closed')
			.map((round) => roundOf(session, round, all, named ? members : [])),
		decisions: all.flatMap(({ board, digest }) =>
			(digest?.decisions ?? []).map((text) => ({ text, from: board }))
		),
		actions: all.flatMap(({ board, digest }) =>
			(digest?.actions ?? []).map((action) => ({
				action: named ? action : { ...action, owner: null },
				from: board
			}))
		),
		count: tookPart.length,
		names: named ? tookPart.map(({ name }) => name) : null
	};
}

function roundOf(
	{ harvests }: Session,
	round: Round,
	all: readonly SummarisedBoard[],
	members: readonly Member[]
): SummarisedRound {
	return {
		round,
		groups: round.groups.map((group) => ({
			name: group.name,
			people: group.members.flatMap((id) => members.find((member) => member.id === id)?.name ?? []),
			boards: all.filter(({ board }) => group.boards.includes(board.id))
		})),
		brought: harvests.flatMap(({ round: of, into, state }) => {
			const target = all.find(({ board }) => board.id === into)?.board;
			if (of !== round.id || state.at !== 'done' || target === undefined) return [];
			return [{ count: state.count, into: target }];
		})
	};
}
