import { FOUND_KINDS, STANDINGS, type FoundKind, type Standing } from '#protocol/search.ts';
import { isId, type SessionId } from '#model/ids.ts';
import type { Filters } from './ask.ts';

const DAY_MS = 24 * 60 * 60_000;
export const WITHIN_MS = {
	week: 7 * DAY_MS,
	month: 31 * DAY_MS,
	quarter: 92 * DAY_MS,
	year: 366 * DAY_MS
} as const;
export type Within = keyof typeof WITHIN_MS;
export const WITHIN = Object.keys(WITHIN_MS) as Within[];

/** What is chosen on the search page; empty: all. */
export interface Chosen {
	readonly words: string;
	readonly kind: FoundKind | '';
	readonly within: Within | '';
	readonly session: SessionId | '';
	readonly state: Standing | '';
}

/** As it stands in the page's address, so that a search can be kept, sent and come back to. */
export function chosenIn(address: URLSearchParams): Chosen {
	const one = <T extends string>(name: string, allowed: readonly T[]): T | '' =>
		allowed.find((each) => each === address.get(name)) ?? '';
	const session = address.get('session') ?? '';
	return {
		words: address.get('q') ?? '',
		kind: one('kind', FOUND_KINDS),
		within: one('within', WITHIN),
		session: isId(session) ? (session as SessionId) : '',
		state: one('state', STANDINGS)
	};
}

export function addressFor({ words, ...filters }: Chosen): string {
	const query = new URLSearchParams(words.trim() === '' ? {} : { q: words.trim() });
	for (const [name, value] of Object.entries(filters)) if (value !== '') query.set(name, value);
	return `?${query.toString()}`;
}

/** @param nowMs since the epoch */
export function filtersOf({ kind, within, session, state }: Chosen, nowMs: number): Filters {
	// To the day: the same words are asked for once, however long they stand there.
	const today = Math.floor(nowMs / DAY_MS) * DAY_MS;
	return {
		...(kind === '' ? {} : { kind: [kind] }),
		...(within === '' ? {} : { since: today - WITHIN_MS[within] }),
		...(session === '' ? {} : { session }),
		...(state === '' ? {} : { standing: [state] })
	};
}
