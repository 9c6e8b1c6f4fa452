import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** Set by whatever passes a request on. */
const FORWARDED = [
	'forwarded',
	'x-forwarded-for',
	'x-forwarded-host',
	'x-forwarded-proto',
	'x-real-ip',
	'via'
];
const LOOPBACK = /^(::1|(::ffff:)?127(\.\d{1,3}){3})$/;
/** A page elsewhere that points its own name at this machine still sends that name. */
const LOOPBACK_HOST = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d{1,5})?$/i;

export interface ScrapeRequest {
	readonly headers: IncomingHttpHeaders;
	readonly remoteAddress: string | undefined;
}

/**
 * Who may read the figures, which tell how much is going on and when: with a token whoever sends it as bearer, without
 * one only a caller on this machine that no proxy speaks for.
 */
export function mayReadMetrics({ headers, remoteAddress }: ScrapeRequest, token: string | null): boolean {
	if (token !== null) return isSame(headers.authorization ?? '', `Bearer ${token}`);
	return (
		LOOPBACK.test(remoteAddress ?? '') &&
		LOOPBACK_HOST.test(headers.host ?? '') &&
		FORWARDED.every((name) => headers[name] === undefined)
	);
}

/** In a time that tells nothing of where two texts differ. */
function isSame(given: string, expected: string): boolean {
	return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
	return createHash('sha256').update(text).digest();
}
