import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createId } from '#model/ids.ts';
import { NO_LOG } from '../../tests/support/cluster.ts';
import { RedisBus } from '../../tests/support/redis-bus.ts';
import { Channels, type NodeId } from './channels.ts';
import { GONE_AFTER_MS, HEARTBEAT_EVERY_MS, Nodes } from './nodes.ts';

const LATEST_MS = 10_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function startNode(bus: RedisBus) {
	const redis = bus.connect();
	const channels = new Channels(redis, NO_LOG, createId<NodeId>());
	const clock = { lateMs: 0 };
	const nodes = new Nodes({ channels, redis, nowMs: () => Date.now() + clock.lateMs });
	const heard: string[] = [];
	nodes.listen({ gone: (node, why) => heard.push(`${node} ${why}`), back: () => heard.push('back') });
	return { redis, nodes, heard, clock, id: channels.node };
}

/** Two that know of each other. */
async function pair() {
	const bus = new RedisBus();
	const [one, two] = [startNode(bus), startNode(bus)];
	await vi.advanceTimersByTimeAsync(HEARTBEAT_EVERY_MS);
	expect([one.nodes.count, two.nodes.count]).toEqual([2, 2]);
	return { one, two };
}

test('a node that says goodbye is gone at once', async () => {
	const { one, two } = await pair();
	await two.nodes.goodbye();
	await two.nodes.goodbye();
	expect(one.heard).toEqual([`${two.id} goodbye`]);
	expect(one.nodes.count).toBe(1);
	await vi.advanceTimersByTimeAsync(LATEST_MS);
	expect(one.heard, 'and only once').toHaveLength(1);
});

test('a node that falls silent is gone within ten seconds, and not before it must be', async () => {
	const { one, two } = await pair();
	two.redis.cut();
	await vi.advanceTimersByTimeAsync(GONE_AFTER_MS - HEARTBEAT_EVERY_MS);
	expect(one.heard).toEqual([]);
	await vi.advanceTimersByTimeAsync(LATEST_MS - GONE_AFTER_MS + HEARTBEAT_EVERY_MS);
	expect(one.heard).toEqual([`${two.id} silent`]);
	expect(one.nodes.isAlive(two.id)).toBe(false);
});

test('a node that was cut off knows it when it is back, and the others know it again', async () => {
	const { one, two } = await pair();
	two.redis.cut();
	await vi.advanceTimersByTimeAsync(2 * HEARTBEAT_EVERY_MS);
	two.redis.mend();
	await vi.advanceTimersByTimeAsync(3 * HEARTBEAT_EVERY_MS);
	expect(two.heard).toEqual(['back']);
	expect(one.heard).toEqual([]);
	expect(one.nodes.isAlive(two.id)).toBe(true);
});

test('a connection that broke and was made anew between two heartbeats counts, too', async () => {
	const { two } = await pair();
	two.redis.cut();
	two.redis.mend();
	await vi.advanceTimersByTimeAsync(HEARTBEAT_EVERY_MS);
	expect(two.heard).toEqual(['back']);
});

test('the first connection is no return', async () => {
	const { one, two } = await pair();
	await vi.advanceTimersByTimeAsync(LATEST_MS);
	expect([...one.heard, ...two.heard]).toEqual([]);
});

test('a process that stood still does not take the others for dead, but itself for forgotten', async () => {
	const { one, two } = await pair();
	one.clock.lateMs += 60_000;
	await vi.advanceTimersByTimeAsync(2 * HEARTBEAT_EVERY_MS);
	expect(one.heard).toEqual(['back']);
	expect(one.nodes.isAlive(two.id)).toBe(true);
});
