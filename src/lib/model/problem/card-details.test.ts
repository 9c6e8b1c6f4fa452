import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { createId, type BoardId } from '../ids.ts';
import { exchange } from '../yjs/test-documents.ts';
import { PARTS } from './board.ts';
import { CARD_LIMITS, NO_DETAILS, parseDay, parseTag, readDetails, storedDetails } from './card-details.ts';
import type { CheckId } from './card-details.ts';
import type { CardId } from './card.ts';
import { solveAProblem } from './methods/solve-a-problem.ts';
import { ada, CAUSES, END, IDEAS, openBoard } from './test-boards.ts';

function two() {
	const one = openBoard();
	const id = one.add(CAUSES, 'the pump');
	return { one, id, other: openBoard(one.doc) };
}

describe('what people add to a card', () => {
	it('is all kept where one moves, one writes, one tags and one dates it at once', () => {
		const { one, id, other } = two();
		one.board.move(id, IDEAS, END);
		one.board.details.setTag(id, 'Pump', true);
		one.board.details.set(id, 'due', '2026-05-12');
		other.board.texts.text(id)!.insert(8, ' leaks');
		other.board.details.setTag(id, 'night shift', true);
		other.board.details.set(id, 'owner', { id: ada.id, name: 'Ada' });
		exchange(one, other);
		for (const { board } of [one, other])
			expect(board.card(id)).toMatchObject({
				lane: IDEAS,
				text: 'the pump leaks',
				details: {
					tags: ['Pump', 'night shift'],
					due: '2026-05-12',
					owner: { id: ada.id, name: 'Ada' }
				}
			});
	});

	it('has one tag of two that differ only in case, and none of spaces', () => {
		const { one, id } = two();
		one.board.details.setTag(id, 'Pump', true);
		one.board.details.setTag(id, 'pump', true);
		expect(one.board.card(id)?.details.tags).toEqual(['pump']);
		expect([parseTag('  night \n shift '), parseTag('   '), parseTag(7)]).toEqual([
			'night shift',
			null,
			null
		]);
	});

	it('keeps both where one ticks a line of a checklist and another changes its words', () => {
		const { one, id, other } = two();
		const check = createId<CheckId>();
		one.board.details.addCheck(id, check, 'Call', NO_DETAILS);
		exchange(one, other);
		one.board.details.tick(id, check, true);
		other.board.details.writeCheck(id, check, 'Call the supplier');
		exchange(one, other);
		for (const { board } of [one, other])
			expect(board.card(id)?.details.checklist).toMatchObject([{ text: 'Call the supplier', done: true }]);
		other.board.details.writeCheck(id, check, ' ');
		expect(other.board.details.of(id).size, 'nothing is left of a line without words').toBe(0);
	});

	it('lists a checklist in the order in which its lines were added', () => {
		const { one, id } = two();
		for (const text of ['a', 'b', 'c'])
			one.board.details.addCheck(id, createId<CheckId>(), text, one.board.card(id)!.details);
		expect(one.board.card(id)?.details.checklist.map(({ text }) => text)).toEqual(['a', 'b', 'c']);
	});

	it('goes with its card, and comes back with it', () => {
		const { one, id } = two();
		one.board.details.setTag(id, 'Pump', true);
		one.board.details.set(id, 'spot', { impact: 0.9, effort: 0.1 });
		const card = one.board.card(id)!;
		one.board.delete(id);
		expect(one.board.details.list.size).toBe(0);
		one.board.restore(card, card.text);
		expect(one.board.card(id)?.details).toEqual(card.details);
	});

	it('is stored as it is read', () => {
		const details = readDetails(
			new Map<string, unknown>([
				['tag/x', { label: 'X' }],
				['closed', true],
				['section', 'people'],
				[`link/${createId()}`, null],
				['spot', { impact: 3, effort: -1 }],
				[`file/${'b'.repeat(64)}`, { name: ' Plan.pdf', bytes: 1200 }],
				['file/short', { name: 'Plan.pdf', bytes: 1200 }],
				[`file/${'c'.repeat(64)}`, { name: ' ', bytes: 1200 }]
			])
		);
		expect(details).toEqual({
			...NO_DETAILS,
			tags: ['X'],
			closed: true,
			section: 'people',
			spot: { impact: 1, effort: 0 },
			files: [{ hash: 'b'.repeat(64), name: ' Plan.pdf', bytes: 1200 }]
		});
		expect(readDetails(storedDetails(details))).toEqual(details);
	});

	it('keeps what a newer version put into an entry, and entries that it does not know', () => {
		const { one, id } = two();
		const board = createId<BoardId>();
		one.board.details.set(id, `link/${board}`, { board, shape: null, title: 'Plan', colour: 'red' });
		one.board.details.set(id, 'mood', { value: 3 });
		one.board.details.setLink(id, { board, shape: null, title: 'The plan' }, true);
		expect(one.board.details.of(id).get(`link/${board}`)).toMatchObject({ title: 'The plan', colour: 'red' });
		expect(one.board.details.of(id).get('mood')).toEqual({ value: 3 });
	});

	it('is read without throwing whatever a hostile client writes', () => {
		const { one, id } = two();
		const junk: unknown[] = [null, 5, [], {}, { k: 5, v: 1 }, { k: '/', v: 1 }, { k: id, v: 1 }];
		for (const name of ['owner', 'due', 'cluster', 'under', 'section', 'spot', 'closed', 'tag/x', 'check/x'])
			for (const value of [null, 5, 'x', [], {}, { label: 4, text: 4, name: {}, impact: NaN, effort: 'x' }])
				junk.push({ k: `${id}/${name}`, v: value });
		junk.push({ k: `${id}/image/../../x`, v: { w: 1, h: 1 } }, { k: `${id}/link/x`, v: { board: 'x' } });
		junk.push({ k: `${id}/image/${'a'.repeat(64)}`, v: { w: -5, h: 1e99, alt: 7 } });
		for (const part of [PARTS.details, PARTS.clusters, PARTS.lanes])
			one.doc.getArray(part).push([...junk, new Y.Map()]);
		for (let tag = 0; tag < 100; tag++) one.board.details.setTag(id, `${tag}${'x'.repeat(200)}`, true);
		const { details } = one.board.card(id)!;
		expect(details).toMatchObject({ ...NO_DETAILS, tags: details.tags, images: details.images });
		expect(details.tags).toHaveLength(CARD_LIMITS.tags);
		expect(details.tags.every((tag) => tag.length <= CARD_LIMITS.tagLength)).toBe(true);
		expect(details.images).toEqual([{ hash: 'a'.repeat(64), width: 1, height: 20_000, alt: '' }]);
		expect(one.board.structure(CAUSES)).toBe('cards');
	});

	it('has days of the calendar only', () => {
		expect([parseDay('2026-02-28'), parseDay('2026-02-30'), parseDay('28.2.2026'), parseDay(5)]).toEqual([
			'2026-02-28',
			null,
			null,
			null
		]);
	});
});

describe('clusters', () => {
	it('are made by putting a card to a card, and grow behind their last', () => {
		const { board, add, words } = openBoard();
		const [a, b, c] = ['a', 'b', 'c', 'd'].map((text) => add(CAUSES, text)) as [CardId, CardId, CardId];
		const cluster = board.group(c, a)!;
		expect([board.card(a)?.details.cluster, board.card(c)?.details.cluster]).toEqual([cluster, cluster]);
		expect(words(CAUSES)).toEqual(['a', 'c', 'b', 'd']);
		board.group(b, a);
		expect(words(CAUSES)).toEqual(['a', 'c', 'b', 'd']);
		expect(board.lane(CAUSES).filter(({ details }) => details.cluster === cluster)).toHaveLength(3);
		board.setClusterTitle(cluster, 'Pumps');
		expect(board.clusterTitle(cluster)).toBe('Pumps');
		expect(board.group(a, a)).toBeNull();
	});

	it('are left by a card that goes elsewhere, and stay whole beside one that is put next to them', () => {
		const { board, add, words } = openBoard();
		const [a, b, , d] = ['a', 'b', 'c', 'd'].map((text) => add(CAUSES, text)) as [
			CardId,
			CardId,
			CardId,
			CardId
		];
		const cluster = board.group(b, a);
		board.move(d, CAUSES, { at: 'behind', card: a });
		expect(words(CAUSES)).toEqual(['a', 'b', 'd', 'c']);
		board.move(d, CAUSES, { at: 'before', card: b });
		expect(words(CAUSES)).toEqual(['d', 'a', 'b', 'c']);
		board.move(d, CAUSES, { at: 'before', card: b }, cluster);
		expect([words(CAUSES), board.card(d)?.details.cluster]).toEqual([['a', 'd', 'b', 'c'], cluster]);
		board.move(a, IDEAS, END);
		expect(board.card(a)?.details.cluster).toBeNull();
	});
});

describe('people who do all of it at once', () => {
	it('all see the same in the end', () => {
		const { below: random, seedText } = createRandom();
		const first = openBoard();
		const people = [first, openBoard(first.doc), openBoard(first.doc)];
		const lanes = solveAProblem.lanes.map(({ id }) => id);
		const acts = [
			(board: typeof first.board, card: CardId, other: CardId) => board.group(card, other),
			(board: typeof first.board, card: CardId) => board.details.setTag(card, `t${random(5)}`, random(3) > 0),
			(board: typeof first.board, card: CardId) =>
				board.details.set(card, 'due', `2026-01-0${1 + random(9)}`),
			(board: typeof first.board, card: CardId, other: CardId) => board.details.set(card, 'under', other),
			(board: typeof first.board, card: CardId) => board.move(card, lanes[random(lanes.length)]!, END),
			(board: typeof first.board, card: CardId) => board.texts.text(card)!.insert(0, '+'),
			(board: typeof first.board, card: CardId) =>
				board.details.addCheck(card, createId<CheckId>(), 'do', board.card(card)!.details),
			(board: typeof first.board, card: CardId) => void (random(4) === 0 && board.delete(card))
		];
		for (let step = 0; step < 500; step++) {
			const { board, add, doc } = people[random(3)]!;
			const cards = lanes.flatMap((lane) => board.lane(lane));
			const [card, other] = [cards[random(cards.length)], cards[random(cards.length)]];
			if (card === undefined || other === undefined || random(5) === 0)
				add(lanes[random(5)]!, `card ${step}`);
			else doc.transact(() => acts[random(acts.length)]!(board, card.id, other.id));
			if (random(8) === 0) exchange(people[random(3)]!, people[random(3)]!);
		}
		exchange(...people);
		const fresh = openBoard(people[0]!.doc);
		for (const lane of lanes)
			for (const { board } of people) expect(board.lane(lane), seedText).toEqual(fresh.board.lane(lane));
		expect(fresh.board.size).toBeGreaterThan(0);
	});
});
