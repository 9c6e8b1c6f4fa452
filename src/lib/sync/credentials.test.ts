import { describe, expect, it } from 'vitest';
import { TICKET_PREFIX } from '#protocol/ticket.ts';
import { Credentials } from './credentials.ts';

/** What `fetch` was given. */
function spied(credentials: Credentials) {
	const asked: (RequestInit | undefined)[] = [];
	const fetch = credentials.fetchBy(async (_, init) => {
		asked.push(init);
		return new Response();
	});
	return { asked, fetch };
}

describe('without a ticket', () => {
	it('everything goes as it came, and the cookie says who asks', async () => {
		const credentials = new Credentials();
		const { asked, fetch } = spied(credentials);
		const init = { headers: { accept: 'text/html' } };
		await fetch('/api/me', init);
		expect(asked[0]).toBe(init);
		expect(credentials).toMatchObject({ byTicket: false, headers: {}, handshake: {}, subprotocols: [] });
	});
});

describe('a ticket', () => {
	it('goes with requests, the handshake and the subprotocol', async () => {
		const credentials = new Credentials('id.1.mac');
		const { asked, fetch } = spied(credentials);
		await fetch('/api/join', { method: 'POST', headers: { 'content-type': 'application/json' } });
		const headers = new Headers(asked[0]?.headers);
		expect(headers.get('authorization')).toBe('Bearer id.1.mac');
		expect(headers.get('content-type')).toBe('application/json');
		expect(asked[0]?.method).toBe('POST');
		expect(credentials.headers).toEqual({ authorization: 'Bearer id.1.mac' });
		expect(credentials.handshake).toEqual({ ticket: 'id.1.mac' });
		expect(credentials.subprotocols).toEqual([`${TICKET_PREFIX}id.1.mac`]);
	});

	it('counts from when it is held until it is given up', async () => {
		const credentials = new Credentials();
		const { asked, fetch } = spied(credentials);
		credentials.hold('id.1.mac');
		await fetch(new Request('http://example.test/api/me', { headers: { accept: 'text/plain' } }));
		const headers = new Headers(asked[0]?.headers);
		expect(headers.get('authorization')).toBe('Bearer id.1.mac');
		expect(headers.get('accept')).toBe('text/plain');
		credentials.hold(null);
		expect(credentials.byTicket).toBe(false);
		await fetch('/api/me');
		expect(asked[1]).toBeUndefined();
	});
});
