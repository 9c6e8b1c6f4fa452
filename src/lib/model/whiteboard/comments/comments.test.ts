import { describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { Board } from '../board.ts';
import { exchange, noteAt, person, type Person } from '../test-boards.ts';
import {
	type Comment,
	createCommentId,
	createThreadId,
	placeOf,
	readThreads,
	removing,
	resolving,
	type Thread,
	writing
} from './comments.ts';
import { pinAt } from './pin.ts';

function comment(words: Partial<Comment> = {}): Comment {
	const from = { author: 'ada', name: 'Ada', at: 1_000, text: 'Why?', editedAt: null };
	return {
		id: createCommentId(),
		thread: createThreadId(),
		pin: pinAt({ x: 5, y: 5 }, null),
		...from,
		...words
	};
}

function threadsOf({ board }: Person): Thread[] {
	return [...readThreads(board.comments).values()];
}

const findOn =
	({ board }: Person) =>
	(id: Parameters<typeof board.shapes.get>[0]) =>
		board.shapes.get(id);

/** Ada pinned a question to the middle of her note, and Bo answered. */
function withThread() {
	const [ada, bo] = [person('ada'), person('bo')];
	const note = noteAt(100, 100, 'ada');
	const middle = { x: note.x + note.w / 2, y: note.y + note.h / 2 };
	const first = comment({ pin: pinAt(middle, note) });
	ada.perform((gesture) => gesture.make(note, ''));
	ada.perform((gesture) => gesture.comment(writing(first)));
	exchange(ada, bo);
	const reply = comment({
		...first,
		id: createCommentId(),
		author: 'bo',
		name: 'Bo',
		at: 2_000,
		text: 'So.'
	});
	return { ada, bo, note, first, reply, middle };
}

describe('comments', () => {
	it('make threads, the oldest comment first, whoever hears of them', () => {
		const { ada, bo, first, reply } = withThread();
		bo.perform((gesture) => gesture.comment(writing(reply)));
		exchange(ada, bo);
		expect(threadsOf(ada)).toEqual(threadsOf(bo));
		expect(threadsOf(ada)).toMatchObject([{ comments: [first, reply], resolved: null }]);
	});

	it('are resolved and opened again', () => {
		const { ada, first } = withThread();
		const by = { author: 'ada', name: 'Ada', at: 3_000 };
		ada.perform((gesture) => gesture.comment(resolving(first.thread, by)));
		expect(threadsOf(ada)[0]?.resolved).toEqual(by);
		ada.perform((gesture) => gesture.comment(resolving(first.thread, null)));
		expect(threadsOf(ada)[0]?.resolved).toBeNull();
	});

	it('leave nothing behind when the last of a thread is deleted', () => {
		const { ada, note, first } = withThread();
		ada.perform((gesture) =>
			gesture.comment(resolving(first.thread, { author: 'ada', name: 'Ada', at: 3_000 }))
		);
		ada.perform((gesture) => gesture.remove(note.id));
		ada.perform((gesture) => gesture.comment(removing(threadsOf(ada)[0]!, first.id)));
		expect([...ada.board.comments.entries()]).toEqual([]);
	});

	it('go with their shape, turned too, and stay where it was when it is deleted', () => {
		const { ada, bo, note, middle } = withThread();
		ada.perform((gesture) => gesture.replace({ ...note, x: 400, rotation: 1 }));
		expect(placeOf(threadsOf(ada)[0]!, findOn(ada))).toEqual({ x: middle.x + 300, y: middle.y });
		ada.perform((gesture) => gesture.remove(note.id));
		exchange(ada, bo);
		expect(placeOf(threadsOf(bo)[0]!, findOn(bo))).toEqual({ x: middle.x + 300, y: middle.y });
		ada.history.undo();
		ada.perform((gesture) => gesture.replace({ ...note, y: 0 }));
		expect(placeOf(threadsOf(ada)[0]!, findOn(ada)).y).toBe(note.h / 2);
	});

	it('keep their corner of a shape that is turned', () => {
		const note = { ...noteAt(0, 0), rotation: Math.PI / 2 };
		const pin = pinAt({ x: 0, y: 0 }, note);
		// What was the lower left corner is now the upper left.
		expect(pin.on?.at).toEqual({ x: 0, y: 1 });
	});

	it('take nothing from entries that make no sense', () => {
		const doc = new Y.Doc();
		const list = doc.getArray('comments');
		const good = { t: 'thread', x: 1, y: 2, by: 'ada', n: 'Ada', at: 5, w: 'Hi' };
		const odd = [
			null,
			7,
			{ ...good, w: 3 },
			{ ...good, w: ' ' },
			{ ...good, x: Infinity },
			{ ...good, at: 'now' }
		];
		list.push([
			...odd.map((v, at) => ({ k: `c:odd${at}`, v })),
			{ k: 'c:<b>', v: good },
			{ k: 'c:good', v: { ...good, s: '<b>', n: 'A'.repeat(500) } },
			{ k: 'r:thread', v: 'yes' },
			{ k: 'p:thread', v: { x: 'left' } }
		]);
		const threads = [...readThreads(new Board(doc).comments).values()];
		expect(threads).toMatchObject([
			{ resolved: null, leftAt: null, comments: [{ text: 'Hi', pin: { on: null } }] }
		]);
		expect(threads[0]!.comments[0]!.name).toHaveLength(60);
	});
});

describe('undo of comments', () => {
	it('takes back what I wrote and never what others answered', () => {
		const { ada, bo, first, reply } = withThread();
		bo.perform((gesture) => gesture.comment(writing(reply)));
		exchange(ada, bo);
		ada.history.undo();
		exchange(ada, bo);
		expect(threadsOf(bo)).toMatchObject([{ comments: [reply], pin: first.pin }]);
		ada.history.redo();
		expect(threadsOf(ada)).toMatchObject([{ comments: [first, reply] }]);
	});

	it('brings back what I deleted', () => {
		const { ada, first } = withThread();
		ada.perform((gesture) => gesture.comment(removing(threadsOf(ada)[0]!, first.id)));
		expect(threadsOf(ada)).toEqual([]);
		ada.history.undo();
		expect(threadsOf(ada)).toMatchObject([{ comments: [first] }]);
	});
});
