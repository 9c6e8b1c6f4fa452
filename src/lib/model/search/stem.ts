/**
 * The stem of an English word, after M. F. Porter, "An algorithm for suffix stripping", Program 14 (1980) 130–137, step by
 * step as in the paper. A word that is not of the letters a to z alone is its own stem: endings of other languages are no
 * English ones, and a wrong stem hides more than none.
 *
 * @param word in lower case, without accents.
 */
export function stemOf(word: string): string {
	if (word.length < 3 || !/^[a-z]+$/.test(word)) return word;
	let stem = plural(word);
	stem = pastOrGerund(stem);
	if (stem.endsWith('y') && hasVowel(stem.slice(0, -1))) stem = `${stem.slice(0, -1)}i`;
	stem = replaced(stem, LONG_ENDINGS, 0);
	stem = replaced(stem, SHORT_ENDINGS, 0);
	stem = replaced(stem, LAST_ENDINGS, 1);
	return tidied(stem);
}

type Endings = readonly (readonly [ending: string, instead: string])[];

/** Longer endings before those that they end with. */
const LONG_ENDINGS: Endings = [
	['ational', 'ate'],
	['ization', 'ize'],
	['fulness', 'ful'],
	['ousness', 'ous'],
	['iveness', 'ive'],
	['tional', 'tion'],
	['biliti', 'ble'],
	['entli', 'ent'],
	['ousli', 'ous'],
	['ation', 'ate'],
	['alism', 'al'],
	['aliti', 'al'],
	['iviti', 'ive'],
	['enci', 'ence'],
	['anci', 'ance'],
	['izer', 'ize'],
	['abli', 'able'],
	['alli', 'al'],
	['ator', 'ate'],
	['eli', 'e']
];
const SHORT_ENDINGS: Endings = [
	['icate', 'ic'],
	['ative', ''],
	['alize', 'al'],
	['iciti', 'ic'],
	['ical', 'ic'],
	['ness', ''],
	['ful', '']
];
const LAST_ENDINGS: Endings = [
	...[
		'ement',
		'ance',
		'ence',
		'able',
		'ible',
		'ment',
		'ant',
		'ent',
		'ism',
		'ate',
		'iti',
		'ous',
		'ive',
		'ize'
	],
	...['sion', 'tion', 'al', 'er', 'ic', 'ou']
].map((ending) => [ending, /^[st]ion$/.test(ending) ? ending[0]! : ''] as const);

function isVowel(word: string, at: number): boolean {
	const letter = word[at]!;
	if ('aeiou'.includes(letter)) return true;
	return letter === 'y' && at > 0 && !isVowel(word, at - 1);
}

function hasVowel(word: string): boolean {
	for (let at = 0; at < word.length; at++) if (isVowel(word, at)) return true;
	return false;
}

/** How often vowels are followed by consonants: the paper's m. */
function measure(word: string): number {
	let count = 0;
	let wasVowel = false;
	for (let at = 0; at < word.length; at++) {
		const vowel = isVowel(word, at);
		if (wasVowel && !vowel) count++;
		wasVowel = vowel;
	}
	return count;
}

/** Ends in consonant, vowel, consonant, the last none of w, x, y: the paper's *o. */
function endsShort(word: string): boolean {
	const last = word.length - 1;
	return (
		last >= 2 &&
		!isVowel(word, last) &&
		isVowel(word, last - 1) &&
		!isVowel(word, last - 2) &&
		!'wxy'.includes(word[last]!)
	);
}

function endsDouble(word: string): boolean {
	const last = word.length - 1;
	return last >= 1 && word[last] === word[last - 1] && !isVowel(word, last);
}

function plural(word: string): string {
	if (word.endsWith('sses') || word.endsWith('ies')) return word.slice(0, -2);
	return word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
}

function pastOrGerund(word: string): string {
	if (word.endsWith('eed')) return measure(word.slice(0, -3)) > 0 ? word.slice(0, -1) : word;
	const ending = ['ed', 'ing'].find((each) => word.endsWith(each));
	if (ending === undefined) return word;
	const stem = word.slice(0, -ending.length);
	if (!hasVowel(stem)) return word;
	if (/(?:at|bl|iz)$/.test(stem)) return `${stem}e`;
	if (endsDouble(stem) && !/[lsz]$/.test(stem)) return stem.slice(0, -1);
	return measure(stem) === 1 && endsShort(stem) ? `${stem}e` : stem;
}

/** Only the first ending that fits is looked at, whether or not the rest of the word is long enough. */
function replaced(word: string, endings: Endings, moreThan: number): string {
	const found = endings.find(([ending]) => word.endsWith(ending));
	if (found === undefined) return word;
	const rest = word.slice(0, -found[0].length) + (found[1].length === 1 ? found[1] : '');
	if (measure(rest) <= moreThan) return word;
	return found[1].length === 1 ? rest : rest + found[1];
}

function tidied(word: string): string {
	let stem = word;
	if (stem.endsWith('e')) {
		const rest = stem.slice(0, -1);
		const size = measure(rest);
		if (size > 1 || (size === 1 && !endsShort(rest))) stem = rest;
	}
	return stem.endsWith('ll') && measure(stem) > 1 ? stem.slice(0, -1) : stem;
}
