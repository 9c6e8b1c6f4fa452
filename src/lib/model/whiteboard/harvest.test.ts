import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { keysBetween } from '../order.ts';
import { centreOf, contains, encloses } from './geometry.ts';
import { bringShapes, shapesOn, takeShapesBack, wordedOn } from './harvest.ts';
import { createShapeId } from './ids.ts';
import { arrowBetween, PLAIN_ARROW } from './shapes/arrow.ts';
import { LOOSE } from './shapes/kind.ts';
import { penGeometry } from './shapes/pen.ts';
import { boundsOf, kindOf, type Shape } from './shapes/registry.ts';
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

/** A group that drew: a note and a box of no words that an arrow holds together, ink, and a frame with a note in it. */
function drawnBoard() {
	const mia = person('Mia');
	const note = { ...noteAt(1_000, 500, 'mia'), order: ORDERS[0]! };
	const of = (at: number) => ({
		...LOOSE,
		id: createShapeId(),
		rotation: 0,
		author: 'mia',
		order: ORDERS[at]!
	});
	const box: Shape = { ...kindOf('rectangle').defaults, ...of(1), type: 'rectangle', x: 1_400, y: 500 };
	const bound = (shape: Shape) => ({ shape: shape.id, at: { x: 0.5, y: 0.5 } });
	const arrow: Shape = {
		...kindOf('arrow').defaults,
		...of(2),
		type: 'arrow',
		...PLAIN_ARROW,
		...arrowBetween({ x: 1_100, y: 600 }, { x: 1_450, y: 600 }),
		start: bound(note),
		end: bound(box)
	};
	const ink = penGeometry([0, 40, 90].map((x) => ({ x: 1_000 + x, y: 900, pressure: 0.5 })));
	const pen: Shape = { ...of(3), ...ink, type: 'pen', style: kindOf('pen').defaults.style, locked: true };
	const frame: Shape = { ...kindOf('frame').defaults, ...of(4), type: 'frame', x: 1_000, y: 1_000 };
	const inFrame: Shape = { ...noteAt(1_050, 1_050, 'mia'), order: ORDERS[5]!, frame: frame.id };
	mia.perform((gesture) => {
		for (const [shape, text] of [
			[note, 'why'],
			[box, ''],
			[arrow, ''],
			[pen, ''],
			[frame, 'Later'],
			[inFrame, 'ask']
		] as const)
			gesture.make(shape, text);
	});
	return mia.board.doc;
}

test('with everything a group’s drawing comes along, as it lies, and can be taken back', () => {
	const main = person('Fay');
	const from = drawnBoard();
	expect(shapesOn(from)).toBe(6);
	const sheaves = [{ title: 'Red', from, ids: 'all' } as const];
	expect(onServer(main, (doc) => bringShapes(doc, sheaves, 'fay'))).toBe(6);
	const shapes = [...main.board.shapes.values()];
	const find = <T extends Shape['type']>(type: T, text = '') =>
		shapes.find((shape) => shape.type === type && main.board.textOf(shape.id) === text) as Extract<
			Shape,
			{ type: T }
		>;
	const [around, note, box, arrow, pen] = [
		find('frame', 'Red'),
		find('note', 'why'),
		find('rectangle'),
		find('arrow'),
		find('pen')
	];
	expect([arrow.start?.shape, arrow.end?.shape]).toEqual([note.id, box.id]);
	expect([box.x - note.x, pen.y - note.y, pen.locked]).toEqual([400, 400, false]);
	for (const shape of [note, box, arrow, pen]) {
		expect(shape).toMatchObject({ frame: around.id, author: 'mia' });
		expect(encloses(around, boundsOf(shape))).toBe(true);
	}
	const later = find('frame', 'Red: Later');
	expect(later.frame).toBeNull();
	expect(later.order > around.order).toBe(true);
	expect(find('note', 'ask').frame).toBe(later.id);

	main.perform((gesture) => gesture.replace({ ...box, x: box.x + 5 }));
	expect(onServer(main, (doc) => takeShapesBack(doc, CLIENT))).toBe(1);
	expect(said(main)).toEqual(['', 'Red']);
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
