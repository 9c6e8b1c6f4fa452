import { describe, expect, it } from 'vitest';
import { createRandom } from '../../../../tests/support/random.ts';
import { exchange, noteAt, type Person, person } from './test-boards.ts';
import type { NoteShape } from './shapes/note.ts';

/** Ada made a note, Bo sees it. */
function withNote(text = ''): { ada: Person; bo: Person; note: NoteShape } {
	const [ada, bo] = [person('ada'), person('bo')];
	const note = noteAt(0, 0, 'ada');
	ada.perform((gesture) => gesture.make(note, text));
	exchange(ada, bo);
	return { ada, bo, note };
}

describe('undo of a move', () => {
	it('puts the shape back, and redo moves it again', () => {
		const { ada, note } = withNote();
		ada.perform((gesture) => gesture.replace({ ...note, x: 50, y: 60 }));
		expect(ada.history.undo()).toEqual({ changed: new Set([note.id]), kept: new Set() });
		expect(ada.board.shapes.get(note.id)).toEqual(note);
		ada.history.redo();
		expect(ada.board.shapes.get(note.id)).toMatchObject({ x: 50, y: 60 });
	});

	it('keeps the place that somebody else gave it since, and does not go on to delete it', () => {
		const { ada, bo, note } = withNote();
		ada.perform((gesture) => gesture.replace({ ...note, x: 50 }));
		exchange(ada, bo);
		bo.perform((gesture) => gesture.replace({ ...note, x: 700 }));
		exchange(ada, bo);
		expect(ada.history.undo()).toEqual({ changed: new Set(), kept: new Set([note.id]) });
		expect(ada.board.shapes.get(note.id)?.x).toBe(700);
		expect(ada.history.undo()).toEqual({ changed: new Set(), kept: new Set([note.id]) });
		expect(ada.board.shapes.get(note.id)?.x).toBe(700);
	});

	it('never leaves half a resize when somebody moved it since', () => {
		const { ada, bo, note } = withNote();
		ada.perform((gesture) => gesture.replace({ ...note, x: -100, w: 300 }));
		exchange(ada, bo);
		bo.perform((gesture) => gesture.replace({ ...note, x: 5, w: 300 }));
		exchange(ada, bo);
		ada.history.undo();
		expect(ada.board.shapes.get(note.id)).toMatchObject({ x: 5, w: 300 });
	});

	it('leaves a recolouring by somebody else alone', () => {
		const { ada, bo, note } = withNote();
		ada.perform((gesture) => gesture.replace({ ...note, x: 50 }));
		exchange(ada, bo);
		bo.perform((gesture) => gesture.replace({ ...note, x: 50, style: { ...note.style, color: 'rose' } }));
		exchange(ada, bo);
		ada.history.undo();
		expect(ada.board.shapes.get(note.id)).toMatchObject({ x: 0, style: { color: 'rose' } });
	});
});

describe('undo of a creation', () => {
	it('removes the shape with its text, and redo brings both back', () => {
		const { ada, note } = withNote('Hi');
		ada.history.undo();
		expect(ada.board.shapes.size).toBe(0);
		expect(ada.board.textOf(note.id)).toBe('');
		ada.history.redo();
		expect(ada.board.shapes.get(note.id)).toEqual(note);
		expect(ada.board.textOf(note.id)).toBe('Hi');
	});

	it.each([
		[
			'typed in it',
			(bo: Person, note: NoteShape) =>
				bo.perform((g) => g.type(note.id, { at: 0, removed: 0, inserted: 'mine' }))
		],
		['moved it', (bo: Person, note: NoteShape) => bo.perform((g) => g.replace({ ...note, y: 9 }))],
		[
			'recoloured it',
			(bo: Person, note: NoteShape) =>
				bo.perform((g) => g.replace({ ...note, style: { ...note.style, color: 'moss' } }))
		]
	])('keeps the shape when somebody else has %s', (_, act) => {
		const { ada, bo, note } = withNote();
		act(bo, note);
		exchange(ada, bo);
		expect(ada.history.undo()).toEqual({ changed: new Set(), kept: new Set([note.id]) });
		expect(ada.board.shapes.has(note.id)).toBe(true);
		expect(ada.board.textOf(note.id)).toBe(bo.board.textOf(note.id));
	});
});

describe('undo of a deletion', () => {
	it('brings words and looks back also where somebody else moved the shape at the same time', () => {
		const { ada, bo, note } = withNote('Keep me');
		const red = { ...note, style: { ...note.style, color: 'rose' } } as const;
		ada.perform((gesture) => gesture.replace(red));
		exchange(ada, bo);
		ada.perform((gesture) => gesture.remove(note.id));
		bo.perform((gesture) => gesture.replace({ ...red, x: 70 }));
		exchange(ada, bo);
		ada.history.undo();
		exchange(ada, bo);
		expect(bo.board.shapes.get(note.id)).toEqual({ ...red, x: 70 });
		expect(bo.board.textOf(note.id)).toBe('Keep me');
	});

	it('restores shape, style and text, for everybody', () => {
		const { ada, bo, note } = withNote('Keep me');
		bo.perform((gesture) => gesture.remove(note.id));
		exchange(ada, bo);
		expect(ada.board.shapes.size).toBe(0);
		bo.history.undo();
		exchange(ada, bo);
		expect(ada.board.shapes.get(note.id)).toEqual(note);
		expect(ada.board.textOf(note.id)).toBe('Keep me');
		bo.history.redo();
		expect(bo.board.shapes.size).toBe(0);
	});
});

describe('four people who undo and redo at random', () => {
	it('end with one board, and nobody’s undo deletes what somebody else made', () => {
		const { below: random, seedText } = createRandom();
		const people = ['ada', 'bo', 'cy', 'di'].map(person);
		for (let step = 0; step < 800; step++) {
			const { name, board, history, clock, perform, type } = people[random(4)]!;
			clock.now += random(2_000);
			const shapes = [...board.shapes.values()];
			const shape = shapes[random(shapes.length)];
			const action = random(8);
			const before = new Map([...board.shapes].filter(([, other]) => other.author !== name));
			if (action === 0 || shape === undefined) perform((g) => g.make(noteAt(random(99), 0, name), 'x'));
			else if (action === 1) perform((g) => g.replace({ ...shape, x: random(999) }));
			else if (action === 2)
				perform((g) => g.replace({ ...shape, style: { ...shape.style, width: 1 + random(20) } }));
			else if (action === 3) type(shape.id, random(board.textOf(shape.id).length + 1), 0, name);
			else if (action === 4) {
				const at = random(board.textOf(shape.id).length);
				if (at > 0) type(shape.id, at - 1, 1, '');
			} else if (action === 5 && shape.author === name) perform((g) => g.remove(shape.id));
			else {
				if (action === 6) history.undo();
				else history.redo();
				const lost = [...before.keys()].filter((id) => !board.shapes.has(id));
				expect(lost, `${seedText}, step ${step}`).toEqual([]);
			}
			if (random(4) === 0) exchange(people[random(4)]!, people[random(4)]!);
		}
		for (const a of people) for (const b of people) if (a !== b) exchange(a, b);
		for (const a of people) for (const b of people) if (a !== b) exchange(a, b);
		const picture = ({ board }: Person): unknown =>
			[...board.shapes.values()]
				.sort((a, b) => (a.id < b.id ? -1 : 1))
				.map((shape) => [shape, board.textOf(shape.id)]);
		for (const other of people) expect(picture(other), seedText).toEqual(picture(people[0]!));
	});
});
