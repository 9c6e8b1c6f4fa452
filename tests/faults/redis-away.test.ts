import { describe, expect, it } from 'vitest';
import type { DocumentName } from '#protocol/documents.ts';
import { LogFollower, storedWords } from '../support/log-follower.ts';
import { createRandom } from '../support/random.ts';
import { redisForTest } from '../support/redis-for-test.ts';
import { isLongRun } from '../support/rounds.ts';
import { waitFor } from '../support/wait-for.ts';

const ROUNDS = isLongRun ? 45 : 8;

describe('while Redis is away', () => {
	it('appends wait, in order, and are written once when it answers again', async () => {
		const { redis, open } = await redisForTest();
		const store = await open();
		const [one, other] = [await LogFollower.open(store, 'doc'), await LogFollower.open(await open(), 'doc')];
		await one.append('before');
		redis.pause();
		const fates = Array.from({ length: 50 }, (_, index) => one.append(`while ${index}`));
		fates.push(other.append('of another node'));
		// Shorter than the time limit of a reply: nothing breaks, all is late.
		await new Promise((resolve) => setTimeout(resolve, 3_000));
		redis.resume();
		for (const fate of await Promise.all(fates)) expect(fate).toEqual({ at: 'durable' });
		const stored = await storedWords(store, 'doc');
		expect(stored).toHaveLength(52);
		expect(new Set(stored).size).toBe(52);
		for (const follower of [one, other]) {
			await waitFor(() => follower.told.length === 52, 'both nodes are told of all');
			expect(follower.words).toEqual(stored);
		}
	});

	it('appends fail after some seconds; one that Redis reads later after all is told, once', async () => {
		const { redis, open } = await redisForTest();
		const store = await open({ patienceMs: 1_000, replyWithinMs: 400 });
		const follower = await LogFollower.open(store, 'doc');
		await follower.append('before');
		redis.pause();
		const sent = await follower.append('sent');
		const queued = await follower.append('queued');
		expect(sent).toMatchObject({ at: 'failed', error: { failure: 'unavailable' } });
		expect(queued).toMatchObject({ at: 'failed', error: { failure: 'unavailable' } });
		await expect(store.check()).rejects.toMatchObject({ failure: 'unavailable' });
		await expect(store.documents.load('doc' as DocumentName)).rejects.toMatchObject({
			failure: 'unavailable'
		});
		await expect(store.records.put('c', 'k', 1, 0)).rejects.toMatchObject({ failure: 'unavailable' });
		redis.resume();
		await waitFor(() => follower.words.length > 0, 'something was told');
		let after = await follower.append('after');
		while (after.at === 'failed') after = await follower.append('after');
		const stored = await storedWords(store, 'doc');
		// The stopped server had the first one in its socket; the second never left this process.
		expect(stored.filter((word) => word === 'sent').length).toBeLessThanOrEqual(1);
		expect(stored).not.toContain('queued');
		expect(stored.slice(-1)).toEqual(['after']);
		await waitFor(() => follower.words.length === stored.length, 'all that is stored was told');
		expect(follower.words).toEqual(stored);
	});

	it('no more waits than the limits allow', async () => {
		const { redis, open } = await redisForTest();
		const store = await open({ waitingBytes: { document: 20_000, all: 50_000 } });
		const follower = await LogFollower.open(store, 'doc');
		const others = await Promise.all(['b', 'c', 'd'].map((name) => LogFollower.open(store, name)));
		await follower.append('before');
		redis.pause();
		const word = 'x'.repeat(1_000);
		for (let index = 0; index < 30; index += 1) {
			void follower.append(word);
			for (const other of others) void other.append(word);
		}
		const failed = () => [follower, ...others].reduce((sum, each) => sum + each.failed.length, 0);
		await waitFor(() => failed() > 60, 'what is too much fails at once');
		expect(follower.failed.length).toBeGreaterThan(9);
		redis.resume();
		await Promise.all([follower, ...others].map((each) => each.settled()));
		expect(failed()).toBeLessThan(90);
		expect(follower.durable.length).toBeGreaterThan(5);
		expect(await follower.append('after')).toEqual({ at: 'durable' });
	});

	it('a change of a record whose answer was lost is made once and answered', async () => {
		const random = createRandom();
		const { front, open } = await redisForTest();
		const { records } = await open();
		let version = 0;
		for (let index = 0; index < 60; index += 1) {
			const changing = records.put('c', 'k', { index }, version);
			if (random.below(2) === 0) setTimeout(() => front.cut(), random.below(3));
			expect(await changing, `${random.seedText}, change ${index}`).toBe(version + 1);
			version += 1;
		}
	});
});

describe('a Redis that dies', () => {
	it(`keeps all that was called durable, once and in order, over ${ROUNDS} rounds of kill -9`, async () => {
		const random = createRandom();
		const { redis, open } = await redisForTest();
		const stores = [await open(), await open()];
		expect(stores[0]?.promises).toBe('saved');
		const followers = await Promise.all(stores.map((store) => LogFollower.open(store, 'doc')));
		const restarts: Promise<void>[] = [];
		let count = 0;
		for (let round = 0; round < ROUNDS; round += 1) {
			const end = count + 40 + random.below(60);
			const killAt = count + 1 + random.below(40);
			while (count < end) {
				void random.pick(followers).append(`word ${count++}`);
				if (count === killAt) {
					await redis.kill();
					restarts.push(redis.start());
				}
				if (random.below(4) === 0) await new Promise(setImmediate);
			}
			await Promise.all(followers.map((follower) => follower.settled()));
			await Promise.all(restarts);
		}
		expect(restarts).toHaveLength(ROUNDS);
		const stored = await storedWords(stores[0]!, 'doc');
		expect(new Set(stored).size, random.seedText).toBe(stored.length);
		const kept = new Set(stored);
		for (const follower of followers) {
			expect(follower.failed, random.seedText).toEqual([]);
			expect(
				follower.durable.filter((word) => !kept.has(word)),
				random.seedText
			).toEqual([]);
			expect(follower.resets, 'the room is told to compare').toBeGreaterThan(0);
			await waitFor(() => follower.words.at(-1) === stored.at(-1), 'the end of the log was told');
		}
		expect((await LogFollower.open(await open(), 'doc')).mayHaveLost).toBe(true);
		const durable = followers.reduce((sum, follower) => sum + follower.durable.length, 0);
		console.info(`kill -9 of Redis: ${durable} durable in ${ROUNDS} rounds, 0 lost (${random.seedText})`);
	});

	it('is found empty: the documents that are open are told to compare', async () => {
		const { redis, open } = await redisForTest();
		const store = await open();
		const follower = await LogFollower.open(store, 'doc');
		const other = await LogFollower.open(await open(), 'doc');
		await follower.append('before');
		await redis.command('FLUSHALL');
		expect(await other.append('after')).toEqual({ at: 'durable' });
		await waitFor(() => follower.resets > 0 && other.resets > 0, 'both are told');
		expect(await storedWords(store, 'doc')).toEqual(['after']);
		expect(await follower.append('and on')).toEqual({ at: 'durable' });
		expect(await storedWords(store, 'doc')).toEqual(['after', 'and on']);
	});

	it('has forgotten the scripts: they are sent again', async () => {
		const { redis, open } = await redisForTest();
		const store = await open();
		const follower = await LogFollower.open(store, 'doc');
		for (let index = 0; index < 5; index += 1) {
			const fates = Array.from({ length: 10 }, (_, each) => follower.append(`${index} ${each}`));
			await redis.command('SCRIPT', 'FLUSH', 'SYNC');
			for (const fate of await Promise.all(fates)) expect(fate).toEqual({ at: 'durable' });
		}
		expect(await storedWords(store, 'doc')).toEqual(follower.words);
		expect(follower.words).toHaveLength(50);
	});
});

describe('a Redis that is full', () => {
	it('refuses at once, keeps what it has, and takes more when there is room again', async () => {
		const { redis, open } = await redisForTest();
		const store = await open();
		const follower = await LogFollower.open(store, 'doc');
		await follower.append('before');
		await redis.command('CONFIG', 'SET', 'maxmemory', '1mb');
		expect(await follower.append('too much')).toMatchObject({
			at: 'failed',
			error: { failure: 'unavailable' }
		});
		await expect(store.check()).rejects.toMatchObject({ failure: 'unavailable' });
		await expect(store.records.put('c', 'k', 1, 0)).rejects.toMatchObject({ failure: 'unavailable' });
		await expect(store.blobs.put(new Uint8Array(10))).rejects.toMatchObject({ failure: 'unavailable' });
		const full = await LogFollower.open(store, 'doc');
		expect(full.words).toEqual(['before']);
		await redis.command('CONFIG', 'SET', 'maxmemory', '0');
		expect(await follower.append('after')).toEqual({ at: 'durable' });
		await store.check();
		expect(await storedWords(store, 'doc')).toEqual(['before', 'after']);
	});
});
