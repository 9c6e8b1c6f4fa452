import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { CLOSE } from '#protocol/close-codes.ts';
import type { DocumentName } from '#protocol/documents.ts';
import { encodeSyncStep1, encodeSyncStep2, encodeUpdate } from '#protocol/sync.ts';
import { StoreError } from '../../server/store/store.ts';
import { RawClient } from '../support/raw-client.ts';
import { temporaryFolder } from '../support/server.ts';
import { stockClient, type StockClient } from '../support/stock-client.ts';
import { startSyncServer, type SyncServer, type SyncServerOptions } from '../support/sync-server.ts';
import { waitFor } from '../support/wait-for.ts';

const cleanup: (() => void | Promise<void>)[] = [];
afterEach(async () => {
	for (const step of cleanup.splice(0).reverse()) await step();
});

async function serve(options: SyncServerOptions = {}): Promise<SyncServer> {
	const server = await startSyncServer(options);
	cleanup.push(() => server.close());
	return server;
}
function join(
	server: SyncServer,
	name = 'doc',
	options: Parameters<typeof stockClient>[2] = {}
): StockClient {
	const client = stockClient(server.url, name, options);
	cleanup.push(() => client.destroy());
	return client;
}
async function raw(server: SyncServer, query = '', name = 'doc'): Promise<RawClient> {
	const client = await RawClient.open(`${server.url}/${name}?${query}`);
	cleanup.push(() => client.socket.terminate());
	return client;
}
/** The updates of one writer, one for each word. */
function words(...all: string[]): { doc: Y.Doc; updates: Uint8Array[] } {
	const doc = new Y.Doc();
	const updates: Uint8Array[] = [];
	doc.on('update', (update: Uint8Array) => updates.push(update));
	for (const word of all) doc.getText('text').insert(doc.getText('text').length, word);
	return { doc, updates };
}
async function contentFor(server: SyncServer, name = 'doc'): Promise<string> {
	const reader = join(server, name, { params: { as: 'reader' } });
	await reader.synced();
	return reader.text.toJSON();
}
/** Puts it into the store, past everything that looks at it. */
async function put(server: SyncServer, name: string, update: Uint8Array): Promise<void> {
	const document = await server.store.documents.open(name as DocumentName, {
		appended: () => undefined,
		compacted: () => undefined,
		quarantined: () => undefined,
		reset: () => undefined
	});
	await new Promise<void>((resolve, reject) =>
		document.append(
			{ at: 0, updates: [{ update, author: null }], claims: new Map() },
			{ written: () => undefined, durable: resolve, failed: reject }
		)
	);
	document.close();
}
async function storedUpdates(server: SyncServer, name = 'doc'): Promise<Uint8Array[]> {
	const stored = await server.store.documents.load(name as DocumentName);
	return stored?.tail.flatMap(({ updates }) => updates.map(({ update }) => update)) ?? [];
}
const EMPTY = new Map<number, number>();

describe('stock y-websocket clients', () => {
	it('see what the others write, and what was there before them', async () => {
		const server = await serve();
		const [one, two] = [join(server), join(server)];
		await Promise.all([one.synced(), two.synced()]);
		one.text.insert(0, 'hello ');
		two.text.insert(0, 'world');
		await waitFor(() => one.text.length === 11 && two.text.length === 11, 'both have both');
		expect(one.text.toJSON()).toBe(two.text.toJSON());
		expect(await contentFor(server)).toBe(one.text.toJSON());
	});

	it('find everything after the room has emptied, and after the server restarted', async () => {
		const folder = await temporaryFolder();
		cleanup.push(() => folder.remove());
		const first = await startSyncServer({ folder });
		const writer = stockClient(first.url, 'doc');
		await writer.synced();
		for (let index = 0; index < 30; index += 1) writer.text.insert(writer.text.length, `${index} `);
		writer.text.delete(0, 4);
		const text = writer.text.toJSON();
		const probe = await RawClient.open(`${first.url}/doc?as=probe&ack=1`);
		await waitFor(() => first.rooms.counters().updatesIn >= 31, 'the server has taken all');
		probe.close();
		writer.destroy();
		await waitFor(() => first.rooms.counters().rooms === 0, 'the empty room has left memory');
		expect(first.rooms.counters().compactions).toBe(1);
		expect(await contentFor(first)).toBe(text);
		await first.close();
		expect(await contentFor(await serve({ folder }))).toBe(text);
	});

	it('merge what they did offline, deletions of long ago included, after a compaction', async () => {
		const server = await serve();
		const away = join(server);
		const here = join(server);
		await Promise.all([away.synced(), here.synced()]);
		here.text.insert(0, 'one two three four five six');
		await waitFor(() => away.text.length === here.text.length, 'both have the text');
		away.provider.disconnect();
		here.text.delete(4, 4);
		away.text.insert(away.text.length, ' seven');
		const expected = 'one three four five six seven';
		here.provider.disconnect();
		for (let round = 0; round < 12; round += 1) {
			const visitor = join(server, 'doc', { params: { as: `visitor${round}` } });
			await visitor.synced();
			visitor.doc.getMap('visits').set(String(round), true);
			await waitFor(() => server.rooms.counters().updatesIn >= round + 3, 'the visit was taken');
			visitor.destroy();
		}
		await waitFor(() => server.rooms.counters().compactions >= 1, 'the room was compacted');
		// The state vector of the one who was away covers the deleted word, so only the delete set tells of it.
		away.provider.connect();
		await away.synced();
		await waitFor(() => away.text.toJSON() === expected, 'the deletion has come');
		here.provider.connect();
		await waitFor(() => here.text.toJSON() === expected, 'the addition has come');
		expect(await contentFor(server)).toBe(expected);
	});
});

describe('joining', () => {
	it('answers step 1 with all content first and an empty step 2 last', async () => {
		const server = await serve();
		const { updates } = words('a', 'b', 'c');
		const writer = await raw(server, 'ack=1');
		for (const update of updates) writer.send(encodeUpdate(update));
		await writer.acknowledgedTo(3);
		const reader = await raw(server, 'as=reader');
		await reader.frame('sync-step-1');
		expect(reader.all('update')).toHaveLength(0);
		reader.send(encodeSyncStep1(EMPTY));
		await reader.frame('sync-step-2');
		const kinds = reader.heard.map((frame) => frame.kind);
		expect(kinds.filter((kind) => kind !== 'update')).toEqual(['sync-step-1', 'sync-step-2']);
		expect(kinds.at(-1)).toBe('sync-step-2');
		const doc = new Y.Doc();
		for (const { update } of reader.all('update')) Y.applyUpdate(doc, update);
		expect(doc.getText('text').toJSON()).toBe('abc');
		expect([...reader.all('sync-step-2')[0]!.update]).toEqual([0, 0]);
	});

	it('never tells that it is in step before the document has loaded', async () => {
		const gate = Promise.withResolvers<void>();
		const server = await serve({
			wrapStore: (store) => ({
				...store,
				documents: {
					...store.documents,
					open: (name, listener) => gate.promise.then(() => store.documents.open(name, listener))
				}
			})
		});
		await put(server, 'doc', words('kept').updates[0]!);
		const client = join(server);
		const early = await raw(server);
		early.send(encodeSyncStep1(EMPTY));
		await waitFor(() => client.provider.wsconnected, 'the provider is connected');
		expect(early.heard).toEqual([]);
		expect(client.provider.synced).toBe(false);
		gate.resolve();
		await client.synced();
		expect(client.text.toJSON()).toBe('kept');
		await early.frame('sync-step-2');
		expect(early.heard.map((frame) => frame.kind)).toEqual(['sync-step-1', 'update', 'sync-step-2']);
	});

	it('loads a document once for all who come, and again after a failure', async () => {
		let loads = 0;
		const failing = Promise.withResolvers<never>();
		const server = await serve({
			wrapStore: (store) => ({
				...store,
				documents: {
					...store.documents,
					open(name, listener) {
						loads += 1;
						return loads === 1 ? failing.promise : store.documents.open(name, listener);
					}
				}
			})
		});
		const [first, second] = await Promise.all([raw(server), raw(server)]);
		await waitFor(() => server.rooms.counters().connections === 2, 'both are connected');
		failing.reject(new Error('not now'));
		expect([await first.closed(), await second.closed()]).toEqual([CLOSE.notSaved, CLOSE.notSaved]);
		const readers = await Promise.all([raw(server), raw(server), raw(server)]);
		await Promise.all(readers.map((reader) => reader.frame('sync-step-1')));
		expect(loads).toBe(2);
	});

	it('refuses a damaged document and nothing else', async () => {
		const server = await serve();
		await put(server, 'bad', Uint8Array.of(1, 2, 3));
		expect(await (await raw(server, '', 'bad')).closed()).toBe(CLOSE.unreadable);
		expect(await contentFor(server, 'good')).toBe('');
	});
});

describe('acknowledgements', () => {
	it('count the update-bearing frames of the connection, duplicates and empty ones included', async () => {
		const server = await serve();
		const { updates } = words('a', 'b');
		const writer = await raw(server, 'ack=1');
		await writer.frame('sync-step-1');
		writer.send(encodeSyncStep2(Uint8Array.of(0, 0)));
		await writer.acknowledgedTo(1);
		for (const update of [...updates, ...updates]) writer.send(encodeUpdate(update));
		await writer.acknowledgedTo(5);
		expect(await storedUpdates(server)).toHaveLength(2);
	});

	it('are sent only to those who asked', async () => {
		const server = await serve();
		const { updates } = words('a');
		const [silent, asking] = [await raw(server, 'as=silent'), await raw(server, 'ack=1')];
		silent.send(encodeUpdate(updates[0]!));
		asking.send(encodeUpdate(updates[0]!));
		await asking.acknowledgedTo(1);
		expect(silent.all('ack')).toEqual([]);
	});

	it('never count what the store refused: its author is closed, nobody sees it, and it comes again', async () => {
		let failing = true;
		const server = await serve({
			wrapStore: (store) => ({
				...store,
				documents: {
					...store.documents,
					async open(name, listener) {
						const document = await store.documents.open(name, listener);
						return {
							...document,
							append(entry, appending) {
								if (!failing) document.append(entry, appending);
								else setImmediate(() => appending.failed(new StoreError('unavailable', 'disk full')));
							}
						};
					}
				}
			})
		});
		const { updates, doc } = words('a', 'b');
		const reader = await raw(server, 'as=reader');
		reader.send(encodeSyncStep1(EMPTY));
		await reader.frame('sync-step-2');
		const writer = await raw(server, 'ack=1');
		for (const update of updates) writer.send(encodeUpdate(update));
		expect(await writer.closed()).toBe(CLOSE.notSaved);
		expect(writer.acknowledged).toBe(0);
		expect(reader.all('update')).toEqual([]);
		failing = false;
		const again = join(server, 'doc', { doc });
		await again.synced();
		await waitFor(() => reader.all('update').length > 0, 'the reader hears of it');
		expect(await contentFor(server)).toBe('ab');
	});
});

describe('an update that builds on something missing', () => {
	it('is not stored; the client is asked for it and acknowledged when it came', async () => {
		const server = await serve({ limits: { resyncEveryMs: 10 } });
		const { doc, updates } = words('a', 'b', 'c');
		const writer = await raw(server, 'ack=1');
		await writer.frame('sync-step-1');
		// Our first step 1 is not answered yet, and its answer would bring it: no second question.
		writer.send(encodeUpdate(updates[2]!));
		writer.send(encodeSyncStep2(updates[0]!));
		await writer.acknowledgedTo(2);
		expect(writer.all('sync-step-1')).toHaveLength(1);
		writer.send(encodeUpdate(updates[2]!));
		const asked = await writer.frame('sync-step-1', 2);
		expect([...asked.stateVector]).toEqual([[doc.clientID, 1]]);
		expect(await storedUpdates(server)).toHaveLength(1);
		writer.send(encodeSyncStep2(Y.encodeStateAsUpdate(doc)));
		await writer.acknowledgedTo(4);
		expect(await contentFor(server)).toBe('abc');
	});

	it('is not stored when the missing thing is another person’s, or the target of a deletion', async () => {
		const server = await serve();
		const { doc } = words('abc');
		const other = new Y.Doc();
		Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
		const before = Y.encodeStateVector(other);
		other.getText('text').insert(1, 'X');
		const building = Y.encodeStateAsUpdate(other, before);
		doc.getText('text').delete(0, 1);
		const deleting = Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc));
		const writer = await raw(server, 'ack=1');
		writer.send(encodeUpdate(building));
		writer.send(encodeUpdate(deleting));
		writer.send(encodeSyncStep2(Y.encodeStateAsUpdate(other)));
		await writer.acknowledgedTo(3);
		const stored = await storedUpdates(server);
		expect(stored.map((update) => Y.parseUpdateMeta(update).to.size)).toEqual([2]);
	});
});

describe('the server itself', () => {
	it('seeds an empty document once', async () => {
		const server = await serve();
		const seeds = words('seed').updates[0]!;
		expect(
			await Promise.all([server.rooms.seed('doc' as never, seeds), server.rooms.seed('doc' as never, seeds)])
		).toEqual(['seeded', 'has-content']);
		expect(await contentFor(server)).toBe('seed');
	});

	it('closes revoked connections at once and takes nothing more from them', async () => {
		const server = await serve();
		const { updates } = words('a', 'b');
		const writer = await raw(server, 'as=bad&ack=1');
		writer.send(encodeUpdate(updates[0]!));
		await writer.acknowledgedTo(1);
		expect(server.rooms.revoke(({ identity }) => identity.id === 'bad', CLOSE.accessChanged)).toBe(1);
		writer.send(encodeUpdate(updates[1]!));
		expect(await writer.closed()).toBe(CLOSE.accessChanged);
		expect(await contentFor(server)).toBe('a');
	});

	it('sends everybody elsewhere when it drains, and keeps what was under way', async () => {
		const server = await serve();
		const writer = await raw(server, 'ack=1');
		await writer.frame('sync-step-1');
		for (const update of words('a', 'b', 'c').updates) writer.send(encodeUpdate(update));
		await waitFor(() => server.rooms.counters().updatesIn === 3, 'the server has taken all');
		await server.rooms.drain();
		expect(await storedUpdates(server)).toHaveLength(3);
		expect(await writer.closed()).toBe(CLOSE.goingAway);
		expect(await (await raw(server)).closed()).toBe(CLOSE.goingAway);
	});
});
