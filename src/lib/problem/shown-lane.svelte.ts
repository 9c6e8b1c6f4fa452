import type { ProblemBoard } from '#model/problem/board.ts';
import type { Card, CardId } from '#model/problem/card.ts';
import type { LaneId, Structure } from '#model/problem/method.ts';
import { blocksOf } from '#model/problem/structure.ts';

/** One lane as it is shown. Each by itself, so that a letter in one leaves the cards of the others in peace. */
export class ShownLane {
	readonly #board: ProblemBoard;
	readonly #lane: LaneId | null;
	#cards = $state.raw<readonly Card[]>([]);
	#structure = $state.raw<Structure>('cards');
	/** Counts changes of titles. */
	#titles = $state.raw(0);

	readonly blocks = $derived.by(() => {
		void this.#titles;
		return blocksOf(this.#structure, this.#cards, (cluster) => this.#board.clusterTitle(cluster) !== '');
	});
	/** In the order in which they are shown. */
	readonly cards = $derived(this.blocks.flatMap(({ cards }) => cards.map(({ card }) => card)));

	/** The card that the keyboard was last on. */
	chosen = $state.raw<CardId | null>(null);
	/** The one card that the Tab key stops at. */
	readonly current = $derived(
		this.cards.some(({ id }) => id === this.chosen) ? this.chosen : (this.cards[0]?.id ?? null)
	);

	constructor(board: ProblemBoard, lane: LaneId | null) {
		this.#board = board;
		this.#lane = lane;
		this.read();
		this.readStructure();
	}

	get structure(): Structure {
		return this.#structure;
	}

	read(): void {
		this.#cards = this.#board.lane(this.#lane);
	}

	readStructure(): void {
		this.#structure = this.#board.structure(this.#lane);
		this.#titles++;
	}
}
