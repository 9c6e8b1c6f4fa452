import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import type { AppEnv } from '../routes/request.ts';
import { metricsRoute } from './route.ts';

const servers: Server[] = [];
afterEach(() => servers.splice(0).forEach((server) => server.close()));

async function serve(token: string | null): Promise<string> {
	const figures = {
		scrape: async () => 'a_figure 1\n',
		contentType: 'text/plain; version=0.0.4; charset=utf-8'
	} as const;
	const app = new Hono<AppEnv>().route('/metrics', metricsRoute(figures, token));
	app.notFound((c) => c.text('Not found', 404));
	const answer = getRequestListener(app.fetch, { overrideGlobalObjects: false });
	const server = createServer((request, response) => void answer(request, response)).listen(0, '127.0.0.1');
	servers.push(server);
	await once(server, 'listening');
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
}

test('a scrape from this machine is answered in Prometheus’ format, and kept by no cache', async () => {
	const answer = await fetch(await serve(null));
	expect(answer.status).toBe(200);
	expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
	expect(answer.headers.get('cache-control')).toBe('no-store');
	expect(await answer.text()).toBe('a_figure 1\n');
});

test('whoever may not read them gets the answer of an address that is none', async () => {
	const answer = await fetch(await serve('0123456789abcdef'));
	expect(answer.status).toBe(404);
	expect(await answer.text()).toBe('Not found');
});
