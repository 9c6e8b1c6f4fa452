import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect, it } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { parseFrame } from '#protocol/sync.ts';
import { messageOf, updateIn, updateMessage } from './websocket-message.ts';

it('is read by a WebSocket client as one binary message, at every size of length', async () => {
	const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
	await once(server, 'listening');
	const sizes = [0, 1, 121, 122, 125, 126, 127, 65_530, 65_535, 65_536, 200_000];
	server.on('connection', (_, { socket }) => {
		for (const size of sizes) {
			socket.write(messageOf(new Uint8Array(size).fill(7)));
			socket.write(updateMessage(new Uint8Array(size).fill(9)));
		}
	});
	const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
	const heard: Buffer[] = [];
	const all = new Promise<void>((resolve) => {
		client.on('message', (data: Buffer, isBinary) => {
			expect(isBinary).toBe(true);
			if (heard.push(data) === sizes.length * 2) resolve();
		});
	});
	await all;
	sizes.forEach((size, index) => {
		expect(heard[index * 2]).toHaveLength(size);
		const frame = parseFrame(heard[index * 2 + 1]!);
		expect(frame?.kind === 'update' && frame.update.length).toBe(size);
	});
	client.terminate();
	server.close();
});

it('gives back the update that was put into it', () => {
	for (const size of [0, 100, 122, 123, 70_000]) {
		const update = new Uint8Array(size).fill(3);
		expect(Buffer.compare(updateIn(updateMessage(update)), update)).toBe(0);
	}
});
