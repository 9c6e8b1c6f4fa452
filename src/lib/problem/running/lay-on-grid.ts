import { t } from '$lib/messages/problem-running.ts';
import { toast } from '$lib/ui/toast.svelte.ts';
import { gridSpot } from '#model/problem/ballots/impact-effort.ts';
import type { Tally } from '#model/problem/ballots/tally.ts';
import type { CardId } from '#model/problem/card.ts';
import type { GridSpot } from '#model/problem/card-details.ts';
import type { VoteRules } from '#model/problem/method.ts';
import { sameValue } from '#model/yjs/same-value.ts';
import type { BoardState } from '../board-state.svelte.ts';

/**
 * Lays what was voted on onto the grid, where the vote put it. `undefined`: it was another kind of vote, this person may not
 * move cards now, or all of them lie there.
 */
export function layingOnGrid(
	board: BoardState,
	type: VoteRules['type'],
	tallies: readonly Tally[] | null
): (() => void) | undefined {
	if (type !== 'impactEffort' || tallies === null || !board.rights.move) return undefined;
	const spots = new Map(tallies.flatMap((tally) => misplaced(board, tally)));
	if (spots.size === 0) return undefined;
	return () => toast.show({ text: t.onGrid(board.edits.layOnGrid(spots)), kind: 'good' });
}

function misplaced(board: BoardState, { card: id, numbers }: Tally): (readonly [CardId, GridSpot])[] {
	const spot = gridSpot(numbers);
	const card = board.cardNow(id);
	// One of another lane was taken on, to the decision, say: there it has a place of its own.
	if (spot === null || card?.lane == null || hasItsOwn(board, card.lane)) return [];
	const lies = board.structure(card.lane) === 'grid' && sameValue(card.details.spot, spot);
	return lies ? [] : [[id, spot]];
}

/** A lane with an order of its own, which the grid would take the place of. */
function hasItsOwn(board: BoardState, lane: Parameters<BoardState['structure']>[0]): boolean {
	return !['cards', 'grid'].includes(board.structure(lane));
}
