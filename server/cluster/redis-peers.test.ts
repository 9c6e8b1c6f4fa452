import { expect, test } from 'vitest';
import { createId, type BoardId } from '#model/ids.ts';
import { sharedDocument } from '#protocol/documents.ts';
import { encodeText } from '#protocol/bytes.ts';
import type { AwarenessEntry } from '#protocol/sync.ts';
import { NO_LOG } from '../../tests/support/cluster.ts';
import { RedisBus } from '../../tests/support/redis-bus.ts';
import { Channels, type NodeId } from './channels.ts';
import type { Nodes, NodesListener } from './nodes.ts';
import { redisPeers } from './redis-peers.ts';
import { NAMES } from './redis.ts';

const name = sharedDocument(createId<BoardId>());
const entry = (client: number, clock = 1): AwarenessEntry => ({ client, clock, json: encodeText('{"a":1}') });

function nodeOn(bus: RedisBus) {
	const redis = bus.connect();
	const channels = new Channels(redis, NO_LOG, createId<NodeId>());
	let life: NodesListener | null = null;
	const nodes: Pick<Nodes, 'listen'> = { listen: (listener) => (life = listener) };
	const peers = redisPeers(channels, nodes);
	const heard: string[] = [];
	const join = () =>
		peers.join(name, {
			awareness: (_, entries) => heard.push(`clients ${entries.map(({ client }) => client).join()}`),
			asked: () => heard.push('asked'),
			gone: () => heard.push('gone')
		});
	return { redis, heard, join, id: channels.node, life: () => life! };
}

/** Both have the document open and have heard of each other. */
async function pair() {
	const bus = new RedisBus();
	const [one, two] = [nodeOn(bus), nodeOn(bus)];
	const here = one.join();
	await expect.poll(() => one.redis.channels).toHaveLength(1);
	const there = two.join();
	await expect.poll(() => one.heard).toEqual(['asked']);
	there.tell([entry(2)]);
	here.tell([entry(1)]);
	await expect.poll(() => [one.heard.length, two.heard.length]).toEqual([2, 1]);
	one.heard.length = two.heard.length = 0;
	return { bus, one, two, here, there };
}

test('one message carries all that is told at once', async () => {
	const { bus, two, here } = await pair();
	const before = bus.published.length;
	here.tell([entry(1), entry(3), entry(4)]);
	here.tell([]);
	await expect.poll(() => two.heard).toEqual(['clients 1,3,4']);
	expect(bus.published).toHaveLength(before + 1);
});

test('a node that is gone is forgotten, once, where it told something', async () => {
	const { one, two } = await pair();
	two.life().gone(one.id, 'silent');
	two.life().gone(one.id, 'silent');
	two.life().gone(createId<NodeId>(), 'silent');
	expect(two.heard).toEqual(['gone']);
});

test('a node that closes the document is forgotten there', async () => {
	const { one, there, two } = await pair();
	there.tell([entry(2, 2)]);
	there.close();
	there.tell([entry(2, 3)]);
	await expect.poll(() => one.heard).toEqual(['clients 2', 'gone']);
	await expect.poll(() => two.redis.channels).toEqual([]);
});

test('after a gap both sides forget and tell anew', async () => {
	const { one, two, there } = await pair();
	two.redis.cut();
	there.tell([entry(2, 2)]);
	two.redis.mend();
	two.life().back();
	await expect.poll(() => one.heard).toEqual(['gone', 'asked']);
	expect(two.heard).toEqual(['gone', 'asked']);
});

test('what is no message of ours is passed over', async () => {
	const { bus, one, two } = await pair();
	for (const payload of [[], [9], [1, 200], [0x7e, 0], [0, 0, 1, 0]])
		bus.deliver(NAMES.awareness(name), Buffer.concat([Buffer.from(`\u0001${one.id}`), Buffer.from(payload)]));
	expect(two.heard).toEqual([]);
});
