import { afterAll, afterEach, beforeAll, describe } from 'vitest';
import type { SessionId } from '#model/ids.ts';
import { MemoryRoster, type Roster } from '../../server/session/roster.ts';
import { startClusterNode, type ClusterNode } from '../support/cluster.ts';
import { startRedis, startRedisCluster } from '../support/redis.ts';
import { rosterContract, type RosterNode } from './roster.ts';

const LEAVE_AFTER_MS = 300;

function listening(create: (listener: ConstructorParameters<typeof MemoryRoster>[0]) => Roster): RosterNode {
	const heard: RosterNode['heard'] = [];
	const roster = create({
		present: (_, present) => heard.push(present),
		left: (_, left) => heard.push({ left })
	});
	return { roster, heard };
}

rosterContract('the roster of one node', () => ({
	async open() {
		const node = listening((listener) => new MemoryRoster(listener, LEAVE_AFTER_MS));
		return [node, node];
	}
}));

function ofSeveralNodes(
	name: string,
	startUp: () => Promise<{ readonly url: string; dispose(): Promise<void> }>
): void {
	describe(name, () => {
		let redis: Awaited<ReturnType<typeof startUp>>;
		const nodes: ClusterNode[] = [];
		beforeAll(async () => {
			redis = await startUp();
		}, 60_000);
		afterEach(async () => {
			await Promise.all(nodes.splice(0).map((node) => node.close()));
		});
		afterAll(() => redis.dispose());

		const join = async (session: SessionId): Promise<RosterNode> => {
			const node = await startClusterNode(redis.url);
			nodes.push(node);
			const listened = listening((listener) => node.cluster.createRoster(listener, LEAVE_AFTER_MS));
			await node.cluster.watchRoster(session);
			return listened;
		};
		rosterContract('the roster of several nodes', () => ({
			open: async (session) => [await join(session), await join(session)]
		}));
	});
}

ofSeveralNodes('on one Redis', () => startRedis({ appendfsync: 'everysec' }));
ofSeveralNodes('on a Redis Cluster', startRedisCluster);
