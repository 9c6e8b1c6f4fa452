import type { CardId } from '#model/problem/card.ts';
import type { Spot } from '#model/problem/lane-order.ts';
import type { LaneId } from '#model/problem/method.ts';
import type { BoardState } from './board-state.svelte.ts';
import { LANE, placeAt, placeBeside, placeCard, type Place, type Pointed } from './placing.ts';

/** Moving cards, by pointer, keyboard and menu. Each tells whether the card went anywhere. */
export class CardMoves {
	readonly #state: BoardState;
	readonly #act: <T>(change: () => T) => T;

	constructor(state: BoardState, act: <T>(change: () => T) => T) {
		this.#state = state;
		this.#act = act;
	}

	place(card: CardId, place: Place): boolean {
		const { rights, board } = this.#state;
		const isGrouping = place.into.part === 'card' || place.into.part === 'cluster';
		if (!rights.move || (isGrouping && !rights.group)) return false;
		const moved = this.#act(() => placeCard(board, card, place));
		if (moved) this.#state.stepOn(card);
		return moved;
	}

	to(card: CardId, lane: LaneId, spot: Spot | null = { at: 'end' }): boolean {
		return this.place(card, { lane, spot, into: LANE });
	}

	/** Where the pointer lets it go. */
	drop(card: CardId, lane: LaneId, at: Pointed): boolean {
		return this.place(card, placeAt(lane, this.#state.structure(lane), this.#state.blocks(lane), at));
	}

	/** By one place up or down, or to the lane on the left or right. */
	nudge(id: CardId, direction: 'up' | 'down' | 'left' | 'right'): boolean {
		const state = this.#state;
		const card = state.board.card(id);
		if (card === undefined) return false;
		if (direction === 'up' || direction === 'down') {
			if (card.lane === null) return false;
			const [structure, blocks] = [state.structure(card.lane), state.blocks(card.lane)];
			const place = placeBeside(card.lane, structure, blocks, id, direction);
			return place !== null && this.place(id, place);
		}
		const lane = this.laneBeside(card.lane, direction);
		if (lane === null) return false;
		// To about the same height, so that the eye can follow.
		const beside = state.lane(lane)[state.lane(card.lane).findIndex((one) => one.id === id)];
		return this.to(id, lane, beside === undefined ? { at: 'end' } : { at: 'before', card: beside.id });
	}

	/** To the card that is shown above it: into one group, or as an answer to its why. */
	withAbove(id: CardId): boolean {
		const { lane, place } = this.#state.placeOf(id);
		const above = this.#state.lane(lane)[place - 2];
		if (lane === null || above === undefined) return false;
		if (this.#state.structure(lane) !== 'whys')
			return this.place(id, { lane, spot: null, into: { part: 'card', card: above.id } });
		return this.place(id, { lane, spot: null, into: { part: 'answer', to: above.id } });
	}

	/** Out of its group, or from under its why. */
	apart(id: CardId): boolean {
		const card = this.#state.board.card(id);
		if (card === undefined || card.lane === null) return false;
		if (this.#state.structure(card.lane) === 'whys')
			return this.place(id, { lane: card.lane, spot: null, into: { part: 'answer', to: null } });
		return this.place(id, { lane: card.lane, spot: { at: 'behind', card: id }, into: LANE });
	}

	laneBeside(lane: LaneId | null, direction: 'left' | 'right'): LaneId | null {
		const { lanes } = this.#state;
		const index = lanes.findIndex(({ id }) => id === lane);
		return lanes[index + (direction === 'left' ? -1 : 1)]?.id ?? null;
	}
}
