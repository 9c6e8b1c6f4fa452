import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#protocol/close-codes.ts';
import { encodeSyncStep2, encodeUpdate } from '#protocol/sync.ts';
import type { Store } from '../../server/store/store.ts';
import { RawClient } from '../support/raw-client.ts';
import { stockClient } from '../support/stock-client.ts';
import { startSyncServer, type SyncServer, type SyncServerOptions } from '../support/sync-server.ts';
import { waitFor } from '../support/wait-for.ts';

const cleanup: (() => void | Promise<void>)[] = [];
afterEach(async () => {
	for (const step of cleanup.splice(0).reverse()) await step();
});

async function serve(options: SyncServerOptions = {}): Promise<SyncServer> {
	const server = await startSyncServer({ limits: { resyncEveryMs: 10 }, ...options });
	cleanup.push(() => server.close());
	return server;
}
async function raw(server: SyncServer, query: string): Promise<RawClient> {
	const client = await RawClient.open(`${server.url}/doc?ack=1&${query}`);
	cleanup.push(() => client.socket.terminate());
	return client;
}
async function contentFor(server: SyncServer): Promise<string> {
	const reader = stockClient(server.url, 'doc', { params: { as: 'reader' } });
	cleanup.push(() => reader.destroy());
	await reader.synced();
	return reader.text.toJSON();
}
/** Answers every question of the server with the same. */
function insist(client: RawClient, update: Uint8Array): void {
	let answered = 0;
	const answer = () => {
		for (; answered < client.all('sync-step-1').length; answered += 1) client.send(encodeSyncStep2(update));
	};
	client.socket.on('message', answer);
	answer();
}
/** A document of somebody, and what changed in it since last asked. */
function person(from?: Y.Doc) {
	const doc = new Y.Doc();
	if (from) Y.applyUpdate(doc, Y.encodeStateAsUpdate(from));
	let sent = Y.encodeStateVector(doc);
	return {
		doc,
		write(text: string): Uint8Array {
			doc.getText('text').insert(doc.getText('text').length, text);
			const update = Y.encodeStateAsUpdate(doc, sent);
			sent = Y.encodeStateVector(doc);
			return update;
		}
	};
}
/** Every load says that the store may have lost something. */
const lossy = (store: Store): Store => ({
	...store,
	documents: {
		...store.documents,
		async open(name, listener) {
			const document = await store.documents.open(name, listener);
			return { ...document, stored: document.stored && { ...document.stored, mayHaveLost: true } };
		}
	}
});

describe('a client id', () => {
	it('belongs to whoever used it first: nobody else can write its next clocks, and its owner’s edits arrive', async () => {
		const server = await serve();
		const ana = person();
		const online = await raw(server, 'as=ana');
		online.send(encodeUpdate(ana.write('ana ')));
		await online.acknowledgedTo(1);
		online.close();
		await waitFor(() => server.rooms.counters().connections === 0, 'she is away');

		// Mallory continues as if he were her, with other content.
		const forged = person(ana.doc);
		forged.doc.clientID = ana.doc.clientID;
		const mallory = await raw(server, 'as=mallory');
		insist(mallory, forged.write('forged'));
		expect(await mallory.closed()).toBe(CLOSE.foreignClient);
		expect(mallory.acknowledged).toBe(0);

		const back = await raw(server, 'as=ana');
		back.send(encodeSyncStep2(ana.write('again')));
		await back.acknowledgedTo(1);
		expect(await contentFor(server)).toBe('ana again');
	});

	it('is also its owner’s on another device and after a restart of the room', async () => {
		const server = await serve();
		const ana = person();
		for (const word of ['one ', 'two ', 'three']) {
			const connection = await raw(server, 'as=ana');
			connection.send(encodeUpdate(ana.write(word)));
			await connection.acknowledgedTo(1);
			connection.close();
			await waitFor(() => server.rooms.counters().rooms === 0, 'the room is gone');
		}
		expect(await contentFor(server)).toBe('one two three');
		const mallory = await raw(server, 'as=mallory');
		insist(mallory, ana.write('forged'));
		expect(await mallory.closed()).toBe(CLOSE.foreignClient);
	});

	it('of others is cut out of an update, and the rest of it is taken', async () => {
		const server = await serve();
		const ana = person();
		const first = ana.write('ana ');
		const [hers, his] = [await raw(server, 'as=ana'), await raw(server, 'as=ben')];
		hers.send(encodeUpdate(first));
		await hers.acknowledgedTo(1);
		// He holds something of hers that the server does not have, and has written something of his own.
		const ben = person();
		Y.applyUpdate(ben.doc, first);
		Y.applyUpdate(ben.doc, ana.write('unsent '));
		ben.doc.getMap('own').set('of', 'ben');
		his.send(encodeSyncStep2(Y.encodeStateAsUpdate(ben.doc)));
		await his.frame('sync-step-1', 2);
		const reader = stockClient(server.url, 'doc', { params: { as: 'reader' } });
		cleanup.push(() => reader.destroy());
		await waitFor(() => reader.doc.getMap('own').get('of') === 'ben', 'his own has been taken');
		expect(reader.text.toJSON()).toBe('ana ');
		expect(his.acknowledged, 'not all of what he sent is safe').toBe(0);
		// She brings it herself: then all that he sent is here.
		hers.send(encodeSyncStep2(Y.encodeStateAsUpdate(ana.doc)));
		await hers.acknowledgedTo(2);
		his.send(encodeSyncStep2(Y.encodeStateAsUpdate(ben.doc)));
		await his.acknowledgedTo(2);
		expect(await contentFor(server)).toBe('ana unsent ');
	});
});

describe('after the store may have lost what people saw', () => {
	it('others bring it back, when they are asked a second time, and its owner goes on with it', async () => {
		const server = await serve({ wrapStore: lossy });
		const ana = person();
		const hers = await raw(server, 'as=ana');
		hers.send(encodeUpdate(ana.write('kept ')));
		await hers.acknowledgedTo(1);
		hers.close();
		await waitFor(() => server.rooms.counters().rooms === 0, 'the room is gone');

		const ben = person(ana.doc);
		Y.applyUpdate(ben.doc, ana.write('lost '));
		ben.doc.getText('text').insert(ben.doc.getText('text').length, 'built on it');
		const his = await raw(server, 'as=ben');
		his.send(encodeSyncStep2(Y.encodeStateAsUpdate(ben.doc)));
		await his.frame('sync-step-1', 2);
		his.send(encodeSyncStep2(Y.encodeStateAsUpdate(ben.doc)));
		await his.acknowledgedTo(2);
		expect(await contentFor(server)).toBe('kept lost built on it');

		const back = await raw(server, 'as=ana');
		back.send(encodeSyncStep2(Y.encodeStateAsUpdate(ana.doc)));
		Y.applyUpdate(ana.doc, Y.encodeStateAsUpdate(ben.doc));
		back.send(encodeUpdate(ana.write('!')));
		await back.acknowledgedTo(2);
		expect(await contentFor(server)).toBe('kept lost built on it!');
	});
});
