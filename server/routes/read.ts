import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Hono, type Context } from 'hono';
import type { SessionId } from '#model/ids.ts';
import { address } from '#protocol/addresses.ts';
import { parseDocumentName, type DocumentName } from '#protocol/documents.ts';
import { ownOrigin } from '../access/caller.ts';
import { bearerOf, type IdentityCookies } from '../access/cookie.ts';
import type { AllowedDocument, DocumentAccess } from '../access/document-access.ts';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import words from '../messages/en.ts';
import type { PageViews } from '../pages/page-views.ts';
import type { Pages } from '../pages/pages.ts';
import { atMost } from './at-most.ts';
import { drawingFrame } from './drawing-frame.ts';
import { escapeHtml, htmlPage } from './html.ts';
import { isFromOwnPage } from './own-pages.ts';
import { factsBelow, standingOf } from './read-facts.ts';
import { refuse, type AppEnv } from './request.ts';

export interface ReadParts {
	readonly cookies: IdentityCookies;
	readonly documentAccess: DocumentAccess;
	/** The page as HTML; rejects when it cannot be read. */
	readonly renderPage: (name: DocumentName, session: SessionId) => Promise<string>;
	/** The page in whose favour it was given up; itself where it was not. */
	readonly pages: Pages;
	readonly pageViews: Pick<PageViews, 'of'>;
	readonly config: Pick<Config, 'publicOrigin' | 'trustProxy'>;
	/** Server time, milliseconds since the epoch. */
	readonly now: () => number;
	readonly log: Log;
}

const MAX_FORM_BYTES = 1024;
const STYLESHEET = readFileSync(new URL('./read.css', import.meta.url));
const STYLESHEET_TAG = `"${createHash('sha256').update(STYLESHEET).digest('base64url').slice(0, 22)}"`;

/** Pages as plain HTML: for who cannot or will not run the client, and for paper. */
export function readRoutes(parts: ReadParts): Hono<AppEnv> {
	const { config, renderPage, pages, pageViews, now, log } = parts;
	const read = new Hono<AppEnv>();

	read.get('/read.css', (c) => {
		const headers = { 'cache-control': 'no-cache', etag: STYLESHEET_TAG };
		if (c.req.header('if-none-match') === STYLESHEET_TAG) return c.body(null, 304, headers);
		return c.body(new Uint8Array(STYLESHEET), 200, { ...headers, 'content-type': 'text/css; charset=utf-8' });
	});

	read.get('/drawing-frame', drawingFrame);

	read.get('/:document', async (c) => {
		const allowed = await allowedPage(c, parts);
		if (allowed === null) return missing(c);
		const standing = await pages.canonical(allowed);
		if (standing !== allowed) return c.redirect(address.reading(standing.board.id), 302);
		if (allowed.board.kind !== 'page') return missing(c);
		const { title } = allowed.board;
		let content: string;
		try {
			content = await renderPage(allowed.name, allowed.session);
		} catch (error) {
			log.error({ err: error }, 'a page could not be rendered');
			return answer(
				c,
				503,
				words.read.unavailableTitle,
				notice(words.read.unavailableTitle, words.read.unavailable)
			);
		}
		const view = await pageViews.of(allowed);
		if (view === null) return missing(c);
		const live = address.board(allowed.session, allowed.board.id);
		return answer(
			c,
			200,
			title,
			`<header><p>${escapeHtml(words.read.product)} · ${escapeHtml(allowed.sessionTitle)}</p>` +
				// Who was not in the session cannot open it.
				(allowed.by === 'session' ? `<a href="${escapeHtml(live)}">${escapeHtml(words.read.open)}</a>` : '') +
				`</header>\n<main>\n<h1>${escapeHtml(title)}</h1>\n${standingOf(view)}` +
				`${content || `<p>${escapeHtml(words.read.empty)}</p>`}\n</main>\n` +
				factsBelow(view, ownOrigin(c.env.incoming, config), now())
		);
	});

	/** From the form below a page, which needs no JavaScript. What else they said of it stays. */
	read.post('/:document/worked', atMost(MAX_FORM_BYTES), async (c) => {
		if (!isFromOwnPage(c, config)) return refuse(c, 'forbidden');
		const allowed = await allowedPage(c, parts);
		if (allowed === null) return missing(c);
		const view = pages.maySay(allowed) ? await pageViews.of(allowed) : null;
		if (view === null) return refuse(c, 'forbidden');
		const said = await saidIn(c);
		if (said === null) return refuse(c, 'invalid');
		await pages.sayMine(allowed, { worked: said, needsFixing: view.mine.needsFixing });
		return c.redirect(address.reading(allowed.board.id), 303);
	});

	read.all('*', (c) => missing(c));
	return read;
}

/** One answer for what is missing, what is somebody else's, and what is written alone. */
async function allowedPage(
	c: Context<AppEnv>,
	{ cookies, documentAccess }: ReadParts
): Promise<AllowedDocument | null> {
	const name = parseDocumentName(c.req.param('document') ?? '');
	const bearer = bearerOf(cookies, c.req.header());
	const allowed = name && bearer && (await documentAccess(name, bearer.identity, 'view'));
	return !allowed || allowed.isSheet ? null : allowed;
}

/** Whether it worked; `null`: that is no answer of the form. */
async function saidIn(c: Context<AppEnv>): Promise<boolean | null> {
	const body = new URLSearchParams(await c.req.text());
	const worked = body.get('worked');
	return worked === 'yes' || worked === 'no' ? worked === 'yes' : null;
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
