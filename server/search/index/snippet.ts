import type { Range } from '#protocol/search.ts';
import { wordsOf } from '#model/search/words.ts';

/** Of a snippet, in UTF-16 units. */
const LENGTH = 220;

/** Where in a text words of these stems stand. */
export function marksIn(text: string, stems: ReadonlySet<string>): Range[] {
	return wordsOf(text)
		.filter(({ stem }) => stems.has(stem))
		.map(({ start, end }): Range => [start, end]);
}

/** The stretch of a text that has the most of what was found, as one line of plain text. */
export function snippetOf(text: string, stems: ReadonlySet<string>): { text: string; marks: Range[] } {
	const words = wordsOf(text);
	const found = words.filter(({ stem }) => stems.has(stem));
	let [begin, most] = [0, 0];
	for (const [at, first] of found.entries()) {
		const within = found.slice(at).filter(({ end }) => end <= first.start + LENGTH);
		const distinct = new Set(within.map(({ stem }) => stem)).size;
		if (distinct <= most) continue;
		[begin, most] = [first.start, distinct];
	}
	// A little of what stands before, so that it can be read; and from the beginning where that is near.
	const from =
		begin <= LENGTH / 2 ? 0 : (words.findLast(({ start }) => start <= begin - LENGTH / 4)?.start ?? 0);
	const end = from + LENGTH;
	const to = text.length <= end ? text.length : (words.findLast((word) => word.end <= end)?.end ?? end);
	const [before, after] = [from > 0 ? '… ' : '', to < text.length ? ' …' : ''];
	// Each blank stays one character, so that the marks stay where they are.
	const cut = before + text.slice(from, to).replace(/\s/g, ' ') + after;
	const shift = before.length - from;
	const marks = found
		.filter((word) => word.start >= from && word.end <= to)
		.map((word): Range => [word.start + shift, word.end + shift]);
	return { text: cut, marks };
}
