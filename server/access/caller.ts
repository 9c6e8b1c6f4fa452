import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';
import type { Config } from '../config.ts';

type Trust = Pick<Config, 'publicOrigin' | 'trustProxy'>;

/**
 * What counts as one caller in rate limits. Behind a proxy that is trusted, the address that this proxy saw: the last
 * one, since everything before it was sent by the caller.
 */
export function callerAddress(request: IncomingMessage, { trustProxy }: Trust): string {
	const forwarded = trustProxy ? header(request, 'x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
	const address = forwarded || request.socket.remoteAddress || 'unknown';
	// One subscriber has a /64 and could otherwise come from a new address every time.
	return isIPv6(address) && !address.startsWith('::ffff:')
		? address.split(':').slice(0, 4).join(':')
		: address;
}

/** Where the people who sent this request opened Commonplace: `scheme://host[:port]`. */
export function ownOrigin(request: IncomingMessage, { publicOrigin, trustProxy }: Trust): string {
	if (publicOrigin !== null) return publicOrigin;
	const forwardedProtocol = trustProxy ? header(request, 'x-forwarded-proto') : undefined;
	return `${forwardedProtocol === 'https' ? 'https' : 'http'}://${ownHost(request, trustProxy)}`;
}

/** Whether a page of ours made the request; decides for requests that carry an `Origin`. */
export function isOwnOrigin(
	request: IncomingMessage,
	origin: string,
	{ publicOrigin, trustProxy }: Trust
): boolean {
	if (publicOrigin !== null) return origin === publicOrigin;
	if (!URL.canParse(origin)) return false;
	const { protocol, host } = new URL(origin);
	// Only the host is compared: behind a proxy that ends TLS, the request cannot know its own scheme.
	const scheme = protocol === 'https:' ? 'https' : 'http';
	const own = ownHost(request, trustProxy);
	return (
		(protocol === 'https:' || protocol === 'http:') &&
		URL.canParse(`${scheme}://${own}`) &&
		new URL(`${scheme}://${own}`).host === host
	);
}

function ownHost(request: IncomingMessage, trustProxy: boolean): string {
	return (
		(trustProxy ? header(request, 'x-forwarded-host') : undefined) ?? request.headers.host ?? 'localhost'
	);
}

function header(request: IncomingMessage, name: string): string | undefined {
	const value = request.headers[name];
	return Array.isArray(value) ? value.at(-1) : value;
}
