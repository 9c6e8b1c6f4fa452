import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createJoinCode } from '#model/session/join-code.ts';
import type { Invitation, Joined, Me, MySession, SessionState, WayBackPass } from '#protocol/api.ts';
import { HttpClient, openSession, unknownId } from '../support/client.ts';
import { startServer, temporaryFolder, type LocalServer } from '../support/server.ts';

let server: LocalServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.close());

const somebody = (cookie?: string): HttpClient => new HttpClient(server.origin, cookie);

async function json<T>(response: Promise<Response>): Promise<{ status: number; body: T }> {
	const answered = await response;
	return { status: answered.status, body: (await answered.json()) as T };
}

describe('starting and joining', () => {
	test('a session starts with three boards, whose documents are there', async () => {
		const { state } = await openSession(server.origin);
		expect(state.me).toMatchObject({ name: 'Fay', color: 'teal', role: 'facilitator', via: null });
		expect(state.session.boards.map(({ kind }) => kind)).toEqual(['whiteboard', 'problem', 'page']);
		for (const { id } of state.session.boards)
			expect(await server.store.documents.load(id as never)).not.toBeNull();
	});

	test('a code opens it, however it is typed', async () => {
		const { state } = await openSession(server.origin);
		const { code } = state.session;
		for (const typed of [code, code.toLowerCase(), `${code.slice(0, 4)}-${code.slice(4)}`]) {
			const { status, body } = await json<Invitation>(somebody().get(`/api/invitations/${typed}`));
			expect(status).toBe(200);
			const { colors, ...rest } = body;
			expect(rest).toEqual({
				code,
				title: 'A session',
				terms: '',
				label: 'red',
				namesStripped: false,
				plannedTime: null,
				hasEnded: false,
				joined: null
			});
			// The only member, who started it, is teal.
			expect(colors).toHaveLength(7);
			expect(colors).not.toContain('teal');
		}
	});

	test('who joins is a member with a cookie, and finds the session again', async () => {
		const { state } = await openSession(server.origin);
		const mia = somebody();
		expect(await mia.join(state.session.code)).toEqual({
			session: state.session.id,
			role: 'member',
			waiting: false
		});
		expect(mia.cookie).toMatch(/^commonplace=/);
		expect((await json<Me>(mia.get('/api/me'))).body).toMatchObject({ name: 'Mia', color: 'plum' });
		const { sessions } = (await json<{ sessions: MySession[] }>(mia.get('/api/sessions'))).body;
		expect(sessions).toMatchObject([{ id: state.session.id, title: 'A session', role: 'member' }]);
		const invitation = await json<Invitation>(mia.get(`/api/invitations/${state.session.code}`));
		expect(invitation.body.joined).toBe(state.session.id);
	});

	test('who joins again is the same member, with the new name', async () => {
		const { client, state } = await openSession(server.origin);
		const mia = somebody();
		await mia.join(state.session.code, 'Mia');
		const before = (await mia.session(state.session.id)).me;
		await mia.join(state.session.code, 'Mia M.');
		expect((await mia.session(state.session.id)).me).toEqual({ ...before, name: 'Mia M.' });
		expect((await client.session(state.session.id)).me.role).toBe('facilitator');
	});

	test('who has not joined is nobody', async () => {
		expect(await json(somebody().get('/api/me'))).toEqual({
			status: 200,
			body: { id: null, name: null, color: null }
		});
		expect(await json(somebody().get('/api/sessions'))).toEqual({ status: 200, body: { sessions: [] } });
	});
});

describe('where there can be no cookie', () => {
	const joining = (code: string) => ({ code, name: 'Mia', color: 'plum', ticket: true });
	const by = (ticket: string) => ({ authorization: `Bearer ${ticket}` });

	test('who asks for a ticket is known by it, with no cookie at all', async () => {
		const { state } = await openSession(server.origin);
		const { body } = await json<Joined>(somebody().post('/api/join', joining(state.session.code)));
		const ticket = body.ticket!;
		const me = await json<Me>(somebody().get('/api/me', by(ticket)));
		expect(me.body).toMatchObject({ name: 'Mia', color: 'plum' });
		const again = await somebody().post('/api/join', joining(state.session.code), by(ticket));
		expect(again.headers.getSetCookie(), 'the cookie of this browser may be somebody else’s').toEqual([]);
		expect(await again.json(), 'and one ticket is enough').not.toHaveProperty('ticket');
		const seen = await json<SessionState>(somebody().get(`/api/sessions/${state.session.id}`, by(ticket)));
		expect(seen.body.me).toMatchObject({ id: me.body.id, role: 'member' });
	});

	test('who starts a session in a frame facilitates it by ticket', async () => {
		const asked = { title: 'In a frame', name: 'Fay', color: 'teal', ticket: true };
		const { status, body } = await json<Joined>(somebody().post('/api/sessions', asked));
		expect(status).toBe(201);
		const seen = await json<SessionState>(somebody().get(`/api/sessions/${body.session}`, by(body.ticket!)));
		expect(seen.body.me.role).toBe('facilitator');
	});

	test('who was loaded anew comes back as the same person by a pass, and as nobody without it', async () => {
		const { client, state } = await openSession(server.origin);
		const { id, code } = state.session;
		const first = await json<Joined>(somebody().post('/api/join', joining(code)));
		const mine = by(first.body.ticket!);
		const me = await json<Me>(somebody().get('/api/me', mine));
		const { body } = await json<WayBackPass>(somebody().get(`/api/sessions/${id}/way-back`, mine));
		const { pass } = body;
		const nobody = { status: 200, body: { id: null, name: null, color: null } };
		expect(await json(somebody().get('/api/me', by(pass))), 'it is no ticket').toEqual(nobody);
		const back = await json<Joined>(somebody().post('/api/join', { ...joining(code), pass }));
		const again = await json<Me>(somebody().get('/api/me', by(back.body.ticket!)));
		expect(again.body.id).toBe(me.body.id);
		const other = (await openSession(server.origin)).state.session.code;
		for (const wrong of [
			{ ...joining(code), pass: 'x' },
			{ ...joining(other), pass }
		])
			expect((await somebody().post('/api/join', wrong)).status).toBe(404);
		expect((await client.get(`/api/sessions/${id}/way-back`)).status, 'a cookie needs none').toBe(404);
		expect((await somebody().get(`/api/sessions/${id}/way-back`)).status).toBe(404);
	});

	test('a cookie is never turned into a ticket, which a script could read', async () => {
		const { client, state } = await openSession(server.origin);
		const answer = await client.post('/api/join', joining(state.session.code));
		expect(answer.status).toBe(200);
		expect(await answer.json()).not.toHaveProperty('ticket');
	});

	test('who does not ask for a ticket, or has the wrong code, gets none', async () => {
		const { state } = await openSession(server.origin);
		const plain = { ...joining(state.session.code), ticket: false };
		expect(await (await somebody().post('/api/join', plain)).json()).not.toHaveProperty('ticket');
		const wrong = await somebody().post('/api/join', joining(createJoinCode()));
		expect([wrong.status, await wrong.json()]).toEqual([404, { refusal: 'not-found' }]);
	});
});

describe('one answer for wrong and missing', () => {
	test('codes that open nothing and codes that are none', async () => {
		const answers = [];
		for (const code of [createJoinCode(), 'x', '%2e%2e%2f', 'ÄÖÜ', '0'.repeat(39)])
			answers.push(await json(somebody().get(`/api/invitations/${encodeURIComponent(code)}`)));
		answers.push(
			await json(somebody().post('/api/join', { code: createJoinCode(), name: 'Eve', color: 'sky' })),
			await json(somebody().post('/api/join', { code: 'nonsense', name: 'Eve', color: 'sky' }))
		);
		for (const answer of answers) expect(answer).toEqual({ status: 404, body: { refusal: 'not-found' } });
	});

	test('a wrong secret for a right code lets nobody in, not even as a member', async () => {
		const { state } = await openSession(server.origin);
		const eve = somebody();
		const answer = eve.post('/api/join', {
			code: state.session.code,
			name: 'Eve',
			color: 'sky',
			secret: 'A'.repeat(43)
		});
		expect(await json(answer)).toEqual({ status: 404, body: { refusal: 'not-found' } });
		expect(eve.cookie).toBe('');
	});

	test("sessions that are missing, somebody else's, or no id", async () => {
		const { state } = await openSession(server.origin);
		const eve = (await openSession(server.origin)).client;
		for (const id of [state.session.id, unknownId(), 'x', '..%2f..', `${state.session.id}%00`])
			expect(await json(eve.get(`/api/sessions/${id}`)), id).toEqual({
				status: 404,
				body: { refusal: 'not-found' }
			});
		expect((await json(somebody().get(`/api/sessions/${state.session.id}`))).status).toBe(404);
	});

	test('unknown routes of the API', async () => {
		for (const path of ['/api', '/api/', '/api/nothing', '/api/sessions/a/b'])
			expect(await json(somebody().get(path)), path).toEqual({ status: 404, body: { refusal: 'not-found' } });
	});
});

describe('bad requests', () => {
	const body = { title: 'T', name: 'N', color: 'teal' };

	test.each([
		['malformed JSON', '{'],
		['no object', '3'],
		['an unknown field', { ...body, role: 'facilitator' }],
		['a wrong type', { ...body, title: 3 }],
		['an empty name', { ...body, name: '  ' }],
		['an unknown colour', { ...body, color: 'red; background: url(x)' }],
		['a title that is too long', { ...body, title: 'x'.repeat(121) }]
	])('%s is refused as invalid', async (_, sent) => {
		expect(await json(somebody().post('/api/sessions', sent))).toEqual({
			status: 400,
			body: { refusal: 'invalid' }
		});
	});

	test('a body that is no JSON by its type is refused', async () => {
		const answer = somebody().post('/api/sessions', body, { 'content-type': 'text/plain' });
		expect(await json(answer)).toEqual({ status: 400, body: { refusal: 'invalid' } });
	});

	test('a body that is too large is refused', async () => {
		const answer = somebody().post('/api/sessions', { ...body, terms: 'x'.repeat(70_000) });
		expect(await json(answer)).toEqual({ status: 413, body: { refusal: 'too-large' } });
	});

	test('a body whose length is not said beforehand is read all the same, up to the limit', async () => {
		const inPieces = (text: string): Promise<Response> =>
			fetch(`${server.origin}/api/sessions`, {
				method: 'POST',
				headers: { 'content-type': 'application/json', origin: server.origin },
				body: ReadableStream.from(text.match(/[^]{1,9000}/g)!.map((part) => Buffer.from(part))),
				duplex: 'half'
			});
		expect((await json(inPieces(JSON.stringify(body)))).status).toBe(201);
		expect((await json(inPieces('{'))).status).toBe(400);
		const large = inPieces(JSON.stringify({ ...body, terms: 'x'.repeat(70_000) }));
		expect(await json(large)).toEqual({ status: 413, body: { refusal: 'too-large' } });
	});

	test('pages of other origins may not change anything', async () => {
		for (const headers of [
			{ origin: 'https://evil.example' },
			{ origin: 'null' },
			{ origin: `${server.origin}.evil.example` }
		])
			expect(await json(somebody().post('/api/sessions', body, headers))).toEqual({
				status: 403,
				body: { refusal: 'forbidden' }
			});
		const sameSite = await fetch(`${server.origin}/api/sessions`, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-site' },
			body: JSON.stringify(body)
		});
		expect(sameSite.status).toBe(403);
	});

	test('an altered cookie is nobody', async () => {
		const { client } = await openSession(server.origin);
		const forged = client.cookie.replace(/.$/, (last) => (last === 'A' ? 'Q' : 'A'));
		expect((await json<Me>(somebody(forged).get('/api/me'))).body.id).toBeNull();
	});
});

describe('rate limits', () => {
	test('guessing codes is slowed down, with a time to wait', async () => {
		const slow = await startServer({ JOIN_RATE: '100' });
		try {
			const eve = new HttpClient(slow.origin);
			const statuses: number[] = [];
			let last: Response;
			do {
				last = await eve.get(`/api/invitations/${createJoinCode()}`);
				statuses.push(last.status);
			} while (last.status === 404 && statuses.length < 50);
			expect(last.status).toBe(429);
			expect(statuses).toHaveLength(6);
			const { refusal, retryAfter } = (await last.json()) as { refusal: string; retryAfter: number };
			expect(refusal).toBe('slow-down');
			expect(last.headers.get('retry-after')).toBe(String(retryAfter));
			const joining = await eve.post('/api/join', { code: createJoinCode(), name: 'Eve', color: 'sky' });
			expect(joining.status).toBe(429);
		} finally {
			await slow.close();
		}
	});
});

test('answers that depend on who asks are never kept', async () => {
	const { client, state } = await openSession(server.origin);
	for (const path of ['/api/me', '/api/sessions', `/api/sessions/${state.session.id}`, '/api/nothing'])
		expect((await client.get(path)).headers.get('cache-control'), path).toBe('no-store');
});

test('health is about the process, readiness about the store', async () => {
	const own = await startServer();
	expect((await fetch(`${own.origin}/healthz`)).status).toBe(200);
	expect((await fetch(`${own.origin}/readyz`)).status).toBe(200);
	await own.store.close();
	expect((await fetch(`${own.origin}/healthz`)).status).toBe(200);
	expect((await fetch(`${own.origin}/readyz`)).status).toBe(503);
	const joined = await new HttpClient(own.origin).post('/api/sessions', {
		title: 'T',
		name: 'N',
		color: 'sky'
	});
	expect([joined.status, await joined.json()]).toEqual([503, { refusal: 'unavailable' }]);
	await own.close();
});

test('everything survives a restart, identities included', async () => {
	const folder = await temporaryFolder();
	const first = await startServer({ DATA_DIR: folder.path });
	const { client, state } = await openSession(first.origin);
	await first.close();
	const again = await startServer({ DATA_DIR: folder.path });
	const back = new HttpClient(again.origin, client.cookie);
	expect(await back.session(state.session.id)).toEqual(state);
	expect(await back.join(state.session.code)).toEqual({
		session: state.session.id,
		role: 'facilitator',
		waiting: false
	});
	await again.close();
	await folder.remove();
});
