import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createId, type IdentityId } from '../ids.ts';
import { ProblemBoard, PARTS } from './board.ts';
import type { CardId } from './card.ts';
import type { LaneId, PhaseId } from './method.ts';
import {
	CARDS_AT_A_TIME,
	placeCards,
	takeCards,
	type Names,
	type TakenSheet,
	type Writer
} from './reveal.ts';
import { CAUSES, IDEAS, openBoard } from './test-boards.ts';

const PHASE = 'ideas' as PhaseId;

function writer(name: string): Writer {
	return { id: createId<IdentityId>(), name, color: 'teal' };
}

/** Somebody with a sheet of their own. */
function sheetOf(name: string) {
	const me = writer(name);
	const { doc, board, add } = openBoard();
	const write = (text: string, lane: LaneId = IDEAS, phase: string | null = PHASE): CardId => {
		const id = add(lane, text, { at: 'end' }, me);
		if (phase !== null)
			doc.transact(() => board.facts.set(id, { author: me.id, createdAt: 1_234_567, phase }));
		return id;
	};
	const take = (phase = PHASE) => {
		// As the server does it: on a copy, whose update then comes to the author.
		const copy = openBoard(doc).doc;
		const taken = takeCards(copy, phase);
		return { ...taken, sheet: { cards: taken.cards, writer: me } satisfies TakenSheet };
	};
	return {
		me,
		doc,
		board,
		write,
		take,
		words: () => [...board.texts.keys()].flatMap((id) => board.card(id as CardId)?.text ?? [])
	};
}

function reveal(onto: Y.Doc, sheets: readonly TakenSheet[], names: Names): Uint8Array {
	const copy = new Y.Doc();
	Y.applyUpdate(copy, Y.encodeStateAsUpdate(onto));
	const update = placeCards(copy, sheets, { names, phase: PHASE });
	if (update === null) throw new Error('there was nothing to place');
	return update;
}

/** All that a document holds and ever held, as one can find words in it. */
function bytesOf(doc: Y.Doc): string {
	return Buffer.from(Y.encodeStateAsUpdate(doc)).toString('latin1');
}

describe('a reveal', () => {
	it('moves every card once, behind what is there, and leaves the sheets empty', () => {
		const shared = openBoard();
		shared.add(IDEAS, 'there before');
		const people = ['Ann', 'Bo', 'Cy'].map(sheetOf);
		for (const { me, write } of people)
			for (let n = 0; n < 4; n++) write(`${me.name} ${n}`, n < 3 ? IDEAS : CAUSES);
		const taken = people.map(({ take }) => take());
		const update = reveal(
			shared.doc,
			taken.map(({ sheet }) => sheet),
			'kept'
		);
		for (const again of [update, update]) Y.applyUpdate(shared.doc, again);
		for (const [index, { without }] of taken.entries())
			for (const again of [without!, without!]) Y.applyUpdate(people[index]!.doc, again);

		expect(shared.words(IDEAS)[0]).toBe('there before');
		expect(shared.words(IDEAS).slice(1).toSorted()).toEqual(
			['Ann', 'Bo', 'Cy'].flatMap((name) => [0, 1, 2].map((n) => `${name} ${n}`))
		);
		expect(shared.words(CAUSES).toSorted()).toEqual(['Ann 3', 'Bo 3', 'Cy 3']);
		for (const { words, take } of people) {
			expect(words()).toEqual([]);
			expect(take()).toMatchObject({ cards: [], without: null });
		}
		const ann = shared.board.lane(IDEAS).find(({ text }) => text === 'Ann 0')!;
		expect(shared.board.author(ann.author)).toEqual({ name: 'Ann', color: 'teal' });
		expect(ann.createdAt).toBe(1_234_567);
	});

	it('that drops names leaves nothing of them, of their ids, clocks or old card ids', () => {
		const shared = openBoard();
		const ann = sheetOf('Sentinel-Ann');
		const cards = ['one', 'two'].map((text) => ann.write(text));
		ann.doc.transact(() => {
			for (const card of cards) ann.board.details.set(card, 'cluster', createId());
			ann.board.details.set(cards[1]!, 'under', cards[0]);
			ann.board.details.setTag(cards[0]!, 'cheap', true);
		});
		Y.applyUpdate(shared.doc, reveal(shared.doc, [ann.take().sheet], 'dropped'));
		expect(shared.words(IDEAS).toSorted()).toEqual(['one', 'two']);
		const bytes = bytesOf(shared.doc);
		for (const trace of ['Sentinel-Ann', ann.me.id, ...cards, '1234567']) expect(bytes).not.toContain(trace);
		for (const card of shared.board.lane(IDEAS)) {
			expect(card).toMatchObject({ author: null, createdAt: null });
			expect(card.details).toMatchObject({ cluster: null, under: null, owner: null });
		}
		expect(shared.board.lane(IDEAS).find(({ text }) => text === 'one')!.details.tags).toEqual(['cheap']);
		const clients = [...shared.doc.store.clients.keys()];
		expect(clients.some((client) => ann.doc.store.clients.has(client))).toBe(false);
	});

	it('mixes the cards: places, ids and the order of the bytes do not follow who wrote them', () => {
		// By chance all eight of one person lie together in one of some thousand reveals; ten in a row never do.
		const apart = Array.from({ length: 10 }, () => {
			const shared = openBoard();
			const people = ['A', 'B'].map(sheetOf);
			for (const { me, write } of people) for (let n = 0; n < 8; n++) write(me.name);
			const update = reveal(
				shared.doc,
				people.map(({ take }) => take().sheet),
				'dropped'
			);
			Y.applyUpdate(shared.doc, update);
			const words = shared.words(IDEAS).join('');
			const ids = shared.board.lane(IDEAS).map(({ id }) => id);
			expect(ids, 'in the order of the ids').toEqual(ids.toSorted());
			const inBytes = [...Y.decodeUpdate(update).structs]
				.flatMap((struct) => ('content' in struct ? [struct.content] : []))
				.flatMap((content) => (content instanceof Y.ContentString ? [content.str] : []))
				.join('');
			expect(inBytes).toBe(words);
			return !['AAAAAAAABBBBBBBB', 'BBBBBBBBAAAAAAAA'].includes(words);
		});
		expect(apart).toContain(true);
	});

	it('believes nothing that a sheet says of its author', () => {
		const shared = openBoard();
		const mallory = sheetOf('Mallory');
		const victim = createId<IdentityId>();
		const card = mallory.write('a slander');
		mallory.doc.transact(() => {
			mallory.board.facts.set(card, { author: victim, createdAt: 'never', phase: PHASE });
			mallory.board.people.set(victim, { name: 'Victim', color: 'rose' });
		});
		Y.applyUpdate(shared.doc, reveal(shared.doc, [mallory.take().sheet], 'kept'));
		expect(shared.board.lane(IDEAS)).toMatchObject([{ author: mallory.me.id, createdAt: null }]);
		expect(shared.board.author(victim)).toBeNull();
	});

	it('keeps what is typed while it happens, and what a device brings later, for the next one', () => {
		const shared = openBoard();
		const ann = sheetOf('Ann');
		const card = ann.write('We sho');
		// A copy on a device that is away: it goes on writing in the card, and begins another.
		const away = openBoard(ann.doc);
		away.doc.transact(() => away.board.texts.text(card)!.insert(6, 'uld ask'));
		away.add(IDEAS, 'written on a train', { at: 'end' }, ann.me);
		const { sheet, without } = ann.take();
		Y.applyUpdate(shared.doc, reveal(shared.doc, [sheet], 'dropped'));
		Y.applyUpdate(ann.doc, without!);
		expect(ann.words()).toEqual([]);
		expect(ann.board.card(card), 'moved away').toBeUndefined();

		Y.applyUpdate(ann.doc, Y.encodeStateAsUpdate(away.doc));
		expect(ann.words().toSorted()).toEqual(['uld ask', 'written on a train']);
		const late = ann.take();
		Y.applyUpdate(shared.doc, reveal(shared.doc, [late.sheet], 'dropped'));
		Y.applyUpdate(ann.doc, late.without!);
		const all = [...shared.board.texts.keys()].map((id) => shared.board.texts.string(id)).toSorted();
		expect(all).toEqual(['We sho', 'uld ask', 'written on a train']);
		expect(ann.words()).toEqual([]);
	});

	it('takes the cards of its phase only, and cards that do not say of which they are', () => {
		const ann = sheetOf('Ann');
		ann.write('of now');
		ann.write('of a later one', IDEAS, 'risks');
		ann.write('of none', IDEAS, null);
		ann.write('   ');
		expect(
			ann
				.take()
				.cards.map(({ text }) => text)
				.toSorted()
		).toEqual(['of none', 'of now']);
		expect(
			ann
				.take('risks' as PhaseId)
				.cards.map(({ text }) => text)
				.toSorted()
		).toEqual(['of a later one', 'of none']);
	});

	it('survives whatever else somebody wrote on their sheet', () => {
		const shared = openBoard();
		const doc = new Y.Doc();
		doc.transact(() => {
			doc.getMap(PARTS.texts).set('no id', new Y.Text('not a card'));
			doc.getMap(PARTS.texts).set(createId(), 'not a text');
			doc.getMap(PARTS.texts).set(createId(), new Y.Text('without a place'));
			doc.getArray(PARTS.places).push([null, 7, { k: 5 }, { k: 'x', v: { lane: {}, order: 3 } }]);
			doc.getArray(PARTS.cards).push([{ k: 'x', v: [] }]);
			doc.getArray(PARTS.details).push([
				{ k: 'nonsense', v: { cluster: {} } },
				{ k: '/', v: 1 }
			]);
		});
		const { cards, without } = takeCards(doc, PHASE);
		expect(cards.map(({ text, lane }) => [text, lane])).toEqual([['without a place', null]]);
		expect(without).not.toBeNull();
		Y.applyUpdate(shared.doc, reveal(shared.doc, [{ cards, writer: writer('Mallory') }], 'kept'));
		expect(shared.words(null)).toEqual(['without a place']);
	});

	it('lets nobody fill the board alone: so many cards of one person at a time', () => {
		const ann = sheetOf('Ann');
		for (let n = 0; n < CARDS_AT_A_TIME + 5; n++) ann.write(`card ${n}`);
		const { without } = ann.take();
		Y.applyUpdate(ann.doc, without!);
		expect(ann.take().cards).toHaveLength(5);
	});

	it('only deletes on the sheet: no client id of the server’s is in it', () => {
		const ann = sheetOf('Ann');
		ann.write('one');
		const { structs } = Y.decodeUpdate(ann.take().without!);
		expect(structs).toEqual([]);
		expect(new ProblemBoard(ann.doc).size).toBe(1);
	});
});
