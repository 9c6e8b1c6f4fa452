/** Longer addresses are no links: nobody reads them, and they would bloat every update. */
const MAX_LINK_LENGTH = 2000;

/** Anything before a colon that is not one of these is refused, `javascript:` and `data:` first of all. */
const SCHEMES = new Set(['http', 'https', 'mailto']);

/** Browsers drop tabs, line ends and control characters inside an address: `java\nscript:` would run. */
// eslint-disable-next-line no-control-regex -- these characters are what is looked for
const IGNORED_BY_BROWSERS = /[\u0000-\u0020\u007F-\u009F\u200B-\u200F\u2028\u2029\uFEFF]/g;

/**
 * The address as it may stand in a link, or `null`. Allowed are http, https, mailto and addresses within this site
 * (`/read/…`, `#heading`, `page`). The only place that decides: schema, paste, reader and HTML all ask here.
 */
export function safeLink(address: unknown): string | null {
	if (typeof address !== 'string') return null;
	const bare = address.replace(IGNORED_BY_BROWSERS, '');
	if (bare === '' || bare.length > MAX_LINK_LENGTH) return null;
	// `//host` and `\\host` leave the site without naming a scheme.
	if (/^[\\/]{2}/.test(bare) || bare.startsWith('/\\')) return null;
	const scheme = /^([^/?#]*?):/.exec(bare)?.[1];
	if (scheme === undefined) return bare;
	return SCHEMES.has(scheme.toLowerCase()) ? bare : null;
}

/** What somebody typed into the link field: `example.org` means https, `ana@example.org` means mail. */
export function linkFromTyping(typed: string): string | null {
	const text = typed.trim();
	if (/^[^\s@/:]+@[^\s@/:]+\.[^\s@/:]+$/.test(text)) return safeLink(`mailto:${text}`);
	if (/^[\w-]+(\.[\w-]+)+(:\d+)?([/?#].*)?$/.test(text)) return safeLink(`https://${text}`);
	return safeLink(text);
}
