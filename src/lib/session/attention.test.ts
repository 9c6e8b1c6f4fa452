import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Attention } from './attention.ts';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function attend() {
	const page: EventTarget & { visibilityState: DocumentVisibilityState } = Object.assign(new EventTarget(), {
		visibilityState: 'visible' as const
	});
	const at = Object.assign(new EventTarget(), { document: page });
	const told: boolean[] = [];
	const attention = new Attention(
		at,
		() => Date.now(),
		() => void told.push(attention.isAway)
	);
	const show = (state: DocumentVisibilityState): void => {
		page.visibilityState = state;
		page.dispatchEvent(new Event('visibilitychange'));
	};
	return { at, told, attention, show };
}

test('who leaves the tab is away at once, and here at once when they come back', () => {
	const { told, show, attention } = attend();
	show('hidden');
	show('visible');
	expect(told).toEqual([true, false]);
	attention.destroy();
});

test('who does nothing for five minutes is away until their first sign', () => {
	const { at, told, attention } = attend();
	vi.advanceTimersByTime(4 * MINUTE);
	at.dispatchEvent(new Event('pointermove'));
	vi.advanceTimersByTime(4 * MINUTE);
	expect(told, 'a sign in between').toEqual([]);
	vi.advanceTimersByTime(2 * MINUTE);
	expect(told).toEqual([true]);
	at.dispatchEvent(new Event('keydown'));
	expect(told).toEqual([true, false]);
	attention.destroy();
});

test('a tab in the background stays away whatever happens in it, and tells nothing once it is closed', () => {
	const { at, told, show, attention } = attend();
	show('hidden');
	at.dispatchEvent(new Event('scroll'));
	vi.advanceTimersByTime(10 * MINUTE);
	expect(told).toEqual([true]);
	attention.destroy();
	show('visible');
	expect(told).toEqual([true]);
});
