import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { openSession } from '../support/client.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { SessionSocket } from '../support/session-socket.ts';

let server: LocalServer;
beforeEach(async () => {
	server = await startServer();
});
afterEach(() => server.close());

/** A sample's value by its name and labels; `null` when it is not there. */
async function sample(name: string): Promise<number | null> {
	const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
	const line = text.split('\n').find((candidate) => candidate.startsWith(`${name} `));
	return line === undefined ? null : Number(line.slice(name.length + 1));
}

test('who is connected is counted, and no longer when they have left', async () => {
	const { client, state, whiteboard } = await openSession(server.origin);
	expect(await sample('commonplace_connections')).toBe(0);
	const board = new WebSocket(`${server.origin.replace('http', 'ws')}/sync/${whiteboard}`, {
		headers: { origin: server.origin, cookie: client.cookie }
	});
	await once(board, 'message');
	const tab = await SessionSocket.open(server.origin, client.cookie, state.session.id);
	expect(await sample('commonplace_connections')).toBe(1);
	expect(await sample('commonplace_rooms')).toBe(1);
	expect(await sample('commonplace_sent_bytes_total')).toBeGreaterThan(0);
	expect(await sample('commonplace_session_sockets')).toBe(1);
	expect(await sample('commonplace_sessions')).toBe(1);
	expect(await sample('commonplace_store_up')).toBe(1);
	// Three boards were seeded when the session began.
	expect(await sample('commonplace_appends_total')).toBe(3);

	board.close();
	tab.close();
	for (const name of ['commonplace_connections', 'commonplace_session_sockets', 'commonplace_sessions'])
		await expect.poll(() => sample(name), { timeout: 10_000 }).toBe(0);
});

test('what the documents and people are called is in no metric', async () => {
	const { client, state, whiteboard } = await openSession(server.origin);
	const board = new WebSocket(`${server.origin.replace('http', 'ws')}/sync/${whiteboard}`, {
		headers: { origin: server.origin, cookie: client.cookie }
	});
	await once(board, 'message');
	const text = await (await fetch(`http://127.0.0.1:${server.port}/metrics`)).text();
	for (const secret of [whiteboard, state.session.id, state.session.code, state.me.id, state.me.name])
		expect(text).not.toContain(secret);
	board.terminate();
});

test('through a proxy they are not there, and with a token they are', async () => {
	const through = { 'x-forwarded-for': '203.0.113.7' };
	const url = (origin: string) => `${origin}/metrics`;
	expect((await fetch(url(server.origin), { headers: through })).status).toBe(404);
	const guarded = await startServer({ METRICS_TOKEN: 'the-token-of-the-operator' });
	expect((await fetch(url(guarded.origin))).status).toBe(404);
	const headers = { ...through, authorization: 'Bearer the-token-of-the-operator' };
	expect((await fetch(url(guarded.origin), { headers })).status).toBe(200);
	await guarded.close();
});
