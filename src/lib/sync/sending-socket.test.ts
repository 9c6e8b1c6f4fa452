import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocketServer } from 'ws';
import * as Y from 'yjs';
import { encodeAwareness, encodeSyncStep2, encodeUpdate, parseFrame, type Frame } from '#protocol/sync.ts';
import { waitFor } from '../../../tests/support/wait-for.ts';
import { PIECE_BYTES, sendingSocket, type Sent } from './sending-socket.ts';

/** A socket to a server that keeps what comes. */
async function connect() {
	const server = new WebSocketServer({ port: 0, host: '127.0.0.1', maxPayload: 4 * 1024 * 1024 });
	onTestFinished(() => {
		for (const client of server.clients) client.terminate();
		server.close();
	});
	await once(server, 'listening');
	const frames: Frame[] = [];
	server.on('connection', (socket) =>
		socket.on('message', (data: Buffer) => {
			frames.push(parseFrame(new Uint8Array(data))!);
			socket.send('heard');
		})
	);
	const sent: Sent[] = [];
	let heard = 0;
	const Socket = sendingSocket({ sent: (_, what) => sent.push(what), heard: () => (heard += 1) });
	const socket = new Socket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
	await once(socket, 'open');
	return { socket, frames, sent, heard: () => heard };
}

function largeDocument(bytes: number): Y.Doc {
	const doc = new Y.Doc();
	const text = doc.getText('t');
	for (let at = 0; text.length < bytes; at += 1) text.insert(0, `${at} `.padEnd(10_000, 'x'));
	return doc;
}

const kinds = (frames: readonly Frame[]) => frames.map(({ kind }) => kind);

function updatesOf(frames: readonly Frame[]): Uint8Array[] {
	return frames.flatMap((frame) =>
		frame.kind === 'update' || frame.kind === 'sync-step-2' ? [frame.update] : []
	);
}

test('an answer that brings nothing made here is told from one that does, whatever was deleted', async () => {
	const { socket, sent } = await connect();
	const doc = new Y.Doc();
	doc.getText('t').insert(0, 'short');
	doc.getText('t').delete(0, 2);
	socket.send(encodeSyncStep2(Y.encodeStateAsUpdate(doc, Y.encodeStateVector(doc))));
	socket.send(encodeSyncStep2(Y.encodeStateAsUpdate(doc)));
	expect(sent.map(({ brings }) => brings)).toEqual([false, true]);
});

test('small updates go as they are, each counted before anything else can happen', async () => {
	const { socket, frames, sent, heard } = await connect();
	const doc = new Y.Doc();
	doc.getText('t').insert(0, 'short');
	socket.send(encodeSyncStep2(Y.encodeStateAsUpdate(doc)));
	socket.send(encodeUpdate(Y.encodeStateAsUpdate(doc)));
	expect(sent).toEqual([
		{ answer: true, brings: true, frames: 1 },
		{ answer: false, brings: true, frames: 1 }
	]);
	await waitFor(() => heard() === 2, 'both arrived');
	expect(kinds(frames)).toEqual(['sync-step-2', 'update']);
});

test('a large step 2 goes in pieces, of which the first is the step 2', async () => {
	const { socket, frames, sent } = await connect();
	const doc = largeDocument(3_000_000);
	socket.send(encodeSyncStep2(Y.encodeStateAsUpdate(doc)));
	const [{ frames: pieces, answer }] = sent as [Sent];
	expect(pieces).toBeGreaterThan(10);
	expect(answer).toBe(true);
	await waitFor(() => frames.length === pieces, 'all pieces arrived');
	expect(kinds(frames)).toEqual(['sync-step-2', ...Array<string>(pieces - 1).fill('update')]);
	const there = new Y.Doc();
	for (const piece of updatesOf(frames)) {
		expect(piece.length).toBeLessThanOrEqual(PIECE_BYTES);
		Y.applyUpdate(there, piece);
	}
	expect(there.getText('t').toString()).toBe(doc.getText('t').toString());
});

test('what is written during a large upload comes after it, cursors need not wait', async () => {
	const { socket, frames, sent } = await connect();
	// More than may go at once.
	const doc = largeDocument(10_000_000);
	socket.send(encodeUpdate(Y.encodeStateAsUpdate(doc)));
	const before = Y.encodeStateVector(doc);
	doc.getText('t').insert(0, 'meanwhile ');
	socket.send(encodeUpdate(Y.encodeStateAsUpdate(doc, before)));
	socket.send(encodeAwareness([]));
	const pieces = sent[0]!.frames;
	expect(sent[1]).toEqual({ answer: false, brings: true, frames: 1 });
	await waitFor(() => frames.length === pieces + 2, 'everything arrived');
	const cursor = frames.findIndex(({ kind }) => kind === 'awareness');
	expect(cursor).toBeLessThan(pieces);
	const there = new Y.Doc();
	for (const update of updatesOf(frames)) {
		Y.applyUpdate(there, update);
		expect(there.store.pendingStructs).toBeNull();
	}
	expect(there.getText('t').toString()).toBe(doc.getText('t').toString());
});

test('a closed socket sends nothing of what still waited', async () => {
	const { socket, frames, sent } = await connect();
	socket.send(encodeUpdate(Y.encodeStateAsUpdate(largeDocument(12_000_000))));
	socket.close();
	await once(socket, 'close');
	expect(frames.length).toBeLessThan(sent[0]!.frames);
});
