import { expect, test } from 'vitest';
import { createId, type IdentityId, type SessionId } from '#model/ids.ts';
import { identityCookies } from './cookie.ts';
import { wayBacks } from './way-back.ts';

const SECRET = 'a secret that is long enough for anyone';
const MINUTE_MS = 60_000;
const [mia, session] = [createId<IdentityId>(), createId<SessionId>()];

function passes(secret = SECRET) {
	const clock = { now: 1_800_000_000_000 };
	return { clock, ...wayBacks(secret, () => clock.now) };
}

test('a pass leads back into its session as the same person, and into no other', () => {
	const { issue, read } = passes();
	expect(read(issue(mia, session), session)).toBe(mia);
	expect(read(issue(mia, session), createId<SessionId>())).toBeNull();
});

test('it is of use for ten minutes', () => {
	const { clock, issue, read } = passes();
	const pass = issue(mia, session);
	clock.now += 10 * MINUTE_MS;
	expect(read(pass, session)).toBe(mia);
	clock.now += 1_000;
	expect(read(pass, session)).toBeNull();
});

test('nobody can write one, and it is no ticket', () => {
	const { issue, read, clock } = passes();
	const pass = issue(mia, session);
	expect(passes('another secret, as long as the first').read(pass, session)).toBeNull();
	expect(read(pass.replace(mia, createId<IdentityId>()), session)).toBeNull();
	for (const broken of ['', '.', '..', pass.slice(0, -4), `${pass}.x`])
		expect(read(broken, session), broken).toBeNull();
	const cookies = identityCookies(SECRET, () => clock.now);
	expect(cookies.readTicket(pass)).toBeNull();
	expect(read(cookies.ticket(mia), session), 'nor is a ticket a pass').toBeNull();
});
