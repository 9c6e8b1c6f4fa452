import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './request.ts';

/** For a server without a built client, which has only pages of its own to show. */
const OWN_PAGES_ONLY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'";

/** On every answer, whatever made it. `policy`: what the built client needs, `null` when there is none. */
export function securityHeaders(policy: string | null, frameAncestors: string): MiddlewareHandler<AppEnv> {
	const headers = {
		// A meta tag cannot say who may frame a page, so the header repeats the policy and adds that.
		'content-security-policy': `${(policy ?? OWN_PAGES_ONLY).replace(/;\s*$/, '')}; frame-ancestors ${frameAncestors}`,
		'x-content-type-options': 'nosniff',
		'referrer-policy': 'same-origin',
		'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
		'cross-origin-opener-policy': 'same-origin',
		'cross-origin-resource-policy': 'same-origin'
	};
	return async (c, next) => {
		await next();
		for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
	};
}
