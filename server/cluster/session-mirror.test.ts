import { expect, test, vi } from 'vitest';
import { createId, type IdentityId } from '#model/ids.ts';
import { NO_LOG } from '../../tests/support/cluster.ts';
import { memoryRecords } from '../../tests/support/memory-records.ts';
import { RedisBus } from '../../tests/support/redis-bus.ts';
import { SessionStore } from '../session/session-store.ts';
import { Sessions } from '../session/sessions.ts';
import { StoreError, type RecordStore } from '../store/store.ts';
import { Channels, type NodeId } from './channels.ts';
import type { Nodes, NodesListener } from './nodes.ts';
import { SessionMirror } from './session-mirror.ts';

function nodeOn(bus: RedisBus, records: RecordStore) {
	const redis = bus.connect();
	const fault: { records: Partial<RecordStore> } = { records: {} };
	const store = new SessionStore({
		get: (...args) => (fault.records.get ?? records.get)(...args),
		put: (...args) => (fault.records.put ?? records.put)(...args),
		remove: records.remove,
		list: (...args) => (fault.records.list ?? records.list)(...args)
	});
	const sessions = new Sessions({
		store,
		now: () => 1000,
		seed: async () => undefined,
		summaryPage: async () => null,
		writeUp: async () => null,
		methodOf: async () => null
	});
	let life: NodesListener | null = null;
	const nodes: Pick<Nodes, 'listen'> = { listen: (listener) => (life = listener) };
	const channels = new Channels(redis, NO_LOG, createId<NodeId>());
	const mirror = new SessionMirror({ channels, nodes, sessions, store, log: NO_LOG });
	const told: string[] = [];
	sessions.news.listen({
		sessionChanged: (after, before) =>
			told.push(`${before.session.title} → ${after.session.title}, version ${after.version}`),
		memberChanged: (_, after, before) =>
			told.push(`${before?.role ?? 'nobody'} → ${after.name}, ${after.role}`),
		memberRemoved: () => told.push('removed'),
		membersRead: (_, members) => told.push(`${members.size} read`)
	});
	return { redis, store, sessions, mirror, told, life: () => life!, fault };
}

/** A session that both nodes watch, with its facilitator and one member. */
async function meet() {
	const bus = new RedisBus();
	const records = memoryRecords();
	const [one, two] = [nodeOn(bus, records), nodeOn(bus, records)];
	const fay = createId<IdentityId>();
	const mia = createId<IdentityId>();
	const profile = { name: 'Fay', color: 'teal' as const };
	const id = (await one.sessions.start(fay, { ...profile, title: 'First', terms: '' }, []))!;
	await one.sessions.join(id, { id: mia, name: 'Mia', color: 'plum' }, undefined);
	const release = await two.mirror.watch(id);
	await one.mirror.watch(id);
	one.told.length = 0;
	const rename = (title: string, node = one) =>
		node.sessions.command(id, fay, { type: 'rename-session', title });
	const setRole = (role: 'viewer' | 'member', node = one) =>
		node.sessions.command(id, fay, { type: 'set-role', member: mia, role });
	return { one, two, id, fay, mia, records, rename, setRole, release };
}

const untilTold = (node: { told: string[] }, ...expected: string[]) =>
	expect.poll(() => node.told).toEqual(expected);

test('what one node changes is told on both, once, with what it was before', async () => {
	const { one, two, id, fay, mia, rename, setRole } = await meet();
	await rename('Second');
	await untilTold(two, 'First → Second, version 2');
	await setRole('viewer');
	await untilTold(two, 'First → Second, version 2', 'member → Mia, viewer');
	await two.sessions.command(id, fay, { type: 'remove-member', member: mia });
	await untilTold(one, 'First → Second, version 2', 'member → Mia, viewer', 'removed');
	await untilTold(two, 'First → Second, version 2', 'member → Mia, viewer', 'removed');
});

test('nothing is told of a session that nobody watches', async () => {
	const { two, rename, release } = await meet();
	vi.useFakeTimers();
	release();
	release();
	await vi.advanceTimersByTimeAsync(60_000);
	vi.useRealTimers();
	await rename('Second');
	await expect.poll(() => two.redis.channels).toEqual([]);
	expect(two.told).toEqual([]);
});

test('a change whose node was killed before it told of it is found when that node is gone', async () => {
	const { one, two, id, mia } = await meet();
	const before = (await one.store.session(id))!;
	await one.store.putSession({ ...before.session, title: 'Second' }, before.version);
	const { member, version } = (await one.store.member(id, mia))!;
	await one.store.removeMember(id, member.id, version);
	two.life().gone(createId<NodeId>(), 'silent');
	await untilTold(two, 'First → Second, version 2', 'removed', '1 read');
});

test('a change that could not be told of is told when Redis is back', async () => {
	const { one, two, rename } = await meet();
	one.redis.cut();
	await rename('Second');
	await rename('Third');
	expect(two.told).toEqual([]);
	one.redis.mend();
	one.life().back();
	await untilTold(two, 'First → Third, version 3');
});

test('what cannot be read is read later', async () => {
	const { two, rename } = await meet();
	two.fault.records = { get: () => Promise.reject(new StoreError('unavailable', 'away')) };
	await rename('Second');
	await expect.poll(() => two.redis.channels).toHaveLength(1);
	two.fault.records = {};
	await expect.poll(() => two.told).toEqual(['First → Second, version 2']);
});

test('a change of which the store did not say whether it took it is told everywhere if it did', async () => {
	const { one, two, id, records, rename } = await meet();
	one.fault.records = {
		put: async (collection, key, value, expected) => {
			one.fault.records = {};
			await records.put(collection, key, value, expected);
			throw new StoreError('unavailable', 'no answer');
		}
	};
	await expect(rename('Second')).rejects.toThrow('no answer');
	await untilTold(two, 'First → Second, version 2', '2 read');
	await untilTold(one, 'First → Second, version 2', '2 read');
	expect((await one.store.session(id))?.version).toBe(2);
});

test('a role that was another for a moment is told even if it is what it was', async () => {
	const { one, two, setRole } = await meet();
	two.fault.records = { get: () => Promise.reject(new StoreError('unavailable', 'away')) };
	await setRole('viewer');
	await setRole('member');
	two.fault.records = {};
	await expect.poll(() => two.told).toEqual(['member → Mia, member']);
	expect(one.told).toEqual(['member → Mia, viewer', 'viewer → Mia, member']);
});

test('whoever wants to watch while Redis is away is refused, and served when it is back', async () => {
	const { two, id, release, rename } = await meet();
	vi.useFakeTimers();
	release();
	await vi.advanceTimersByTimeAsync(60_000);
	vi.useRealTimers();
	two.redis.cut();
	await expect(two.mirror.watch(id)).rejects.toThrow(StoreError);
	two.redis.mend();
	await two.mirror.watch(id);
	await rename('Second');
	await untilTold(two, 'First → Second, version 2');
});
