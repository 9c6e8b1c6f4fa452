import { afterEach, expect, test, vi } from 'vitest';
import { toast } from './toast.svelte.ts';

const run = (): void => undefined;
const undo = { label: 'Undo', run };
const shown = (): string[] => toast.list.map(({ text }) => text);

afterEach(() => {
	for (const { id } of toast.list) toast.dismiss(id);
});

test('only what was done last can be undone by a toast', () => {
	toast.show({ text: 'Moved Ana', purpose: 'undo', action: undo });
	toast.show({ text: 'Line lost', kind: 'problem' });
	toast.show({ text: 'Moved Bo', purpose: 'undo', action: undo });
	expect(shown()).toEqual(['Line lost', 'Moved Bo']);
	// Done, and nothing takes it back: the one before is not what undoing would mean now.
	toast.show({ text: 'Ended the groups', purpose: 'undo' });
	expect(shown()).toEqual(['Line lost', 'Ended the groups']);
});

test('what a toast was for may be over', () => {
	toast.show({ text: 'Moved Ana', purpose: 'undo', action: undo });
	toast.show({ text: 'Line lost' });
	toast.dismissAll('undo');
	expect(shown()).toEqual(['Line lost']);
});

test('what a toast offers may have become pointless', () => {
	let stands = true;
	toast.show({ text: 'Called the groups back', action: undo, stands: () => stands });
	toast.show({ text: 'Line lost' });
	toast.clear();
	expect(shown()).toEqual(['Called the groups back', 'Line lost']);
	stands = false;
	toast.clear();
	expect(shown()).toEqual(['Line lost']);
});

test('the dialog that was opened last has them, and gives them back', () => {
	const [page, dialog] = [Symbol(), Symbol()];
	const goes = toast.place(page);
	expect(toast.isAt(page)).toBe(true);
	const closes = toast.place(dialog);
	expect([toast.isAt(page), toast.isAt(dialog)]).toEqual([false, true]);
	closes();
	expect(toast.isAt(page)).toBe(true);
	goes();
});

test('what somebody is asked stays until it is dismissed, all else goes by itself', () => {
	vi.useFakeTimers();
	const question = toast.show({ text: 'Are you ready?', stays: true, action: { label: 'Ready', run } });
	toast.show({ text: 'Moved Ana', action: undo });
	vi.advanceTimersByTime(60 * 60_000);
	expect(shown()).toEqual(['Are you ready?']);
	for (const one of toast.list) toast.resume(one);
	vi.advanceTimersByTime(60 * 60_000);
	expect(shown()).toEqual(['Are you ready?']);
	toast.dismiss(question);
	expect(shown()).toEqual([]);
	vi.useRealTimers();
});

test('the same words stand once', () => {
	toast.show({ text: 'Line lost' });
	toast.show({ text: 'Line lost' });
	expect(shown()).toEqual(['Line lost']);
});
