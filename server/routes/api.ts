import { Hono, type Context, type MiddlewareHandler } from 'hono';
import { validator } from 'hono/validator';
import * as v from 'valibot';
import { mayRead } from '#model/community/may-read.ts';
import { renderMarkdown } from '#model/page/markdown.ts';
import { createId, isId, type IdentityId, type SessionId } from '#model/ids.ts';
import {
	AskWithSecret,
	JoinSession,
	StartSession,
	type Joined,
	type Me,
	type MySession,
	type SessionState,
	type SessionSummary,
	type WayBackPass
} from '#protocol/api.ts';
import { timeZone } from '#protocol/commands/course.ts';
import { METHOD_KEEPING } from '#protocol/methods.ts';
import { callerAddress, ownOrigin } from '../access/caller.ts';
import { bearerOf as whoSent, type Bearer } from '../access/cookie.ts';
import { readerOf } from '../access/reader.ts';
import type { Asker, JoinLimits } from '../access/join-limits.ts';
import type { WayBacks } from '../access/way-back.ts';
import type { Config } from '../config.ts';
import words from '../messages/en.ts';
import type { RateLimit } from '../access/rate-limit.ts';
import type { SessionStore } from '../session/session-store.ts';
import type { Sessions } from '../session/sessions.ts';
import type { Summaries } from '../summaries/summaries.ts';
import { atMost } from './at-most.ts';
import { calendarOf, invitationTo } from './invitations.ts';
import { isFromOwnPage } from './own-pages.ts';
import { refuse, refuseBanned, refuseForNow, type AppEnv } from './request.ts';
import { methodRoutes, type MethodParts } from './methods.ts';
import { nextSessionRoutes, type NextSessionParts } from './next-sessions.ts';
import { searchRoutes, type SearchRouteParts } from './search.ts';
import { communityRoutes, type CommunityRouteParts } from './communities.ts';
import { pageRoutes, type PageRouteParts } from './pages.ts';
import { screenRoutes } from './screens.ts';
import { versionRoutes, type VersionParts } from './versions.ts';

export interface ApiParts
	extends
		VersionParts,
		Pick<MethodParts, 'methods' | 'methodLimit'>,
		Pick<NextSessionParts, 'nextSessions'>,
		Pick<SearchRouteParts, 'search' | 'searchLimit'>,
		Pick<CommunityRouteParts, 'communities' | 'communityRecords' | 'libraries' | 'libraryLimit'>,
		Pick<PageRouteParts, 'pages' | 'pageViews' | 'pageLimit'> {
	readonly config: Pick<Config, 'publicOrigin' | 'trustProxy'>;
	readonly sessions: Sessions;
	readonly store: SessionStore;
	readonly limits: JoinLimits;
	readonly wayBacks: WayBacks;
	readonly summaries: Pick<Summaries, 'of'>;
	readonly summaryLimit: RateLimit;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** The client's `hc<Api>` knows every route by this type. */
export type Api = ReturnType<typeof createApi>;

const MAX_BODY_BYTES = 64 * 1024;

const FIRST_BOARDS = [
	{ kind: 'whiteboard', title: words.firstBoards.whiteboard },
	{ kind: 'problem', title: words.firstBoards.problem },
	{ kind: 'page', title: words.firstBoards.page }
] as const;

export function createApi(parts: ApiParts) {
	const { sessions, store, limits } = parts;
	const api = new Hono<AppEnv>();
	const [plain, method] = [atMost(MAX_BODY_BYTES), atMost(METHOD_KEEPING.bytes)];
	api.use(onlyOwnPages(parts), (c, next) => {
		// A deletion has no body to read.
		if (c.req.method === 'DELETE') return next();
		return (c.req.path.startsWith('/api/methods/') ? method : plain)(c, next);
	});
	api.use(async (c, next) => {
		await next();
		// Answers depend on the cookie.
		c.res.headers.set('cache-control', 'no-store');
	});

	api.route('/versions', versionRoutes(parts));
	api.route('/screens', screenRoutes(parts));
	api.route('/methods', methodRoutes(parts));
	api.route('/next-sessions', nextSessionRoutes(parts, FIRST_BOARDS));
	api.route('/search', searchRoutes(parts));
	api.route('/pages', pageRoutes(parts));
	api.route('/communities', communityRoutes(parts));
	return api
		.post('/sessions', body(StartSession), async (c) => {
			const asker = askerOf(c, parts);
			const wait = limits.askToStart(asker);
			if (wait > 0) return refuseForNow(c, wait);
			const identity = asker.identity ?? createId<IdentityId>();
			const { community } = c.req.valid('json');
			if (community !== undefined && !(await parts.communities.isOf(community, identity)))
				return refuse(c, 'forbidden');
			const arrangement = community === undefined ? {} : { community };
			const session = await sessions.start(identity, c.req.valid('json'), FIRST_BOARDS, arrangement);
			if (session === null) return refuse(c, 'invalid');
			const known = makeKnown(c, parts, identity, c.req.valid('json').ticket);
			return c.json({ session, role: 'facilitator', waiting: false, ...known } as Joined, 201);
		})
		.get('/invitations/:code', async (c) => {
			const asker = askerOf(c, parts);
			const wait = limits.ask(asker);
			if (wait > 0) return refuseForNow(c, wait);
			const found = await sessions.codes.byCode(c.req.param('code'));
			if (found === null) {
				limits.wasWrong(asker);
				return refuse(c, 'not-found');
			}
			return c.json(await invitationTo(found.session, asker.identity, store), 200);
		})
		.get('/invitations/:code/session.ics', async (c) => {
			const asker = askerOf(c, parts);
			const wait = limits.ask(asker);
			if (wait > 0) return refuseForNow(c, wait);
			const found = await sessions.codes.byCode(c.req.param('code'));
			if (found === null) limits.wasWrong(asker);
			const file = found && calendarOf(found, ownOrigin(c.env.incoming, parts.config), parts.now());
			if (file === null) return refuse(c, 'not-found');
			return c.body(file, 200, {
				'content-type': 'text/calendar; charset=utf-8',
				'content-disposition': 'attachment; filename="session.ics"'
			});
		})
		.post('/invitations', body(AskWithSecret), async (c) => {
			const asker = askerOf(c, parts);
			const wait = limits.ask(asker);
			if (wait > 0) return refuseForNow(c, wait);
			const { code, secret } = c.req.valid('json');
			const found = (await sessions.codes.bySecret(secret)) ?? (await sessions.codes.byCode(code));
			if (found === null) {
				limits.wasWrong(asker);
				return refuse(c, 'not-found');
			}
			return c.json(await invitationTo(found.session, asker.identity, store), 200);
		})
		.post('/join', body(JoinSession), async (c) => {
			const asker = askerOf(c, parts);
			const wait = limits.ask(asker);
			if (wait > 0) return refuseForNow(c, wait);
			const { code, name, color, secret, ticket, pass } = c.req.valid('json');
			const found =
				(await sessions.codes.byCode(code)) ??
				(secret === undefined ? null : await sessions.codes.bySecret(secret));
			const identity = asker.identity ?? whoComes(parts, found?.session.id, pass);
			const joining =
				found && identity && (await sessions.join(found.session.id, { id: identity, name, color }, secret));
			if (found === null || identity === null || joining === null) {
				limits.wasWrong(asker);
				return refuse(c, 'not-found');
			}
			if (joining.at === 'banned') return refuseBanned(c, joining.reason);
			const known = makeKnown(c, parts, identity, ticket);
			const role = joining.at === 'in' ? joining.member.role : 'member';
			const waiting = joining.at === 'waiting';
			return c.json({ session: found.session.id, role, waiting, ...known } as Joined, 200);
		})
		.get('/me', async (c) => {
			const bearer = bearerOf(c, parts);
			if (bearer === null) return c.json({ id: null, name: null, color: null } as Me, 200);
			if (bearer.renew) giveCookie(c, parts, bearer.identity);
			const profile = await store.profile(bearer.identity);
			return c.json(
				{ id: bearer.identity, name: profile?.name ?? null, color: profile?.color ?? null } as Me,
				200
			);
		})
		.get('/sessions', async (c) => {
			const bearer = bearerOf(c, parts);
			return c.json({ sessions: bearer === null ? [] : await mySessions(store, bearer.identity) }, 200);
		})
		.get('/sessions/:id', async (c) => {
			const bearer = bearerOf(c, parts);
			const id = c.req.param('id');
			const member = bearer && isId(id) ? await store.member(id as SessionId, bearer.identity) : null;
			const state = member && (await store.session(id as SessionId));
			if (member === null || state === null) return refuse(c, 'not-found');
			return c.json({ ...state, me: member.member } as SessionState, 200);
		})
		.get('/sessions/:id/way-back', async (c) => {
			const bearer = bearerOf(c, parts);
			const id = c.req.param('id');
			const member = bearer && isId(id) ? await store.member(id as SessionId, bearer.identity) : null;
			// Whose browser sends our cookie has a way back, and a script is not to get another out of us.
			if (member === null || bearer?.by !== 'ticket') return refuse(c, 'not-found');
			return c.json({ pass: parts.wayBacks.issue(bearer.identity, id as SessionId) } as WayBackPass, 200);
		})
		.get('/sessions/:id/bans', async (c) => {
			const bearer = bearerOf(c, parts);
			const id = c.req.param('id');
			const member = bearer && isId(id) ? await store.member(id as SessionId, bearer.identity) : null;
			// One answer for all others: who was put out is no business of theirs.
			if (member?.member.role !== 'facilitator') return refuse(c, 'not-found');
			return c.json({ bans: await sessions.door.bans(id as SessionId) }, 200);
		})
		.get('/sessions/:id/summary', async (c) => {
			const bearer = bearerOf(c, parts);
			const id = c.req.param('id');
			const reader = bearer && isId(id) ? await readerOf(parts, id as SessionId, bearer.identity) : null;
			// Onlookers and screens see what is shown, and take nothing with them.
			if (bearer === null || reader === null || !mayRead(reader, { kind: 'summary', label: reader.label }))
				return refuse(c, 'not-found');
			const zone = v.safeParse(timeZone, c.req.query('timeZone'));
			if (!zone.success) return refuse(c, 'invalid');
			const wait = parts.summaryLimit.take(bearer.identity);
			if (wait > 0) return refuseForNow(c, wait);
			const found = await parts.summaries.of(id as SessionId, zone.output);
			if (found === null) return refuse(c, 'not-found');
			const markdown = renderMarkdown(found.file, ownOrigin(c.env.incoming, parts.config));
			// Who was not there is told no more than what may be taken out of it.
			const blocks = reader.role === null ? found.file : found.page;
			return c.json({ blocks, markdown } as SessionSummary, 200);
		});
}

/** The latest first. */
async function mySessions(store: SessionStore, identity: IdentityId): Promise<MySession[]> {
	const ids = await store.sessionsOf(identity);
	const found = await Promise.all(
		ids.map(async (id) => ({ state: await store.session(id), member: await store.member(id, identity) }))
	);
	const mine: MySession[] = [];
	for (const { state, member } of found) {
		if (state === null || member === null) continue;
		const { role, joinedAt } = member.member;
		const { id, title, ended } = state.session;
		mine.push({ id, title, role, joinedAt, endedAt: ended?.at ?? null });
	}
	return mine.sort((a, b) => b.joinedAt - a.joinedAt);
}

/** A body that satisfies `schema`; anything else is refused, malformed JSON included (see app.ts). */
function body<S extends v.GenericSchema>(
	schema: S
): MiddlewareHandler<AppEnv, string, { in: { json: v.InferInput<S> }; out: { json: v.InferOutput<S> } }> {
	return validator('json', (value, c: Context<AppEnv>) => {
		const parsed = v.safeParse(schema, value);
		return parsed.success ? parsed.output : refuse(c, 'invalid');
	}) as MiddlewareHandler<AppEnv, string, { in: { json: v.InferInput<S> }; out: { json: v.InferOutput<S> } }>;
}

/** Changes come from our own pages only: a foreign page could send the cookie along, but not a JSON body of this origin. */
function onlyOwnPages({ config }: ApiParts): MiddlewareHandler<AppEnv> {
	return async (c, next) => {
		if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
		if (!isFromOwnPage(c, config)) return refuse(c, 'forbidden');
		if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) return refuse(c, 'invalid');
		return next();
	};
}

function bearerOf(c: Context<AppEnv>, { cookies }: ApiParts): Bearer | null {
	return whoSent(cookies, c.req.header());
}

function askerOf(c: Context<AppEnv>, parts: ApiParts): Asker {
	return {
		address: callerAddress(c.env.incoming, parts.config),
		identity: bearerOf(c, parts)?.identity ?? null
	};
}

/** Somebody new, or who they were before a reload; `null` for a pass that is of no use. */
function whoComes(
	{ wayBacks }: ApiParts,
	session: SessionId | undefined,
	pass: string | undefined
): IdentityId | null {
	if (pass === undefined) return createId<IdentityId>();
	return session === undefined ? null : wayBacks.read(pass, session);
}

/** How whoever comes in is known from now on: by the cookie, or by the ticket that they have or are given here. */
function makeKnown(
	c: Context<AppEnv>,
	parts: ApiParts,
	identity: IdentityId,
	asksForTicket: boolean
): Pick<Joined, 'ticket'> {
	const bearer = bearerOf(c, parts);
	// The cookie of who comes by a ticket is another's: of the facilitator in whose browser the screen is, say.
	if (bearer?.by === 'ticket') return {};
	giveCookie(c, parts, identity);
	// Whose browser sends our cookie needs no ticket, and a script must not get out of us what the cookie keeps from it.
	return asksForTicket && bearer === null ? { ticket: parts.cookies.ticket(identity) } : {};
}

function giveCookie(c: Context<AppEnv>, { config, cookies }: ApiParts, identity: IdentityId): void {
	// The browser knows the scheme, even where a proxy that ends TLS does not pass it on.
	const origin = c.req.header('origin') ?? ownOrigin(c.env.incoming, config);
	c.header('set-cookie', cookies.issue(identity, origin.startsWith('https:')));
}
