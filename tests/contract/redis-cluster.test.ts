import { afterAll, beforeAll } from 'vitest';
import { createRedisStore } from '../../server/store/redis/redis-store.ts';
import { quietLog } from '../support/quiet-log.ts';
import { startRedisCluster } from '../support/redis.ts';
import type { StorePlace } from './place.ts';
import { storeContract } from './store.ts';

// Redis refuses a script that touches keys of another slot: so this also tests that what belongs together is together.
let cluster: Awaited<ReturnType<typeof startRedisCluster>>;
beforeAll(async () => {
	cluster = await startRedisCluster();
});
afterAll(() => cluster.dispose());

async function createPlace(): Promise<StorePlace> {
	for (const master of cluster.masters) await master.command('FLUSHALL');
	return {
		open: () => createRedisStore({ url: cluster.url, node: 'test', log: quietLog }),
		dispose: async () => undefined
	};
}

storeContract('a Redis Cluster', createPlace, { nodes: true });
