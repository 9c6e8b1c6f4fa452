import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { keyBetween } from '../order.ts';
import { Board } from './board.ts';
import { createGroupId } from './ids.ts';
import type { NoteShape } from './shapes/note.ts';
import type { Shape } from './shapes/registry.ts';
import { keyAbove } from './stacking.ts';
import { exchange, noteAt, type Person, person } from './test-boards.ts';

function withNote(): { people: [Person, Person]; note: NoteShape } {
	const people: [Person, Person] = [person('ada'), person('bo')];
	people.forEach(({ board }, at) => (board.doc.clientID = at + 1));
	const note = noteAt(0, 0, 'ada');
	people[0].perform((gesture) => gesture.make(note, 'words'));
	exchange(...people);
	return { people, note };
}

const GROUP = createGroupId();
const TOP = keyBetween(keyBetween(null, null), null);

/** What people do to one shape, and what of it has to be seen. */
const DEEDS: Readonly<Record<string, (note: NoteShape) => Partial<NoteShape>>> = {
	move: () => ({ x: 500, y: 20 }),
	recolour: ({ style }) => ({ style: { ...style, color: 'plum' } }),
	restack: () => ({ order: TOP }),
	group: () => ({ groups: [GROUP] }),
	lock: () => ({ locked: true }),
	link: () => ({ link: 'https://example.org/' })
};
const PAIRS = Object.keys(DEEDS).flatMap((one) =>
	Object.keys(DEEDS).flatMap((other) => (one === other ? [] : [[one, other] as const]))
);

describe('what two people do to one shape at once', () => {
	// Each pair in both orders: whose client id is higher decides what Yjs puts first.
	it.each(PAIRS)('keeps both: %s and %s', (one, other) => {
		for (const swapped of [false, true]) {
			const { people, note } = withNote();
			const [first, second] = swapped ? people.toReversed() : people;
			const [mine, theirs] = [DEEDS[one]!(note), DEEDS[other]!(note)];
			first!.perform((gesture) => gesture.replace({ ...note, ...mine }));
			second!.perform((gesture) => gesture.replace({ ...note, ...theirs }));
			exchange(...people);
			for (const { board } of people)
				expect(board.shapes.get(note.id)).toEqual({ ...note, ...mine, ...theirs });
		}
	});

	it('is all kept when everybody does something else', () => {
		const people = Object.keys(DEEDS).map((name) => person(name));
		const note = noteAt(0, 0, 'ada');
		people[0]!.perform((gesture) => gesture.make(note));
		for (const other of people.slice(1)) exchange(people[0]!, other);
		const changes = Object.values(DEEDS).map((deed) => deed(note));
		people.forEach(({ perform }, at) => perform((gesture) => gesture.replace({ ...note, ...changes[at] })));
		for (let round = 0; round < 2; round++) for (const other of people.slice(1)) exchange(people[0]!, other);
		const all: Shape = Object.assign({ ...note }, ...changes);
		for (const { board } of people) expect(board.shapes.get(note.id)).toEqual(all);
	});
});

describe('an aspect of a shape', () => {
	it('costs nothing as long as it is as it was made', () => {
		const { board, perform } = person('ada');
		const note = { ...noteAt(0, 0), groups: [GROUP], locked: true };
		perform((gesture) => gesture.make(note));
		perform((gesture) => gesture.replace({ ...note, x: 9 }));
		expect(board.aspects.list.size).toBe(0);
		perform((gesture) => gesture.replace({ ...note, x: 9, locked: false }));
		expect(board.aspects.list.size).toBe(1);
		expect(board.shapes.get(note.id)).toMatchObject({ locked: false, groups: [GROUP], x: 9 });
		perform((gesture) => gesture.replace({ ...note, x: 9 }));
		expect(board.aspects.list.size).toBe(0);
		expect(board.shapes.get(note.id)).toEqual({ ...note, x: 9 });
	});

	it('goes with its shape, and comes back with it', () => {
		const { people, note } = withNote();
		const [ada] = people;
		ada.perform((gesture) => gesture.replace({ ...note, locked: true, order: TOP }));
		ada.perform((gesture) => gesture.remove(note.id));
		expect(ada.board.aspects.list.size).toBe(0);
		ada.history.undo();
		expect(ada.board.shapes.get(note.id)).toEqual({ ...note, locked: true, order: TOP });
	});

	it('goes back by itself: undo of a restacking leaves what others did', () => {
		const { people, note } = withNote();
		const [ada, bo] = people;
		ada.perform((gesture) => gesture.replace({ ...note, order: TOP, groups: [GROUP] }));
		exchange(ada, bo);
		bo.perform((gesture) => gesture.replace({ ...bo.board.shapes.get(note.id)!, locked: true, x: 7 }));
		exchange(ada, bo);
		ada.history.undo();
		expect(ada.board.shapes.get(note.id)).toEqual({ ...note, locked: true, x: 7 });
		ada.history.redo();
		expect(ada.board.shapes.get(note.id)).toMatchObject({ order: TOP, groups: [GROUP], locked: true });
	});

	it('that somebody else gave a shape keeps it from going when its making is undone', () => {
		for (const deed of ['restack', 'group', 'lock'] as const) {
			const { people, note } = withNote();
			const [ada, bo] = people;
			bo.perform((gesture) => gesture.replace({ ...note, ...DEEDS[deed]!(note) }));
			exchange(ada, bo);
			expect(ada.history.undo()).toEqual({ changed: new Set(), kept: new Set([note.id]) });
			expect(ada.board.shapes.has(note.id)).toBe(true);
		}
	});
});

describe('a board that an earlier version writes, too', () => {
	/** As it rewrites an entry: all that it knows, and with it what it does not. */
	function rewrite({ board }: Person, list: 'geometry' | 'style', id: string, fields: object): void {
		board.doc.transact(() => board[list].set(id, { ...board[list].get(id), ...fields }), 'earlier');
	}

	it('keeps an order and a group that were given here while it moves and recolours', () => {
		const { people, note } = withNote();
		const [ada, bo] = people;
		ada.perform((gesture) => gesture.replace({ ...note, order: TOP, groups: [GROUP] }));
		rewrite(bo, 'geometry', note.id, { x: 31 });
		rewrite(bo, 'style', note.id, { c: 'moss' });
		exchange(ada, bo);
		expect(ada.board.shapes.get(note.id)).toMatchObject({
			x: 31,
			order: TOP,
			groups: [GROUP],
			style: { color: 'moss' }
		});
	});

	it('shows the order and the group that it gave last', () => {
		const { people, note } = withNote();
		const [ada, bo] = people;
		ada.perform((gesture) => gesture.replace({ ...note, order: TOP, groups: [GROUP] }));
		exchange(ada, bo);
		const [later, other] = [keyAbove(bo.board.shapes.values()), createGroupId()];
		rewrite(bo, 'geometry', note.id, { o: later });
		rewrite(bo, 'style', note.id, { g: [other] });
		exchange(ada, bo);
		expect(ada.board.shapes.get(note.id)).toMatchObject({ order: later, groups: [other] });
		const last = keyBetween(later, null);
		ada.perform((gesture) => gesture.replace({ ...ada.board.shapes.get(note.id)!, order: last }));
		exchange(ada, bo);
		expect(bo.board.shapes.get(note.id)).toMatchObject({ order: last, groups: [other] });
	});

	it('reads authors as they were written, and as numbers', () => {
		const doc = new Y.Doc();
		const order = keyBetween(null, null);
		const old = { t: 'note', x: 0, y: 0, w: 9, h: 9, o: order, by: 'Xk3-q9TzUwXk3-q9TzUw-a' };
		doc.getArray('geometry').push([
			{ k: 'old', v: old },
			{ k: 'unknown', v: { ...old, by: 77 } }
		]);
		const board = new Board(doc);
		const authorOf = (id: string): string => board.shapes.get(id as never)!.author;
		expect([authorOf('old'), authorOf('unknown')]).toEqual([old.by, '']);
		doc.getMap('people').set('77', 'Yk3-q9TzUwXk3-q9TzUw-b');
		expect(authorOf('unknown')).toBe('Yk3-q9TzUwXk3-q9TzUw-b');
	});

	it('keeps authors apart, also where their numbers would be the same', () => {
		const { board, perform } = person('ada');
		const names = Array.from({ length: 3_000 }, (_, at) => `identity-${at}`);
		const notes = names.map((name) => noteAt(0, 0, name));
		perform((gesture) => notes.forEach((note) => gesture.make(note)));
		for (const note of notes) expect(board.shapes.get(note.id)!.author).toBe(note.author);
		expect(new Board(board.doc).shapes.get(notes[0]!.id)!.author).toBe(names[0]);
	});
});
