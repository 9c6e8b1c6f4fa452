import { once } from 'node:events';
import { request, type IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { createId, type BoardId, type LinkId } from '#model/ids.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { HttpClient, openSession, unknownId } from '../support/client.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { SessionSocket } from '../support/session-socket.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.close());

/** Opens a socket at a path exactly as written, and says how that ended. */
async function ending(path: string, headers: Record<string, string>): Promise<number | string> {
	const socket = new WebSocket(server.origin.replace('http', 'ws') + path, { headers });
	return new Promise((resolve) => {
		socket.on('unexpected-response', (_, response: IncomingMessage) =>
			resolve(`HTTP ${response.statusCode}`)
		);
		socket.on('close', (code) => resolve(code));
		socket.on('error', () => undefined);
	});
}

/** What an upgrade with this path is answered, without any client tidying the path. */
async function rawUpgrade(path: string, headers: Record<string, string>): Promise<number> {
	const sent = request({
		host: '127.0.0.1',
		port: server.port,
		path,
		headers: {
			connection: 'Upgrade',
			upgrade: 'websocket',
			'sec-websocket-version': '13',
			'sec-websocket-key': Buffer.alloc(16).toString('base64'),
			...headers
		}
	});
	sent.end();
	const [response, socket] = (await Promise.race([once(sent, 'response'), once(sent, 'upgrade')])) as [
		IncomingMessage,
		Socket | undefined
	];
	socket?.destroy();
	response.destroy();
	return response.statusCode!;
}

describe('who is let in', () => {
	test('nobody without a cookie, without membership, or to a document that is not there: one answer', async () => {
		const { whiteboard } = await openSession(server.origin);
		const eve = (await openSession(server.origin)).cookie;
		const { origin } = server;
		expect(await ending(`/sync/${whiteboard}`, { origin })).toBe(CLOSE.notFound);
		expect(await ending(`/sync/${whiteboard}`, { origin, cookie: eve })).toBe(CLOSE.notFound);
		expect(await ending(`/sync/${unknownId()}`, { origin, cookie: eve })).toBe(CLOSE.notFound);
		expect(await ending(`/sync/${whiteboard}`, { origin, cookie: 'commonplace=a.1.b' })).toBe(CLOSE.notFound);
	});

	test('no page of another origin', async () => {
		const { whiteboard, cookie, state } = await openSession(server.origin);
		for (const origin of ['https://evil.example', 'null', `${server.origin}0`, 'http://localhost'])
			for (const path of [`/sync/${whiteboard}`, '/socket.io/?EIO=4&transport=websocket'])
				expect(await ending(path, { origin, cookie }), `${origin} ${path}`).toBe('HTTP 403');
		expect(state.session.boards).toHaveLength(3);
	});

	test('nothing but the two paths', async () => {
		const { cookie } = await openSession(server.origin);
		const headers = { origin: server.origin, cookie };
		for (const path of ['/', '/api/me', '/sync', '/socket.io', '/socket.io/../sync/x', '//sync/x', '/SYNC/x'])
			expect(await rawUpgrade(path, headers), path).toBe(404);
	});

	test('names that are none are as good as missing ones', async () => {
		const { cookie, whiteboard } = await openSession(server.origin);
		const headers = { origin: server.origin, cookie };
		const names = [
			'',
			'..',
			'../healthz',
			'%2e%2e%2fhealthz',
			`${whiteboard}/`,
			`${whiteboard}%2F`,
			`${whiteboard}%00`,
			`x%2F..%2F${whiteboard}`,
			`%25${whiteboard}`,
			'%E0%A4%A',
			'a'.repeat(10_000)
		];
		for (const name of names) {
			// The handshake completes, so that the close code can be read; nobody is let in behind it.
			expect(await rawUpgrade(`/sync/${name}`, headers), name).toBe(101);
			if (!name.startsWith('..')) expect(await ending(`/sync/${name}`, headers), name).toBe(CLOSE.notFound);
		}
		expect((await fetch(`${server.origin}/healthz`)).status).toBe(200);
	});

	test('a name is decoded exactly once', async () => {
		const { cookie, whiteboard } = await openSession(server.origin);
		const encoded = `%${whiteboard.charCodeAt(0).toString(16)}${whiteboard.slice(1)}`;
		const socket = await opened(encoded, cookie);
		socket.close();
		expect(await ending(`/sync/%25${encoded.slice(1)}`, { origin: server.origin, cookie })).toBe(
			CLOSE.notFound
		);
	});
});

/** A socket that was let in: the server's first message has come. */
async function opened(name: string, cookie: string): Promise<WebSocket> {
	const socket = new WebSocket(`${server.origin.replace('http', 'ws')}/sync/${name}`, {
		headers: { origin: server.origin, cookie }
	});
	await once(socket, 'message');
	return socket;
}

async function closeCode(socket: WebSocket): Promise<number> {
	const [code] = (await once(socket, 'close')) as [number];
	return code;
}

/** A stock provider: a URL and a cookie, nothing of ours. */
function stockProvider(name: string, doc: Y.Doc, cookie: string): WebsocketProvider {
	class WithCookie extends WebSocket {
		constructor(url: string | URL) {
			super(url, { headers: { origin: server.origin, cookie } });
		}
	}
	return new WebsocketProvider(`${server.origin.replace('http', 'ws')}/sync`, name, doc, {
		WebSocketPolyfill: WithCookie as unknown as typeof globalThis.WebSocket,
		disableBc: true
	});
}

test('two stock y-websocket clients write together', async () => {
	const { state, cookie, whiteboard } = await openSession(server.origin);
	const mia = new HttpClient(server.origin);
	await mia.join(state.session.code);
	const [a, b] = [new Y.Doc(), new Y.Doc()];
	const providers = [stockProvider(whiteboard, a, cookie), stockProvider(whiteboard, b, mia.cookie)];
	a.getText('t').insert(0, 'hello');
	await waitFor(() => b.getText('t').toJSON() === 'hello', 'the other client has it');
	b.getText('t').insert(5, ' world');
	await waitFor(() => a.getText('t').toJSON() === 'hello world', 'and the first has the answer');
	expect(b.getMap('meta').get('schema')).toBe(1);
	for (const provider of providers) provider.destroy();
});

describe('rights that change end connections', () => {
	async function facilitated() {
		const opening = await openSession(server.origin);
		const { id, code } = opening.state.session;
		const mia = new HttpClient(server.origin);
		await mia.join(code);
		const tab = await SessionSocket.open(server.origin, opening.cookie, id);
		return { ...opening, id, code, mia, tab };
	}

	/** Nothing but the act itself ends it: no time has to pass. */
	const endedBy = async (act: () => Promise<unknown>, socket: WebSocket): Promise<number> => {
		const closed = closeCode(socket);
		await act();
		return closed;
	};

	test('a revoked link, a removed member, an archived board', async () => {
		const { id, code, mia, tab, whiteboard, cookie } = await facilitated();
		const link = createId<LinkId>();
		const answer = await tab.give({ type: 'add-link', link, role: 'viewer' });
		const viewer = new HttpClient(server.origin);
		await viewer.join(code, 'Screen', answer.ok ? answer.secret : undefined);

		const viewing = await opened(whiteboard, viewer.cookie);
		const revoke = () => tab.give({ type: 'revoke-link', link });
		expect(await endedBy(revoke, viewing)).toBe(CLOSE.accessChanged);
		expect(await ending(`/sync/${whiteboard}`, { origin: server.origin, cookie: viewer.cookie })).toBe(
			CLOSE.notFound
		);

		const writing = await opened(whiteboard, mia.cookie);
		const archive = () => tab.give({ type: 'archive-board', board: whiteboard });
		expect(await endedBy(archive, writing)).toBe(CLOSE.accessChanged);

		const reading = await opened(whiteboard, mia.cookie);
		const me = (await mia.session(id)).me.id;
		const remove = () => tab.give({ type: 'remove-member', member: me });
		expect(await endedBy(remove, reading)).toBe(CLOSE.accessChanged);

		const lead = await opened(whiteboard, cookie);
		expect(lead.readyState).toBe(WebSocket.OPEN);
		lead.close();
		tab.close();
	});

	test('not when another role may do the same; it counts from then on', async () => {
		const { id, mia, tab, whiteboard } = await facilitated();
		const me = (await mia.session(id)).me.id;
		const writing = await opened(whiteboard, mia.cookie);
		await tab.give({ type: 'set-role', member: me, role: 'facilitator' });
		await tab.give({ type: 'lock-session', locked: true });
		expect(writing.readyState).toBe(WebSocket.OPEN);
		const member = () => tab.give({ type: 'set-role', member: me, role: 'member' });
		expect(await endedBy(member, writing)).toBe(CLOSE.accessChanged);
		tab.close();
	});

	test('in that session only', async () => {
		const first = await facilitated();
		const second = await facilitated();
		await first.mia.join(second.code);
		const me = (await first.mia.session(first.id)).me.id;
		const elsewhere = await opened(second.whiteboard, first.mia.cookie);
		const here = await opened(first.whiteboard, first.mia.cookie);
		const remove = () => first.tab.give({ type: 'remove-member', member: me });
		expect(await endedBy(remove, here)).toBe(CLOSE.accessChanged);
		expect(elsewhere.readyState).toBe(WebSocket.OPEN);
		elsewhere.close();
		first.tab.close();
		second.tab.close();
	});

	test('what a viewer writes reaches nobody', async () => {
		const { code, tab, whiteboard, cookie } = await facilitated();
		const answer = await tab.give({ type: 'add-link', link: createId<LinkId>(), role: 'viewer' });
		const viewer = new HttpClient(server.origin);
		await viewer.join(code, 'Screen', answer.ok ? answer.secret : undefined);
		const [theirs, ours] = [new Y.Doc(), new Y.Doc()];
		const providers = [
			stockProvider(whiteboard, theirs, viewer.cookie),
			stockProvider(whiteboard, ours, cookie)
		];
		theirs.getText('t').insert(0, 'not allowed');
		ours.getText('t').insert(0, 'allowed');
		await waitFor(() => theirs.getText('t').toJSON().includes('allowed'), 'the viewer reads');
		await waitFor(() => theirs.getText('t').toJSON().length > 'not allowed'.length, 'the viewer has both');
		expect(ours.getText('t').toJSON()).toBe('allowed');
		for (const provider of providers) provider.destroy();
		tab.close();
	});
});

describe('pages without JavaScript', () => {
	test('are readable for members, and missing for everybody else', async () => {
		const { client, page, cookie, whiteboard, state } = await openSession(server.origin);
		const doc = new Y.Doc();
		const provider = stockProvider(page, doc, cookie);
		await waitFor(() => provider.synced, 'synced');
		doc.getText('page').insert(1, 'Words & <tags>');
		const read = async (): Promise<string> => (await client.get(`/read/${page}`)).text();
		let html = await read();
		for (let tries = 0; tries < 100 && !html.includes('Words'); tries++) html = await read();
		expect(html).toContain('<p>Words &amp; &lt;tags&gt;</p>');
		expect(html).toContain(`href="/s/${state.session.id}/${page}"`);
		expect(html).not.toContain('<script');
		provider.destroy();

		const eve = (await openSession(server.origin)).client;
		const answers = new Set<string>();
		for (const path of [page, unknownId(), 'x%00', '..%2fx', createId<BoardId>()]) {
			const response = await eve.get(`/read/${path}`);
			expect(response.status, path).toBe(404);
			answers.add(await response.text());
		}
		const noPage = await client.get(`/read/${whiteboard}`);
		expect(noPage.status).toBe(404);
		answers.add(await noPage.text());
		expect(answers.size).toBe(1);
	});

	test('have a stylesheet of their own', async () => {
		const response = await fetch(`${server.origin}/read/read.css`);
		expect(response.headers.get('content-type')).toMatch(/^text\/css/);
		const again = await fetch(`${server.origin}/read/read.css`, {
			headers: { 'if-none-match': response.headers.get('etag')! }
		});
		expect(again.status).toBe(304);
	});
});
