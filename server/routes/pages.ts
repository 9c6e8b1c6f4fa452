import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { isId, type OccurrenceId } from '#model/ids.ts';
import { parseDocumentName } from '#protocol/documents.ts';
import {
	ChangePage,
	SayMine,
	SayOccurrence,
	type PageKeepers,
	type PageNotChanged,
	type PageView
} from '#protocol/pages.ts';
import { bearerOf, type IdentityCookies } from '../access/cookie.ts';
import type { DocumentAccess } from '../access/document-access.ts';
import type { RateLimit } from '../access/rate-limit.ts';
import type { PageViews } from '../pages/page-views.ts';
import type { AllowedPage, Pages, PageSaving } from '../pages/pages.ts';
import type { SessionStore } from '../session/session-store.ts';
import { refuse, refuseForNow, type AppEnv } from './request.ts';

export interface PageRouteParts {
	readonly cookies: IdentityCookies;
	readonly documentAccess: DocumentAccess;
	readonly store: Pick<SessionStore, 'members'>;
	readonly pages: Pages;
	readonly pageViews: Pick<PageViews, 'of'>;
	readonly pageLimit: RateLimit;
}

/** `/api/pages/<board>`: what is known of a page beside what it says. Every change is answered with the page as it is then. */
export function pageRoutes(parts: PageRouteParts): Hono<AppEnv> {
	const { pages } = parts;
	const routes = new Hono<AppEnv>();

	routes.get('/:board', async (c) => {
		const allowed = await allowedPage(c, parts);
		return allowed === null ? refuse(c, 'not-found') : show(c, parts, allowed);
	});

	routes.get('/:board/keepers', async (c) => {
		const allowed = await allowedPage(c, parts);
		// Who is in the session is told to those who are in it.
		if (allowed === null || allowed.by !== 'session') return refuse(c, 'not-found');
		const members = await parts.store.members(allowed.session);
		const people = Array.from(members.values(), ({ member }) => member)
			.filter(({ role }) => role !== 'viewer')
			.map(({ id, name }) => ({ id, name }))
			.sort((a, b) => a.name.localeCompare(b.name));
		return c.json({ people } satisfies PageKeepers);
	});

	routes.post('/:board/occurrences', async (c) => {
		const asked = await toSay(c, parts, SayOccurrence);
		if (!asked.ok) return asked.refused;
		return answer(c, parts, asked.allowed, await pages.sayOccurrence(asked.allowed, asked.said));
	});

	routes.delete('/:board/occurrences/:occurrence', async (c) => {
		const allowed = await allowedPage(c, parts);
		const id = c.req.param('occurrence');
		if (allowed === null || !isId(id)) return refuse(c, 'not-found');
		if (!pages.maySay(allowed)) return refuse(c, 'forbidden');
		return answer(c, parts, allowed, await pages.takeBackOccurrence(allowed, id as OccurrenceId));
	});

	routes.put('/:board/mine', async (c) => {
		const asked = await toSay(c, parts, SayMine);
		if (!asked.ok) return asked.refused;
		await pages.sayMine(asked.allowed, asked.said);
		return show(c, parts, asked.allowed);
	});

	routes.post('/:board/changes', async (c) => {
		const asked = await toSay(c, parts, ChangePage);
		if (!asked.ok) return asked.refused;
		const { change, version } = asked.said;
		return answer(c, parts, asked.allowed, await pages.change(asked.allowed, change, version));
	});

	return routes;
}

/** A page that somebody may say something of, and what they say. */
async function toSay<S extends v.GenericSchema>(c: Context<AppEnv>, parts: PageRouteParts, schema: S) {
	const allowed = await allowedPage(c, parts);
	if (allowed === null) return { ok: false, refused: refuse(c, 'not-found') } as const;
	if (!parts.pages.maySay(allowed)) return { ok: false, refused: refuse(c, 'forbidden') } as const;
	const wait = parts.pageLimit.take(allowed.member.id);
	if (wait > 0) return { ok: false, refused: refuseForNow(c, wait) } as const;
	const said = v.safeParse(schema, await c.req.json().catch(() => null));
	if (!said.success) return { ok: false, refused: refuse(c, 'invalid') } as const;
	return { ok: true, allowed, said: said.output } as const;
}

async function show(c: Context<AppEnv>, { pageViews }: PageRouteParts, allowed: AllowedPage) {
	const view = await pageViews.of(allowed);
	return view === null ? refuse(c, 'not-found') : c.json(view satisfies PageView);
}

async function answer(c: Context<AppEnv>, parts: PageRouteParts, allowed: AllowedPage, saving: PageSaving) {
	if (saving.ok) return show(c, parts, allowed);
	const { refusal } = saving;
	if (refusal === 'invalid' || refusal === 'forbidden') return refuse(c, refusal);
	const latest = await parts.pageViews.of(allowed);
	return latest === null ? refuse(c, 'not-found') : c.json({ refusal, latest } satisfies PageNotChanged, 409);
}

async function allowedPage(
	c: Context<AppEnv>,
	{ cookies, documentAccess }: PageRouteParts
): Promise<AllowedPage | null> {
	const name = parseDocumentName(c.req.param('board') ?? '');
	const bearer = bearerOf(cookies, c.req.header());
	const allowed = name && bearer && (await documentAccess(name, bearer.identity, 'view'));
	return !allowed || allowed.isSheet ? null : allowed;
}
