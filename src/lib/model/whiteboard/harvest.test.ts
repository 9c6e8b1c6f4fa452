import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { keysBetween } from '../order.ts';
import { centreOf, contains } from './geometry.ts';
import { bringShapes, takeShapesBack, wordedOn } from './harvest.ts';
import { createShapeId } from './ids.ts';
import { LOOSE } from './shapes/kind.ts';
import { kindOf } from './shapes/registry.ts';
import { noteAt, person, type Person } from './test-boards.ts';

const ORDERS = keysBetween(null, null, 8);
const CLIENT = 4242;

/** A board with these notes from the oldest to the newest, and a stamp on each of `stamped`. */
function groupBoard(texts: readonly string[], stamped: readonly number[] = []) {
	const somebody = person('Mia');
	const notes = texts.map((text, at) => ({ shape: { ...noteAt(at * 300, 0), order: ORDERS[at]! }, text }));
	somebody.perform((gesture) => {
		for (const { shape, text } of notes) gesture.make(shape, text);
		for (const at of stamped)
			gesture.make({
				...noteAt(at * 300 + 80, 80),
				...LOOSE,
				...kindOf('stamp').defaults,
				id: createShapeId(),
				type: 'stamp',
				stamp: 'heart',
				w: 40,
				h: 40
			});
	});
	return { doc: somebody.board.doc, ids: notes.map(({ shape }) => shape.id) };
}

/** What the server does with a board: in a document of its own, whose change is sent. */
function onServer(to: Person, change: (doc: Y.Doc) => number | null): number | null {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, Y.encodeStateAsUpdate(to.board.doc));
	doc.clientID = CLIENT;
	doc.on('update', (update: Uint8Array) => Y.applyUpdate(to.board.doc, update));
	return change(doc);
}

const said = ({ board }: Person) => [...board.shapes.keys()].map((id) => board.textOf(id)).sort();

/** Two groups' notes on the main board, beside a note of its own. */
function brought() {
	const main = person('Fay');
	main.perform((gesture) => gesture.make({ ...noteAt(0, 0), order: ORDERS[0]! }, 'mine'));
	const [one, two] = [groupBoard(['a', 'b', 'c', 'd']), groupBoard(['e'])];
	const sheaves = [
		{ title: 'Causes', from: one.doc, ids: one.ids },
		{ title: 'Remedies', from: two.doc, ids: two.ids },
		{ title: 'Nothing', from: two.doc, ids: [] }
	];
	const count = onServer(main, (doc) => bringShapes(doc, sheaves, 'fay'));
	const called = (text: string) =>
		[...main.board.shapes.values()].find(({ id }) => main.board.textOf(id) === text)!;
	return { main, count, called };
}

test('what was stamped most comes first, then what is newest; what says nothing is left out', () => {
	const { doc } = groupBoard(['old', '', 'liked', 'new'], [2, 2]);
	expect(wordedOn(doc).map(({ text, marks }) => [text, marks])).toEqual([
		['liked', 2],
		['new', 0],
		['old', 0]
	]);
});

test('each group’s things come in a frame with its name, beside what is there, and on nobody else’s', () => {
	const { main, count } = brought();
	expect(count).toBe(5);
	const shapes = [...main.board.shapes.values()];
	const frames = shapes.filter(({ type }) => type === 'frame');
	expect(frames.map(({ id }) => main.board.textOf(id)).sort()).toEqual(['Causes', 'Remedies']);
	for (const frame of frames) {
		const inside = shapes.filter((shape) => shape.frame === frame.id);
		expect(inside.length).toBe(main.board.textOf(frame.id) === 'Causes' ? 4 : 1);
		for (const shape of inside) expect(contains(frame, centreOf(shape))).toBe(true);
		expect(frame.x).toBeGreaterThan(200);
	}
	const notes = shapes.filter(({ type }) => type === 'note');
	for (const a of notes)
		for (const b of notes) if (a !== b) expect(contains({ ...a, w: 190, h: 190 }, b)).toBe(false);
});

test('all of it can be taken back, and nothing else goes', () => {
	const { main } = brought();
	expect(onServer(main, (doc) => takeShapesBack(doc, CLIENT))).toBe(0);
	expect(said(main)).toEqual(['mine']);
});

test('what somebody has moved or written on since stays, with its frame', () => {
	const { main, called } = brought();
	main.perform((gesture) => {
		gesture.replace({ ...called('a'), x: -500 });
		gesture.type(called('e').id, { at: 1, removed: 0, inserted: '!' });
	});
	expect(onServer(main, (doc) => takeShapesBack(doc, CLIENT))).toBe(2);
	expect(said(main)).toEqual(['Causes', 'Remedies', 'a', 'e!', 'mine']);
});

test('a board of a newer program is not written', () => {
	const main = person('Fay');
	main.board.doc.getMap('meta').set('schema', 99);
	const { doc, ids } = groupBoard(['a']);
	expect(bringShapes(main.board.doc, [{ title: 'G', from: doc, ids }], 'fay')).toBeNull();
	expect(takeShapesBack(main.board.doc, CLIENT)).toBeNull();
});
