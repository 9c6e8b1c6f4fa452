import { afterEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { encodeText } from '#protocol/bytes.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { encodeAck, encodeAwareness, encodePermissionDenied, encodeQueryAwareness } from '#protocol/sync.ts';
import { encodeSyncStep1, encodeSyncStep2, encodeUpdate } from '#protocol/sync.ts';
import type { BoardId, IdentityId } from '#model/ids.ts';
import { DEFAULT_LIMITS, MAX_FRAME_BYTES } from '../../server/sync/limits.ts';
import type { RoomLimits } from '../../server/sync/rooms-port.ts';
import type { Rate } from '../../server/sync/token-bucket.ts';
import { createRandom, type Random } from '../support/random.ts';
import { RawClient } from '../support/raw-client.ts';
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
function join(server: SyncServer, as: string): StockClient {
	const client = stockClient(server.url, 'doc', { params: { as } });
	cleanup.push(() => client.destroy());
	return client;
}
async function raw(server: SyncServer, query = ''): Promise<RawClient> {
	const client = await RawClient.open(`${server.url}/doc?${query}`);
	cleanup.push(() => client.socket.terminate());
	return client;
}
function insertion(text: string): Uint8Array {
	const doc = new Y.Doc();
	doc.getText('text').insert(0, text);
	return Y.encodeStateAsUpdate(doc);
}
const EMPTY = new Map<number, number>();
const state = (client: number, clock: number, value: unknown) => ({
	client,
	clock,
	json: encodeText(typeof value === 'string' ? value : JSON.stringify(value))
});

/** As usual, but with so many frames for one connection. */
const narrow = (frames: Rate): RoomLimits['allowances'] => ({
	...DEFAULT_LIMITS.allowances,
	connection: { ...DEFAULT_LIMITS.allowances.connection, frames }
});

/** One of everything that the protocol knows, a little broken or not. */
function fuzzedFrame(random: Random, update: Uint8Array): Uint8Array {
	const frames = [
		() => encodeSyncStep1(new Map([[random.below(2 ** 31), random.below(1000)]])),
		() => encodeSyncStep2(update),
		() => encodeUpdate(update),
		() => encodeAwareness([state(random.below(2 ** 31), random.below(100), { cursor: 1 })]),
		() => encodePermissionDenied('no'),
		() => encodeQueryAwareness(),
		() => encodeAck(random.below(1000)),
		() => random.bytes(random.below(60)),
		() => encodeUpdate(random.bytes(random.below(60)))
	];
	const bytes = [...random.pick(frames)()];
	for (let changes = random.below(4); changes > 0 && bytes.length > 0; changes -= 1) {
		const at = random.below(bytes.length);
		if (random.below(2) === 0) bytes[at] = random.below(256);
		else bytes.splice(at, random.below(3), ...random.bytes(random.below(3)));
	}
	return Uint8Array.from(bytes);
}

describe('whoever may only read', () => {
	it('changes nothing for anybody, is told once, and is never acknowledged', async () => {
		const server = await serve();
		const member = join(server, 'member');
		await member.synced();
		const viewer = await raw(server, 'as=onlooker&role=viewer&ack=1');
		viewer.send(encodeSyncStep1(EMPTY));
		viewer.send(encodeSyncStep2(Uint8Array.of(0, 0)));
		await viewer.acknowledgedTo(1);
		for (const word of ['one', 'two', 'three']) viewer.send(encodeUpdate(insertion(word)));
		viewer.send(encodeSyncStep2(insertion('four')));
		await viewer.frame('permission-denied');
		member.text.insert(0, 'mine');
		await viewer.frame('update');
		await waitFor(() => server.rooms.counters().refused['read-only'] === 4, 'all four were refused');
		expect(viewer.all('permission-denied')).toHaveLength(1);
		expect(viewer.acknowledged).toBe(1);
		expect(viewer.closeCode).toBeNull();
		expect(member.text.toJSON()).toBe('mine');
		expect((await server.store.documents.load('doc' as never))?.tail).toHaveLength(1);
	});
});

describe('whoever sends nonsense', () => {
	it('is closed, 5,000 frames long, while others work on and the document stays whole', async () => {
		const random = createRandom();
		console.info(`fuzzing with ${random.seedText}`);
		const server = await serve();
		const [one, two] = [join(server, 'one'), join(server, 'two')];
		await Promise.all([one.synced(), two.synced()]);
		let sent = 0;
		while (sent < 5000) {
			const attacker = await RawClient.open(`${server.url}/doc?as=attacker`);
			for (let frame = 0; frame < 4 && sent < 5000; frame += 1, sent += 1) {
				attacker.send(fuzzedFrame(random, insertion('attack')));
			}
			// The first broken frame ends a connection, so most of what follows it would never be looked at.
			attacker.close();
			if (sent % 100 === 0) one.text.insert(0, 'x');
		}
		one.doc.getMap('end').set('one', true);
		two.doc.getMap('end').set('two', true);
		const reader = join(server, 'reader');
		await reader.synced();
		const ends = (client: StockClient) => client.doc.getMap('end').size === 2;
		await waitFor(() => ends(one) && ends(two) && ends(reader), `everybody is in step (${random.seedText})`);
		expect(two.text.toJSON(), random.seedText).toBe(one.text.toJSON());
		expect(reader.text.toJSON(), random.seedText).toBe(one.text.toJSON());
		expect([one, two].every((client) => client.provider.wsconnected)).toBe(true);
		await waitFor(() => server.rooms.counters().connections === 3, 'the attackers are gone');
	}, 120_000);

	it.each([
		['a text frame', 'hello'],
		['an unknown message', Uint8Array.of(99)],
		['an empty frame', Uint8Array.of()],
		['trailing bytes', Uint8Array.of(3, 0)],
		[
			'an update of 33 million structs in twelve bytes',
			encodeUpdate(Uint8Array.of(1, 255, 255, 255, 15, 5, 0, 0, 1, 0))
		],
		['an acknowledgement', encodeAck(5)],
		['awareness that is no object', encodeAwareness([state(1, 1, '[1]')])],
		['awareness that is no JSON', encodeAwareness([state(1, 1, '{')])]
	])('is closed as malformed after %s, and logged once', async (_, frame) => {
		const server = await serve();
		const attacker = await raw(server);
		attacker.send(frame);
		attacker.send(frame);
		expect(await attacker.closed()).toBe(CLOSE.malformed);
		expect(server.logged.filter((entry) => entry.message === 'connection refused')).toHaveLength(1);
	});

	it('is closed with 1009 after a frame above 4 MiB, and a frame just below is taken', async () => {
		const server = await serve();
		const [small, large] = [await raw(server, 'as=small&ack=1'), await raw(server, 'as=large')];
		small.send(encodeUpdate(insertion('x'.repeat(MAX_FRAME_BYTES - 1000))));
		await small.acknowledgedTo(1);
		large.send(new Uint8Array(MAX_FRAME_BYTES + 1));
		expect(await large.closed()).toBe(1009);
		expect(small.closeCode).toBeNull();
	});

	it('is closed after too many frames', async () => {
		const server = await serve({ limits: { allowances: narrow({ burst: 50, perSecond: 1 }) } });
		const attacker = await raw(server);
		for (let frame = 0; frame < 60; frame += 1) attacker.send(encodeQueryAwareness());
		expect(await attacker.closed()).toBe(CLOSE.tooMany);
	});

	it('gets 4413 for an awareness state above 16 kB', async () => {
		const server = await serve();
		const attacker = await raw(server);
		attacker.send(encodeAwareness([state(1, 1, { big: 'x'.repeat(17_000) })]));
		expect(await attacker.closed()).toBe(CLOSE.tooLarge);
	});
});

describe('whoever does not read', () => {
	/** One that has stopped reading, one that reads, and one that writes; and what the slow one has been sent. */
	async function slowness(limits: Partial<RoomLimits>) {
		const server = await serve({ limits });
		const [slow, reader, writer] = [
			await raw(server, 'as=slow'),
			await raw(server, 'as=reader'),
			await raw(server, 'ack=1')
		];
		for (const client of [slow, reader]) {
			client.send(encodeSyncStep1(EMPTY));
			await client.frame('sync-step-2');
		}
		slow.socket.pause();
		let sent = 0;
		const write = async () => {
			writer.send(encodeUpdate(insertion('x'.repeat(200_000))));
			sent += 1;
			await writer.acknowledgedTo(sent);
		};
		const isSlow = () => server.rooms.counters().stalled > 0 || server.rooms.counters().connections < 3;
		while (!isSlow()) await write();
		const contentOf = (client: RawClient) => {
			const doc = new Y.Doc();
			for (const { update } of client.all('update')) Y.applyUpdate(doc, update);
			return doc.getText('text').length;
		};
		return { server, slow, reader, write, contentOf, sent: () => sent };
	}

	it('gets nothing more until they read, and then all that they missed, while the others go on', async () => {
		const { server, slow, reader, write, contentOf, sent } = await slowness({ stallBytes: 256 * 1024 });
		const framesOut = server.rooms.counters().bytesOut;
		for (let more = 0; more < 30; more += 1) await write();
		await waitFor(() => contentOf(reader) === sent() * 200_000, 'the other reader has all');
		// Only the other reader got what was written since: nothing piles up for the slow one.
		expect(server.rooms.counters().bytesOut - framesOut).toBeLessThan(32 * 210_000);
		expect(server.rooms.counters().stalled).toBe(1);
		slow.socket.resume();
		await waitFor(() => contentOf(slow) === sent() * 200_000, 'the slow one has all');
		expect(server.rooms.counters().stalled).toBe(0);
		await write();
		await waitFor(() => contentOf(slow) === sent() * 200_000, 'the slow one is a reader like any other');
	});

	it('is closed when they stay behind', async () => {
		const { server } = await slowness({
			stallBytes: 256 * 1024,
			stallMs: 20,
			slowestBytesPerSecond: 2 ** 30,
			pingEveryMs: 1000
		});
		await waitFor(() => server.rooms.counters().connections === 2, 'the slow one is closed');
		expect(server.logged.map((entry) => entry.details)).toContainEqual(
			expect.objectContaining({ refusal: 'too-slow', identity: 'slow' })
		);
	});

	it('is dropped when two pings stay unanswered', async () => {
		const server = await serve({ limits: { pingEveryMs: 50 } });
		const [dead, alive] = [await raw(server, 'as=dead'), await raw(server, 'as=alive')];
		const pinged = new Promise((resolve) => {
			let pings = 0;
			alive.socket.on('ping', () => (pings += 1) === 8 && resolve(undefined));
		});
		dead.socket.pause();
		await waitFor(() => server.rooms.counters().connections === 1, 'the dead connection is gone');
		await pinged;
		expect(alive.closeCode).toBeNull();
	});
});

describe('presence', () => {
	const statesOf = (client: StockClient) => [...client.provider.awareness.getStates().values()];

	it('shows everybody with the name that the server knows, and gone when they leave', async () => {
		const server = await serve();
		const [one, two] = [join(server, 'one'), join(server, 'two')];
		await Promise.all([one.synced(), two.synced()]);
		one.provider.awareness.setLocalState({
			cursor: 5,
			user: { name: 'The Facilitator', role: 'facilitator' }
		});
		await waitFor(() => statesOf(two).some((each) => each.cursor === 5), 'the cursor arrives');
		expect(two.provider.awareness.getStates().get(one.doc.clientID)).toEqual({
			cursor: 5,
			user: { id: 'one', name: 'The real one', color: 'teal', role: 'member' }
		});
		const renamed = { id: 'one' as IdentityId, name: 'Renamed', color: 'rose', role: 'member' } as const;
		server.rooms.updateUsers(new Map([[renamed.id, renamed]]), new Set(['doc' as BoardId]));
		await waitFor(
			() => statesOf(two).some((each) => (each.user as { name: string } | undefined)?.name === 'Renamed'),
			'the new name arrives'
		);
		one.provider.awareness.setLocalStateField('cursor', 6);
		await waitFor(() => statesOf(two).some((each) => each.cursor === 6), 'the cursor goes on');
		one.provider.ws?.close();
		await waitFor(() => !two.provider.awareness.getStates().has(one.doc.clientID), 'one is gone');
	});

	it('tells a joiner who is here, and whoever asks', async () => {
		const server = await serve();
		const [one, asking] = [await raw(server, 'as=one'), await raw(server, 'as=asking')];
		one.send(encodeAwareness([state(7, 3, { a: 1 })]));
		one.send(encodeQueryAwareness());
		await one.frame('awareness');
		const late = await raw(server, 'as=late');
		expect((await late.frame('awareness')).entries).toMatchObject([{ client: 7, clock: 3 }]);
		asking.send(encodeQueryAwareness());
		expect((await asking.frame('awareness')).entries).toMatchObject([{ client: 7, clock: 3 }]);
	});

	it('answers every renewal to its sender, so that a lonely stock client stays', async () => {
		const server = await serve();
		const one = await raw(server, 'as=one');
		one.send(encodeSyncStep1(EMPTY));
		one.send(encodeAwareness([state(7, 1, { a: 1 })]));
		one.send(encodeAwareness([state(7, 2, { a: 1 })]));
		await one.frame('awareness', 2);
	});

	it('ignores what a connection says of others, and more than one client of its own', async () => {
		const server = await serve();
		const [one, two] = [await raw(server, 'as=one'), await raw(server, 'as=two')];
		one.send(encodeAwareness([state(1, 5, { mine: true })]));
		one.send(encodeQueryAwareness());
		await one.frame('awareness');
		two.send(encodeAwareness([state(1, 9, { spoofed: true }), state(1, 10, 'null')]));
		two.send(
			encodeAwareness([
				state(2, 1, { own: true }),
				state(3, 1, { second: true }),
				state(1, 9, { spoofed: true })
			])
		);
		two.send(encodeQueryAwareness());
		const { entries } = await two.frame('awareness');
		expect(entries.map((entry) => [entry.client, entry.clock])).toEqual([
			[1, 5],
			[2, 1]
		]);
		expect(Buffer.from(entries[0]!.json).toString()).toContain('"mine":true');
	});

	it('lets the same person’s new connection take over, whatever becomes of the old one', async () => {
		const server = await serve();
		const watcher = await raw(server, 'as=watcher');
		watcher.send(encodeSyncStep1(EMPTY));
		await watcher.frame('sync-step-2');
		const old = await raw(server, 'as=one');
		old.send(encodeAwareness([state(1, 5, { a: 1 })]));
		await watcher.frame('awareness', 1);
		const thief = await raw(server, 'as=thief');
		thief.send(encodeAwareness([state(1, 5, { a: 1 })]));
		thief.send(encodeQueryAwareness());
		await thief.frame('awareness');
		const renewed = await raw(server, 'as=one');
		renewed.send(encodeAwareness([state(1, 5, { a: 1 })]));
		renewed.send(encodeAwareness([state(1, 6, { a: 2 })]));
		expect((await watcher.frame('awareness', 2)).entries).toMatchObject([{ client: 1, clock: 6 }]);
		old.close();
		thief.close();
		await waitFor(() => server.rooms.counters().connections === 2, 'the old connection is gone');
		expect(watcher.all('awareness')).toHaveLength(2);
		renewed.close();
		const { entries } = await watcher.frame('awareness', 3);
		expect(Buffer.from(entries[0]!.json).toString()).toBe('null');
	});
});
