import { Hono } from 'hono';
import type { ScreenOffer, ScreenPairing } from '#protocol/api.ts';
import { callerAddress } from '../access/caller.ts';
import { bearerOf, type IdentityCookies } from '../access/cookie.ts';
import type { JoinLimits } from '../access/join-limits.ts';
import type { Config } from '../config.ts';
import type { Sessions } from '../session/sessions.ts';
import { refuse, refuseForNow, type AppEnv } from './request.ts';

export interface ScreenParts {
	readonly config: Pick<Config, 'publicOrigin' | 'trustProxy'>;
	readonly cookies: IdentityCookies;
	readonly limits: Pick<JoinLimits, 'ask'>;
	readonly sessions: Pick<Sessions, 'pairings'>;
}

/** `/api/screens`: what a screen at `/project` asks until a facilitator has entered its code (`pair-screen`). */
export function screenRoutes({ config, cookies, limits, sessions }: ScreenParts): Hono<AppEnv> {
	const routes = new Hono<AppEnv>();

	routes.post('/', async (c) => {
		const wait = limits.ask({ address: callerAddress(c.env.incoming, config), identity: null });
		if (wait > 0) return refuseForNow(c, wait);
		const { code, identity, expiresAt, now } = await sessions.pairings.offer();
		// Its own identity, whatever cookie the browser has: a screen in a facilitator's browser must not be a facilitator.
		return c.json({ code, ticket: cookies.ticket(identity), expiresAt, now } satisfies ScreenOffer, 201);
	});

	routes.get('/:code', async (c) => {
		const bearer = bearerOf(cookies, c.req.header());
		const pairing = bearer && (await sessions.pairings.of(c.req.param('code'), bearer.identity));
		if (pairing === null) return refuse(c, 'not-found');
		const { session, expiresAt } = pairing;
		return c.json({ session, expiresAt } satisfies ScreenPairing, 200);
	});

	return routes;
}
