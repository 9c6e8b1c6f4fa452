import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono, type Context } from 'hono';
import { address } from '#protocol/addresses.ts';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';
import { bearerOf, type IdentityCookies } from '../access/cookie.ts';
import type { DocumentAccess } from '../access/document-access.ts';
import type { Log } from '../log.ts';
import words from '../messages/en.ts';
import type { Pages } from '../pages/pages.ts';
import { escapeHtml, htmlPage } from './html.ts';
import type { AppEnv } from './request.ts';

export interface ReadParts {
	readonly cookies: IdentityCookies;
	readonly documentAccess: DocumentAccess;
	/** The page as HTML; rejects when it cannot be read. */
	readonly renderPage: (name: DocumentName) => Promise<string>;
	/** The page in whose favour it was given up; itself where it was not. */
	readonly pages: Pages;
	readonly log: Log;
}

const STYLESHEET = readFileSync(new URL('./read.css', import.meta.url));
const STYLESHEET_TAG = `"${createHash('sha256').update(STYLESHEET).digest('base64url').slice(0, 22)}"`;

/** Pages as plain HTML: for who cannot or will not run the client, and for paper. */
export function readRoutes({ cookies, documentAccess, renderPage, pages, log }: ReadParts): Hono<AppEnv> {
	const read = new Hono<AppEnv>();

	read.get('/read.css', (c) => {
		const headers = { 'cache-control': 'no-cache', etag: STYLESHEET_TAG };
		if (c.req.header('if-none-match') === STYLESHEET_TAG) return c.body(null, 304, headers);
		return c.body(new Uint8Array(STYLESHEET), 200, { ...headers, 'content-type': 'text/css; charset=utf-8' });
	});

	read.get('/:document', async (c) => {
		const name = parseDocumentName(c.req.param('document'));
		const bearer = bearerOf(cookies, c.req.header());
		const allowed = name && bearer && (await documentAccess(name, bearer.identity, 'view'));
		// One answer for what is missing, what is somebody else's, and what is no page.
		if (!allowed || allowed.isSheet) return missing(c);
		const standing = await pages.canonical(allowed);
		if (standing !== allowed) return c.redirect(address.reading(standing.board.id), 302);
		if (allowed.board.kind !== 'page') return missing(c);
		const { title } = allowed.board;
		let content: string;
		try {
			content = await renderPage(allowed.name);
		} catch (error) {
			log.error({ err: error }, 'a page could not be rendered');
			return answer(
				c,
				503,
				words.read.unavailableTitle,
				notice(words.read.unavailableTitle, words.read.unavailable)
			);
		}
		const live = address.board(allowed.session, allowed.board.id);
		return answer(
			c,
			200,
			title,
			`<header><p>${escapeHtml(words.read.product)} · ${escapeHtml(allowed.sessionTitle)}</p>` +
				`<a href="${escapeHtml(live)}">${escapeHtml(words.read.open)}</a></header>\n` +
				`<main>\n<h1>${escapeHtml(title)}</h1>\n${content || `<p>${escapeHtml(words.read.empty)}</p>`}\n</main>`
		);
	});

	read.all('*', (c) => missing(c));
	return read;
}

function missing(c: Context<AppEnv>): Response {
	return answer(c, 404, words.read.missingTitle, notice(words.read.missingTitle, words.read.missing));
}

function notice(title: string, text: string): string {
	return (
		`<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p>` +
		`<p><a href="${address.start()}">${escapeHtml(words.read.start)}</a></p></main>`
	);
}

function answer(c: Context<AppEnv>, status: 200 | 404 | 503, title: string, body: string): Response {
	return c.html(htmlPage(title, body), status, { 'cache-control': 'no-store' });
}
