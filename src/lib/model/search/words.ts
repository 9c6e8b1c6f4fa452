import { stemOf } from './stem.ts';

/** One word of a text, as search compares it. */
export interface Word {
	/** In lower case, without accents. */
	readonly word: string;
	readonly stem: string;
	/** Where it stands in the text, in UTF-16 units. */
	readonly start: number;
	readonly end: number;
}

/** Longer is no word, but something that was pasted. */
const MAX_LENGTH = 40;

/** Scripts that put no space between words: each character counts as one. */
const UNSPACED =
	'\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const LETTER = `(?:(?![${UNSPACED}])[\\p{L}\\p{N}\\p{M}])`;
/** `e-mail` and `x-ray` are one word; other hyphens part two. */
const PATTERN = new RegExp(
	`[${UNSPACED}]\\p{M}*|(?<![\\p{L}\\p{N}]-?)\\p{L}-(?=\\p{L}{3})${LETTER}+|${LETTER}+(?:['’]${LETTER}+)*`,
	'gu'
);

/** What no decomposition takes apart. */
const LETTERS: Readonly<Record<string, string>> = {
	ß: 'ss',
	æ: 'ae',
	œ: 'oe',
	ø: 'o',
	đ: 'd',
	ð: 'd',
	ł: 'l',
	þ: 'th',
	ı: 'i'
};

/** In lower case, without the accents of Latin, Greek and Cyrillic letters; signs of other scripts are no accents, and stay. */
export function folded(text: string): string {
	if (/^[a-z0-9]*$/.test(text)) return text;
	return text
		.normalize('NFKD')
		.replace(/[\u0300-\u036f]/g, '')
		.normalize('NFC')
		.toLowerCase()
		.replace(/[ßæœøđðłþı]/g, (letter) => LETTERS[letter]!);
}

/** The words of a text, in order. */
export function wordsOf(text: string): Word[] {
	return Array.from(text.matchAll(PATTERN), ({ 0: found, index: start }) => {
		const word = plain(found).slice(0, MAX_LENGTH);
		return { word, stem: stemOf(word), start, end: start + found.length };
	}).filter(({ word }) => word !== '');
}

/** `nurse's` is nurse, `won't` is wont, `l'eau` is eau. */
function plain(found: string): string {
	const [first = '', ...rest] = folded(found).replace('-', '').split(/['’]/);
	const last = rest.at(-1);
	if (last === undefined) return first;
	if (last === 's') return [first, ...rest.slice(0, -1)].join('');
	return first.length <= 2 && last.length > 2 ? rest.join('') : [first, ...rest].join('');
}
