import { createHmac, timingSafeEqual } from 'node:crypto';
import { parse, serialize } from 'hono/utils/cookie';
import { isId, type IdentityId } from '#model/ids.ts';

const NAME = 'commonplace';
const LIFE_SECONDS = 365 * 24 * 60 * 60;
const RENEW_AFTER_SECONDS = 24 * 60 * 60;
/** Clocks of two nodes differ a little; a cookie from tomorrow is none of ours. */
const CLOCK_SLACK_SECONDS = 300;

/** Who a request comes from. */
export interface Bearer {
	readonly identity: IdentityId;
	/** The cookie is old enough to be sent anew, so that who comes back keeps their identity. */
	readonly renew: boolean;
}

/** `<identity>.<issued, seconds>.<mac>`: says who somebody is, and that we said so. */
export interface IdentityCookies {
	/** The `Set-Cookie` header. */
	issue(identity: IdentityId, secure: boolean): string;
	/** `null` for no cookie, and for one that is not ours, altered or too old. */
	read(cookieHeader: string | undefined): Bearer | null;
}

export function identityCookies(secret: string, now: () => number): IdentityCookies {
	const mac = (payload: string): Buffer =>
		createHmac('sha256', secret).update(`${NAME} identity ${payload}`).digest();
	const seconds = (): number => Math.floor(now() / 1000);

	return {
		issue(identity, secure) {
			const payload = `${identity}.${seconds()}`;
			return serialize(NAME, `${payload}.${mac(payload).toString('base64url')}`, {
				path: '/',
				httpOnly: true,
				sameSite: 'Lax',
				secure,
				maxAge: LIFE_SECONDS
			});
		},
		read(cookieHeader) {
			if (cookieHeader === undefined) return null;
			const [identity, issued, signature, ...rest] = (parse(cookieHeader, NAME)[NAME] ?? '').split('.');
			if (!isId(identity) || !/^\d{1,12}$/.test(issued ?? '') || signature === undefined || rest.length > 0)
				return null;
			const expected = mac(`${identity}.${issued}`);
			const given = Buffer.from(signature, 'base64url');
			if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
			const age = seconds() - Number(issued);
			if (age > LIFE_SECONDS || age < -CLOCK_SLACK_SECONDS) return null;
			return { identity: identity as IdentityId, renew: age > RENEW_AFTER_SECONDS };
		}
	};
}
