import { describe, expect, it } from 'vitest';
import { fuzzyScore } from './fuzzy.ts';

const LABELS = [
	'Send to back',
	'Bring to front',
	'Sticky note',
	'Undo',
	'Select everything',
	'Align left',
	'Distribute across'
];
const best = (query: string) =>
	LABELS.map((label) => ({ label, score: fuzzyScore(query, label) }))
		.filter(({ score }) => score !== null)
		.sort((a, b) => b.score! - a.score!)
		.map(({ label }) => label);

describe('looking for a command', () => {
	it('finds words, and beginnings of words first', () => {
		expect(best('note')).toEqual(['Sticky note']);
		expect(best('s')[0]).toMatch(/^S/);
	});

	it('finds initials and letters that were left out', () => {
		expect(best('stb')[0]).toBe('Send to back');
		expect(best('al')[0]).toBe('Align left');
		expect(best('alglft')).toEqual(['Align left']);
	});

	it('takes no notice of capitals, accents and signs', () => {
		expect(best('ÚNDO!')).toEqual(['Undo']);
	});

	it('finds nothing where there is nothing', () => {
		expect(best('xyz')).toEqual([]);
		expect(best('tt')).not.toContain('Undo');
	});

	it('shows everything to somebody who has typed nothing', () => {
		expect(best('')).toHaveLength(LABELS.length);
	});
});
