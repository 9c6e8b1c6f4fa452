import { describe, expect, it, onTestFinished } from 'vitest';
import type { DocumentName } from '#protocol/documents.ts';
import { LogFollower, storedWords } from '../support/log-follower.ts';
import { createRandom } from '../support/random.ts';
import { caughtUp, follow, startFront, startRedis } from '../support/redis.ts';
import { storesAt } from '../support/redis-for-test.ts';
import { waitFor } from '../support/wait-for.ts';

/** A primary with its replica behind one address. */
async function pairForTest(config: Record<string, string> = {}) {
	const [primary, replica] = await Promise.all([startRedis(config), startRedis(config)]);
	const front = await startFront(primary);
	onTestFinished(async () => {
		await front.close();
		await primary.dispose();
		await replica.dispose();
	});
	await follow(replica, primary);
	const failOver = async () => {
		await replica.command('REPLICAOF', 'NO', 'ONE');
		front.pointTo(replica);
	};
	return { primary, replica, front, open: storesAt(front), failOver };
}

async function appendUntilDurable(follower: LogFollower, word: string): Promise<void> {
	const end = performance.now() + 10_000;
	while ((await follower.append(word)).at !== 'durable') {
		expect(performance.now(), 'durable in time').toBeLessThan(end);
	}
}

describe('a failover', () => {
	it('loses nothing that was called durable when a replica is waited for', async () => {
		const random = createRandom();
		const { primary, open, failOver } = await pairForTest({ appendfsync: 'everysec' });
		const stores = [
			await open({ replicas: 1, patienceMs: 2_000 }),
			await open({ replicas: 1, patienceMs: 2_000 })
		];
		const followers = await Promise.all(stores.map((store) => LogFollower.open(store, 'doc')));
		const durable = () => followers.reduce((sum, follower) => sum + follower.durable.length, 0);
		let count = 0;
		const append = () => void random.pick(followers).append(`word ${count++}`);
		while (durable() < 200) {
			append();
			await new Promise(setImmediate);
		}
		// They go on while it dies.
		const dying = primary.kill();
		for (let index = 0; index < 20; index += 1) append();
		await dying;
		await failOver();
		for (let index = 0; index < 20; index += 1) append();
		await Promise.all(followers.map((follower) => follower.settled()));

		// Nobody follows the new primary: what is appended now is stored, and never called durable.
		expect(await followers[0]!.append('alone')).toMatchObject({
			at: 'failed',
			error: { failure: 'unavailable' }
		});
		const stored = await storedWords(stores[0]!, 'doc');
		expect(stored).toContain('alone');
		expect(new Set(stored).size, random.seedText).toBe(stored.length);
		const kept = new Set(stored);
		for (const follower of followers) {
			expect(
				follower.durable.filter((word) => !kept.has(word)),
				random.seedText
			).toEqual([]);
			expect(follower.resets).toBeGreaterThan(0);
		}
		for (const store of [stores[0]!, await open()]) {
			expect((await store.documents.load('doc' as DocumentName))?.mayHaveLost).toBe(true);
		}
	});

	it('to a replica that lacks the end takes what nobody called durable, and says so to whoever saw it', async () => {
		const { primary, replica, front, open } = await pairForTest();
		const stores = [
			await open({ replicas: 1, patienceMs: 2_000 }),
			await open({ replicas: 1, patienceMs: 2_000 })
		];
		const [one, other] = (await Promise.all(stores.map((store) => LogFollower.open(store, 'doc')))) as [
			LogFollower,
			LogFollower
		];
		expect(await one.append('safe')).toEqual({ at: 'durable' });
		// Promoted while the old one is still reached: what that one takes now is lost. The new one has a replica already,
		// which would confirm whatever it is asked.
		const second = await startRedis();
		onTestFinished(() => second.dispose());
		await replica.command('REPLICAOF', 'NO', 'ONE');
		await follow(second, replica);
		const lost = one.append('lost');
		await waitFor(() => other.words.includes('lost'), 'it was shown on the other node');
		await primary.kill();
		front.pointTo(replica);
		expect(await lost).toMatchObject({ at: 'failed', error: { failure: 'unavailable' } });
		await waitFor(() => one.resets > 0 && other.resets > 0, 'both nodes are told to compare');
		expect(await storedWords(stores[0]!, 'doc')).toEqual(['safe']);
		expect(await one.append('given back')).toEqual({ at: 'durable' });
		await waitFor(() => other.words.includes('given back'), 'the other node is told of what comes after');
	});

	it('is noticed by a node that starts only after it', async () => {
		const { primary, replica, open, failOver } = await pairForTest();
		const before = await open();
		const follower = await LogFollower.open(before, 'doc');
		await follower.append('word');
		expect((await before.documents.load('doc' as DocumentName))?.mayHaveLost).toBe(false);
		await before.close();
		await caughtUp(replica, primary);
		await primary.kill();
		await failOver();
		const after = await open();
		expect((await after.documents.load('doc' as DocumentName))?.mayHaveLost).toBe(true);
	});

	it('to a server that syncs less often than promised is not accepted', async () => {
		const { primary, replica, open, failOver } = await pairForTest();
		const store = await open({ patienceMs: 1_000 });
		const follower = await LogFollower.open(store, 'doc');
		await replica.command('CONFIG', 'SET', 'appendfsync', 'everysec');
		await primary.kill();
		await failOver();
		expect(await follower.append('word')).toMatchObject({ at: 'failed', error: { failure: 'unavailable' } });
		await replica.command('CONFIG', 'SET', 'appendfsync', 'always');
		await appendUntilDurable(follower, 'after');
		expect(await storedWords(store, 'doc')).toEqual(['after']);
	});

	it('that ends on a server still copying is waited out', async () => {
		const { primary, replica, front, open } = await pairForTest();
		const store = await open();
		const follower = await LogFollower.open(store, 'doc');
		await follower.append('before');
		await caughtUp(replica, primary);
		// The address moves before the promotion.
		front.pointTo(replica);
		const fate = follower.append('between');
		await primary.kill();
		await replica.command('REPLICAOF', 'NO', 'ONE');
		expect(await fate).toEqual({ at: 'durable' });
		expect(await storedWords(store, 'doc')).toEqual(['before', 'between']);
	});
});
