import { expect, test } from 'vitest';
import { createId, type IdentityId } from '#model/ids.ts';
import { identityCookies } from './cookie.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const START_MS = 1_800_000_000_000;

function cookies(secret = 'a secret that is long enough for anyone') {
	const clock = { now: START_MS };
	return { clock, ...identityCookies(secret, () => clock.now) };
}

/** The part that the browser sends back. */
const sent = (setCookie: string): string => setCookie.split(';')[0]!;

test('a cookie gives back the identity that it was issued for', () => {
	const { issue, read } = cookies();
	const identity = createId<IdentityId>();
	expect(read(`theme=dark; ${sent(issue(identity, false))}; x=1`)).toEqual({
		identity,
		by: 'cookie',
		renew: false
	});
});

test('scripts and foreign sites do not get the cookie, and https keeps it on https', () => {
	const { issue } = cookies();
	const identity = createId<IdentityId>();
	expect(issue(identity, true)).toMatch(/; Path=\/; HttpOnly; Secure; SameSite=Lax/);
	expect(issue(identity, false)).not.toContain('Secure');
	expect(issue(identity, false)).toContain(`Max-Age=${365 * 24 * 60 * 60}`);
});

test('no single character of a cookie can be changed', () => {
	const { issue, read } = cookies();
	const cookie = sent(issue(createId<IdentityId>(), false));
	const start = cookie.indexOf('=') + 1;
	// The last character holds two padding bits; every other one is covered by the signature.
	for (let at = start; at < cookie.length - 1; at++) {
		const other = cookie[at] === 'A' ? 'B' : 'A';
		expect(read(cookie.slice(0, at) + other + cookie.slice(at + 1)), `character ${at}`).toBeNull();
	}
});

test("another server's cookie is not believed", () => {
	const cookie = sent(cookies('the secret of some other server, long').issue(createId<IdentityId>(), false));
	expect(cookies().read(cookie)).toBeNull();
});

test.each([
	'',
	'commonplace=',
	'commonplace=..',
	'commonplace=a.b.c',
	'commonplace=%00',
	'other=1',
	'=;=;',
	'commonplace=%E0%A4%A'
])('%j is nobody', (header) => {
	expect(cookies().read(header)).toBeNull();
});

test('a ticket is as good as a cookie, and never becomes one', () => {
	const { clock, ticket, readTicket } = cookies();
	const identity = createId<IdentityId>();
	const given = ticket(identity);
	clock.now = START_MS + 2 * DAY_MS;
	expect(readTicket(given)).toEqual({ identity, by: 'ticket', renew: false });
	clock.now = START_MS + 366 * DAY_MS;
	expect(readTicket(given)).toBeNull();
});

test('a cookie is renewed after a day and ends after a year', () => {
	const { clock, issue, read } = cookies();
	const identity = createId<IdentityId>();
	const cookie = sent(issue(identity, false));
	clock.now = START_MS + 2 * DAY_MS;
	expect(read(cookie)).toEqual({ identity, by: 'cookie', renew: true });
	clock.now = START_MS + 366 * DAY_MS;
	expect(read(cookie)).toBeNull();
	clock.now = START_MS - DAY_MS;
	expect(read(cookie)).toBeNull();
});
