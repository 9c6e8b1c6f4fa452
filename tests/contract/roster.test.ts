import { afterAll, afterEach, beforeAll } from 'vitest';
import { MemoryRoster, type Roster } from '../../server/session/roster.ts';
import { startClusterNode, type ClusterNode } from '../support/cluster.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
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
	leaveAfterMs: LEAVE_AFTER_MS,
	async open() {
		const node = listening((listener) => new MemoryRoster(listener, LEAVE_AFTER_MS));
		return [node, node];
	}
}));

let redis: RedisServer;
const nodes: ClusterNode[] = [];
beforeAll(async () => {
	redis = await startRedis({ appendfsync: 'everysec' });
});
afterEach(async () => {
	await Promise.all(nodes.splice(0).map((node) => node.close()));
});
afterAll(() => redis.dispose());

rosterContract('the roster of several nodes', () => ({
	leaveAfterMs: LEAVE_AFTER_MS,
	async open(session) {
		const open = async (): Promise<RosterNode> => {
			const node = await startClusterNode(redis.url);
			nodes.push(node);
			const listened = listening((listener) => node.cluster.createRoster(listener, LEAVE_AFTER_MS));
			await node.cluster.watchRoster(session);
			return listened;
		};
		return [await open(), await open()];
	}
}));
