import type { SessionNews } from './session-news.ts';
import type { SessionStore } from './session-store.ts';

/** What everything that changes a session stands on. */
export interface SessionParts {
	readonly store: SessionStore;
	readonly news: SessionNews;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}
