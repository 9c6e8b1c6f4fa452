import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { QuietPointer } from './quiet-pointer.svelte.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('nobody is at a screen until something moves, and not any more when it has rested for three seconds', () => {
	const pointer = new QuietPointer();
	expect(pointer.isActive).toBe(false);
	pointer.moved();
	vi.advanceTimersByTime(2_900);
	expect(pointer.isActive).toBe(true);
	pointer.moved();
	vi.advanceTimersByTime(2_900);
	expect(pointer.isActive).toBe(true);
	vi.advanceTimersByTime(100);
	expect(pointer.isActive).toBe(false);
});

test('a screen that is gone waits for nothing', () => {
	const pointer = new QuietPointer();
	pointer.moved();
	pointer.stop();
	expect(vi.getTimerCount()).toBe(0);
});
