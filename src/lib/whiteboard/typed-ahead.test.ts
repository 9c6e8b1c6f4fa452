import { describe, expect, test } from 'vitest';
import { TypedAhead } from './typed-ahead.ts';

interface Modifiers {
	readonly ctrlKey?: boolean;
	readonly altKey?: boolean;
	readonly metaKey?: boolean;
	readonly altGraph?: boolean;
}

function press(
	key: string,
	{ ctrlKey = false, altKey = false, metaKey = false, altGraph = false }: Modifiers = {}
) {
	const getModifierState = (name: string): boolean => name === 'AltGraph' && altGraph;
	return { key, ctrlKey, altKey, metaKey, getModifierState } as KeyboardEvent;
}

describe('what is typed before its field has come', () => {
	test('is what the field begins with, once', () => {
		const ahead = new TypedAhead();
		ahead.begin('text');
		expect([...'ab👍'].map((key) => ahead.keep(press(key)))).toEqual([true, true, true]);
		expect(ahead.keep(press('Enter'))).toBe(true);
		expect(ahead.take('text')).toBe('ab👍\n');
		expect(ahead.take('text')).toBe('');
		expect(ahead.keep(press('c')), 'the field takes its keys itself').toBe(false);
	});

	test('is corrected a whole character at a time', () => {
		const ahead = new TypedAhead();
		ahead.begin('text');
		for (const key of ['a', '👍', 'Backspace', 'Backspace', 'Backspace', 'b']) ahead.keep(press(key));
		expect(ahead.take('text')).toBe('b');
	});

	test('are letters, also those of AltGr, and no shortcuts or moves', () => {
		const ahead = new TypedAhead();
		ahead.begin('text');
		expect(ahead.keep(press('k', { ctrlKey: true }))).toBe(false);
		expect(ahead.keep(press('v', { metaKey: true }))).toBe(false);
		expect(ahead.keep(press('Escape'))).toBe(false);
		expect(ahead.keep(press('ArrowLeft'))).toBe(false);
		expect(ahead.keep(press('@', { ctrlKey: true, altKey: true, altGraph: true }))).toBe(true);
		expect(ahead.take('text')).toBe('@');
	});

	test('is nothing while no field is awaited, or when it is not wanted any more', () => {
		const ahead = new TypedAhead();
		expect(ahead.keep(press('a'))).toBe(false);
		ahead.begin('text');
		ahead.keep(press('a'));
		ahead.cancel('text');
		expect(ahead.keep(press('b'))).toBe(false);
		expect(ahead.take('text')).toBe('');
	});
});
