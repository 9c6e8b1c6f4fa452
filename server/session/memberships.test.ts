import { expect, test } from 'vitest';
import { createId, type IdentityId, type LinkId, type SessionId } from '#model/ids.ts';
import { memoryRecords } from '../../tests/support/memory-records.ts';
import type { RecordStore } from '../store/store.ts';
import { COLLECTION } from './records.ts';
import { SessionStore } from './session-store.ts';
import { Sessions } from './sessions.ts';

/** One node; `beforePut` may let its writes wait for another node's. */
function nodeOn(records: RecordStore) {
	const gate: { beforePut: (collection: string) => Promise<void> } = { beforePut: async () => undefined };
	const store = new SessionStore({
		...records,
		put: async (collection, key, value, expected) => {
			await gate.beforePut(collection);
			return records.put(collection, key, value, expected);
		}
	});
	const sessions = new Sessions({
		store,
		now: () => 1000,
		seed: async () => undefined,
		summaryPage: async () => null,
		writeUp: async () => null,
		methodOf: async () => null
	});
	return { store, sessions, gate };
}

/** Two nodes and a session with its facilitator. */
async function meet() {
	const records = memoryRecords();
	const [one, two] = [nodeOn(records), nodeOn(records)];
	const fay = createId<IdentityId>();
	const profile = { name: 'Fay', color: 'teal' as const };
	const id = (await one.sessions.start(fay, { ...profile, title: 'A session', terms: '' }, []))!;
	const facilitators = async () =>
		[...(await one.store.members(id)).values()]
			.filter(({ member }) => member.role === 'facilitator')
			.map(({ member }) => member.id);
	return { one, two, fay, id, facilitators };
}

async function facilitatorsLink({ sessions }: ReturnType<typeof nodeOn>, id: SessionId, by: IdentityId) {
	const link = createId<LinkId>();
	const answer = await sessions.command(id, by, { type: 'add-link', link, role: 'facilitator' });
	if (!answer.ok) throw new Error(answer.refusal);
	return { link, secret: answer.secret };
}

test('two facilitators who take each other’s role on two nodes at once do not leave none', async () => {
	const { one, two, fay, id, facilitators } = await meet();
	const mia = createId<IdentityId>();
	await two.sessions.join(id, { id: mia, name: 'Mia', color: 'plum' }, undefined);
	await one.sessions.command(id, fay, { type: 'set-role', member: mia, role: 'facilitator' });
	// Both have decided, on what they read, before either writes.
	const decided = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	[one, two].forEach(({ gate }, index) => {
		gate.beforePut = async () => {
			decided[index]!.resolve();
			await Promise.all(decided.map(({ promise }) => promise));
		};
	});
	const answers = await Promise.all([
		one.sessions.command(id, fay, { type: 'set-role', member: mia, role: 'member' }),
		two.sessions.command(id, mia, { type: 'set-role', member: fay, role: 'member' })
	]);
	expect(await facilitators()).not.toEqual([]);
	expect(answers).toContainEqual({ ok: false, refusal: 'last-facilitator' });
});

test('who comes in by a link while another node takes back what it gave is seen by its second look', async () => {
	const { one, two, fay, id, facilitators } = await meet();
	const { link, secret } = await facilitatorsLink(one, id, fay);
	const gus = createId<IdentityId>();
	one.gate.beforePut = async (collection) => {
		if (collection !== COLLECTION.session) return;
		one.gate.beforePut = async () => undefined;
		// Its first look is over, its mark on the link not made.
		const joining = await two.sessions.join(id, { id: gus, name: 'Gus', color: 'plum' }, secret);
		expect(joining).toMatchObject({ at: 'in', member: { role: 'facilitator' } });
	};
	expect(await one.sessions.command(id, fay, { type: 'revoke-link', link })).toMatchObject({ ok: true });
	expect(await facilitators()).toEqual([fay]);
});

test('who was let in by a link that another node has revoked before they were written down gets nothing by it', async () => {
	const { one, two, fay, id, facilitators } = await meet();
	const { link, secret } = await facilitatorsLink(one, id, fay);
	const gus = createId<IdentityId>();
	two.gate.beforePut = async (collection) => {
		if (collection !== COLLECTION.membership) return;
		two.gate.beforePut = async () => undefined;
		expect(await one.sessions.command(id, fay, { type: 'revoke-link', link })).toMatchObject({ ok: true });
	};
	const joining = await two.sessions.join(id, { id: gus, name: 'Gus', color: 'plum' }, secret);
	expect(joining).toMatchObject({ at: 'in', member: { role: 'member', via: null } });
	expect(await facilitators()).toEqual([fay]);
});

test('a change of one membership on two nodes at once is decided again, not lost', async () => {
	const { one, two, fay, id } = await meet();
	const mia = createId<IdentityId>();
	await two.sessions.join(id, { id: mia, name: 'Mia', color: 'plum' }, undefined);
	one.gate.beforePut = async () => {
		one.gate.beforePut = async () => undefined;
		await two.sessions.command(id, mia, { type: 'set-profile', name: 'Mia Maria', color: 'plum' });
	};
	expect(
		await one.sessions.command(id, fay, { type: 'set-role', member: mia, role: 'viewer' })
	).toMatchObject({
		ok: true
	});
	expect((await one.store.member(id, mia))?.member).toMatchObject({ name: 'Mia Maria', role: 'viewer' });
});

test('a new link has one secret, however often its session was changed by another node meanwhile', async () => {
	const { one, two, fay, id } = await meet();
	let races = 5;
	one.gate.beforePut = async (collection) => {
		if (collection !== COLLECTION.session || races-- === 0) return;
		await two.sessions.command(id, fay, { type: 'rename-session', title: `Race ${races}` });
	};
	const { link, secret } = await facilitatorsLink(one, id, fay);
	expect((await one.store.linkBySecret(secret!))?.link).toBe(link);
	expect((await one.store.session(id))?.session.title).toBe('Race 0');
});
