import * as decoding from 'lib0/decoding';
import { expect, onTestFinished, test } from 'vitest';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';
import { MESSAGE_ACK } from '#protocol/ack.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { deliver, savedState, startDelivery, type DeliveryEvent } from '../../src/lib/sync/delivery.ts';
import { PIECE_BYTES, sendingSocket } from '../../src/lib/sync/sending-socket.ts';
import { stockClient } from '../support/stock-client.ts';
import { startSyncServer, type SyncServer } from '../support/sync-server.ts';
import { waitFor } from '../support/wait-for.ts';

/** Our client's sending and its book of what arrived, without a browser around it. */
function device(server: SyncServer, as: string, doc: Y.Doc) {
	let delivery = startDelivery(true);
	const lights = new Set<string>();
	const pieces: number[] = [];
	const take = (event: DeliveryEvent): void => {
		delivery = deliver(delivery, event);
		lights.add(savedState(delivery).at);
	};
	const provider = new WebsocketProvider(server.url, 'doc', doc, {
		disableBc: true,
		connect: false,
		params: { as, ack: '1' },
		WebSocketPolyfill: sendingSocket({
			sent: (_, sent) => {
				pieces.push(sent.frames);
				take({ type: 'sent', ...sent });
			},
			heard: () => undefined
		})
	});
	provider.messageHandlers[MESSAGE_ACK] = (_encoder, decoder) =>
		take({ type: 'acknowledged', count: decoding.readVarUint(decoder), durable: true });
	provider.on('status', ({ status }) => {
		if (status === 'connected') take({ type: 'opened' });
	});
	let closedWith: number | null = null;
	provider.on('connection-close', (event) => {
		closedWith ??= event?.code ?? null;
		take({ type: 'closed', code: event?.code ?? null });
	});
	provider.connect();
	onTestFinished(() => {
		provider.destroy();
		provider.awareness.destroy();
	});
	return { lights, pieces, provider, light: () => savedState(delivery).at, closedWith: () => closedWith };
}

async function serve(): Promise<SyncServer> {
	const server = await startSyncServer({ limits: { resyncEveryMs: 10 } });
	onTestFinished(() => server.close());
	return server;
}

async function onServer(server: SyncServer): Promise<Y.Doc> {
	const reader = stockClient(server.url, 'doc', { params: { as: 'reader', role: 'viewer' } });
	onTestFinished(() => reader.destroy());
	await reader.synced();
	return reader.doc;
}

/** More than two pieces of text under one client id. */
function writeMuch(doc: Y.Doc, name: string): void {
	doc.getText(name).insert(doc.getText(name).length, `${name} `.padEnd(2.5 * PIECE_BYTES, 'much '));
}

test('a step 2 of several megabytes arrives in pieces, and is saved when the last of them is', async () => {
	const server = await serve();
	const doc = new Y.Doc();
	for (let visit = 0; visit < 8; visit += 1) {
		const visitor = new Y.Doc();
		Y.applyUpdate(visitor, Y.encodeStateAsUpdate(doc));
		writeMuch(visitor, `text ${visit % 3}`);
		Y.applyUpdate(doc, Y.encodeStateAsUpdate(visitor));
	}
	const { light, pieces } = device(server, 'ana', doc);
	await waitFor(() => light() === 'saved', 'everything is saved', 30_000);
	expect(pieces).toEqual([expect.toSatisfy((frames: number) => frames > 16)]);
	const there = await onServer(server);
	for (const name of ['text 0', 'text 1', 'text 2']) {
		expect(there.getText(name).toString() === doc.getText(name).toString(), name).toBe(true);
	}
});

test('pieces under somebody else’s client id are never called saved, and the rest is taken', async () => {
	const server = await serve();
	const anas = new Y.Doc();
	// The higher client comes first in an update: the pieces that cannot be taken go before those that can.
	anas.clientID = 2_000;
	anas.getText('ana').insert(0, 'Here already. ');
	const ana = device(server, 'ana', anas);
	await waitFor(() => ana.light() === 'saved', 'what Ana wrote is saved');
	ana.provider.disconnect();
	writeMuch(anas, 'ana');

	// The same device, somebody else.
	const bos = new Y.Doc();
	bos.clientID = 1_000;
	Y.applyUpdate(bos, Y.encodeStateAsUpdate(anas));
	writeMuch(bos, 'bo');
	const bo = device(server, 'bo', bos);
	await waitFor(() => bo.closedWith() !== null, 'the server gives up', 30_000);
	expect(bo.closedWith()).toBe(CLOSE.foreignClient);
	expect(bo.light()).toBe('refused');
	expect([...bo.lights]).not.toContain('saved');
	const there = await onServer(server);
	expect(there.getText('ana').toString()).toBe('Here already. ');
	expect(there.getText('bo').toString() === bos.getText('bo').toString()).toBe(true);
});
