import { Hono } from 'hono';
import type { AppEnv } from '../routes/request.ts';
import type { Metrics } from './metrics.ts';
import { mayReadMetrics } from './reader.ts';

/** `GET /metrics` for Prometheus; whoever may not read it finds nothing there. */
export function metricsRoute(metrics: Pick<Metrics, 'scrape' | 'contentType'>, token: string | null) {
	return new Hono<AppEnv>().get('/', async (c) => {
		const { headers, socket } = c.env.incoming;
		if (!mayReadMetrics({ headers, remoteAddress: socket.remoteAddress }, token)) return c.notFound();
		return c.body(await metrics.scrape(), 200, {
			'content-type': metrics.contentType,
			'cache-control': 'no-store'
		});
	});
}
