import { describe, expect, it, test } from 'vitest';
import * as Y from 'yjs';
import { heading, paragraph, run, seedDraft } from '../page/draft.ts';
import { editsBetween, slipsIn } from './likeness.ts';
import { sectionsOf } from './sections.ts';
import { stemOf } from './stem.ts';
import { folded, wordsOf } from './words.ts';

describe('stems', () => {
	/** From the paper's own examples. */
	const EXAMPLES = {
		...{
			caresses: 'caress',
			ponies: 'poni',
			cats: 'cat',
			agreed: 'agre',
			plastered: 'plaster',
			sing: 'sing'
		},
		...{
			conflated: 'conflat',
			sized: 'size',
			hopping: 'hop',
			falling: 'fall',
			filing: 'file',
			happy: 'happi'
		},
		...{ sky: 'sky', relational: 'relat', rational: 'ration', vietnamization: 'vietnam', operator: 'oper' },
		...{
			decisiveness: 'decis',
			hopefulness: 'hope',
			formative: 'form',
			electrical: 'electr',
			goodness: 'good'
		},
		...{
			inference: 'infer',
			replacement: 'replac',
			dependent: 'depend',
			adoption: 'adopt',
			communism: 'commun'
		},
		...{
			effective: 'effect',
			probate: 'probat',
			rate: 'rate',
			cease: 'ceas',
			roll: 'roll',
			oscillators: 'oscil'
		}
	};

	it('are those of the paper', () => {
		for (const [word, stem] of Object.entries(EXAMPLES)) expect(stemOf(word), word).toBe(stem);
	});

	it('are not cut off words of other letters', () => {
		for (const word of ['кошками', 'b2b', 'señales', 'as']) expect(stemOf(word)).toBe(word);
	});
});

describe('words', () => {
	const words = (text: string) => wordsOf(text).map(({ word }) => word);

	test('are in lower case and without accents, and know where they stand', () => {
		const text = 'Die Küche, Straße 7';
		expect(words(text)).toEqual(['die', 'kuche', 'strasse', '7']);
		expect(wordsOf(text).map(({ start, end }) => text.slice(start, end))).toEqual([
			'Die',
			'Küche',
			'Straße',
			'7'
		]);
	});

	test('keep together what people write as one, and part what they do not', () => {
		expect(words("the nurse's e-mail won't arrive; l’eau x-ray follow-up T-shirts")).toEqual(
			'the nurse email wont arrive eau xray follow up tshirts'.split(' ')
		);
	});

	test('are single characters in scripts without spaces', () => {
		expect(words('冷蔵庫 fridge')).toEqual(['冷', '蔵', '庫', 'fridge']);
	});

	test('keep the signs of scripts in which they are no accents', () => {
		expect(folded('हिन्दी')).toBe('हिन्दी'.normalize('NFKD').normalize('NFC'));
	});

	test('of anything are words, and never throw', () => {
		for (const text of ['', '\u0000', '\ud800', '🙂👩‍👩‍👧', '-'.repeat(100), "'", "''a''", 'a-b-c-d'])
			for (const { start, end } of wordsOf(text)) expect(end).toBeGreaterThan(start);
		expect(wordsOf('x'.repeat(100_000))[0]!.word).toHaveLength(40);
	});
});

describe('likeness', () => {
	it('counts what was changed, added, left out and swapped', () => {
		expect(editsBetween('kitten', 'kitten', 2)).toBe(0);
		expect(editsBetween('kitten', 'kiten', 2)).toBe(1);
		expect(editsBetween('kitten', 'ktiten', 2)).toBe(1);
		expect(editsBetween('kitten', 'mittens', 2)).toBe(2);
	});

	it('stops where it is more than it was asked for', () => {
		expect(editsBetween('kitten', 'sitting', 2)).toBe(3);
		expect(editsBetween('a', 'abcdefgh', 2)).toBe(3);
	});

	it('believes short words to be as they are', () => {
		expect([3, 4, 5, 6, 12].map(slipsIn)).toEqual([0, 1, 1, 2, 2]);
	});
});

describe('the sections of a page', () => {
	const sections = (...blocks: Parameters<typeof seedDraft>[1]) => {
		const doc = new Y.Doc();
		seedDraft(doc, blocks, 'test');
		return sectionsOf('page', doc, null);
	};

	it('begin at its headings, and know those above them', () => {
		const found = sections(
			paragraph(run('Before all')),
			heading(1, run('Problem')),
			paragraph(run('It drips.')),
			heading(2, run('Causes')),
			paragraph(run('The seal.')),
			paragraph(run('The drain.')),
			heading(1, run('What to do'))
		);
		expect(found.map((section) => [section.heading.join(' › '), section.text])).toEqual([
			['', 'Before all'],
			['Problem', 'It drips.'],
			['Problem › Causes', 'The seal.\nThe drain.'],
			['What to do', '']
		]);
		expect(new Set(found.map(({ anchor }) => anchor)).size).toBe(4);
	});

	it('are no longer than is read at a glance, and each has a place of its own', () => {
		const found = sections(...Array.from({ length: 40 }, (_, at) => paragraph(run(`${at} `.repeat(50)))));
		expect(found.length).toBeGreaterThan(3);
		expect(new Set(found.map(({ anchor }) => anchor)).size).toBe(found.length);
	});

	it('are none of an empty page', () => {
		expect(sections()).toEqual([]);
	});
});
