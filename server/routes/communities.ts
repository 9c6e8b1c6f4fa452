import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { isId, type CommunityId, type IdentityId } from '#model/ids.ts';
import { ChangeCommunity, type Library, type MyCommunity } from '#protocol/community.ts';
import { bearerOf, type IdentityCookies } from '../access/cookie.ts';
import type { RateLimit } from '../access/rate-limit.ts';
import type { Communities } from '../community/communities.ts';
import type { CommunityRecords } from '../community/community-records.ts';
import type { Libraries } from '../community/library.ts';
import type { Sessions } from '../session/sessions.ts';
import { refuse, refuseForNow, type AppEnv } from './request.ts';

export interface CommunityRouteParts {
	readonly cookies: IdentityCookies;
	readonly communities: Communities;
	readonly communityRecords: CommunityRecords;
	readonly libraries: Pick<Libraries, 'of'>;
	/** Each reads the records of all sessions of a community. */
	readonly libraryLimit: RateLimit;
	readonly sessions: Pick<Sessions, 'change'>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
}

/** `/api/communities`: those that the asker is of, and what they know. One answer for what is missing and what is none of theirs. */
export function communityRoutes(parts: CommunityRouteParts): Hono<AppEnv> {
	const { cookies, communities, communityRecords, libraries, libraryLimit } = parts;
	const routes = new Hono<AppEnv>();

	routes.get('/', async (c) => {
		const bearer = bearerOf(cookies, c.req.header());
		if (bearer === null) return c.json({ communities: [] });
		const ids = await communities.ofIdentity(bearer.identity);
		const mine = await Promise.all(
			ids.map(async (id): Promise<MyCommunity> => {
				const [{ community }, { sessions }] = await Promise.all([
					communityRecords.get(id),
					libraries.of(id, bearer.identity)
				]);
				return { id, name: community.name, sessions: sessions.length };
			})
		);
		return c.json({ communities: mine });
	});

	routes.get('/:community', async (c) => {
		const asker = await askerOf(c, parts);
		if (asker === null) return refuse(c, 'not-found');
		const wait = libraryLimit.take(asker.identity);
		if (wait > 0) return refuseForNow(c, wait);
		await adopt(asker.community, parts);
		return c.json((await libraries.of(asker.community, asker.identity)) satisfies Library);
	});

	routes.put('/:community', async (c) => {
		const asker = await askerOf(c, parts);
		if (asker === null) return refuse(c, 'not-found');
		const wait = libraryLimit.take(asker.identity);
		if (wait > 0) return refuseForNow(c, wait);
		const { mayChange } = await libraries.of(asker.community, asker.identity);
		if (!mayChange) return refuse(c, 'forbidden');
		const asked = v.safeParse(ChangeCommunity, await c.req.json().catch(() => null));
		if (!asked.success) return refuse(c, 'invalid');
		const { version, ...said } = asked.output;
		const before = (await communityRecords.get(asker.community)).community;
		const createdAt = version === 0 ? parts.now() : before.createdAt;
		const createdBy = version === 0 ? asker.identity : before.createdBy;
		const changed = { ...before, ...said, createdAt, createdBy };
		const written = await communityRecords.put(asker.community, changed, version);
		const library = await libraries.of(asker.community, asker.identity);
		return c.json(library satisfies Library, written === null ? 409 : 200);
	});

	return routes;
}

/** Sessions of an earlier release are told whose they are when somebody asks: their people find the way from then on. */
async function adopt(community: CommunityId, { communities, sessions }: CommunityRouteParts): Promise<void> {
	for (const session of await communities.sessionsOf(community))
		if (session.community === null)
			await sessions.change(session.id, (now) => (now.community === null ? { ...now, community } : now));
}

/** `null`: nobody who is of this community. */
async function askerOf(
	c: Context<AppEnv>,
	{ cookies, communities }: CommunityRouteParts
): Promise<{ readonly community: CommunityId; readonly identity: IdentityId } | null> {
	const community = c.req.param('community') ?? '';
	const bearer = bearerOf(cookies, c.req.header());
	if (bearer === null || !isId(community)) return null;
	const isOf = await communities.isOf(community as CommunityId, bearer.identity);
	return isOf ? { community: community as CommunityId, identity: bearer.identity } : null;
}
