import { wordsOf } from '#model/search/words.ts';
import type { Random } from '../../support/random.ts';
import type { ProblemPage } from './pages/page.ts';
import { TRADES, type Trade } from './corpus.ts';

export const CLASSES = ['own words', 'one typo', 'two typos', 'other words'] as const;
export type QuestionClass = (typeof CLASSES)[number];

export interface AskedFor {
	readonly text: string;
	readonly expected: ProblemPage;
	readonly class: QuestionClass;
	readonly trade: Trade;
}

/** Shorter words are seldom typed wrong, and then mostly into others that exist. */
const SHORTEST = 4;

export function makeQuestions(random: Random): AskedFor[] {
	return TRADES.flatMap((trade) =>
		trade.pages.flatMap((expected) => {
			const ask = (cls: QuestionClass, text: string): AskedFor => ({ text, expected, class: cls, trade });
			const { plain, other } = expected;
			return [
				ask('own words', plain),
				ask('one typo', withTypos(plain, 1, random)),
				ask('two typos', withTypos(plain, 2, random)),
				ask('other words', other)
			];
		})
	);
}

/** So many slips, anywhere in the longer words, also two in one. */
function withTypos(text: string, count: number, random: Random): string {
	let typed = text;
	for (let slip = 0; slip < count; slip++) {
		const { start, end } = random.pick(wordsOf(typed).filter(({ word }) => word.length >= SHORTEST));
		typed = typed.slice(0, start) + slipped(typed.slice(start, end), random) + typed.slice(end);
	}
	return typed;
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz';

/** One letter more, less or another, or two that changed places. */
function slipped(word: string, random: Random): string {
	const at = random.below(word.length);
	const [before, letter, after] = [word.slice(0, at), word[at]!, word.slice(at + 1)];
	const other = random.pick([...LETTERS].filter((each) => each !== letter));
	switch (random.below(4)) {
		case 0:
			return before + other + after;
		case 1:
			return before + letter + other + after;
		case 2:
			return before + after;
		default: {
			const next = after[0];
			return next === undefined || next === letter
				? before + other + after
				: before + next + letter + after.slice(1);
		}
	}
}
