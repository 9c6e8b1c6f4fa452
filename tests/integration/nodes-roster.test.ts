import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createId, type BoardId, type IdentityId, type SessionId } from '#model/ids.ts';
import type { Roster } from '../../server/session/roster.ts';
import { startClusterNode, type ClusterNode } from '../support/cluster.ts';
import { startRedis, type RedisServer } from '../support/redis.ts';
import { waitFor } from '../support/wait-for.ts';

const board = createId<BoardId>();
const inFront = { place: board, away: false };
/** A key ends ten seconds after its last renewal. */
const WITHIN_MS = 15_000;
const LEAVE_AFTER_MS = 1000;

let redis: RedisServer;
let session: SessionId;
let ann: IdentityId;
let bob: IdentityId;
const nodes: ClusterNode[] = [];

beforeAll(async () => {
	redis = await startRedis({ appendfsync: 'everysec' });
});
beforeEach(() => {
	[session, ann, bob] = [createId(), createId(), createId()];
});
afterEach(async () => {
	await Promise.all(nodes.splice(0).map((node) => node.close()));
});
afterAll(() => redis.dispose());

async function join() {
	const node = await startClusterNode(redis.url);
	nodes.push(node);
	const left: IdentityId[] = [];
	const roster = node.cluster.createRoster(
		{ present: () => undefined, left: (_, identity) => left.push(identity) },
		LEAVE_AFTER_MS
	);
	await node.cluster.watchRoster(session);
	return { node, roster, left };
}

const idsOn = (roster: Roster): string =>
	roster
		.present(session)
		.map(({ id }) => id)
		.toSorted()
		.join();
const both = (): string => [ann, bob].toSorted().join();

test('the people of a node that dies without a word vanish everywhere, also for who comes after that', async () => {
	const [dead, alive] = [await join(), await join()];
	dead.roster.set(session, ann, 'tab', inFront);
	alive.roster.set(session, bob, 'tab', inFront);
	await waitFor(() => idsOn(alive.roster) === both(), 'both are here');
	await dead.node.vanish();
	const late = await join();
	await waitFor(() => idsOn(alive.roster) === bob && idsOn(late.roster) === bob, 'Ann is gone', WITHIN_MS);
	expect(alive.left).toEqual([ann]);
});

test('the people of a node that stops have time to come back on another', async () => {
	const [stopping, other] = [await join(), await join()];
	stopping.roster.set(session, ann, 'before', inFront);
	stopping.roster.set(session, bob, 'tab', inFront);
	await waitFor(() => idsOn(other.roster) === both(), 'both are here');
	await stopping.node.close();
	expect(idsOn(other.roster)).toBe(both());
	other.roster.set(session, ann, 'after', inFront);
	await waitFor(() => idsOn(other.roster) === ann, 'Bob, who does not come back, is gone', WITHIN_MS);
	expect(other.left).toEqual([bob]);
});

test('what Redis forgot is written anew, for who comes after that', async () => {
	const here = await join();
	here.roster.set(session, ann, 'tab', inFront);
	const there = await join();
	there.roster.set(session, bob, 'tab', inFront);
	await waitFor(() => idsOn(here.roster) === both() && idsOn(there.roster) === both(), 'both are here');
	await redis.command('FLUSHALL');
	const late = await join();
	await waitFor(() => idsOn(late.roster) === both(), 'both are here again', WITHIN_MS);
	expect([...here.left, ...there.left]).toEqual([]);
});
