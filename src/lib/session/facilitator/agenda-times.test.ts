import { expect, test } from 'vitest';
import { createId, type AgendaItemId } from '#model/ids.ts';
import type { AgendaItem } from '#model/session/agenda.ts';
import { started } from '#model/session/timer.ts';
import { currentItem, firstToDo, isOnTimer, totalMinutes } from './agenda-times.ts';

const MINUTE = 60_000;
const item = (title: string, minutes: number, doneAt: number | null = null): AgendaItem => ({
	id: createId<AgendaItemId>(),
	title,
	minutes,
	board: null,
	doneAt
});
const [arrive, work, close] = [item('Arrive', 5, 1), item('Work', 20), item('Close', 10)] as const;
const items = [arrive, work, close];

test('the current item has what is left of its minutes, and knows what is next', () => {
	const agenda = { items, current: { item: work.id, since: 100 } };
	expect(currentItem(agenda, 100 + 5 * MINUTE)).toEqual({ item: work, leftMs: 15 * MINUTE, next: close });
	expect(currentItem(agenda, 100 + 21 * MINUTE)?.leftMs).toBe(-MINUTE);
	expect(currentItem({ items, current: { item: close.id, since: 0 } }, 0)?.next).toBeNull();
});

test('nothing is current before it began, or when the item is gone', () => {
	expect(currentItem({ items, current: null }, 0)).toBeNull();
	expect(currentItem({ items: [arrive], current: { item: work.id, since: 0 } }, 0)).toBeNull();
});

test('what comes first is what is not done, and the whole takes its sum', () => {
	expect(firstToDo({ items, current: null })).toBe(work);
	expect(firstToDo({ items: [arrive], current: null })).toBeNull();
	expect(totalMinutes({ items, current: null })).toBe(35);
});

test('a timer that was started with the item shows its time; one of its own does not', () => {
	const agenda = { items, current: { item: work.id, since: 100 } };
	expect(isOnTimer(agenda, started(20 * MINUTE, 1_100))).toBe(true);
	expect(isOnTimer(agenda, started(5 * MINUTE, 1_100))).toBe(false);
	expect(isOnTimer(agenda, { at: 'paused', leftMs: 20 * MINUTE, lengthMs: 20 * MINUTE })).toBe(false);
	expect(isOnTimer({ items, current: null }, started(20 * MINUTE, 1_100))).toBe(false);
});
