import { expect, test } from 'vitest';
import { createId } from '#model/ids.ts';
import { NO_LOG } from '../../tests/support/cluster.ts';
import { RedisBus } from '../../tests/support/redis-bus.ts';
import { waitFor } from '../../tests/support/wait-for.ts';
import { Channels, type NodeId } from './channels.ts';

function nodeOn(bus: RedisBus) {
	const redis = bus.connect();
	const channels = new Channels(redis, NO_LOG, createId<NodeId>());
	const heard: string[] = [];
	const hear = (_: NodeId, payload: Uint8Array) => void heard.push(Buffer.from(payload).toString());
	return { redis, channels, heard, hear };
}

test('others hear what one publishes, and who it was; it does not hear itself', async () => {
	const bus = new RedisBus();
	const [one, two] = [nodeOn(bus), nodeOn(bus)];
	const from: NodeId[] = [];
	const channel = one.channels.open('a', one.hear);
	await Promise.all([channel.open, two.channels.open('a', (node) => from.push(node)).open]);
	two.channels.open('b', two.hear);
	await channel.publish(Buffer.from('hello'));
	expect(from).toEqual([one.channels.node]);
	expect([...one.heard, ...two.heard]).toEqual([]);
});

test('a listener that fails harms neither the others nor the connection', async () => {
	const bus = new RedisBus();
	const [one, two] = [nodeOn(bus), nodeOn(bus)];
	const failing = two.channels.open('a', () => {
		throw new Error('a fault');
	});
	await Promise.all([failing.open, two.channels.open('a', two.hear).open]);
	await one.channels.open('a', one.hear).publish(Buffer.from('hello'));
	expect(two.heard).toEqual(['hello']);
});

test('what is no message of this version is passed over', async () => {
	const bus = new RedisBus();
	const { channels, heard, hear } = nodeOn(bus);
	await channels.open('a', hear).open;
	const id = createId();
	for (const message of [
		'',
		'\u0001',
		'\u0001short',
		`\u0002${id}of tomorrow`,
		`\u0001${'!'.repeat(22)}nobody`
	])
		bus.deliver('a', Buffer.from(message, 'latin1'));
	bus.deliver('a', Buffer.from(`\u0001${id}understood`, 'latin1'));
	expect(heard).toEqual(['understood']);
});

test('a channel is subscribed for as long as somebody listens', async () => {
	const { redis, channels, hear } = nodeOn(new RedisBus());
	const [first, second] = [channels.open('a', hear), channels.open('a', hear)];
	await Promise.all([first.open, second.open]);
	first.close();
	first.close();
	await expect.poll(() => redis.channels).toEqual(['a']);
	second.close();
	await waitFor(() => redis.channels.length === 0, 'nobody listens');
	// Closed and opened in one turn.
	const third = channels.open('a', hear);
	await third.open;
	third.close();
	await channels.open('a', hear).open;
	await expect.poll(() => redis.channels).toEqual(['a']);
});

test('what was opened and closed while Redis was away is made good when it is back', async () => {
	const bus = new RedisBus();
	const [one, two] = [nodeOn(bus), nodeOn(bus)];
	const before = two.channels.open('before', two.hear);
	await before.open;
	two.redis.cut();
	const meanwhile = two.channels.open('meanwhile', two.hear);
	await expect(meanwhile.open).rejects.toThrow('away');
	await expect(meanwhile.publish(Buffer.from('lost'))).rejects.toThrow('away');
	before.close();
	two.redis.mend();
	await waitFor(() => two.redis.channels.join() === 'meanwhile', 'only what is wanted is subscribed');
	await one.channels.open('meanwhile', one.hear).publish(Buffer.from('hello'));
	expect(two.heard).toEqual(['hello']);
});
