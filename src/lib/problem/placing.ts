import { unreachable } from '#model/unreachable.ts';
import type { ProblemBoard } from '#model/problem/board.ts';
import type { Card, CardId } from '#model/problem/card.ts';
import type { ClusterId, GridSpot } from '#model/problem/card-details.ts';
import type { Spot } from '#model/problem/lane-order.ts';
import type { LaneId, Structure } from '#model/problem/method.ts';
import { middleOf, sectionOf, type Block, type Quadrant } from '#model/problem/structure.ts';

/** What a card becomes a part of where it is put. */
export type Into =
	| { readonly part: 'lane' }
	| { readonly part: 'cluster'; readonly cluster: ClusterId }
	/** Of a lane with sections; `null` takes it out of all of them. */
	| { readonly part: 'section'; readonly section: string | null }
	/** The card to whose why it is an answer; `null`: to none. */
	| { readonly part: 'answer'; readonly to: CardId | null }
	| { readonly part: 'grid'; readonly spot: GridSpot }
	/** It belongs together with this card. */
	| { readonly part: 'card'; readonly card: CardId };

export interface Place {
	readonly lane: LaneId;
	/** `null`: where it is, or at the end of a lane that it comes into. */
	readonly spot: Spot | null;
	readonly into: Into;
}

export const LANE: Into = { part: 'lane' };

/** Puts a card somewhere. Whether anything changed. Call it inside a transaction that names its origin. */
export function placeCard(board: ProblemBoard, id: CardId, { lane, spot, into }: Place): boolean {
	const card = board.card(id);
	if (card === undefined) return false;
	if (into.part === 'card') return board.group(id, into.card) !== null;
	const cluster = into.part === 'cluster' ? into.cluster : null;
	const stays = spot === null && card.lane === lane;
	const moved = !stays && board.move(id, lane, spot ?? { at: 'end' }, cluster);
	return joinPart(board, card, lane, into) || moved;
}

function joinPart(board: ProblemBoard, card: Card, lane: LaneId, into: Into): boolean {
	const { details } = board;
	switch (into.part) {
		case 'lane':
		case 'cluster':
		case 'card':
			return false;
		case 'answer':
			return details.set(card.id, 'under', into.to ?? undefined);
		case 'grid':
			return details.set(card.id, 'spot', into.spot);
		case 'section':
			return joinSection(board, card, board.structure(lane), into.section);
		default:
			return unreachable(into);
	}
}

function joinSection(
	{ details }: ProblemBoard,
	card: Card,
	structure: Structure,
	section: string | null
): boolean {
	if (sectionOf(structure, card) === section) return false;
	if (structure === 'actions') return details.set(card.id, 'closed', section === 'done' ? true : undefined);
	if (structure === 'grid')
		return details.set(card.id, 'spot', section === null ? undefined : middleOf(section as Quadrant));
	return details.set(card.id, 'section', section ?? undefined);
}

/** Where the pointer is, as the page says it. */
export interface Pointed {
	/** The block under it, or the nearest. */
	readonly block: string | null;
	/** The card that it would go before; `null` for the end of the block. */
	readonly before: CardId | null;
	/** The card whose middle it is over. */
	readonly onto: CardId | null;
	readonly grid: GridSpot | null;
}

/** What it means to let a card go there. */
export function placeAt(lane: LaneId, structure: Structure, blocks: readonly Block[], at: Pointed): Place {
	if (at.grid !== null) return { lane, spot: null, into: { part: 'grid', spot: at.grid } };
	const block = blocks.find(({ id }) => id === at.block) ?? blocks.at(-1);
	if (at.onto !== null && takesOnto(structure))
		return structure === 'whys'
			? { lane, spot: { at: 'behind', card: at.onto }, into: { part: 'answer', to: at.onto } }
			: { lane, spot: null, into: { part: 'card', card: at.onto } };
	const last = block?.cards.at(-1)?.card.id;
	const end: Spot | null = last === undefined ? null : { at: 'behind', card: last };
	const spot: Spot | null = at.before === null ? end : { at: 'before', card: at.before };
	if (structure === 'whys') {
		const beside = block?.cards.find(({ card }) => card.id === at.before);
		return { lane, spot, into: { part: 'answer', to: beside?.depth ? beside.card.details.under : null } };
	}
	return { lane, spot, into: partOf(block) };
}

/** Whether a card may be let go on another one. */
export function takesOnto(structure: Structure): boolean {
	return structure === 'cards' || structure === 'whys';
}

function partOf(block: Block | undefined): Into {
	if (block?.kind === 'cluster') return { part: 'cluster', cluster: block.cluster };
	return block?.kind === 'section' ? { part: 'section', section: block.section } : LANE;
}

/** One place up or down, as the keyboard moves a card; `null`: it stands at the end. */
export function placeBeside(
	lane: LaneId,
	structure: Structure,
	blocks: readonly Block[],
	id: CardId,
	direction: 'up' | 'down'
): Place | null {
	const index = blocks.findIndex(({ cards }) => cards.some(({ card }) => card.id === id));
	const block = blocks[index];
	if (block === undefined) return null;
	const at = direction === 'up' ? 'before' : 'behind';
	const step = direction === 'up' ? -1 : 1;
	const within = block.cards[block.cards.findIndex(({ card }) => card.id === id) + step];
	if (within !== undefined) {
		const answer: Into = { part: 'answer', to: within.depth > 0 ? within.card.details.under : null };
		return {
			lane,
			spot: { at, card: within.card.id },
			into: structure === 'whys' ? answer : partOf(block)
		};
	}
	// Out of a cluster first; then past the next one as a whole.
	if (block.kind === 'cluster' && block.cards.length > 1) return { lane, spot: { at, card: id }, into: LANE };
	const next = blocks[index + step];
	if (next === undefined) return null;
	if (next.kind === 'section') {
		const edge = direction === 'up' ? next.cards.at(-1) : next.cards[0];
		const away = direction === 'up' ? 'behind' : 'before';
		const spot: Spot | null = edge === undefined ? null : { at: away, card: edge.card.id };
		return { lane, spot, into: partOf(next) };
	}
	const edge = direction === 'up' ? next.cards[0] : next.cards.at(-1);
	return edge === undefined ? null : { lane, spot: { at, card: edge.card.id }, into: LANE };
}
