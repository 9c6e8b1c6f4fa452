import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import { NO_SIGNALS } from '#protocol/session.ts';
import { LEAVE_AFTER_MS, MemoryRoster } from './roster.ts';

const session = createId<SessionId>();
const ann = createId<IdentityId>();
const board = createId<BoardId>();
const other = createId<BoardId>();

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function watched() {
	const heard: unknown[] = [];
	const roster = new MemoryRoster({
		present: (_, present) => heard.push(present),
		left: (_, identity) => heard.push({ left: identity })
	});
	/** What was told since the last time. */
	return { roster, heard: () => heard.splice(0) };
}

test('a person with three tabs is told once, and is where they looked last', () => {
	const { roster, heard } = watched();
	roster.set(session, ann, 'tab 1', { place: null, away: false });
	roster.set(session, ann, 'tab 2', { place: null, away: false });
	roster.set(session, ann, 'tab 3', { place: board, away: false });
	expect(heard()).toEqual([
		{ id: ann, place: null, away: false, ...NO_SIGNALS },
		{ id: ann, place: board, away: false, ...NO_SIGNALS }
	]);
	expect(roster.present(session)).toEqual([{ id: ann, place: board, away: false, ...NO_SIGNALS }]);
	roster.set(session, ann, 'tab 1', { place: null, away: false });
	expect(heard()).toEqual([{ id: ann, place: null, away: false, ...NO_SIGNALS }]);
});

test('a tab in the background does not hide the one in front', () => {
	const { roster, heard } = watched();
	roster.set(session, ann, 'tab 1', { place: board, away: false });
	roster.set(session, ann, 'tab 2', { place: other, away: false });
	roster.set(session, ann, 'tab 1', { place: board, away: true });
	expect(roster.present(session)).toEqual([{ id: ann, place: other, away: false, ...NO_SIGNALS }]);
	heard();
	roster.set(session, ann, 'tab 2', { place: other, away: true });
	expect(heard()).toEqual([{ id: ann, place: other, away: true, ...NO_SIGNALS }]);
});

test('somebody is gone when the last tab has been gone for a while', () => {
	const { roster, heard } = watched();
	roster.set(session, ann, 'tab 1', { place: null, away: false });
	roster.set(session, ann, 'tab 2', { place: null, away: false });
	heard();
	roster.remove(session, ann, 'tab 1');
	vi.advanceTimersByTime(LEAVE_AFTER_MS * 2);
	expect(heard()).toEqual([]);
	roster.remove(session, ann, 'tab 2');
	vi.advanceTimersByTime(LEAVE_AFTER_MS - 1);
	expect(heard()).toEqual([]);
	vi.advanceTimersByTime(1);
	expect(heard()).toEqual([{ left: ann }]);
	expect(roster.present(session)).toEqual([]);
});

test('a reload is no leaving', () => {
	const { roster, heard } = watched();
	roster.set(session, ann, 'before', { place: board, away: false });
	roster.remove(session, ann, 'before');
	roster.set(session, ann, 'after', { place: board, away: false });
	vi.advanceTimersByTime(LEAVE_AFTER_MS * 2);
	expect(heard().filter((told) => typeof told === 'object' && told !== null && 'left' in told)).toEqual([]);
	expect(roster.present(session)).toEqual([{ id: ann, place: board, away: false, ...NO_SIGNALS }]);
});

test('the late end of an old socket leaves the new one alone', () => {
	const { roster, heard } = watched();
	roster.set(session, ann, 'old', { place: board, away: false });
	roster.remove(session, ann, 'old');
	roster.set(session, ann, 'new', { place: board, away: false });
	roster.remove(session, ann, 'old');
	roster.remove(session, ann, 'never seen');
	heard();
	vi.advanceTimersByTime(LEAVE_AFTER_MS * 2);
	expect(heard()).toEqual([]);
	expect(roster.tabs(session, ann)).toBe(1);
});

test('sessions do not hear of each other', () => {
	const { roster } = watched();
	roster.set(session, ann, 'tab', { place: null, away: false });
	expect(roster.present(createId<SessionId>())).toEqual([]);
});
