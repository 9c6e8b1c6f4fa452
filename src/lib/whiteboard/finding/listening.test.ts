import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ShapeId } from '#model/whiteboard/ids.ts';
import { sampleShape } from '#model/whiteboard/shapes/test-shapes.ts';
import { exchange, noteAt, person, type Person } from '#model/whiteboard/test-boards.ts';
import { listenTo } from './listening.ts';

let heard: string[] = [];
let busy = false;
/** What Mira says she took away. */
let claimed: ShapeId[] = [];
let me: Person;
let mira: Person;
let stop: () => void;

/** What the others did reaches me. */
function share(): void {
	exchange(me, mira);
}

beforeEach(() => {
	vi.useFakeTimers();
	[heard, busy, claimed] = [[], false, []];
	[me, mira] = [person('me'), person('mira')];
	stop = listenTo({
		board: me.board,
		authorOf: (client) =>
			client === mira.board.doc.clientID
				? { name: 'Mira', me: false }
				: client === 7
					? { name: 'Me', me: true }
					: null,
		holderOf: (ids) => (ids.includes('held' as ShapeId) ? { name: 'Mira', me: false } : null),
		removerOf: (ids) => {
			if (ids.includes('mine' as ShapeId)) return { name: 'Me', me: true };
			return ids.some((id) => claimed.includes(id)) ? { name: 'Mira', me: false } : null;
		},
		isBusy: () => busy,
		say: (words) => heard.push(words)
	});
});

afterEach(() => {
	stop();
	vi.useRealTimers();
});

describe('hearing what others change', () => {
	it('tells all of it in one sentence, each thing once', () => {
		const notes = [noteAt(0, 0), noteAt(300, 0), noteAt(600, 0)];
		me.perform((gesture) => notes.forEach((note) => gesture.make(note)));
		share();
		mira.perform((gesture) => [noteAt(0, 500), noteAt(300, 500)].forEach((note) => gesture.make(note)));
		share();
		for (let step = 1; step <= 5; step += 1) {
			mira.perform((gesture) => notes.forEach((note) => gesture.replace({ ...note, y: step * 10 })));
			share();
		}
		mira.perform((gesture) => gesture.make(sampleShape('rectangle', 'brief' as ShapeId)));
		share();
		mira.perform((gesture) => gesture.remove('brief' as ShapeId));
		share();
		expect(heard).toEqual([]);
		vi.advanceTimersByTime(2_000);
		expect(heard).toEqual(['Mira added 2 notes and moved 3 notes']);
	});

	it('never tells what I did myself, here or in another tab', () => {
		me.perform((gesture) => gesture.make(noteAt(0, 0)));
		const other = person('me');
		other.board.doc.clientID = 7;
		other.perform((gesture) => gesture.make(noteAt(300, 0)));
		exchange(me, other);
		vi.advanceTimersByTime(60_000);
		expect(me.board.shapes.size).toBe(2);
		expect(heard).toEqual([]);
	});

	it('leaves time between sentences, and says nothing while I type', () => {
		for (let second = 0; second < 20; second += 1) {
			mira.perform((gesture) => gesture.make(noteAt(second * 300, 0)));
			share();
			vi.advanceTimersByTime(1_000);
		}
		expect(heard.length).toBeGreaterThan(1);
		expect(heard.length).toBeLessThan(5);
		const before = heard.length;
		busy = true;
		mira.perform((gesture) => gesture.make(sampleShape('frame')));
		share();
		vi.advanceTimersByTime(60_000);
		expect(heard.length).toBe(before);
		busy = false;
		vi.advanceTimersByTime(1_000);
		expect(heard.at(-1)).toMatch(/^Mira added .*\b1 frame|things/);
	});

	it('takes those who hold a thing for those who delete it, and else says somebody', () => {
		const held = { ...noteAt(0, 0), id: 'held' as ShapeId };
		const free = noteAt(300, 0);
		me.perform((gesture) => [held, free].forEach((note) => gesture.make(note)));
		share();
		mira.perform((gesture) => gesture.remove(held.id));
		share();
		vi.advanceTimersByTime(2_000);
		mira.perform((gesture) => gesture.remove(free.id));
		share();
		vi.advanceTimersByTime(10_000);
		expect(heard).toEqual(['Mira deleted 1 note', 'Somebody deleted 1 note']);
	});

	it('tells who took a heap away when they name one of it, also after it is gone', () => {
		const heap = [noteAt(0, 0), noteAt(300, 0), noteAt(600, 0)];
		me.perform((gesture) => heap.forEach((note) => gesture.make(note)));
		share();
		mira.perform((gesture) => heap.forEach(({ id }) => gesture.remove(id)));
		share();
		claimed = [heap[1]!.id];
		vi.advanceTimersByTime(2_000);
		expect(heard).toEqual(['Mira deleted 3 notes']);
	});

	it('never tells what I deleted in another tab, nor what came and went', () => {
		const [mine, brief] = [{ ...noteAt(0, 0), id: 'mine' as ShapeId }, noteAt(300, 0)];
		me.perform((gesture) => gesture.make(mine));
		share();
		mira.perform((gesture) => gesture.make(brief));
		share();
		mira.perform((gesture) => gesture.remove(mine.id));
		share();
		mira.perform((gesture) => gesture.remove(brief.id));
		share();
		vi.advanceTimersByTime(60_000);
		expect(me.board.shapes.size).toBe(0);
		expect(heard).toEqual([]);
	});

	it('tells writing from moving', () => {
		const note = noteAt(0, 0);
		me.perform((gesture) => gesture.make(note, 'a'));
		share();
		mira.type(note.id, 1, 0, 'b');
		share();
		vi.advanceTimersByTime(2_000);
		expect(heard).toEqual(['Mira wrote on 1 note']);
	});
});
