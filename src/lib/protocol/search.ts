import * as v from 'valibot';
import { isId, type BoardId, type SessionId } from '#model/ids.ts';
import { SECTION_KINDS, type SectionKind } from '#model/search/sections.ts';
import { LABELS, type Label } from '#model/session/label.ts';
import { BOARD_KINDS } from '#model/session/session.ts';

/** What is asked and answered under `/api/search`. */

/** What a hit opens. */
export const FOUND_KINDS = [...BOARD_KINDS, 'session'] as const;
export type FoundKind = (typeof FOUND_KINDS)[number];

/** How far a page has come; boards are `open` until they are put away. */
export const STANDINGS = ['open', 'draft', 'reviewed', 'published', 'superseded', 'archived'] as const;
export type Standing = (typeof STANDINGS)[number];

export const SEARCH_LIMITS = {
	/** Of what is asked, in UTF-16 units. */
	query: 200,
	/** At once. */
	hits: 20,
	/** In all: whoever has not found it by then asks otherwise. */
	depth: 200
} as const;

const sessionId = v.custom<SessionId>(isId);
const listOf = <T extends string>(allowed: readonly T[]) =>
	v.pipe(
		v.string(),
		v.transform((text) => text.split(',')),
		v.array(v.picklist(allowed))
	);
const wholeUpTo = (most: number) =>
	v.pipe(v.string(), v.regex(/^\d{1,15}$/), v.transform(Number), v.maxValue(most));

/** `GET /api/search?q=…`: as it stands in an address. Lists are parted by commas. */
export const SearchQuery = v.strictObject({
	q: v.pipe(v.string(), v.maxLength(SEARCH_LIMITS.query)),
	kind: v.exactOptional(listOf(FOUND_KINDS)),
	/** Parts of documents. */
	in: v.exactOptional(listOf(SECTION_KINDS)),
	standing: v.exactOptional(listOf(STANDINGS)),
	label: v.exactOptional(listOf(LABELS)),
	session: v.exactOptional(sessionId),
	/** Changed since then; milliseconds since the epoch. */
	since: v.exactOptional(wholeUpTo(Number.MAX_SAFE_INTEGER)),
	limit: v.exactOptional(v.pipe(wholeUpTo(SEARCH_LIMITS.hits), v.minValue(1))),
	/** `next` of the answer before. */
	cursor: v.exactOptional(wholeUpTo(SEARCH_LIMITS.depth))
});
export type SearchQuery = v.InferOutput<typeof SearchQuery>;

/** Part of a text: from, and up to but not including, in UTF-16 units. */
export type Range = readonly [from: number, to: number];

/** Why something was found. Words are told as they stand in what was found, so that nothing else is told by it. */
export type HitReason =
	| { readonly by: 'title' | 'heading' | 'text' | 'tag'; readonly word: string }
	/** Not what was typed, but what the community means by it. */
	| { readonly by: 'synonym'; readonly typed: string; readonly word: string }
	/** Another word that is used of such problems. */
	| { readonly by: 'related'; readonly typed: string; readonly word: string }
	| { readonly by: 'spelling'; readonly typed: string; readonly word: string }
	/** It begins like what was typed. */
	| { readonly by: 'beginning'; readonly typed: string; readonly word: string };

export interface Hit {
	readonly kind: FoundKind;
	readonly session: SessionId;
	readonly sessionTitle: string;
	/** `community`: the asker is not in its session, and reads it as plain HTML (`address.reading`). */
	readonly by: 'session' | 'community';
	/** `null`: the session itself. */
	readonly board: BoardId | null;
	readonly title: string;
	readonly standing: Standing;
	readonly label: Label;
	/** When it was last changed; milliseconds since the epoch. */
	readonly changedAt: number;
	/** The part that fits best. */
	readonly part: SectionKind;
	/** Where in the document: a block, a card, a shape, an item of the agenda; `null`: the document as a whole. */
	readonly anchor: string | null;
	readonly heading: readonly string[];
	/** Some of the part's text, as plain text, with what was found in it. */
	readonly snippet: { readonly text: string; readonly marks: readonly Range[] };
	readonly titleMarks: readonly Range[];
	/** The most telling first; at most four. */
	readonly reasons: readonly HitReason[];
}

export interface SearchAnswer {
	/** The best first. */
	readonly hits: readonly Hit[];
	/** To be given as `cursor` for more; `null`: there are no more. */
	readonly next: number | null;
	/** `filling`: this server is still reading what it has, so something may be missing. */
	readonly index: 'whole' | 'filling';
}

/** The words of a session's people: `/api/search/words/<session>`. */
export const WORD_LIMITS = {
	/** Groups of synonyms. */
	groups: 300,
	/** In one group. */
	entries: 12,
	/** Of one of them, in UTF-16 units. */
	length: 60,
	/** Of one board. */
	tags: 20
} as const;

const entry = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(WORD_LIMITS.length));

export const SessionWords = v.strictObject({
	/** What means the same, each group for itself. */
	synonyms: v.pipe(
		v.array(v.pipe(v.array(entry), v.minLength(2), v.maxLength(WORD_LIMITS.entries))),
		v.maxLength(WORD_LIMITS.groups)
	),
	/** Under which words a board is to be found, too. */
	tags: v.record(v.custom<BoardId>(isId), v.pipe(v.array(entry), v.maxLength(WORD_LIMITS.tags)))
});
export type SessionWords = v.InferOutput<typeof SessionWords>;

/** `version`: of the words that were read; 0: there were none. */
export const SaveWords = v.strictObject({
	version: v.pipe(v.number(), v.integer(), v.minValue(0)),
	words: SessionWords
});

export interface VersionedWords {
	readonly version: number;
	readonly words: SessionWords;
}

/** Somebody else saved them meanwhile: these are theirs. */
export interface WordsChanged {
	readonly refusal: 'changed';
	readonly latest: VersionedWords;
}
