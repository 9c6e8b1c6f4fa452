import { afterAll, beforeAll } from 'vitest';
import type { DocumentName } from '#protocol/documents.ts';
import { createRedisStore } from '../../server/store/redis/redis-store.ts';
import { quietLog } from '../support/quiet-log.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import type { DamagedPart, StorePlace } from './place.ts';
import { storeContract } from './store.ts';

// Flushed between the tests; one that syncs with every write, as "saved" needs.
let redis: RedisServer;
beforeAll(async () => {
	redis = await startRedis();
});
afterAll(() => redis.dispose());

async function createPlace(): Promise<StorePlace> {
	await redis.command('FLUSHALL');
	return {
		open: () => createRedisStore({ url: redis.url, node: 'test', log: quietLog }),
		dispose: async () => undefined
	};
}

async function damage(_place: StorePlace, name: DocumentName, part: DamagedPart): Promise<void> {
	const key = (rest: string) => `cp:{${name}}:${rest}`;
	if (part === 'log') {
		// A stream takes no change in its middle: the entries from the newest on are written anew.
		const [id] = (await redis.command('XREVRANGE', key('log'), '+', '-', 'COUNT', '1')).split('\n');
		const last = Number(id?.split('-')[1]);
		await redis.command('XDEL', key('log'), `1-${last}`);
		await redis.command('XADD', key('log'), `1-${last + 1}`, 'e', 'damaged');
		return;
	}
	const generation = Number(await redis.command('HGET', key('meta'), 'generation'));
	await redis.command('SET', key(`snapshot:${generation}`), 'damaged');
	if (part === 'all snapshots') await redis.command('SET', key(`snapshot:${generation - 1}`), 'damaged');
}

storeContract('Redis', createPlace, { nodes: true, damage });
