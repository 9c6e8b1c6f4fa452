import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, serialize } from 'hono/utils/cookie';
import { isId, type IdentityId } from '#model/ids.ts';
import { TICKET_PREFIX } from '#protocol/ticket.ts';

const NAME = 'commonplace';
const LIFE_SECONDS = 365 * 24 * 60 * 60;
const RENEW_AFTER_SECONDS = 24 * 60 * 60;
/** Clocks of two nodes differ a little; a cookie from tomorrow is none of ours. */
const CLOCK_SLACK_SECONDS = 300;

/** Who a request comes from. */
export interface Bearer {
	readonly identity: IdentityId;
	readonly by: 'cookie' | 'ticket';
	/** The cookie is old enough to be sent anew, so that who comes back keeps their identity. */
	readonly renew: boolean;
}

/**
 * Who sent a request: by a ticket where it has one (`Authorization: Bearer …`, a WebSocket's subprotocol), else by the cookie.
 * A ticket that is none of ours is nobody's, whatever the cookie says.
 */
export function bearerOf(
	cookies: Pick<IdentityCookies, 'read' | 'readTicket'>,
	headers: { readonly cookie?: string | undefined; readonly authorization?: string | undefined },
	subprotocols?: string
): Bearer | null {
	const ticket = /^Bearer (\S+)$/i.exec(headers.authorization ?? '')?.[1] ?? ticketAmong(subprotocols);
	return ticket === undefined ? cookies.read(headers.cookie) : cookies.readTicket(ticket);
}

function ticketAmong(subprotocols = ''): string | undefined {
	const offered = subprotocols.split(',').map((name) => name.trim());
	return offered.find((name) => name.startsWith(TICKET_PREFIX))?.slice(TICKET_PREFIX.length);
}

/** `<identity>.<issued, seconds>.<mac>`: says who somebody is, and that we said so. */
export interface IdentityCookies {
	/** The `Set-Cookie` header. */
	issue(identity: IdentityId, secure: boolean): string;
	/** The same without a cookie: for who keeps it in memory, in a frame that may have none, or as a screen. */
	ticket(identity: IdentityId): string;
	/** `null` for no cookie, and for one that is not ours, altered or too old. */
	read(cookieHeader: string | undefined): Bearer | null;
	/** `null` for what `ticket` did not make, or too long ago. */
	readTicket(ticket: string): Bearer | null;
}

export function identityCookies(secret: string, now: () => number): IdentityCookies {
	const mac = (payload: string): Buffer =>
		createHmac('sha256', secret).update(`${NAME} identity ${payload}`).digest();
	const seconds = (): number => Math.floor(now() / 1000);

	const sign = (identity: IdentityId): string => {
		const payload = `${identity}.${seconds()}`;
		return `${payload}.${mac(payload).toString('base64url')}`;
	};

	function read(signed: string, by: Bearer['by']): Bearer | null {
		const [identity, issued, signature, ...rest] = signed.split('.');
		if (!isId(identity) || !/^\d{1,12}$/.test(issued ?? '') || signature === undefined || rest.length > 0)
			return null;
		const expected = mac(`${identity}.${issued}`);
		const given = Buffer.from(signature, 'base64url');
		if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
		const age = seconds() - Number(issued);
		if (age > LIFE_SECONDS || age < -CLOCK_SLACK_SECONDS) return null;
		// A ticket lives as long as its tab, and its bearer's cookie may be somebody else's.
		return { identity: identity as IdentityId, by, renew: by === 'cookie' && age > RENEW_AFTER_SECONDS };
	}

	return {
		issue: (identity, secure) =>
			serialize(NAME, sign(identity), {
				path: '/',
				httpOnly: true,
				sameSite: 'Lax',
				secure,
				maxAge: LIFE_SECONDS
			}),
		ticket: sign,
		read: (cookieHeader) =>
			cookieHeader === undefined ? null : read(parse(cookieHeader, NAME)[NAME] ?? '', 'cookie'),
		readTicket: (ticket) => read(ticket, 'ticket')
	};
}
