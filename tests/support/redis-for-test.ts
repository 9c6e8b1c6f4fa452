import { onTestFinished } from 'vitest';
import { createRedisStore, type RedisStoreOptions } from '../../server/store/redis/redis-store.ts';
import type { Store } from '../../server/store/store.ts';
import { quietLog } from './quiet-log.ts';
import { startFront, startRedis, type RedisFront } from './redis.ts';

/**
 * A Redis of the test's own, a front before it that can be stopped, and stores on it; all of them end with the test.
 * @param config settings of Redis in addition to the usual ones
 */
export async function redisForTest(config: Readonly<Record<string, string>> = {}) {
	const redis = await startRedis(config);
	onTestFinished(() => redis.dispose());
	const front = await startFront(redis);
	onTestFinished(() => front.close());
	return { redis, front, open: storesAt(front) };
}

/** Opens stores on the Redis behind an address; they are closed when the test is over. */
export function storesAt({ url }: Pick<RedisFront, 'url'>) {
	return async (options: Partial<RedisStoreOptions> = {}): Promise<Store> => {
		const store = await createRedisStore({ url, node: 'test', log: quietLog, ...options });
		onTestFinished(() => store.close());
		return store;
	};
}
