import type { Credentials } from '$lib/sync/credentials.ts';
import type { ApiRefusal } from '#protocol/api.ts';
import type { SearchAnswer, SearchQuery } from '#protocol/search.ts';

/** What is narrowed down, beside the words. */
export type Filters = Pick<SearchQuery, 'kind' | 'standing' | 'session' | 'since'>;

export type Outcome =
	| { readonly at: 'found'; readonly answer: SearchAnswer }
	| { readonly at: 'failed'; readonly why: 'offline' | 'too-many' | 'other'; readonly retryAfterMs: number };

export type Ask = (
	words: string,
	filters: Filters,
	part: { readonly limit: number; readonly cursor?: number },
	signal: AbortSignal
) => Promise<Outcome>;

/** What a request waits for its answer, in all. */
const TIMEOUT_MS = 10_000;

/** Asks the server that the page came from, as whoever these credentials are of. */
export function askServer(credentials: Pick<Credentials, 'fetch'>): Ask {
	return async (words, filters, part, signal) => {
		try {
			const within = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
			const response = await credentials.fetch(`/api/search?${written(words, filters, part)}`, {
				signal: within
			});
			if (response.ok) return { at: 'found', answer: (await response.json()) as SearchAnswer };
			const refused = (await response.json().catch(() => null)) as Partial<ApiRefusal> | null;
			if (response.status !== 429) return { at: 'failed', why: 'other', retryAfterMs: 0 };
			return { at: 'failed', why: 'too-many', retryAfterMs: 1000 * (refused?.retryAfter ?? 1) };
		} catch {
			return { at: 'failed', why: 'offline', retryAfterMs: 0 };
		}
	};
}

/** As `SearchQuery` is written in an address. */
function written(words: string, filters: Filters, part: { limit: number; cursor?: number }): string {
	const query = new URLSearchParams({ q: words, limit: String(part.limit) });
	if (part.cursor !== undefined) query.set('cursor', String(part.cursor));
	if (filters.kind !== undefined) query.set('kind', filters.kind.join(','));
	if (filters.standing !== undefined) query.set('standing', filters.standing.join(','));
	if (filters.session !== undefined) query.set('session', filters.session);
	if (filters.since !== undefined) query.set('since', String(filters.since));
	return query.toString();
}
