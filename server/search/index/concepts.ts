import type { DatabaseSync } from 'node:sqlite';
import { FUNCTION_WORDS } from '#model/search/function-words.ts';
import { readRelated } from '#model/search/related.ts';
import { wordsOf, type Word } from '#model/search/words.ts';
import type { Likely, Vocabulary } from './vocabulary.ts';

/** How a word came to stand for one that was typed. */
export type Via = 'word' | 'beginning' | 'synonym' | 'related' | 'spelling';

/** One way to say what was typed. */
export interface Variant {
	/** One after the other. */
	readonly stems: readonly string[];
	/** How much finding it counts, against 1 for the word itself. */
	readonly weight: number;
	readonly via: Via;
	/** How much it tells apart: the rarer, the more. */
	readonly rarity: number;
}

type Unrated = Omit<Variant, 'rarity'>;

/** One thing that was asked for, in all the ways in which it may have been written. */
export interface Concept {
	readonly typed: string;
	readonly variants: readonly Variant[];
	/** In how many sections some of it is, at most. */
	readonly sections: number;
	/** How much it tells apart: the rarer, the more. */
	readonly rarity: number;
}

export const WEIGHTS = {
	beginning: 0.9,
	synonym: 0.95,
	related: 0.9,
	/** By how many slips. */
	spelling: [1, 0.8, 0.6],
	/** It begins alike, and ends otherwise: another form of the word, in a language whose endings nobody knows here. */
	form: 0.5
} as const;

/** More words are a text, and not a question. */
const MAX_WORDS = 16;
/** Of a word, what has to be the same of another of its forms. */
const FORM = { least: 5, ending: 2 } as const;
/** Longest synonym, in words. */
const SYNONYM_WORDS = 4;

export interface Ground {
	/** Whether any section that may be found has this stem. */
	readonly has: (stem: string) => boolean;
	/** Sections in all. */
	readonly total: number;
	/** The sessions whose synonyms count. */
	readonly sessions: ReadonlySet<string>;
}

export function createConcepts(database: DatabaseSync, vocabulary: Vocabulary) {
	const related = readRelated();
	const synonymsOf = database.prepare(
		`SELECT other.session, other.stems FROM synonym AS one JOIN synonym AS other
			ON other.session = one.session AND other."group" = one."group" AND other.stems <> one.stems
		WHERE one.stems = ?`
	);

	function synonyms(stems: string, { sessions }: Ground): Unrated[] {
		const found = synonymsOf.all(stems) as unknown as { session: string; stems: string }[];
		return found
			.filter(({ session }) => sessions.has(session))
			.map((each) => ({ stems: each.stems.split(' '), weight: WEIGHTS.synonym, via: 'synonym' }));
	}

	function spelled(likely: readonly Likely[]): Unrated[] {
		return likely.map(({ stem, edits }) => ({
			stems: [stem],
			weight: WEIGHTS.spelling[edits] ?? 0,
			via: 'spelling'
		}));
	}

	function begun(word: string, weight: number): Unrated[] {
		return vocabulary.beginningWith(word).map(({ stem }) => ({ stems: [stem], weight, via: 'beginning' }));
	}

	/** For a word that nobody has written: it may be a slip, or another form of one that somebody has. */
	function insteadOf({ word }: Word): Unrated[] {
		const slips = spelled(vocabulary.spelledLike(word));
		const start = word.slice(0, Math.max(FORM.least, word.length - FORM.ending));
		return slips.length > 0 || word.length <= FORM.least ? slips : begun(start, WEIGHTS.form);
	}

	function variantsOf(word: Word, isOpen: boolean, ground: Ground): Unrated[] {
		const itself: Unrated = { stems: [word.stem], weight: 1, via: 'word' };
		const longer = isOpen && word.word.length > 1 ? begun(word.word, WEIGHTS.beginning) : [];
		const meant = [
			...synonyms(word.stem, ground),
			...(related.get(word.stem) ?? []).map((stem): Unrated => ({
				stems: [stem],
				weight: WEIGHTS.related,
				via: 'related'
			}))
		];
		const isWritten = ground.has(word.stem) || longer.some(({ stems }) => ground.has(stems[0]!));
		return distinct([itself, ...longer, ...meant, ...(isWritten ? [] : insteadOf(word))]);
	}

	function conceptOf(typed: string, unrated: readonly Unrated[], { total }: Ground): Concept {
		const counts = unrated.map(({ stems }) =>
			Math.min(...stems.map((stem) => vocabulary.sectionsWith(stem)))
		);
		const rarityOf = (sections: number): number =>
			Math.log(1 + (total - Math.min(sections, total) + 0.5) / (sections + 0.5));
		// What was typed says how rare the thing is, unless nobody wrote it so.
		const common = counts[0]! > 0 ? counts[0]! : Math.max(0, ...counts);
		return {
			typed,
			variants: unrated.map((variant, at) => ({ ...variant, rarity: rarityOf(counts[at]!) })),
			sections: counts.reduce((sum, count) => sum + count, 0),
			rarity: rarityOf(common)
		};
	}

	return {
		/** What is asked for in a text: by the words that carry it, or by all where there are no others. */
		of(text: string, ground: Ground): Concept[] {
			const all = wordsOf(text).slice(0, MAX_WORDS);
			const isOpen = /[\p{L}\p{N}\p{M}]$/u.test(text);
			const telling = all.filter(
				({ word }, at) => !FUNCTION_WORDS.has(word) || (isOpen && at === all.length - 1)
			);
			const asked = telling.length > 0 ? telling : all;
			const last = isOpen ? all.at(-1) : undefined;
			const concepts = asked.map((word) =>
				conceptOf(word.word, variantsOf(word, word === last, ground), ground)
			);
			return [...distinctConcepts(concepts), ...phrases(all, ground)];
		}
	};

	/** Synonyms of more than one word: `walk-in cooler` for `cold room`. */
	function phrases(words: readonly Word[], ground: Ground): Concept[] {
		const found: Concept[] = [];
		for (let length = 2; length <= SYNONYM_WORDS; length++)
			for (let at = 0; at + length <= words.length; at++) {
				const part = words.slice(at, at + length);
				const variants = synonyms(part.map(({ stem }) => stem).join(' '), ground);
				if (variants.length > 0)
					found.push(conceptOf(part.map(({ word }) => word).join(' '), variants, ground));
			}
		return found;
	}
}

/** Each once, by the best of its ways. */
function distinct(variants: readonly Unrated[]): Unrated[] {
	const best = new Map<string, Unrated>();
	for (const variant of variants) {
		const key = variant.stems.join(' ');
		const known = best.get(key);
		if (known === undefined || variant.weight > known.weight) best.set(key, variant);
	}
	return [...best.values()];
}

function distinctConcepts(concepts: readonly Concept[]): Concept[] {
	return [...new Map(concepts.map((concept) => [concept.variants[0]!.stems.join(' '), concept])).values()];
}
