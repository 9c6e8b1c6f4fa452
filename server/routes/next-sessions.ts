import { Hono, type Context } from 'hono';
import * as v from 'valibot';
import { access } from '#model/access.ts';
import { isId, type SessionId } from '#model/ids.ts';
import type { Member, Session } from '#model/session/session.ts';
import {
	ContinueSession,
	type Continued,
	type NextInvitation,
	type NotContinued,
	type Returning
} from '#protocol/api.ts';
import { callerAddress } from '../access/caller.ts';
import { bearerOf, type IdentityCookies } from '../access/cookie.ts';
import type { JoinLimits } from '../access/join-limits.ts';
import type { Config } from '../config.ts';
import type { NextSessions } from '../session/next-sessions.ts';
import type { SessionStore } from '../session/session-store.ts';
import { returningMembers } from '../session/returning.ts';
import type { FirstBoard } from '../session/start-session.ts';
import { refuse, refuseForNow, type AppEnv } from './request.ts';

export interface NextSessionParts {
	readonly config: Pick<Config, 'publicOrigin' | 'trustProxy'>;
	readonly cookies: IdentityCookies;
	readonly store: Pick<SessionStore, 'member' | 'members' | 'session'>;
	readonly limits: Pick<JoinLimits, 'askToStart'>;
	readonly nextSessions: Pick<NextSessions, 'goOn' | 'invitation'>;
}

/** `/api/next-sessions/<session>`: the session that goes on from this one. Facilitators start it, members are told how to come in. */
export function nextSessionRoutes(parts: NextSessionParts, boards: readonly FirstBoard[]): Hono<AppEnv> {
	const { nextSessions, limits } = parts;
	const routes = new Hono<AppEnv>();

	routes.get('/:session', async (c) => {
		const asker = await askerOf(c, parts);
		// Onlookers and screens take nothing with them, nor does the code make members of them.
		const mayGoOn = asker !== null && asker.member.role !== 'viewer';
		const invitation = mayGoOn ? await nextSessions.invitation(asker.session, asker.member.id) : null;
		return invitation === null ? refuse(c, 'not-found') : c.json(invitation satisfies NextInvitation);
	});

	routes.post('/:session', async (c) => {
		const asker = await askerOf(c, parts);
		if (asker === null) return refuse(c, 'not-found');
		if (!access(asker.member.role, { kind: 'session' }).facilitate) return refuse(c, 'forbidden');
		const given = v.safeParse(ContinueSession, await c.req.json().catch(() => null));
		if (!given.success) return refuse(c, 'invalid');
		const address = callerAddress(c.env.incoming, parts.config);
		const wait = limits.askToStart({ address, identity: asker.member.id });
		if (wait > 0) return refuseForNow(c, wait);
		const continuing = await nextSessions.goOn(asker.session, asker.member, { ...given.output, boards });
		if (!continuing.ok) {
			const { refusal } = continuing;
			return refusal === 'invalid' ? refuse(c, refusal) : c.json({ refusal } satisfies NotContinued, 409);
		}
		return c.json(continuing.made satisfies Continued, continuing.made.isNew ? 201 : 200);
	});

	// Who is new among people who know one another is for facilitators to see, and so is what tells it.
	routes.get('/:session/returning', async (c) => {
		const asker = await askerOf(c, parts);
		if (asker?.member.role !== 'facilitator') return refuse(c, 'not-found');
		return c.json({ returning: await returningMembers(parts.store, asker.session) } satisfies Returning);
	});

	return routes;
}

/** `null`: nobody who is in this session. */
async function askerOf(
	c: Context<AppEnv>,
	{ cookies, store }: NextSessionParts
): Promise<{ readonly session: Session; readonly member: Member } | null> {
	const id = c.req.param('session') ?? '';
	const bearer = bearerOf(cookies, c.req.header());
	const member = bearer && isId(id) ? await store.member(id as SessionId, bearer.identity) : null;
	const found = member && (await store.session(id as SessionId));
	return member && found && { session: found.session, member: member.member };
}
