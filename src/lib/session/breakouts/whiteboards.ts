import type { BoardId } from '#model/ids.ts';
import type { Group, Round } from '#model/session/rounds.ts';
import type { Board, Session } from '#model/session/session.ts';

/** The groups of a round that worked on a whiteboard, with it. */
export function whiteboardsOf(
	{ boards }: Pick<Session, 'boards'>,
	{ groups }: Pick<Round, 'groups'>
): readonly { readonly group: Group; readonly board: BoardId }[] {
	return groups.flatMap((group) => {
		const board = group.boards.find((id) =>
			boards.some((found) => found.id === id && found.kind === 'whiteboard')
		);
		return board === undefined ? [] : [{ group, board }];
	});
}

/** The whiteboards that are no group's: those that all share. */
export function boardsOfAll({ boards, rounds }: Pick<Session, 'boards' | 'rounds'>): readonly Board[] {
	const ofGroups = new Set(rounds.flatMap(({ groups }) => groups.flatMap((group) => group.boards)));
	return boards.filter(
		({ id, kind, archivedAt }) => kind === 'whiteboard' && archivedAt === null && !ofGroups.has(id)
	);
}
