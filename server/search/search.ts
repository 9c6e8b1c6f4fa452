import type { IdentityId, SessionId } from '#model/ids.ts';
import type { Hit, SearchAnswer, SearchQuery } from '#protocol/search.ts';
import { SEARCH_LIMITS } from '#protocol/search.ts';
import type { HintListener, SearchHints } from '../cluster/search-hints.ts';
import type { SessionNews } from '../session/session-news.ts';
import type { Communities } from '../community/communities.ts';
import type { PageRecords } from '../pages/page-records.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Store } from '../store/store.ts';
import { isToBeFound } from './facts.ts';
import { Feed } from './feed.ts';
import type { IndexCounts } from './messages.ts';
import { readableBy, type Readable } from './readable.ts';
import { Reading, type ReadingParts } from './reading.ts';
import { SearchIndex } from './search-index.ts';
import { SessionWordsRecords } from './session-words.ts';
import { watchedStore } from './watched-store.ts';

export interface SearchParts extends Pick<ReadingParts, 'pool' | 'methodOf' | 'log'> {
	readonly store: Store;
	readonly sessions: SessionStore;
	readonly communities: Communities;
	readonly pages: Pick<PageRecords, 'ofSession' | 'said'>;
	/** Where the index is. */
	readonly directory: string;
	/** What other nodes change; not given when this is the only one. */
	readonly hints: ((listener: HintListener) => SearchHints) | undefined;
	/** Monotonic. */
	readonly nowMs: () => number;
	/** Hears how long each search took, in milliseconds. */
	readonly searched: (ms: number) => void;
}

export interface SearchState {
	/** `null`: the index does not answer now. */
	readonly index: IndexCounts | null;
	/** Documents that wait to be read. */
	readonly waiting: number;
	readonly isWhole: boolean;
}

/** What is noticed by nobody is found by a look at everything, some day. */
const LOOK_EVERY_MS = 6 * 60 * 60_000;

/** Search: an index of this node's own, what feeds it, and who may find what. */
export class Search {
	readonly words: SessionWordsRecords;
	/** For the rooms: word of what is written goes to the index. */
	readonly watched: Store;
	readonly #parts: SearchParts;
	readonly #index: SearchIndex;
	readonly #feed: Feed;
	readonly #hints: SearchHints | undefined;
	readonly #readable: Readable;
	readonly #looking: NodeJS.Timeout;

	constructor(parts: SearchParts) {
		const { store, sessions, communities, pages, pool, methodOf, directory, log, nowMs } = parts;
		this.#parts = parts;
		this.words = new SessionWordsRecords(store.records);
		this.#index = new SearchIndex({ directory, log, wanting: () => this.#feed.lookAtEverything() });
		const { documents, archive } = store;
		const reading = new Reading({
			index: this.#index,
			sessions,
			words: this.words,
			pages,
			documents,
			pool,
			methodOf,
			log
		});
		this.#feed = new Feed({ reading, index: this.#index, archive, log, nowMs });
		this.#hints = parts.hints?.({
			document: (name) => this.#feed.documentChanged(name),
			session: (id) => this.#feed.sessionChanged(id),
			everything: () => this.#feed.lookAtEverything()
		});
		this.watched = watchedStore(store, (name, where) => {
			this.#feed.documentChanged(name);
			if (where === 'here') this.#hints?.document(name);
		});
		this.#readable = readableBy({ store: sessions, communities, pages }, nowMs);
		this.#looking = setInterval(() => this.#feed.lookAtEverything(), LOOK_EVERY_MS).unref();
	}

	follow(news: SessionNews): void {
		const nothing = (): void => undefined;
		news.listen({
			sessionChanged: (after, before) => {
				if (isToBeFound(after.session, before.session)) this.changed(after.session.id);
			},
			memberChanged: nothing,
			memberRemoved: nothing
		});
	}

	/** A session's record or words changed, here or where this node heard of it. */
	changed(session: SessionId): void {
		this.#feed.sessionChanged(session);
		this.#hints?.session(session);
	}

	/** What this person may find. Rejects with `IndexUnavailable`, or `StoreError`. */
	async ask(identity: IdentityId, query: SearchQuery): Promise<SearchAnswer> {
		const { nowMs, searched } = this.#parts;
		const from = nowMs();
		const { inside, ...readable } = await this.#readable(identity);
		const index = this.#feed.isWhole ? 'whole' : 'filling';
		if (readable.json === '[]') return { hits: [], next: null, index };
		const found = await this.#index.ask({
			kind: 'search',
			question: {
				text: query.q,
				readable,
				kinds: query.kind ?? null,
				parts: query.in ?? null,
				standings: query.standing ?? null,
				labels: query.label ?? null,
				session: query.session ?? null,
				since: query.since ?? null,
				from: query.cursor ?? 0,
				limit: query.limit ?? SEARCH_LIMITS.hits
			}
		});
		searched(nowMs() - from);
		const hits = found.hits.map((hit): Hit => ({
			...hit,
			by: inside.has(hit.session) ? 'session' : 'community'
		}));
		return { ...found, hits, index };
	}

	async state(): Promise<SearchState> {
		const index = await this.#index.ask({ kind: 'counts' }).catch(() => null);
		return { index, waiting: this.#feed.waiting, isWhole: this.#feed.isWhole };
	}

	/** Before the store and the document workers are closed. */
	async close(): Promise<void> {
		clearInterval(this.#looking);
		this.#hints?.close();
		await this.#feed.close();
		await this.#index.close();
	}
}
