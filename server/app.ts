import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { createApi, type ApiParts } from './routes/api.ts';
import { serveClient, type Client } from './routes/client.ts';
import { escapeHtml, htmlPage } from './routes/html.ts';
import { imageRoutes, type ImageParts } from './routes/images.ts';
import { readRoutes, type ReadParts } from './routes/read.ts';
import { refuse, type AppEnv } from './routes/request.ts';
import { securityHeaders } from './routes/security-headers.ts';
import type { Config } from './config.ts';
import type { Log } from './log.ts';
import words from './messages/en.ts';
import type { Metrics } from './metrics/metrics.ts';
import { metricsRoute } from './metrics/route.ts';
import { StoreError } from './store/store.ts';

export interface AppParts extends ApiParts, ReadParts, ImageParts {
	readonly config: Pick<
		Config,
		'publicOrigin' | 'trustProxy' | 'frameAncestors' | 'jitsiHosts' | 'metricsToken'
	>;
	/** `null` when nothing is built. */
	readonly client: Client | null;
	/** Whether it makes sense to send somebody here: the store answers, and this node is not stopping. */
	readonly isReady: () => Promise<boolean> | boolean;
	readonly metrics: Pick<Metrics, 'scrape' | 'contentType'>;
	readonly log: Log & { debug(details: object, message: string): void };
}

/** Everything that the server answers over HTTP. */
export function createApp(parts: AppParts): Hono<AppEnv> {
	const { client, config, log } = parts;
	const app = new Hono<AppEnv>();

	app.use(async (c, next) => {
		const start = performance.now();
		await next();
		const ms = Math.round(performance.now() - start);
		log.debug({ method: c.req.method, route: nameless(c.req.path), status: c.res.status, ms }, 'request');
	});
	app.use(securityHeaders(client?.policy ?? null, config.frameAncestors, config.jitsiHosts));

	app.get('/healthz', (c) => c.text('ok', 200, { 'cache-control': 'no-store' }));
	app.get('/readyz', async (c) => {
		const ready = await parts.isReady();
		return c.text(ready ? 'ready' : 'not ready', ready ? 200 : 503, {
			'cache-control': 'no-store'
		});
	});
	app.route('/metrics', metricsRoute(parts.metrics, config.metricsToken));
	app.route('/api', createApi(parts));
	app.all('/api', (c) => refuse(c, 'not-found'));
	app.all('/api/*', (c) => refuse(c, 'not-found'));
	app.route('/read', readRoutes(parts));
	app.route('/blobs', imageRoutes(parts));
	app.all('*', (c) => {
		if (client !== null) return serveClient(client, c) ?? c.notFound();
		if (c.req.method !== 'GET') return c.notFound();
		const { title, text } = words.notBuilt;
		return c.html(
			htmlPage(title, `<main><h1>${escapeHtml(title)}</h1><p>${escapeHtml(text)}</p></main>`),
			503
		);
	});

	app.notFound((c) => c.text('Not found', 404, { 'cache-control': 'no-store' }));
	app.onError((error, c) => {
		// Hono's own refusals: malformed JSON.
		if (error instanceof HTTPException && error.status < 500) return refuse(c, 'invalid');
		// Whoever sent it broke off, or broke HTTP: nothing of ours failed, and a stranger must not fill the log.
		if (c.env.incoming.readableAborted) return refuse(c, 'invalid');
		log.error({ err: error, route: nameless(c.req.path) }, 'a request failed');
		if (!(error instanceof StoreError)) return c.json({ refusal: 'unavailable' }, 500);
		return refuse(c, 'unavailable');
	});
	return app;
}

/** A path without what it names: codes and documents stay out of the log. */
function nameless(path: string): string {
	return path.startsWith('/api/') ? path.split('/', 3).join('/') : path.split('/', 2).join('/');
}
