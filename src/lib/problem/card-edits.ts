import { createId } from '#model/ids.ts';
import type { ProblemBoard } from '#model/problem/board.ts';
import {
	parseTag,
	type CardLink,
	type CardOwner,
	type CheckId,
	type ClusterId,
	type Day,
	type GridSpot
} from '#model/problem/card-details.ts';
import type { CardId } from '#model/problem/card.ts';
import type { LaneId, Structure } from '#model/problem/method.ts';

export interface CardEditing {
	readonly board: ProblemBoard;
	/** Runs it as one step of this person's. */
	readonly act: (change: () => void) => void;
	/** Whether this person may change the card. */
	readonly mayEdit: (card: CardId) => boolean;
	readonly mayArrange: () => boolean;
	readonly mayMove: () => boolean;
}

/** Everything that is changed of cards and lanes besides words and places. What may not be changed stays as it is. */
export class CardEdits {
	readonly #on: CardEditing;

	constructor(on: CardEditing) {
		this.#on = on;
	}

	setOwner(card: CardId, owner: CardOwner | null): void {
		this.#edit(card, (board) => board.details.set(card, 'owner', owner ?? undefined));
	}

	setDue(card: CardId, due: Day | null): void {
		this.#edit(card, (board) => board.details.set(card, 'due', due ?? undefined));
	}

	setClosed(card: CardId, closed: boolean): void {
		this.#edit(card, (board) => board.details.set(card, 'closed', closed ? true : undefined));
	}

	/** Whether it was a tag. */
	addTag(card: CardId, typed: string): boolean {
		const tag = parseTag(typed);
		if (tag !== null) this.#edit(card, (board) => board.details.setTag(card, tag, true));
		return tag !== null;
	}

	removeTag(card: CardId, tag: string): void {
		this.#edit(card, (board) => board.details.setTag(card, tag, false));
	}

	addCheck(card: CardId, text: string): void {
		const details = this.#on.board.card(card)?.details;
		if (details === undefined || text.trim() === '') return;
		this.#edit(card, (board) => board.details.addCheck(card, createId<CheckId>(), text.trim(), details));
	}

	writeCheck(card: CardId, check: CheckId, text: string): void {
		this.#edit(card, (board) => board.details.writeCheck(card, check, text.trim()));
	}

	tick(card: CardId, check: CheckId, done: boolean): void {
		this.#edit(card, (board) => board.details.tick(card, check, done));
	}

	setLink(card: CardId, link: CardLink, has: boolean): void {
		this.#edit(card, (board) => board.details.setLink(card, link, has));
	}

	/** Sets entries of a card by their names, or removes them with `undefined`, as one step. */
	setDetails(card: CardId, values: ReadonlyMap<string, unknown>): void {
		this.#edit(card, (board) => board.details.change(card, values));
	}

	setClusterTitle(cluster: ClusterId, title: string): void {
		const { board, mayArrange, act } = this.#on;
		if (mayArrange() && board.clusterTitle(cluster) !== title)
			act(() => board.setClusterTitle(cluster, title.trim()));
	}

	/** Lets the cards of a group stand by themselves. */
	ungroup(cards: readonly CardId[]): void {
		const { board, mayArrange, act } = this.#on;
		if (mayArrange()) act(() => cards.forEach((card) => board.details.set(card, 'cluster', undefined)));
	}

	setStructure(lane: LaneId, structure: Structure): void {
		const { board, mayArrange, act } = this.#on;
		if (mayArrange() && board.structure(lane) !== structure) act(() => board.setStructure(lane, structure));
	}

	/** Lays cards where a vote has put them, each in the lane that it is in, as one step. How many went anywhere. */
	layOnGrid(spots: ReadonlyMap<CardId, GridSpot>): number {
		const { board, mayMove, act } = this.#on;
		const found = [...spots].flatMap(([id, spot]) => {
			const card = board.card(id);
			return card?.lane ? [{ id, spot, lane: card.lane }] : [];
		});
		if (!mayMove() || found.length === 0) return 0;
		act(() => {
			for (const lane of new Set(found.map(({ lane }) => lane)))
				if (board.structure(lane) !== 'grid') board.setStructure(lane, 'grid');
			for (const { id, spot } of found) board.details.set(id, 'spot', spot);
		});
		return found.length;
	}

	#edit(card: CardId, change: (board: ProblemBoard) => void): void {
		const { board, mayEdit, act } = this.#on;
		if (board.card(card) !== undefined && mayEdit(card)) act(() => change(board));
	}
}
