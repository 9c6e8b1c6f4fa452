import * as Y from 'yjs';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { createId, type IdentityId } from '../ids.ts';
import { PROBLEM_SCHEMA, STATEMENT } from './board.ts';
import type { CardId } from './card.ts';
import type { LaneId } from './method.ts';
import { solveAProblem } from './methods/solve-a-problem.ts';
import { seedProblem } from './seed.ts';
import { ada, CAUSES, END, IDEAS, openBoard as open } from './test-boards.ts';
import { exchange } from '../yjs/test-documents.ts';

const bo = { id: createId<IdentityId>(), name: 'Bo', color: 'plum' };

describe('a problem board', () => {
	it('is seeded once with its method and an empty statement', () => {
		const { doc, board } = open();
		seedProblem(doc);
		expect(board.method).toBe(solveAProblem);
		expect(board.tooNew).toBe(false);
		expect(board.statement).toBe('');
		expect(doc.getMap('meta').get('schema')).toBe(PROBLEM_SCHEMA);
		expect(doc.getMap('meta').get(STATEMENT)).toBeInstanceOf(Y.Text);
	});

	it('keeps cards where they were put', () => {
		const { add, words, board } = open();
		const first = add(CAUSES, 'one');
		add(CAUSES, 'three');
		add(CAUSES, 'two', { at: 'behind', card: first });
		add(CAUSES, 'zero', { at: 'before', card: first });
		expect(words(CAUSES)).toEqual(['zero', 'one', 'two', 'three']);
		board.move(first, CAUSES, END);
		expect(words(CAUSES)).toEqual(['zero', 'two', 'three', 'one']);
		board.move(first, IDEAS, END);
		expect([words(CAUSES), words(IDEAS)]).toEqual([['zero', 'two', 'three'], ['one']]);
	});

	it('moves nothing that lies there already, and nothing into a lane that is not there', () => {
		const { add, board, words } = open();
		const [a, b] = [add(CAUSES, 'a'), add(CAUSES, 'b')];
		expect(board.move(b, CAUSES, END)).toBe(false);
		expect(board.move(a, CAUSES, { at: 'before', card: b })).toBe(false);
		expect(board.move(a, CAUSES, { at: 'behind', card: a })).toBe(false);
		expect(board.move(a, 'nowhere' as LaneId, END)).toBe(false);
		expect(board.move(createId<CardId>(), CAUSES, END)).toBe(false);
		expect(words(CAUSES)).toEqual(['a', 'b']);
	});

	it('knows who wrote a card after they have gone', () => {
		const { add, board, doc } = open();
		const id = add(CAUSES, 'a', END, bo);
		const later = open(doc).board;
		expect(later.card(id)).toMatchObject({ author: bo.id, createdAt: 1_000 });
		expect(later.author(bo.id)).toEqual({ name: 'Bo', color: 'plum' });
		expect(later.author(ada.id)).toBeNull();
		expect(board.author(null)).toBeNull();
	});

	it('keeps a move and typing on one card that happen at once', () => {
		const one = open();
		const id = one.add(CAUSES, 'the pump');
		const two = open(one.doc);
		one.board.move(id, IDEAS, END);
		two.board.texts.text(id)!.insert(8, ' leaks');
		exchange(one, two);
		for (const { board, words } of [one, two]) {
			expect(words(IDEAS)).toEqual(['the pump leaks']);
			expect(board.lane(CAUSES)).toEqual([]);
		}
	});

	it('keeps what two people type on one card at once', () => {
		const one = open();
		const id = one.add(CAUSES, 'the pump');
		const two = open(one.doc);
		one.board.texts.text(id)!.insert(8, ' leaks');
		two.board.texts.text(id)!.insert(4, 'old ');
		exchange(one, two);
		expect(one.words(CAUSES)).toEqual(['the old pump leaks']);
		expect(two.words(CAUSES)).toEqual(one.words(CAUSES));
	});

	it('does not bring a deleted card back empty when somebody moved it at the same time', () => {
		const one = open();
		const id = one.add(CAUSES, 'gone');
		const two = open(one.doc);
		one.board.delete(id);
		two.board.move(id, IDEAS, END);
		exchange(one, two);
		for (const { board, words } of [one, two]) {
			expect([board.size, words(CAUSES), words(IDEAS), words(null)]).toEqual([0, [], [], []]);
		}
	});

	it('puts a deleted card back where somebody else moved it meanwhile', () => {
		const one = open();
		const id = one.add(CAUSES, 'gone');
		const two = open(one.doc);
		const card = one.board.card(id)!;
		one.board.delete(id);
		two.board.move(id, IDEAS, END);
		exchange(one, two);
		one.doc.transact(() => one.board.restore(card, 'back'));
		exchange(one, two);
		expect([two.words(IDEAS), two.board.card(id)?.author]).toEqual([['back'], ada.id]);
	});

	it('shows the same order to two people who insert at one place at once', () => {
		const one = open();
		const first = one.add(CAUSES, 'first');
		one.add(CAUSES, 'last');
		const two = open(one.doc);
		for (const text of ['a', 'b', 'c']) one.add(CAUSES, text, { at: 'behind', card: first });
		for (const text of ['x', 'y']) two.add(CAUSES, text, { at: 'behind', card: first });
		exchange(one, two);
		expect(one.words(CAUSES)).toEqual(two.words(CAUSES));
		expect(one.words(CAUSES)).toHaveLength(7);
	});

	it('tells which lanes changed and leaves the other arrays and cards as they are', () => {
		const { add, board, doc } = open();
		const still = add(CAUSES, 'still');
		const moved = add(CAUSES, 'moved');
		const [causes, ideas, card] = [board.lane(CAUSES), board.lane(IDEAS), board.card(still)];
		const seen: (LaneId | null)[][] = [];
		board.observe(({ lanes }) => seen.push([...lanes]));
		doc.transact(() => board.texts.text(moved)!.insert(0, 'well '));
		expect(seen).toEqual([[CAUSES]]);
		expect(board.lane(IDEAS)).toBe(ideas);
		expect(board.lane(CAUSES)).not.toBe(causes);
		expect(board.card(still)).toBe(card);
		board.move(moved, IDEAS, END);
		expect(seen.at(-1)!.sort()).toEqual([CAUSES, IDEAS]);
	});

	it('shows cards of unknown lanes and with broken places by themselves, and lets them be moved', () => {
		const { add, board, words } = open();
		const [far, broken, bare] = [add(CAUSES, 'far'), add(CAUSES, 'broken'), add(CAUSES, 'bare')];
		board.places.set(far, { lane: 'elsewhere', order: 'a0V' });
		board.places.set(broken, { lane: CAUSES, order: '' });
		board.places.remove(bare);
		expect(words(null).sort()).toEqual(['bare', 'broken', 'far']);
		for (const id of [far, broken, bare]) expect(board.move(id, CAUSES, END)).toBe(true);
		expect(words(CAUSES)).toEqual(['far', 'broken', 'bare']);
	});

	it('reads whatever a hostile client writes without throwing', () => {
		const { add, board, doc, words } = open();
		const good = add(CAUSES, 'good');
		const junk: unknown[] = [
			null,
			5,
			'x',
			[],
			{},
			{ k: good, v: null },
			{ k: 'x', v: { lane: 5, order: 1 } }
		];
		junk.push(
			{ k: good, v: { lane: CAUSES, order: 'zzz\u0000' } },
			{ k: createId(), v: { lane: CAUSES, order: 'a0V' } }
		);
		for (const part of ['place', 'card', 'people']) doc.getArray(part).push(junk);
		doc.getArray('place').insert(0, [new Y.Map(), new Y.Text('x')]);
		const texts = doc.getMap<unknown>('text');
		for (const [index, value] of [5, null, new Y.Map(), { a: 1 }, new Y.Array()].entries())
			texts.set(`${'x'.repeat(21)}${index}`, value);
		texts.set('__proto__', new Y.Text('no id'));
		const twisted = new Y.Doc();
		twisted.getText('text').insert(0, 'as a text');
		twisted.getMap('place').set('as', 'a map');
		twisted.getArray('meta').push([1]);
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(twisted));
		doc.getMap('meta').set(STATEMENT, 7);
		doc.getMap('meta').set('method', { id: 'other', version: -1 });
		expect(board.card(good)?.text).toBe('good');
		expect(words(null)).toEqual(['good']);
		expect(board.statement).toBe('');
		const fresh = open(doc);
		expect(fresh.words(null)).toEqual(['good']);
		expect(fresh.board.method).toBe(solveAProblem);
		fresh.doc.transact(() => fresh.board.statementText().insert(0, 'Again'));
		expect(fresh.board.statement).toBe('Again');
		expect(fresh.board.move(good, IDEAS, END)).toBe(true);
		expect(fresh.words(IDEAS)).toEqual(['good']);
	});

	it('finds a place among cards that share one key', () => {
		const { add, board, words } = open();
		const ids = ['a', 'b', 'c'].map((text) => add(CAUSES, text));
		for (const id of ids) board.places.set(id, { lane: CAUSES, order: 'a0V' });
		const order = words(CAUSES);
		const moved = add(IDEAS, 'new');
		expect(board.move(moved, CAUSES, { at: 'before', card: ids[1]! })).toBe(true);
		expect(words(CAUSES).filter((text) => text !== 'new')).toEqual(order);
		expect(words(CAUSES)).toContain('new');
	});

	it('of a newer schema says so', () => {
		const { doc } = open();
		doc.getMap('meta').set('schema', PROBLEM_SCHEMA + 1);
		expect(open(doc).board.tooNew).toBe(true);
	});

	it('is the same for everybody after people did whatever they liked at once', () => {
		const { below: random, seedText } = createRandom();
		const first = open();
		const people = [first, open(first.doc), open(first.doc)];
		const lanes = solveAProblem.lanes.map(({ id }) => id);
		for (let step = 0; step < 600; step++) {
			const { board, add, doc } = people[random(3)]!;
			const cards = lanes.flatMap((lane) => board.lane(lane));
			const card = cards[random(cards.length)];
			const lane = lanes[random(lanes.length)]!;
			if (card === undefined || random(4) === 0) add(lane, `card ${step}`);
			else if (random(6) === 0) doc.transact(() => board.delete(card.id));
			else if (random(2) === 0)
				doc.transact(() => board.texts.text(card.id)!.insert(random(card.text.length), '+'));
			else {
				const beside = board.lane(lane)[random(board.lane(lane).length)];
				doc.transact(() =>
					board.move(card.id, lane, beside === undefined ? END : { at: 'before', card: beside.id })
				);
			}
			if (random(8) === 0) exchange(people[random(3)]!, people[random(3)]!);
		}
		exchange(...people);
		const fresh = open(people[0]!.doc);
		for (const lane of lanes)
			for (const { board } of people) expect(board.lane(lane), seedText).toEqual(fresh.board.lane(lane));
		expect(fresh.board.size).toBeGreaterThan(0);
	});
});
