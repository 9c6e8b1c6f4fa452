import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { createId, type BoardId, type IdentityId, type SessionId } from '../ids.ts';
import { ProblemBoard } from './board.ts';
import type { CardId } from './card.ts';
import type { CardOrigin } from './card-details.ts';
import type { LaneId } from './method.ts';
import { leanCoffee } from './methods/lean-coffee.ts';
import { actionsToTake, MOST_TAKEN, openActions, seedOpenActions, type OpenAction } from './open-actions.ts';
import { seedProblem } from './seed.ts';

const MIA = { id: createId<IdentityId>(), name: 'Mia', color: 'teal' };
const NOW = Date.UTC(2030, 4, 12);
const ORIGIN: CardOrigin = {
	session: createId<SessionId>(),
	board: createId<BoardId>(),
	title: 'Spring review',
	heldAt: NOW
};

function onBoard(): { doc: Y.Doc; board: ProblemBoard; add: (lane: string, text: string) => CardId } {
	const doc = new Y.Doc();
	seedProblem(doc);
	const board = new ProblemBoard(doc);
	const add = (lane: string, text: string): CardId =>
		board.add(lane as LaneId, { at: 'end' }, text, MIA, NOW);
	return { doc, board, add };
}

function action(text: string, more: Partial<OpenAction> = {}): OpenAction {
	const facts = {
		owner: null,
		due: null,
		tags: [],
		checklist: [],
		images: [],
		files: [],
		createdAt: NOW,
		from: null
	};
	return { id: createId<CardId>(), text, ...facts, ...more };
}

function readBack(update: Uint8Array): ProblemBoard {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, update);
	return new ProblemBoard(doc);
}

test('what is ticked, empty or no action is not open', () => {
	const { doc, board, add } = onBoard();
	add('ideas', 'An idea');
	add('actions', '  ');
	board.details.set(add('actions', 'Done already'), 'closed', true);
	const call = add('actions', ' Call them ');
	board.details.set(call, 'owner', { id: MIA.id, name: 'Mia' });
	board.details.set(call, 'due', '2030-05-20');
	board.details.setTag(call, 'pump', true);
	expect(openActions(doc, null)).toEqual([
		action('Call them', {
			id: call,
			owner: { id: MIA.id, name: 'Mia' },
			due: '2030-05-20' as never,
			tags: ['pump']
		})
	]);
});

test('a lane that people made one of actions counts, and so does that of another method', () => {
	const { doc, board, add } = onBoard();
	add('facts', 'Look it up');
	expect(openActions(doc, null)).toEqual([]);
	board.setStructure('facts' as LaneId, 'actions');
	expect(openActions(doc, null)).toMatchObject([{ text: 'Look it up' }]);
	const coffee = new Y.Doc();
	seedProblem(coffee);
	new ProblemBoard(coffee, leanCoffee).add('commitments' as LaneId, { at: 'end' }, 'Ask Gus', MIA, NOW);
	expect(openActions(coffee, leanCoffee)).toMatchObject([{ text: 'Ask Gus' }]);
});

test('an action that was harvested or lies on two boards comes along once, and says where it is from at first', () => {
	const twice = action('Twice');
	const older = { ...ORIGIN, title: 'Winter review' };
	const taken = actionsToTake(
		[
			{ group: 'Red', origin: ORIGIN, actions: [action('Call them'), action('Only here'), twice] },
			{
				group: null,
				origin: ORIGIN,
				actions: [action('Red: Call them'), action('Carried on', { from: older }), twice]
			}
		],
		true
	);
	expect(taken.map(({ text, from }) => [text, from.title])).toEqual([
		['Only here', 'Spring review'],
		['Twice', 'Spring review'],
		['Red: Call them', 'Spring review'],
		['Carried on', 'Winter review']
	]);
});

test('where nobody may be named outside, owners stay behind', () => {
	const owner = { id: MIA.id, name: 'Mia' };
	const boards = [{ group: null, origin: ORIGIN, actions: [action('Call them', { owner })] }];
	expect(actionsToTake(boards, true)[0]?.owner).toEqual(owner);
	expect(actionsToTake(boards, false)[0]).toMatchObject({ owner: null, createdAt: null });
});

test('no more come along than a board is made for', () => {
	const actions = Array.from({ length: MOST_TAKEN + 1 }, (_, index) => action(`Action ${index}`));
	expect(actionsToTake([{ group: null, origin: ORIGIN, actions }], true)).toHaveLength(MOST_TAKEN);
});

test('the next board has them in order under their ids, with all that was said of them and no author', () => {
	const first = action('Call them', {
		owner: { id: MIA.id, name: 'Mia' },
		due: '2030-05-20' as never,
		tags: ['pump']
	});
	const taken = actionsToTake([{ group: null, origin: ORIGIN, actions: [first, action('Write')] }], true);
	const board = readBack(seedOpenActions(taken, 'What became of it?'));
	expect(board.statement).toBe('What became of it?');
	const cards = board.lane('actions' as LaneId);
	expect(cards.map(({ text }) => text)).toEqual(['Call them', 'Write']);
	expect(cards[0]).toMatchObject({
		id: first.id,
		author: null,
		details: { owner: first.owner, due: first.due, tags: first.tags, from: ORIGIN }
	});
	board.details.set(first.id, 'closed', true);
	expect(openActions(board.doc, null)).toMatchObject([{ text: 'Write', from: ORIGIN }]);
});

test('an origin that is none is not believed', () => {
	const { board, add } = onBoard();
	const id = add('actions', 'Call them');
	for (const from of [
		1,
		{},
		{ ...ORIGIN, title: ' ' },
		{ ...ORIGIN, session: 'x' },
		{ ...ORIGIN, heldAt: 9e15 }
	]) {
		board.details.set(id, 'from', from);
		expect(board.card(id)?.details.from).toBeNull();
	}
	board.details.set(id, 'from', ORIGIN);
	expect(board.card(id)?.details.from).toEqual(ORIGIN);
});
