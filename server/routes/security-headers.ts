import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './request.ts';

/** For a server without a built client, which has only pages of its own to show. */
const OWN_PAGES_ONLY =
	"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'";

/** Where the build puts files whose names change with what is in them. */
export const HASHED_FILES = '/_app/immutable/';

/**
 * On every answer, whatever made it, but the built client's scripts and styles: what a page may do is said by the page,
 * so on the dozens of files that it asks for, the policies would be weight only. `policy`: what the built client needs,
 * `null` when there is none. `jitsiHosts`: see `Config`; a page in a frame has camera and microphone only
 * where ours may have it too.
 */
export function securityHeaders(
	policy: string | null,
	frameAncestors: string,
	jitsiHosts: readonly string[]
): MiddlewareHandler<AppEnv> {
	const always = { 'x-content-type-options': 'nosniff', 'cross-origin-resource-policy': 'same-origin' };
	const devices =
		jitsiHosts.length === 0 ? '' : ['self', ...jitsiHosts.map((host) => `"https://${host}"`)].join(' ');
	const forPages = {
		// A meta tag cannot say who may frame a page, so the header repeats the policy and adds that.
		'content-security-policy': `${(policy ?? OWN_PAGES_ONLY).replace(/;\s*$/, '')}; frame-ancestors ${frameAncestors}`,
		'referrer-policy': 'same-origin',
		'permissions-policy': `camera=(${devices}), microphone=(${devices}), geolocation=(), payment=(), usb=()`,
		'cross-origin-opener-policy': 'same-origin'
	};
	return async (c, next) => {
		await next();
		const headers = isPart(c.req.path, c.res) ? always : { ...always, ...forPages };
		// A route that shows what strangers made has a stricter policy of its own.
		const own = c.res.headers.get('content-security-policy');
		for (const [name, value] of Object.entries(headers)) c.res.headers.set(name, value);
		if (own !== null) c.res.headers.set('content-security-policy', own);
	};
}

/** A file that has no rights of its own: a worker has, and so would a document or an error page in its place. */
function isPart(path: string, { headers, status }: Response): boolean {
	const isDocument = /html|xml/.test(headers.get('content-type') ?? '');
	return path.startsWith(HASHED_FILES) && !path.includes('/workers/') && !isDocument && status < 400;
}
