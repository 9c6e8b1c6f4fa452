import { createId, type BoardId, type GroupId } from '#model/ids.ts';
import type { NewGroup } from '#model/session/commands/rounds.ts';
import { groupCount, groupSizes, type Division } from '#model/session/grouping/sizes.ts';
import type { Round } from '#model/session/rounds.ts';
import { LIMITS, type BoardKind, type Session } from '#model/session/session.ts';

export const WAYS = ['mixing', 'chance', 'choice', 'hand'] as const;
/** How people come into the groups of a plan. */
export type Way = (typeof WAYS)[number];

/** What each group gets to work on. */
export type GroupBoard =
	| { readonly like: null; readonly kind: BoardKind }
	| { readonly like: BoardId; readonly kind: BoardKind }
	| null;

/** The names that somebody typed, one on each line. */
export function namesIn(typed: string): string[] {
	return typed
		.split('\n')
		.map((line) => line.trim().slice(0, LIMITS.titleLength))
		.filter((line) => line !== '')
		.slice(0, LIMITS.groups);
}

/** What so many people make of a division. Nobody here yet: as many groups as were asked for, or two. */
export function plannedSizes(
	people: number,
	division: Division
): { count: number; least: number; most: number } {
	const asked = division.by === 'number' ? Math.min(Math.max(1, division.groups), LIMITS.groups) : 2;
	const count = people === 0 ? asked : groupCount(people, division);
	const sizes = groupSizes(people, count);
	return { count, least: Math.min(...sizes), most: Math.max(...sizes) };
}

/** Groups with these names, each with a board of its own where there shall be one. */
export function newGroups(names: readonly string[], board: GroupBoard): NewGroup[] {
	return names.map((name) => ({
		id: createId<GroupId>(),
		name,
		board: board && { id: createId<BoardId>(), kind: board.kind, title: name, like: board.like }
	}));
}

/** As many names as there are groups: those given, then numbered ones. */
export function allNames(
	given: readonly string[],
	count: number,
	numbered: (number: number) => string
): string[] {
	return Array.from({ length: count }, (_, index) => given[index] ?? numbered(index + 1));
}

/** What a further group gets, as the others of its round have it. */
export function boardOfGroups({ boards }: Pick<Session, 'boards'>, round: Round): GroupBoard {
	const id = round.groups.flatMap((group) => group.boards)[0];
	const board = boards.find((found) => found.id === id);
	return board === undefined ? null : { kind: board.kind, like: null };
}
