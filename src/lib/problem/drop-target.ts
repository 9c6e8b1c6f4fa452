import type { CardId } from '#model/problem/card.ts';
import type { GridSpot } from '#model/problem/card-details.ts';
import type { LaneId } from '#model/problem/method.ts';
import type { Pointed } from './placing.ts';

export interface Point {
	readonly x: number;
	readonly y: number;
}

/** Where the card in hand would go if it were let go now. */
export interface DropTarget extends Pointed {
	readonly lane: LaneId;
	/** Where that is shown: pixels from the lane's corner. A line where it has no height. */
	readonly mark: {
		readonly left: number;
		readonly top: number;
		readonly width: number;
		readonly height: number;
	};
}

/** From a card's edge to the middle of the gap above it. */
const GAP_PX = 5;
/** Of a card's height, at the top and at the bottom: there it means beside the card, in between onto it. */
const BESIDE = 0.28;

/** What is under the pointer: a place in a grid, or between two cards of a block, or a card. */
export function findTarget({ x, y }: Point, held: CardId): DropTarget | null {
	const under = document.elementFromPoint(x, y);
	const lane = under?.closest<HTMLElement>('[data-lane]');
	if (lane === null || lane === undefined || lane.dataset.lane === undefined) return null;
	const id = lane.dataset.lane as LaneId;
	const grid = under?.closest<HTMLElement>('[data-grid]');
	if (grid) return { lane: id, block: null, before: null, onto: null, ...onGrid(grid, { x, y }) };
	const block = under?.closest<HTMLElement>('[data-block]') ?? nearestBlock(lane, y);
	const cards = [...(block ?? lane).querySelectorAll<HTMLElement>('[data-card]')];
	const first = firstBelow(cards, y);
	const onto = lane.dataset.onto === undefined ? null : cardAround(cards, first, y, held);
	const before = idOf(cards[first]) === held ? cards[first + 1] : cards[first];
	const common = { lane: id, block: block?.dataset.block ?? null, before: idOf(before), grid: null };
	const corner = lane.getBoundingClientRect();
	if (onto !== null) {
		const { left, top, width, height } = onto.getBoundingClientRect();
		const mark = { left: left - corner.left, top: top - corner.top, width, height };
		return { ...common, onto: idOf(onto), mark };
	}
	const list = (block?.querySelector('ul') ?? lane.querySelector('ul') ?? lane).getBoundingClientRect();
	const edge = cards[first]?.getBoundingClientRect().top ?? bottomOf(cards.at(-1)) ?? list.top + GAP_PX;
	const top = Math.round(Math.max(edge - GAP_PX, list.top) - corner.top);
	const left = Math.round(list.left - corner.left);
	return { ...common, onto: null, mark: { left, top, width: list.width, height: 0 } };
}

export function sameTarget(a: DropTarget | null, b: DropTarget | null): boolean {
	if (a === null || b === null) return a === b;
	return (
		a.lane === b.lane &&
		a.block === b.block &&
		a.before === b.before &&
		a.onto === b.onto &&
		a.mark.left === b.mark.left &&
		a.mark.top === b.mark.top
	);
}

/** The first card whose middle is below. */
function firstBelow(cards: readonly HTMLElement[], y: number): number {
	let [low, high] = [0, cards.length];
	while (low < high) {
		const middle = (low + high) >> 1;
		// The list item around it: asking for a card that is out of sight would lay out what is in it.
		const { top, height } = (cards[middle]!.closest('li') ?? cards[middle]!).getBoundingClientRect();
		if (top + height / 2 < y) low = middle + 1;
		else high = middle;
	}
	return low;
}

function cardAround(
	cards: readonly HTMLElement[],
	first: number,
	y: number,
	held: CardId
): HTMLElement | null {
	for (const card of [cards[first - 1], cards[first]]) {
		if (card === undefined || idOf(card) === held) continue;
		const { top, height } = card.getBoundingClientRect();
		const at = (y - top) / Math.max(1, height);
		if (at > BESIDE && at < 1 - BESIDE) return card;
	}
	return null;
}

/** The last block that begins above. */
function nearestBlock(lane: HTMLElement, y: number): HTMLElement | null {
	const blocks = [...lane.querySelectorAll<HTMLElement>('[data-block]')];
	return blocks.findLast((block) => block.getBoundingClientRect().top <= y) ?? blocks[0] ?? null;
}

function onGrid(grid: HTMLElement, { x, y }: Point): { grid: GridSpot; mark: DropTarget['mark'] } {
	const { left, top, width, height } = grid.getBoundingClientRect();
	const within = (part: number): number => Math.min(1, Math.max(0, Math.round(part * 100) / 100));
	const spot = { effort: within((x - left) / width), impact: within(1 - (y - top) / height) };
	// The card itself shows where.
	return { grid: spot, mark: { left: 0, top: 0, width: 0, height: 0 } };
}

function idOf(card: HTMLElement | undefined): CardId | null {
	return (card?.dataset.card as CardId | undefined) ?? null;
}

function bottomOf(card: HTMLElement | undefined): number | undefined {
	return card === undefined ? undefined : card.getBoundingClientRect().bottom + 2 * GAP_PX;
}
