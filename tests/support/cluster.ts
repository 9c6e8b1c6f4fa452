import { createId } from '#model/ids.ts';
import type { Log } from '../../server/log.ts';
import { joinCluster, type Cluster } from '../../server/cluster/cluster.ts';
import { connectRedis, type RedisLink } from '../../server/store/redis/connect.ts';

const silent = (): undefined => undefined;
export const NO_LOG: Log = { info: silent, warn: silent, error: silent };

/** What one node has of the others, without a server around it. */
export interface ClusterNode {
	readonly cluster: Cluster;
	readonly redis: RedisLink;
	/** Says goodbye. */
	close(): Promise<void>;
	/** Is gone without a word, as after kill -9. */
	vanish(): Promise<void>;
}

export async function startClusterNode(url: string): Promise<ClusterNode> {
	const redis = await connectRedis({ url, name: 'node-under-test', log: NO_LOG, replyWithinMs: 2000 });
	let vanished = false;
	const cluster = joinCluster({
		node: createId(),
		redis: { ...redis, run: (key, args) => (vanished ? new Promise(silent) : redis.run(key, args)) },
		log: NO_LOG,
		now: Date.now,
		nowMs: () => performance.now()
	});
	return {
		cluster,
		redis,
		async close() {
			if (vanished) return;
			await cluster.leave();
			await redis.close();
		},
		async vanish() {
			vanished = true;
			await redis.close();
		}
	};
}
