/** At most two letters that stand for a name: the first of its first and of its last word, whole graphemes. */
export function initials(name: string): string {
	const words = name.trim().split(/\s+/u);
	const first = words[0] ?? '';
	const last = words.length > 1 ? (words.at(-1) ?? '') : '';
	return (firstGrapheme(first) + firstGrapheme(last)).toLocaleUpperCase();
}

/** A plain letter with another behind it, or nothing. */
const PLAIN = /^[!-~](?:[!-~]|$)/u;

function firstGrapheme(word: string): string {
	// Lists of hundreds of people are made of these; a segmenter takes half a millisecond to be made.
	if (PLAIN.test(word)) return word.charAt(0);
	const segments = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word);
	return segments[Symbol.iterator]().next().value?.segment ?? '';
}
