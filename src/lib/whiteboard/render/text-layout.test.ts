import { describe, expect, it } from 'vitest';
import { layoutText } from './text-layout.ts';

/** Every character is half as wide as the font is high. */
const measure = (text: string): number => text.length * 50;

describe('text in a box', () => {
	it('breaks at words', () => {
		const { lines } = layoutText('one two three', { width: 80, height: 500, fontSize: 20 }, measure);
		expect(lines).toEqual(['one two', 'three']);
	});

	it('keeps the breaks and the empty lines that people made', () => {
		expect(layoutText('a\n\nb', { width: Infinity, height: 500, fontSize: 20 }, measure).lines).toEqual([
			'a',
			'',
			'b'
		]);
	});

	it('shrinks until it fits', () => {
		const text = 'word '.repeat(40).trim();
		const layout = layoutText(text, { width: 168, height: 168, fontSize: 24 }, measure);
		expect(layout.fontSize).toBeLessThan(24);
		expect(layout.height).toBeLessThanOrEqual(168);
		expect(layout.lines.join(' ')).toBe(text);
	});

	it('breaks a word only when it would be too small to read otherwise, and never within a character', () => {
		const short = layoutText('unbelievable', { width: 100, height: 500, fontSize: 24 }, measure);
		expect(short.lines).toEqual(['unbelievable']);
		const long = layoutText('😀'.repeat(60), { width: 100, height: 500, fontSize: 24 }, measure);
		expect(long.lines.join('')).toBe('😀'.repeat(60));
		for (const line of long.lines) expect(line).toMatch(/^(😀)+$/u);
	});
});
