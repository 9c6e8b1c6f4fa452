import { expect, test } from 'vitest';
import { createId, type IdentityId, type LinkId, type RoundId } from '#model/ids.ts';
import { CLAIM_AFTER_MS } from '#model/session/claim.ts';
import type { AnyCommand } from '#model/session/commands.ts';
import { memoryRecords } from '../../tests/support/memory-records.ts';
import { SessionStore } from './session-store.ts';
import { Sessions } from './sessions.ts';

/** Two nodes at one session, and a clock that goes when it is told. */
async function meet() {
	const clock = { now: 1_000_000 };
	const records = memoryRecords();
	const node = () => {
		const store = new SessionStore(records);
		return {
			store,
			sessions: new Sessions({
				store,
				now: () => clock.now,
				seed: async () => undefined,
				summaryPage: async () => null,
				writeUp: async () => null,
				methodOf: async () => null
			})
		};
	};
	const [one, two] = [node(), node()];
	const fay = createId<IdentityId>();
	const mia = createId<IdentityId>();
	const id = (await one.sessions.start(fay, { name: 'Fay', color: 'teal', title: 'S', terms: '' }, []))!;
	await one.sessions.join(id, { id: mia, name: 'Mia', color: 'plum' }, undefined);
	const give = async (by: IdentityId, command: AnyCommand) =>
		expect(await one.sessions.command(id, by, command), command.type).toMatchObject({ ok: true });
	const roleOf = async (who: IdentityId) => (await one.store.member(id, who))?.member.role ?? null;
	return { clock, one, two, fay, mia, id, give, roleOf };
}

test('a claim that nobody refused comes true at its time, once, whichever nodes try', async () => {
	const { clock, one, two, mia, id, give, roleOf } = await meet();
	await give(mia, { type: 'claim-facilitation' });
	clock.now += CLAIM_AFTER_MS - 1;
	await one.sessions.settle(id);
	expect(await roleOf(mia)).toBe('member');
	clock.now += 1;
	const before = (await one.store.session(id))!.version;
	await Promise.all([one.sessions.settle(id), two.sessions.settle(id)]);
	expect(await roleOf(mia)).toBe('facilitator');
	const after = (await one.store.session(id))!;
	expect(after.session.claim).toBeNull();
	expect(after.version).toBe(before + 1);
});

test('a claim that a facilitator refused, or came back to, gives nothing', async () => {
	const { clock, one, two, fay, mia, id, give, roleOf } = await meet();
	await give(mia, { type: 'claim-facilitation' });
	await give(fay, { type: 'refuse-claim' });
	await give(mia, { type: 'claim-facilitation' });
	await two.sessions.arrived(id, [fay]);
	clock.now += CLAIM_AFTER_MS * 2;
	await one.sessions.settle(id);
	expect(await roleOf(mia)).toBe('member');
	expect((await one.store.session(id))!.session.claim).toBeNull();
});

test('a claim of a session that everybody left before it came true gives nothing the next day', async () => {
	const { clock, one, mia, id, give, roleOf } = await meet();
	await give(mia, { type: 'claim-facilitation' });
	clock.now += 24 * 3_600_000;
	await one.sessions.settle(id);
	expect(await roleOf(mia)).toBe('member');
	expect((await one.store.session(id))!.session.claim).toBeNull();
});

test('a screen is out when its link is over', async () => {
	const { clock, one, fay, id, give, roleOf } = await meet();
	const { code, identity } = await one.sessions.pairings.offer();
	const link = createId<LinkId>();
	await give(fay, { type: 'pair-screen', link, code, name: 'Hall' });
	expect(await roleOf(identity)).toBe('viewer');
	clock.now += 23 * 3_600_000;
	await one.sessions.settle(id);
	expect(await roleOf(identity)).toBe('viewer');
	clock.now += 3_600_000;
	await one.sessions.settle(id);
	expect(await roleOf(identity)).toBeNull();
	const { links } = (await one.store.session(id))!.session;
	expect(links).toMatchObject([{ id: link, revokedAt: clock.now }]);
});

test('a code that nobody entered within ten minutes pairs nothing', async () => {
	const { clock, one, fay, id } = await meet();
	const { code, identity } = await one.sessions.pairings.offer();
	clock.now += 10 * 60_000;
	const pair = { type: 'pair-screen', link: createId<LinkId>(), code, name: 'Hall' } as const;
	expect(await one.sessions.command(id, fay, pair)).toEqual({ ok: false, refusal: 'unknown-code' });
	expect(await one.sessions.pairings.of(code, identity)).toBeNull();
	expect((await one.store.session(id))!.session.links).toEqual([]);
});

test('nothing is written while nothing is due', async () => {
	const { one, fay, mia, id, give } = await meet();
	await give(fay, { type: 'plan-round', round: createId<RoundId>(), title: 'One', groups: [] });
	const { version } = (await one.store.session(id))!;
	await one.sessions.settle(id);
	await one.sessions.arrived(id, [mia]);
	expect((await one.store.session(id))!.version).toBe(version);
});
