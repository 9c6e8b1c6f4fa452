import { describe, expect, test } from 'vitest';
import { Credentials } from '$lib/sync/credentials.ts';
import { createCommunityApi } from './api.ts';

const answering = (status: number, body: string) => async () => new Response(body, { status });
const api = (fetch: typeof globalThis.fetch) =>
	createCommunityApi({
		origin: 'http://example.test',
		fetch,
		credentials: new Credentials(),
		mayLackCookies: false
	});

test('an answer is passed on', async () => {
	const me = { id: null, name: null, color: null };
	expect(await api(answering(200, JSON.stringify(me))).me()).toEqual({ ok: true, value: me });
});

test('a refusal keeps its name and how long to wait', async () => {
	const body = JSON.stringify({ refusal: 'slow-down', retryAfter: 40 });
	expect(await api(answering(429, body)).invitation('K7QF2M9D')).toEqual({
		ok: false,
		refusal: 'slow-down',
		retryAfterSeconds: 40
	});
});

test('an error page of something in between counts as unavailable', async () => {
	expect(await api(answering(502, '<h1>Bad gateway</h1>')).me()).toMatchObject({ refusal: 'unavailable' });
});

test('no answer at all counts as offline, a page in place of JSON too', async () => {
	const failing = () => Promise.reject(new TypeError('Failed to fetch'));
	expect(await api(failing).me()).toMatchObject({ ok: false, refusal: 'offline' });
	expect(await api(answering(200, '<h1>Hotel wifi</h1>')).me()).toMatchObject({
		ok: false,
		refusal: 'offline'
	});
});

test('a code is one part of the address, whatever is in it', async () => {
	let asked = '';
	const spy = api(async (input) => {
		asked = input instanceof Request ? input.url : input.toString();
		return new Response('{}');
	});
	await spy.invitation('K7QF2M9D');
	expect(asked).toBe('http://example.test/api/invitations/K7QF2M9D');
});

describe('in a frame', () => {
	const joining = { code: 'K7QF2M9D', name: 'Mia', color: 'plum' } as const;

	/** A server that gives a ticket to who asks for one, and a browser that takes its cookie or does not. */
	function framed(takesCookies: boolean) {
		const credentials = new Credentials();
		const asked: { path: string; ticket: unknown; authorization: string | null }[] = [];
		const api = createCommunityApi({
			origin: 'http://example.test',
			credentials,
			mayLackCookies: true,
			async fetch(input, init) {
				const path = new URL(input instanceof Request ? input.url : input).pathname;
				const { ticket } = JSON.parse(typeof init?.body === 'string' ? init.body : '{}') as {
					ticket?: unknown;
				};
				const authorization = new Headers(init?.headers).get('authorization');
				asked.push({ path, ticket, authorization });
				if (path === '/api/me') return Response.json({ id: takesCookies ? 'somebody' : null });
				return Response.json({
					session: 's',
					role: 'member',
					waiting: false,
					...(ticket === true && { ticket: 'tick' })
				});
			}
		});
		return { api, asked, credentials };
	}

	test('a ticket is asked for, and goes with all that is asked after it', async () => {
		const { api, asked, credentials } = framed(false);
		expect(await api.join(joining)).toMatchObject({ ok: true });
		expect(credentials.handshake).toEqual({ ticket: 'tick' });
		await api.mySessions();
		await api.join(joining);
		expect(asked).toEqual([
			{ path: '/api/join', ticket: true, authorization: null },
			{ path: '/api/me', ticket: undefined, authorization: null },
			{ path: '/api/sessions', ticket: undefined, authorization: 'Bearer tick' },
			// Whoever has one keeps it.
			{ path: '/api/join', ticket: false, authorization: 'Bearer tick' }
		]);
	});

	test('where the cookie came, the ticket is let go', async () => {
		const { api, credentials } = framed(true);
		expect(await api.start({ title: 'T', name: 'Fay', color: 'teal' })).toMatchObject({ ok: true });
		expect(credentials.byTicket).toBe(false);
	});
});
