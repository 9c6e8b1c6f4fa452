import { expect, test } from 'vitest';
import { contains, centreOf } from '#model/whiteboard/geometry.ts';
import { createShapeId } from '#model/whiteboard/ids.ts';
import { noteAt, person } from '#model/whiteboard/test-boards.ts';
import { keysBetween } from '#model/order.ts';
import { shapeOf } from '../io/drawing.ts';
import { bringTo, wordedOn } from './harvest.ts';

const ORDERS = keysBetween(null, null, 8);

/** A board with these notes from the oldest to the newest, and a stamp on each of `stamped`. */
function groupBoard(texts: readonly string[], stamped: readonly number[] = []) {
	const somebody = person('Mia');
	const notes = texts.map((text, at) => ({ shape: { ...noteAt(at * 300, 0), order: ORDERS[at]! }, text }));
	somebody.perform((gesture) => {
		for (const { shape, text } of notes) gesture.make(shape, text);
		for (const at of stamped)
			gesture.make(
				shapeOf('stamp', { id: createShapeId(), x: at * 300 + 80, y: 80, w: 40, h: 40, stamp: 'heart' })
			);
	});
	return { doc: somebody.board.doc, ids: notes.map(({ shape }) => shape.id) };
}

test('what was stamped most comes first, then what is newest; what says nothing is left out', () => {
	const { doc } = groupBoard(['old', '', 'liked', 'new'], [2, 2]);
	expect(wordedOn(doc).map(({ text, marks }) => [text, marks])).toEqual([
		['liked', 2],
		['new', 0],
		['old', 0]
	]);
});

test('each group’s things come in a frame with its name, beside what is there, and go with one undo', () => {
	const main = person('Fay');
	main.perform((gesture) => gesture.make({ ...noteAt(0, 0), order: ORDERS[0]! }, 'mine'));
	const [one, two] = [groupBoard(['a', 'b', 'c', 'd']), groupBoard(['e'])];
	const sheaves = [
		{ title: 'Causes', from: one.doc, ids: one.ids },
		{ title: 'Remedies', from: two.doc, ids: two.ids },
		{ title: 'Nothing', from: two.doc, ids: [] }
	];
	const brought = bringTo(main.board.doc, sheaves, 'fay');
	expect(brought?.count).toBe(5);

	const shapes = [...main.board.shapes.values()];
	const frames = shapes.filter(({ type }) => type === 'frame');
	expect(frames.map(({ id }) => main.board.textOf(id)).sort()).toEqual(['Causes', 'Remedies']);
	for (const frame of frames) {
		const inside = shapes.filter((shape) => shape.frame === frame.id);
		expect(inside.length).toBe(main.board.textOf(frame.id) === 'Causes' ? 4 : 1);
		for (const shape of inside) expect(contains(frame, centreOf(shape))).toBe(true);
		expect(frame.x).toBeGreaterThan(200);
	}
	// Nobody's copies lie on another's.
	const notes = shapes.filter(({ type }) => type === 'note');
	for (const a of notes)
		for (const b of notes) if (a !== b) expect(contains({ ...a, w: 190, h: 190 }, b)).toBe(false);

	brought?.undo();
	expect([...main.board.shapes.keys()].map((id) => main.board.textOf(id))).toEqual(['mine']);
});

test('a board of a newer program is not written', () => {
	const main = person('Fay');
	main.board.doc.getMap('meta').set('schema', 99);
	const { doc, ids } = groupBoard(['a']);
	expect(bringTo(main.board.doc, [{ title: 'G', from: doc, ids }], 'fay')).toBeNull();
});
