import { expect, test } from 'vitest';
import { initials } from './initials.ts';

test('takes the first letter of the first and the last word', () => {
	expect(initials('ada lovelace')).toBe('AL');
	expect(initials('  Ana  de  la Cruz ')).toBe('AC');
});

test('takes one letter of a single word, and nothing of an empty name', () => {
	expect(initials('Mo')).toBe('M');
	expect(initials('')).toBe('');
});

test('never cuts a letter made of several code points', () => {
	expect(initials('e\u0301lodie')).toBe('E\u0301');
	expect(initials('👩‍👩‍👧 Kim')).toBe('👩‍👩‍👧K');
	expect(initials('e\u0301')).toBe('E\u0301');
});
