import { expect, test } from 'vitest';
import { createCommunityApi } from './api.ts';

const answering = (status: number, body: string) => async () => new Response(body, { status });
const api = (fetch: () => Promise<Response>) => createCommunityApi('http://example.test', fetch);

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
	const spy = createCommunityApi('http://example.test', async (input) => {
		asked = input instanceof Request ? input.url : input.toString();
		return new Response('{}');
	});
	await spy.invitation('K7QF2M9D');
	expect(asked).toBe('http://example.test/api/invitations/K7QF2M9D');
});
