import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createId, type IdentityId } from '../ids.ts';
import { ProblemBoard } from './board.ts';
import { imageName } from './card-details.ts';
import { bringCards, takeCardsBack } from './harvest.ts';
import { oneTwoFourAll } from './methods/one-two-four-all.ts';
import { seedProblem } from './seed.ts';

const MIA = { id: createId<IdentityId>(), name: 'Mia', color: 'plum' };
const CLIENT = 4242;

/** A board on which Mia wrote these cards, each into the lane of this number. */
function boardWith(...cards: readonly (readonly [lane: number, text: string])[]) {
	const doc = new Y.Doc();
	seedProblem(doc);
	const board = new ProblemBoard(doc);
	const lanes = board.method.lanes.map(({ id }) => id);
	for (const [lane, text] of cards) doc.transact(() => board.add(lanes[lane]!, { at: 'end' }, text, MIA, 1));
	const texts = (lane: number) => board.lane(lanes[lane]!).map(({ text }) => text);
	return { doc, board, lanes, texts };
}

function brought() {
	const main = boardWith([0, 'ours']);
	const one = boardWith([0, 'noise'], [1, 'light'], [0, '  ']);
	const two = boardWith([0, 'time']);
	main.doc.clientID = CLIENT;
	const count = bringCards(main.doc, [
		{ title: 'Red', from: one.doc, lanes: null },
		{ title: 'Blue', from: two.doc, lanes: null }
	]);
	main.doc.clientID = CLIENT + 1;
	return { main, count };
}

test('cards come to the end of their lane, live, under the name of their group and of who wrote them', () => {
	const { main, count } = brought();
	expect(count).toBe(3);
	expect(main.texts(0)).toEqual(['ours', 'Red: noise', 'Blue: time']);
	expect(main.texts(1)).toEqual(['Red: light']);
	const [, card] = main.board.lane(main.lanes[0]!);
	expect(main.board.author(card!.author)).toEqual({ name: 'Mia', color: 'plum' });
	expect(main.doc.transact(() => main.board.move(card!.id, main.lanes[1]!, { at: 'end' }))).toBe(true);
});

test('the images of a card come with it', () => {
	const [main, group] = [boardWith(), boardWith([0, 'noise'])];
	const [card] = group.board.lane(group.lanes[0]!);
	const image = { hash: 'a'.repeat(64), width: 4, height: 3, alt: 'A pump' };
	group.board.details.set(card!.id, imageName(image.hash), { w: 4, h: 3, alt: 'A pump' });
	bringCards(main.doc, [{ title: 'Red', from: group.doc, lanes: null }]);
	expect(main.board.lane(main.lanes[0]!)[0]?.details.images).toEqual([image]);
});

test('of the lanes that are named, no others', () => {
	const main = boardWith();
	const group = boardWith([0, 'noise'], [1, 'light']);
	const lanes = new Set<string>([group.lanes[1]!]);
	expect(bringCards(main.doc, [{ title: 'Red', from: group.doc, lanes }])).toBe(1);
	expect([main.texts(0), main.texts(1)]).toEqual([[], ['Red: light']]);
});

test('what nobody has moved or written on since can be taken back', () => {
	const { main } = brought();
	const [, first] = main.board.lane(main.lanes[0]!);
	const [light] = main.board.lane(main.lanes[1]!);
	main.doc.transact(() => main.board.texts.text(first!.id)!.insert(0, '!'));
	main.doc.transact(() => main.board.move(light!.id, main.lanes[0]!, { at: 'end' }));
	expect(takeCardsBack(main.doc, CLIENT)).toBe(2);
	expect(main.texts(0)).toEqual(['ours', '!Red: noise', 'Red: light']);
});

test('of groups in one method with the board, cards stay in lanes that only the method knows', () => {
	const lanes = oneTwoFourAll.lanes.map(({ id }) => id);
	const withCards = (...texts: readonly string[]) => {
		const doc = new Y.Doc();
		seedProblem(doc);
		const board = new ProblemBoard(doc, oneTwoFourAll);
		for (const text of texts)
			doc.transact(() => board.add(lanes[text.startsWith('!') ? 1 : 0]!, { at: 'end' }, text, MIA, 1));
		return { doc, board };
	};
	const main = withCards('ours', '!ours');
	const red = withCards('so so', '!good');
	const wanted = new Set<string>([lanes[1]!]);
	const sheaves = [{ title: 'Red', from: red.doc, lanes: wanted }];
	expect(bringCards(main.doc, sheaves, 'same')).toBe(1);
	expect(lanes.map((lane) => main.board.lane(lane).map(({ text }) => text))).toEqual([
		['ours'],
		['!ours', 'Red: !good']
	]);
	expect(bringCards(withCards().doc, [{ ...sheaves[0]!, lanes: null }], 'same')).toBe(2);
});
