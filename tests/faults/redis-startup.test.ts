import { describe, expect, it, onTestFinished } from 'vitest';
import type { Log } from '../../server/log.ts';
import { createRedisStore, type RedisStoreOptions } from '../../server/store/redis/redis-store.ts';
import { follow, startRedis, type RedisServer } from '../support/redis.ts';

async function redisForTest(config: Record<string, string> = {}): Promise<RedisServer> {
	const redis = await startRedis(config);
	onTestFinished(() => redis.dispose());
	return redis;
}

/** Opens the store, closes it after the test; with what it logged. */
async function openOn(url: string, options: Partial<RedisStoreOptions> = {}) {
	const lines: string[] = [];
	const write = (details: object, message: string) =>
		void lines.push(`${message} ${JSON.stringify(details)}`);
	const log: Log = { info: write, warn: write, error: write };
	const store = await createRedisStore({ url, node: 'test', log, ...options });
	onTestFinished(() => store.close());
	return { store, lines };
}

describe('at the start, a Redis', () => {
	it.each([
		[
			'that evicts',
			{ 'maxmemory-policy': 'allkeys-lru' },
			/would delete documents when memory is short: set maxmemory-policy noeviction \(it is allkeys-lru\)/
		],
		[
			'that keeps nothing over a restart',
			{ appendonly: 'no' },
			/keeps nothing over a restart: set appendonly yes/
		]
	])('%s is refused with what to change, unless it may be thrown away', async (_, config, sentence) => {
		const redis = await redisForTest(config);
		const refused = openOn(redis.url);
		await expect(refused).rejects.toThrow(sentence);
		await expect(refused).rejects.toThrow('REDIS_THROW_AWAY=on');
		const { store, lines } = await openOn(redis.url, { allowThrowAway: true });
		expect(lines.join('\n')).toMatch(sentence);
		await store.check();
	});

	it('with data in a format of another release is refused, and nothing in it is taken for damage', async () => {
		const redis = await redisForTest();
		await openOn(redis.url);
		await redis.command('SET', 'cp:format', '2');
		await expect(openOn(redis.url)).rejects.toThrow(/holds data in format 2, and this release knows 1/);
	});

	it.each([
		['always', 'saved'],
		['everysec', 'received']
	])('that syncs %s promises "%s"', async (appendfsync, promises) => {
		const redis = await redisForTest({ appendfsync });
		expect((await openOn(redis.url)).store.promises).toBe(promises);
	});

	it('that forbids CONFIG is judged by what INFO tells, and promises no sync', async () => {
		const redis = await redisForTest();
		await redis.command('ACL', 'SETUSER', 'guest', 'on', '>secret', '~*', '&*', '+@all', '-config');
		const url = redis.url.replace('redis://', 'redis://guest:secret@');
		expect((await openOn(url)).store.promises).toBe('received');
		await redis.command('CONFIG', 'SET', 'maxmemory-policy', 'volatile-lru');
		await expect(openOn(url)).rejects.toThrow('maxmemory-policy noeviction');
	});

	it('that is not there is told with its address and without the password', async () => {
		const redis = await redisForTest();
		await redis.stop();
		const url = redis.url.replace('redis://', 'redis://someone:hush@');
		const refused = await openOn(url, { connectWithinMs: 500 }).catch((error: unknown) => error);
		expect(String(refused)).toContain(`127.0.0.1:${redis.port} cannot be reached`);
		expect(String(refused)).not.toContain('hush');
	});

	it('that wants another password is told, without the one that was given', async () => {
		const redis = await redisForTest();
		await redis.command('CONFIG', 'SET', 'requirepass', 'right');
		const { lines } = await openOn(redis.url.replace('redis://', 'redis://:right@'));
		expect(lines.join('\n')).not.toContain('right');
		const refused = await openOn(redis.url.replace('redis://', 'redis://:wrong-one@')).catch(
			(error: unknown) => error
		);
		expect(String(refused)).toContain('WRONGPASS');
		expect(String(refused)).not.toContain('wrong-one');
	});

	it('that is only a replica is refused', async () => {
		const [primary, replica] = [await redisForTest(), await redisForTest()];
		await follow(replica, primary);
		await expect(openOn(replica.url)).rejects.toThrow(`127.0.0.1:${replica.port} is a replica`);
	});

	it('that more replicas are wanted of than it has confirms nothing', async () => {
		const redis = await redisForTest();
		const { store } = await openOn(redis.url, { replicas: 1, patienceMs: 300 });
		await expect(store.records.put('c', 'k', 1, 0)).rejects.toMatchObject({ failure: 'unavailable' });
	});
});
