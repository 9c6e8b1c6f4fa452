import { describe, expect, it } from 'vitest';
import type { CommentId, Thread, ThreadId } from '#model/whiteboard/comments/comments.ts';
import { ReadMarks } from './read-marks.svelte.ts';

function device() {
	const kept = new Map<string, string>();
	return {
		getItem: (key: string) => kept.get(key) ?? null,
		setItem: (key: string, value: string) => void kept.set(key, value)
	};
}

function thread(...authors: string[]): Thread {
	const id = 'thread' as ThreadId;
	const pin = { point: { x: 0, y: 0 }, on: null };
	const comments = authors.map((author, at) => ({
		id: `comment${at}` as CommentId,
		thread: id,
		pin,
		author,
		name: author,
		at,
		text: 'Hm.',
		editedAt: null
	}));
	return { id, comments, pin, resolved: null, leftAt: null };
}

describe('what is unread', () => {
	it('is what others wrote, until it was looked at here', () => {
		const storage = device();
		const marks = new ReadMarks(storage, 'board', 'me');
		expect(marks.unreadIn(thread('me', 'ada', 'bo'))).toBe(2);
		marks.mark(thread('me', 'ada', 'bo'));
		expect(marks.unreadIn(thread('me', 'ada', 'bo', 'ada'))).toBe(1);
		expect(new ReadMarks(storage, 'board', 'me').unreadIn(thread('me', 'ada', 'bo'))).toBe(0);
		expect(new ReadMarks(storage, 'another board', 'me').unreadIn(thread('ada'))).toBe(1);
	});

	it('does not count what is resolved', () => {
		const marks = new ReadMarks(device(), 'board', 'me');
		const open = thread('ada');
		const resolved = { ...open, resolved: { author: 'ada', name: 'Ada', at: 5 } };
		expect(marks.unreadAmong(new Map([[open.id, open]]))).toBe(1);
		expect(marks.unreadAmong(new Map([[open.id, resolved]]))).toBe(0);
	});

	it('survives a device that refuses to keep anything', () => {
		const storage = {
			getItem: () => '{"not": "a list"}',
			setItem: () => {
				throw new Error('full');
			}
		};
		const marks = new ReadMarks(storage, 'board', 'me');
		marks.mark(thread('ada'));
		expect(marks.unreadIn(thread('ada'))).toBe(0);
	});
});
