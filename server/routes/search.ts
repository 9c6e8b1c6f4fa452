import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { access } from '#model/access.ts';
import { isId, type SessionId } from '#model/ids.ts';
import {
	SaveWords,
	SearchQuery,
	type SearchAnswer,
	type VersionedWords,
	type WordsChanged
} from '#protocol/search.ts';
import { bearerOf, type IdentityCookies } from '../access/cookie.ts';
import type { RateLimit } from '../access/rate-limit.ts';
import { IndexUnavailable } from '../search/search-index.ts';
import type { Search } from '../search/search.ts';
import type { SessionStore } from '../session/session-store.ts';
import { refuse, refuseForNow, type AppEnv } from './request.ts';

export interface SearchRouteParts {
	readonly cookies: IdentityCookies;
	readonly store: Pick<SessionStore, 'member'>;
	readonly search: Pick<Search, 'ask' | 'words' | 'changed'>;
	readonly searchLimit: RateLimit;
}

/** Saving costs reading all boards' titles anew. */
const SAVING_COST = 5;

/** `/api/search`: what somebody may read; and below it the words of a session's people, which its facilitators write. */
export function searchRoutes(parts: SearchRouteParts): Hono<AppEnv> {
	const { cookies, search, searchLimit } = parts;
	const routes = new Hono<AppEnv>();

	routes.get('/', async (c) => {
		const query = v.safeParse(SearchQuery, c.req.query());
		if (!query.success) return refuse(c, 'invalid');
		const bearer = bearerOf(cookies, c.req.header());
		// Who was never anywhere has nothing to find.
		if (bearer === null) return c.json({ hits: [], next: null, index: 'whole' } satisfies SearchAnswer);
		const wait = searchLimit.take(bearer.identity);
		if (wait > 0) return refuseForNow(c, wait);
		try {
			return c.json(await search.ask(bearer.identity, query.output));
		} catch (error) {
			if (error instanceof IndexUnavailable) return refuse(c, 'unavailable');
			throw error;
		}
	});

	routes.get('/words/:session', async (c) => {
		const asker = await askerOf(c, parts);
		if (asker === null) return refuse(c, 'not-found');
		return c.json((await search.words.of(asker.session)) satisfies VersionedWords);
	});

	routes.put('/words/:session', async (c) => {
		const asker = await askerOf(c, parts);
		if (asker === null) return refuse(c, 'not-found');
		if (!asker.facilitates) return refuse(c, 'forbidden');
		const wait = searchLimit.take(asker.identity, SAVING_COST);
		if (wait > 0) return refuseForNow(c, wait);
		const asked = v.safeParse(SaveWords, await c.req.json().catch(() => null));
		if (!asked.success) return refuse(c, 'invalid');
		const { version, words } = asked.output;
		const saved = await search.words.save(asker.session, words, version);
		if (saved === null) {
			const latest = await search.words.of(asker.session);
			return c.json({ refusal: 'changed', latest } satisfies WordsChanged, 409);
		}
		search.changed(asker.session);
		return c.json({ version: saved, words } satisfies VersionedWords);
	});

	return routes;
}

/** `null`: nobody who is in this session. */
async function askerOf(c: Context<AppEnv>, { cookies, store }: SearchRouteParts) {
	const session = c.req.param('session') ?? '';
	const bearer = bearerOf(cookies, c.req.header());
	const found = bearer && isId(session) ? await store.member(session as SessionId, bearer.identity) : null;
	if (bearer === null || found === null) return null;
	const { facilitate } = access(found.member.role, { kind: 'session' });
	return { session: session as SessionId, identity: bearer.identity, facilitates: facilitate };
}
