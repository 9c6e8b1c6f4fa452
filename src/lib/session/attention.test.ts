import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Attention, type Attended } from './attention.ts';

const MINUTE = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function attend() {
	const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
	const at = Object.assign(new EventTarget(), { document: page as unknown as Attended['document'] });
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
