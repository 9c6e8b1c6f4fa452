import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { access } from '#model/access.ts';
import { isId, type SessionId } from '#model/ids.ts';
import { parseMethod } from '#model/problem/parse-method.ts';
import type { Member } from '#model/session/session.ts';
import {
	parseMethodId,
	parseMethodVersion,
	SaveMethod,
	type MethodRefusal,
	type MethodSaved,
	type MethodVersion,
	type OwnMethods
} from '#protocol/methods.ts';
import { bearerOf, type IdentityCookies } from '../access/cookie.ts';
import type { RateLimit } from '../access/rate-limit.ts';
import type { SessionMethods } from '../problem/session-methods.ts';
import type { SessionStore } from '../session/session-store.ts';
import { refuse, refuseForNow, type AppEnv } from './request.ts';

export interface MethodParts {
	readonly cookies: IdentityCookies;
	readonly store: Pick<SessionStore, 'member'>;
	readonly methods: SessionMethods;
	readonly methodLimit: RateLimit;
}

/**
 * `/api/methods/<session>`: the methods that a session's people made. Whoever is in it reads them, since a run's words are
 * everybody's; facilitators save and delete.
 */
export function methodRoutes(parts: MethodParts): Hono<AppEnv> {
	const { methods, methodLimit } = parts;
	const routes = new Hono<AppEnv>();

	routes.get('/:session', async (c) => {
		const asker = await askerOf(c, parts);
		if (asker === null) return refuse(c, 'not-found');
		return c.json({ methods: await methods.list(asker.session) } satisfies OwnMethods);
	});

	routes.get('/:session/:id/:version', async (c) => {
		const asker = await askerOf(c, parts);
		const id = parseMethodId(c.req.param('id'));
		const version = parseMethodVersion(c.req.param('version'));
		const method = asker && id && version && (await methods.find(asker.session, id, version));
		if (!method) return refuse(c, 'not-found');
		return c.json({ method } satisfies MethodVersion);
	});

	routes.post('/:session', async (c) => {
		const asker = await askerOf(c, parts);
		if (asker === null) return refuse(c, 'not-found');
		if (!asker.facilitates) return refuse(c, 'forbidden');
		const wait = methodLimit.take(asker.member.id);
		if (wait > 0) return refuseForNow(c, wait);
		const asked = v.safeParse(SaveMethod, await c.req.json().catch(() => null));
		if (!asked.success) return refuse(c, 'invalid');
		const parsed = parseMethod(asked.output.method);
		if (!parsed.ok)
			return c.json({ refusal: 'invalid', problems: parsed.problems } satisfies MethodRefusal, 400);
		const saving = await methods.save(asker.session, parsed.method, asker.member.id);
		if (saving.ok) return c.json({ saved: saving.saved } satisfies MethodSaved, 201);
		if (saving.refusal === 'full') return refuse(c, 'full');
		return c.json({ refusal: 'changed', latest: saving.latest } satisfies MethodRefusal, 409);
	});

	routes.delete('/:session/:id', async (c) => {
		const asker = await askerOf(c, parts);
		const id = parseMethodId(c.req.param('id'));
		if (asker === null || id === null) return refuse(c, 'not-found');
		if (!asker.facilitates) return refuse(c, 'forbidden');
		return (await methods.remove(asker.session, id)) ? c.body(null, 204) : refuse(c, 'not-found');
	});

	return routes;
}

interface Asker {
	readonly session: SessionId;
	readonly member: Member;
	readonly facilitates: boolean;
}

/** `null`: nobody who is in this session. */
async function askerOf(c: Context<AppEnv>, { cookies, store }: MethodParts): Promise<Asker | null> {
	const session = c.req.param('session') ?? '';
	const bearer = bearerOf(cookies, c.req.header());
	const found = bearer && isId(session) ? await store.member(session as SessionId, bearer.identity) : null;
	if (found === null) return null;
	const { facilitate } = access(found.member.role, { kind: 'session' });
	return { session: session as SessionId, member: found.member, facilitates: facilitate };
}
