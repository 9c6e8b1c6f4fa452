import { expect, test } from 'vitest';
import { CLOSE } from '#protocol/close-codes.ts';
import { HttpClient, openSession } from '../../support/client.ts';
import { Deployment } from '../../support/nodes.ts';
import { RawClient } from '../../support/raw-client.ts';
import { startFront, type RedisServer } from '../../support/redis.ts';
import { rounds } from '../../support/rounds.ts';
import { SessionSocket } from '../../support/session-socket.ts';
import { stockClient } from '../../support/stock-client.ts';
import { waitFor } from '../../support/wait-for.ts';
import { writingPeople } from '../../support/writing-people.ts';

const WRITERS = rounds(4, 12);
const STOPPED_MS = rounds(2_000, 12_000);

/** The whole of a pause is the fault itself; nothing is awaited by it. */
const pass = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const ready = async (origin: string): Promise<number> => (await fetch(`${origin}/readyz`)).status;

async function waitForReadiness(deployment: Deployment, expected: number): Promise<void> {
	for (const { origin } of deployment.nodes) {
		let status = 0;
		const asking = setInterval(() => void ready(origin).then((is) => (status = is)), 50);
		await waitFor(() => status === expected, `${origin}/readyz is ${expected}`, 30_000);
		clearInterval(asking);
	}
}

test('a Redis that stands still, and one that is restarted, cost nobody an edit or their place', async () => {
	const deployment = await Deployment.open(2);
	const { redis } = deployment;
	const { writers, writtenOn, finish, client, state } = await writingPeople(deployment, WRITERS);
	const tabs = await Promise.all(
		deployment.nodes.map(({ origin }) => SessionSocket.open(origin, client.cookie, state.session.id))
	);
	await writtenOn();
	const promised = writers.map((writer) => writer.acknowledged);

	redis.pause();
	await pass(STOPPED_MS);
	redis.resume();
	await writtenOn();

	await redis.kill();
	await waitForReadiness(deployment, 503);
	await redis.start();
	await waitForReadiness(deployment, 200);
	await writtenOn();
	expect(writers.every((writer, index) => writer.acknowledged > promised[index]!)).toBe(true);
	await finish();

	// Both still hear of each other.
	const answer = await tabs[0]!.give({ type: 'rename-session', title: 'After it all' });
	expect(answer).toMatchObject({ ok: true });
	await tabs[1]!.wait('session', ({ session }) => session.title === 'After it all');
	for (const tab of tabs) tab.close();
});

test('cursors cross nodes again after Redis was away, also those that moved or left meanwhile', async () => {
	const deployment = await Deployment.open(2);
	const { cookie, whiteboard } = await openSession(deployment.origin);
	const [here, there, leaving] = [0, 1, 1].map((index) => {
		const { origin } = deployment.node(index);
		return stockClient(`${origin.replace('http', 'ws')}/sync`, whiteboard, { headers: { cookie, origin } });
	}) as [ReturnType<typeof stockClient>, ReturnType<typeof stockClient>, ReturnType<typeof stockClient>];
	const cursorOf = (client: typeof there): unknown =>
		here.provider.awareness.getStates().get(client.doc.clientID)?.cursor;
	there.provider.awareness.setLocalStateField('cursor', 1);
	leaving.provider.awareness.setLocalStateField('cursor', 9);
	await waitFor(() => cursorOf(there) === 1 && cursorOf(leaving) === 9, 'both are seen');

	await deployment.redis.kill();
	await waitForReadiness(deployment, 503);
	there.provider.awareness.setLocalStateField('cursor', 2);
	leaving.destroy();
	await deployment.redis.start();
	await waitFor(() => cursorOf(there) === 2, 'it is seen where it went', 30_000);
	await waitFor(() => cursorOf(leaving) === undefined, 'who left is gone', 30_000);
	for (const client of [here, there]) client.destroy();
});

test('a right that was taken while a node was cut off from Redis is taken there when it is back', async () => {
	const deployment = await Deployment.open(1);
	const front = await startFront(deployment.redis);
	const cutOff = await deployment.add({ REDIS_URL: front.url });
	const { client: fay, state, page } = await openSession(deployment.node(0).origin);
	const mia = new HttpClient(cutOff.origin);
	await mia.join(state.session.code);
	const miaId = (await mia.session(state.session.id)).me.id;
	const connection = await RawClient.open(`${cutOff.origin.replace('http', 'ws')}/sync/${page}`, {
		cookie: mia.cookie,
		origin: cutOff.origin
	});
	await connection.frame('sync-step-1');
	const miaTab = await SessionSocket.open(cutOff.origin, mia.cookie, state.session.id);
	const fayTab = await SessionSocket.open(deployment.node(0).origin, fay.cookie, state.session.id);

	// Nothing listens there.
	front.pointTo({ ...deployment.redis, port: 1 } satisfies RedisServer);
	expect(await fayTab.give({ type: 'remove-member', member: miaId })).toMatchObject({ ok: true });
	expect(await fayTab.give({ type: 'rename-session', title: 'Without her' })).toMatchObject({ ok: true });
	expect(connection.closeCode).toBeNull();

	front.pointTo(deployment.redis);
	expect(await connection.closed()).toBe(CLOSE.accessChanged);
	await miaTab.wait('member-removed', (id) => id === miaId);
	await waitFor(() => !miaTab.socket.connected, 'her tab is closed, too');
	fayTab.close();
	await front.close();
});
