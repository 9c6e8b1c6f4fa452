import { describe, expect, it } from 'vitest';
import { blocksOf, middleOf } from '#model/problem/structure.ts';
import { CAUSES, IDEAS, openBoard } from '#model/problem/test-boards.ts';
import type { CardId } from '#model/problem/card.ts';
import { placeAt, placeBeside, placeCard, type Pointed } from './placing.ts';

const NOWHERE: Pointed = { block: null, before: null, onto: null, grid: null };

function open(...texts: readonly string[]) {
	const { board, add, doc } = openBoard();
	const ids = texts.map((text) => add(CAUSES, text));
	const blocks = () =>
		blocksOf(board.structure(CAUSES), board.lane(CAUSES), (cluster) => board.clusterTitle(cluster) !== '');
	const shown = () =>
		blocks().map(({ cards }) => cards.map(({ card, depth }) => '-'.repeat(depth) + card.text));
	const act = <T>(change: () => T): T => doc.transact(change, 'test');
	return {
		board,
		ids: ids as [CardId, CardId, CardId, CardId],
		blocks,
		shown,
		drop: (id: CardId, at: Partial<Pointed>) =>
			act(() =>
				placeCard(board, id, placeAt(CAUSES, board.structure(CAUSES), blocks(), { ...NOWHERE, ...at }))
			),
		nudge: (id: CardId, direction: 'up' | 'down') => {
			const place = placeBeside(CAUSES, board.structure(CAUSES), blocks(), id, direction);
			return place !== null && act(() => placeCard(board, id, place));
		},
		act
	};
}

describe('a card that is let go', () => {
	it('on another one is in one group with it, and between the cards of a group joins that', () => {
		const { ids, drop, blocks, shown } = open('a', 'b', 'c', 'd');
		const [a, b, c, d] = ids;
		drop(c, { onto: a });
		expect(shown()).toEqual([
			['a', 'c'],
			['b', 'd']
		]);
		drop(d, { block: blocks()[0]!.id, before: c });
		expect(shown()).toEqual([['a', 'd', 'c'], ['b']]);
		drop(a, { block: blocks()[1]!.id, before: b });
		expect(shown()).toEqual([
			['d', 'c'],
			['a', 'b']
		]);
	});

	it('behind the last of a block goes behind it, and not to the end of the lane', () => {
		const { ids, drop, blocks, shown } = open('a', 'b', 'c', 'd');
		drop(ids[2], { onto: ids[1] });
		expect(shown()).toEqual([['a'], ['b', 'c'], ['d']]);
		drop(ids[3], { block: blocks()[0]!.id });
		expect(shown()).toEqual([
			['a', 'd'],
			['b', 'c']
		]);
	});

	it('on a why becomes its answer, and beside an answer another one', () => {
		const { board, ids, drop, shown, act } = open('a', 'b', 'c');
		act(() => board.setStructure(CAUSES, 'whys'));
		drop(ids[1], { onto: ids[0] });
		drop(ids[2], { block: 'whys', before: ids[1] });
		expect(shown()).toEqual([['a', '-c', '-b']]);
		drop(ids[1], { block: 'whys', before: null });
		expect(shown()).toEqual([['a', '-c', 'b']]);
	});

	it('in a section or on the grid is part of that, wherever it was', () => {
		const { board, ids, drop, act } = open('a', 'b');
		act(() => board.setStructure(CAUSES, 'fishbone'));
		expect(drop(ids[0], { block: 'section-people' })).toBe(true);
		expect(board.card(ids[0])?.details.section).toBe('people');
		expect(drop(ids[0], { block: 'section-people' })).toBe(false);
		act(() => board.setStructure(CAUSES, 'grid'));
		drop(ids[0], { grid: { impact: 0.9, effort: 0.3 } });
		expect(board.card(ids[0])?.details.spot).toEqual({ impact: 0.9, effort: 0.3 });
		expect(drop(ids[0], { block: 'section-quick-wins' }), 'it is there').toBe(false);
		drop(ids[0], { block: 'section-not-now' });
		expect(board.card(ids[0])?.details.spot).toEqual(middleOf('not-now'));
	});

	it('under “Done” is done', () => {
		const { board, ids, drop, act } = open('a', 'b');
		act(() => board.setStructure(CAUSES, 'actions'));
		drop(ids[0], { block: 'section-done' });
		expect(board.card(ids[0])?.details.closed).toBe(true);
		drop(ids[0], { block: 'section-open', before: ids[1] });
		expect(board.card(ids[0])?.details.closed).toBe(false);
	});

	it('is nowhere else when it is gone or its lane is not known', () => {
		const { board, ids, drop, act } = open('a', 'b');
		act(() => board.delete(ids[0]));
		expect(drop(ids[0], { onto: ids[1] })).toBe(false);
		expect(placeCard(board, ids[1], { lane: 'x' as never, spot: null, into: { part: 'lane' } })).toBe(false);
	});
});

describe('the arrow keys', () => {
	it('take a card out of its group before they move it, and past groups as a whole', () => {
		const { ids, nudge, drop, shown } = open('a', 'b', 'c', 'd');
		const [, b, c, d] = ids;
		drop(c, { onto: b });
		expect(nudge(d, 'up') && shown()).toEqual([
			['a', 'd'],
			['b', 'c']
		]);
		expect(nudge(d, 'down') && shown()).toEqual([['a'], ['b', 'c'], ['d']]);
		expect(nudge(c, 'up') && shown()).toEqual([['a'], ['c', 'b'], ['d']]);
		expect(nudge(c, 'up') && shown()).toEqual([['a', 'c', 'b', 'd']]);
		expect(nudge(ids[0], 'up')).toBe(false);
	});

	it('lead from section to section, also through empty ones', () => {
		const { board, ids, nudge, act } = open('a');
		act(() => board.setStructure(CAUSES, 'record'));
		const seen: (string | null)[] = [];
		while (nudge(ids[0], 'down')) seen.push(board.card(ids[0])!.details.section);
		expect(seen).toEqual(['decided', 'reasons', 'against', 'review']);
		expect(nudge(ids[0], 'up') && board.card(ids[0])!.details.section).toBe('against');
	});

	it('move within a chain of whys, and keep whose answer a card is', () => {
		const { board, ids, nudge, drop, shown, act } = open('a', 'b', 'c');
		act(() => board.setStructure(CAUSES, 'whys'));
		drop(ids[1], { onto: ids[0] });
		drop(ids[2], { onto: ids[0] });
		expect(shown()).toEqual([['a', '-c', '-b']]);
		expect(nudge(ids[1], 'up') && shown()).toEqual([['a', '-b', '-c']]);
	});
});

it('a move to another lane keeps what the card is in its own structure', () => {
	const { board, ids, drop, act } = open('a');
	act(() => board.setStructure(CAUSES, 'fishbone'));
	drop(ids[0], { block: 'section-tools' });
	act(() => placeCard(board, ids[0], { lane: IDEAS, spot: null, into: { part: 'lane' } }));
	expect([board.card(ids[0])?.lane, board.card(ids[0])?.details.section]).toEqual([IDEAS, 'tools']);
});
