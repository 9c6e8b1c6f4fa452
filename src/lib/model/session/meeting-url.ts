import type { Brand } from '../brand.ts';

/** Where the call is: an https address without a password in it. */
export type MeetingUrl = Brand<string, 'MeetingUrl'>;

declare const URL: { new (url: string): ParsedUrl };
interface ParsedUrl {
	readonly protocol: string;
	readonly hostname: string;
	readonly username: string;
	readonly password: string;
	readonly href: string;
}

const MAX_LENGTH = 1000;

/**
 * The address of a call as it was typed or pasted; `null` for everything that must not become a link: other schemes than
 * https, names and passwords before the host (they make one site look like another), hosts without a dot.
 */
export function parseMeetingUrl(typed: unknown): MeetingUrl | null {
	if (typeof typed !== 'string' || typed.length > MAX_LENGTH) return null;
	const trimmed = typed.trim();
	const url = read(/^[a-z][a-z0-9+.-]*:/i.test(trimmed) ? trimmed : `https://${trimmed}`);
	if (url === null || url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null;
	if (!url.hostname.includes('.') || url.href.length > MAX_LENGTH) return null;
	return url.href as MeetingUrl;
}

/** Whether a stored or received text is an address as `parseMeetingUrl` makes it. */
export function isMeetingUrl(value: unknown): value is MeetingUrl {
	return parseMeetingUrl(value) === value;
}

function read(text: string): ParsedUrl | null {
	try {
		return new URL(text);
	} catch {
		return null;
	}
}
