import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { CLOSE } from '#protocol/close-codes.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { createRedisStore } from '../../server/store/redis/redis-store.ts';
import { HttpClient, openSession } from '../support/client.ts';
import { Deployment } from '../support/nodes.ts';
import { quietLog } from '../support/quiet-log.ts';
import { stockClient, type StockClient } from '../support/stock-client.ts';
import type { TestServer } from '../support/server.ts';
import { waitFor } from '../support/wait-for.ts';

let deployment: Deployment;
const clients: StockClient[] = [];

beforeAll(async () => {
	deployment = await Deployment.start(2);
});
afterAll(async () => {
	for (const client of clients) client.destroy();
	await deployment.close();
});

function open(node: TestServer, name: string, cookie: string): StockClient {
	const url = `${node.origin.replace('http', 'ws')}/sync`;
	const client = stockClient(url, name, { headers: { cookie, origin: node.origin } });
	clients.push(client);
	return client;
}

/** One whiteboard, open on both nodes. */
async function openOnBoth() {
	const { cookie, whiteboard } = await openSession(deployment.node(0).origin);
	const here = open(deployment.node(0), whiteboard, cookie);
	const there = open(deployment.node(1), whiteboard, cookie);
	await Promise.all([here.synced(), there.synced()]);
	return { cookie, whiteboard, here, there };
}

const cursorsSeenBy = ({ provider }: StockClient, of: StockClient): unknown =>
	provider.awareness.getStates().get(of.doc.clientID)?.cursor;

test('what is written on one node is on the other, for those who are there and those who come', async () => {
	const { here, there, cookie, whiteboard } = await openOnBoth();
	here.text.insert(0, 'from here ');
	there.text.insert(0, 'from there ');
	const both = ({ text }: StockClient) =>
		text.toString().includes('from here ') && text.toString().includes('from there ');
	await waitFor(() => both(here) && both(there), 'both texts are on both nodes');
	expect(here.text.toString()).toBe(there.text.toString());
	const late = open(deployment.node(1), whiteboard, cookie);
	await late.synced();
	expect(late.text.toString()).toBe(here.text.toString());
});

test('cursors cross nodes, to those who come later too, and vanish with their owner', async () => {
	const { here, there, cookie, whiteboard } = await openOnBoth();
	here.provider.awareness.setLocalStateField('cursor', 1);
	there.provider.awareness.setLocalStateField('cursor', 2);
	await waitFor(() => cursorsSeenBy(there, here) === 1 && cursorsSeenBy(here, there) === 2, 'both see both');
	const late = open(deployment.node(0), whiteboard, cookie);
	await waitFor(() => cursorsSeenBy(late, there) === 2, 'who comes later sees the other node’s too');
	here.provider.awareness.setLocalStateField('cursor', 3);
	await waitFor(() => cursorsSeenBy(there, here) === 3, 'it moves');
	there.destroy();
	await waitFor(() => cursorsSeenBy(here, there) === undefined, 'it is gone');
});

test('cursors of a node are gone when it stops, and come back with their owners', async () => {
	const { cookie, whiteboard, here } = await openOnBoth();
	const third = await deployment.add();
	const guest = open(third, whiteboard, cookie);
	guest.provider.awareness.setLocalStateField('cursor', 7);
	await waitFor(() => cursorsSeenBy(here, guest) === 7, 'the cursor is seen');
	await deployment.end(third, 'SIGTERM');
	await waitFor(() => cursorsSeenBy(here, guest) === undefined, 'the cursor is gone');
});

test('a document that is put into quarantine is shut on every node, until it is released', async () => {
	const { here, there, cookie, whiteboard } = await openOnBoth();
	const bystanders = await openOnBoth();
	const codes = new Map<StockClient, number>();
	for (const client of [here, there, bystanders.there]) {
		client.provider.on('connection-close', (event) => event && codes.set(client, event.code));
	}
	here.text.insert(0, 'kept');
	await waitFor(() => there.text.toString() === 'kept', 'the word is stored');
	const store = await createRedisStore({ url: deployment.redis.url, node: 'operator', log: quietLog });
	onTestFinished(() => store.close());
	const name = whiteboard as string as DocumentName;
	await store.documents.quarantine(name, 'it stalls');
	await waitFor(() => codes.has(here) && codes.has(there), 'both nodes have let go of it');
	expect([codes.get(here), codes.get(there)]).toEqual([CLOSE.unreadable, CLOSE.unreadable]);
	expect(codes.has(bystanders.there)).toBe(false);

	const refused = open(deployment.node(1), whiteboard, cookie);
	refused.provider.on('connection-close', (event) => event && codes.set(refused, event.code));
	await waitFor(() => codes.has(refused), 'a newcomer is refused');
	expect(codes.get(refused)).toBe(CLOSE.unreadable);
	await store.documents.quarantine(name, null);
	const again = open(deployment.node(1), whiteboard, cookie);
	await again.synced();
	expect(again.text.toString()).toBe('kept');
});

test('a cookie of one node is good on all', async () => {
	const { client, state } = await openSession(deployment.node(0).origin);
	const there = new HttpClient(deployment.node(1).origin, client.cookie);
	expect((await there.session(state.session.id)).me.id).toBe(state.me.id);
});
