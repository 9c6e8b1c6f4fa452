import { describe, expect, it } from 'vitest';
import { layoutText, type TextLayout } from './text-layout.ts';

/** Every character is half as wide as the font is high. */
const measure = (text: string): number => text.length * 50;

const wordsOf = ({ lines }: TextLayout): string[] => lines.map(({ text }) => text);

describe('text in a box', () => {
	it('breaks at words', () => {
		const layout = layoutText('one two three', { width: 80, height: 500, fontSize: 20 }, measure);
		expect(wordsOf(layout)).toEqual(['one two', 'three']);
	});

	it('keeps the breaks and the empty lines that people made', () => {
		expect(wordsOf(layoutText('a\n\nb', { width: Infinity, height: 500, fontSize: 20 }, measure))).toEqual([
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
		expect(wordsOf(layout).join(' ')).toBe(text);
	});

	it('breaks a word only when it would be too small to read otherwise, and never within a character', () => {
		const short = layoutText('unbelievable', { width: 100, height: 500, fontSize: 24 }, measure);
		expect(wordsOf(short)).toEqual(['unbelievable']);
		const long = layoutText('😀'.repeat(60), { width: 100, height: 500, fontSize: 24 }, measure);
		expect(wordsOf(long).join('')).toBe('😀'.repeat(60));
		for (const line of wordsOf(long)) expect(line).toMatch(/^(😀)+$/u);
	});

	it('breaks scripts that write without spaces anywhere, at full size', () => {
		const layout = layoutText('日本語の長い文章です', { width: 100, height: 500, fontSize: 40 }, measure);
		expect(layout.fontSize).toBe(40);
		expect(wordsOf(layout).join('')).toBe('日本語の長い文章です');
		expect(layout.lines.length).toBeGreaterThan(1);
	});

	it('numbers the paragraphs of a list that say anything, and indents their lines', () => {
		const space = { width: Infinity, height: Infinity, fontSize: 20 };
		const numbers = layoutText('one\n\ntwo', { ...space, list: 'numbers' }, measure);
		expect(numbers.lines.map(({ marker }) => marker)).toEqual(['1.', null, '2.']);
		const bullets = layoutText('one two', { ...space, width: 60, list: 'bullets' }, measure);
		expect(bullets.lines.map(({ marker }) => marker)).toEqual(['•', null]);
		expect(bullets.indent).toBeGreaterThan(0);
		expect(bullets.width).toBeCloseTo(bullets.indent + 30);
	});

	it('runs from the right where its first letter does', () => {
		const { lines } = layoutText('12 שלום\nabc', { width: Infinity, height: 99, fontSize: 9 }, measure);
		expect(lines.map(({ rtl }) => rtl)).toEqual([true, false]);
	});
});
