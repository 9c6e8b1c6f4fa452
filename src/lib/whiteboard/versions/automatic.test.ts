import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Credentials } from '$lib/sync/credentials.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { exchange, noteAt, person } from '#model/whiteboard/test-boards.ts';
import { keepVersions } from './automatic.ts';

const BOARD = { name: 'board' as DocumentName, credentials: new Credentials() };
const TEN_MINUTES = 10 * 60_000;
let asked: string[];

beforeEach(() => {
	asked = [];
	vi.useFakeTimers();
	vi.stubGlobal('fetch', async (address: string) => {
		asked.push(address);
		throw new Error('no line');
	});
});
afterEach(() => {
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

it('asks for a version some time after a change, once for all changes up to then', () => {
	const ada = person('ada');
	const stop = keepVersions(ada.board, BOARD);
	vi.advanceTimersByTime(TEN_MINUTES);
	expect(asked).toEqual([]);
	for (let n = 0; n < 5; n++) {
		ada.perform((gesture) => gesture.make(noteAt(n, 0)));
		vi.advanceTimersByTime(60_000);
	}
	vi.advanceTimersByTime(TEN_MINUTES);
	expect(asked).toEqual(['/api/versions/board']);
	ada.perform((gesture) => gesture.make(noteAt(0, 90)));
	vi.advanceTimersByTime(TEN_MINUTES);
	expect(asked).toHaveLength(2);
	stop();
});

it('leaves it to others to ask for what they change, and asks for nothing once the board is closed', () => {
	const [ada, ben] = [person('ada'), person('ben')];
	const stop = keepVersions(ada.board, BOARD);
	ben.perform((gesture) => gesture.make(noteAt(0, 0)));
	exchange(ada, ben);
	vi.advanceTimersByTime(TEN_MINUTES);
	expect(asked).toEqual([]);
	ada.perform((gesture) => gesture.make(noteAt(50, 0)));
	stop();
	vi.advanceTimersByTime(TEN_MINUTES);
	expect(asked).toEqual([]);
});
