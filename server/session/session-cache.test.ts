import { expect, test } from 'vitest';
import { createId, type IdentityId } from '#model/ids.ts';
import { memoryRecords } from '../../tests/support/memory-records.ts';
import { SessionCache } from './session-cache.ts';
import { SessionStore } from './session-store.ts';
import { Sessions } from './sessions.ts';

/** A session of one, and a cache that counts what is read for it. */
async function meet() {
	const reads = { count: 0 };
	const records = memoryRecords();
	const store = new SessionStore(records);
	const sessions = new Sessions({
		store,
		now: () => 1000,
		seed: async () => undefined,
		summaryPage: async () => null,
		writeUp: async () => null,
		methodOf: async () => null
	});
	const fay = createId<IdentityId>();
	const id = (await sessions.start(fay, { name: 'Fay', color: 'teal', title: 'Before', terms: '' }, []))!;
	const counting = {
		session: (session: typeof id) => {
			reads.count += 1;
			return store.session(session);
		},
		members: (session: typeof id) => store.members(session)
	};
	const cache = new SessionCache(counting, sessions.news);
	const read = () => sessions.between(id, () => cache.read(id));
	return { sessions, store, cache, id, fay, reads, read };
}

test('what is held is read once, and changes with what is told', async () => {
	const { sessions, cache, id, fay, reads, read } = await meet();
	const release = cache.hold(id);
	await read();
	await sessions.command(id, fay, { type: 'rename-session', title: 'After' });
	const mia = createId<IdentityId>();
	await sessions.join(id, { id: mia, name: 'Mia', color: 'plum' }, undefined);
	const known = (await read())!;
	expect(known.state.session.title).toBe('After');
	expect([...known.members.keys()]).toEqual([fay, mia]);
	await sessions.command(id, fay, { type: 'remove-member', member: mia });
	expect([...(await read())!.members.keys()]).toEqual([fay]);
	expect(reads.count).toBe(1);
	release();
	release();
	expect(cache.isHeld(id)).toBe(false);
});

test('what is not held, or in doubt, is read again', async () => {
	const { sessions, cache, id, fay, reads, read } = await meet();
	await read();
	await read();
	expect(reads.count).toBe(2);
	const [one, two] = [cache.hold(id), cache.hold(id)];
	await read();
	one();
	await read();
	expect(reads.count).toBe(3);
	sessions.news.own.inDoubt(id);
	expect(cache.isHeld(id)).toBe(true);
	await sessions.command(id, fay, { type: 'rename-session', title: 'After' });
	expect((await read())!.state.session.title).toBe('After');
	expect(reads.count).toBe(4);
	two();
});
