import type { Take } from '#model/session/harvests.ts';
import { harvestSources } from '#model/session/apply/harvests.ts';
import type { Round } from '#model/session/rounds.ts';
import type { Board, BoardKind, Session } from '#model/session/session.ts';
import type { Offer } from './offers.svelte.ts';

/** How a facilitator says what shall be brought. */
export type Choosing = 'top' | 'all' | 'chosen';

/** The boards that all share and that are of a kind on which the groups of a round worked. */
export function harvestTargets(session: Pick<Session, 'boards' | 'rounds'>, round: Round): readonly Board[] {
	const ofGroups = new Set(session.rounds.flatMap(({ groups }) => groups.flatMap((group) => group.boards)));
	return session.boards.filter(
		(board) =>
			board.archivedAt === null && !ofGroups.has(board.id) && harvestSources(session, round, board).length > 0
	);
}

/** What the server is asked for, and how many things that is as far as they have been read; 0: nothing. */
export function takenBy(
	kind: BoardKind,
	offers: readonly Offer[],
	how: Choosing,
	top: number,
	ticked: ReadonlySet<string>
): { readonly take: Take; readonly count: number } {
	const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0);
	if (kind === 'page')
		return { take: { of: 'all' }, count: offers.filter(({ items }) => items?.length !== 0).length };
	if (kind === 'problem') {
		const lanes = how === 'chosen' ? (id: string) => ticked.has(id) : () => true;
		const count = sum(
			offers.flatMap(({ items }) => items?.filter(({ id }) => lanes(id)) ?? []).map((lane) => lane.count)
		);
		return { take: how === 'chosen' ? { of: 'lanes', lanes: [...ticked] } : { of: 'all' }, count };
	}
	if (how === 'top')
		return {
			take: { of: 'top', count: top },
			count: sum(offers.map(({ items }) => Math.min(top, items?.length ?? 0)))
		};
	if (how === 'all')
		return {
			take: { of: 'all' },
			count: sum(offers.map(({ items, drawn }) => (items?.length ?? 0) + drawn))
		};
	const items = offers.map(({ board, items: read }) => ({
		board,
		ids: (read ?? []).flatMap(({ id }) => (ticked.has(`${board}/${id}`) ? [id] : []))
	}));
	return { take: { of: 'items', items }, count: sum(items.map(({ ids }) => ids.length)) };
}
