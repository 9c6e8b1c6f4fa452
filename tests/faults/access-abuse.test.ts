import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { createId } from '#model/ids.ts';
import { encodeText } from '#protocol/bytes.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import {
	encodeAwareness,
	encodeQueryAwareness,
	encodeSyncStep1,
	encodeSyncStep2,
	encodeUpdate
} from '#protocol/sync.ts';
import { HealthyPair } from '../support/healthy-pair.ts';
import { uint } from '../support/hostile-frames.ts';
import { RawClient } from '../support/raw-client.ts';
import { SharedBoard, type Person } from '../support/shared-board.ts';
import { waitFor } from '../support/wait-for.ts';

const EMPTY = new Map<number, number>();
const NOTHING = Uint8Array.of(0, 0);

let board: SharedBoard;
let pair: HealthyPair;
beforeAll(async () => {
	board = await SharedBoard.start();
	pair = await HealthyPair.join(board);
});
afterAll(() => board.close());

/** An update that sets one key. */
function setting(key: string, value: unknown = true, doc = new Y.Doc()): Uint8Array {
	const before = Y.encodeStateVector(doc);
	doc.getMap('abuse').set(key, value);
	return Y.encodeStateAsUpdate(doc, before);
}

/** What a newcomer finds under these keys. */
async function stored(...keys: string[]): Promise<unknown[]> {
	const map = (await board.read()).getMap('abuse');
	return keys.map((key) => map.get(key));
}

/** The code that a connection to this path is closed with, or its HTTP status. */
async function ending(path: string, headers: Record<string, string>): Promise<number | string> {
	try {
		const client = await RawClient.open(board.server.origin.replace('http', 'ws') + path, headers);
		return await client.closed();
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}

/** Answers every step 1 of the server with the same, as a client does that holds nothing else. */
function insist(client: RawClient, update: Uint8Array): void {
	let answered = 0;
	const answer = () => {
		for (; answered < client.all('sync-step-1').length; answered += 1) client.send(encodeSyncStep2(update));
	};
	client.socket.on('message', answer);
	answer();
}

describe('whoever may only read', () => {
	it('changes nothing by any frame, is told once, is never acknowledged, and goes on reading', async () => {
		const viewer = await board.raw(await board.inviteViewer(), '?ack=1');
		viewer.send(encodeSyncStep1(EMPTY));
		await viewer.frame('sync-step-2');
		viewer.send(encodeSyncStep2(NOTHING));
		await viewer.acknowledgedTo(1);
		for (const key of ['v1', 'v2']) viewer.send(encodeUpdate(setting(key)));
		viewer.send(encodeSyncStep2(setting('v3')));
		viewer.send(encodeUpdate(Y.mergeUpdates([setting('v4'), setting('v5')])));
		await viewer.frame('permission-denied');
		const updates = viewer.all('update').length;
		await pair.exchange();
		await viewer.frame('update', updates + 1);
		expect(viewer.all('permission-denied')).toHaveLength(1);
		expect(viewer.acknowledged).toBe(1);
		expect(await stored('v1', 'v2', 'v3', 'v4', 'v5')).toEqual(Array(5).fill(undefined));
	});

	it('deletes nothing either', async () => {
		const writer = await board.raw(board.owner, '?ack=1');
		const doc = new Y.Doc();
		writer.send(encodeUpdate(setting('stays', 1, doc)));
		await writer.acknowledgedTo(1);
		const viewer = await board.raw(await board.inviteViewer(), '?ack=1');
		const before = Y.encodeStateVector(doc);
		doc.getMap('abuse').delete('stays');
		viewer.send(encodeUpdate(Y.encodeStateAsUpdate(doc, before)));
		await viewer.frame('permission-denied');
		expect(await stored('stays')).toEqual([1]);
	});
});

describe('the client id of another member', () => {
	/** Mia has written something, is away, and goes on writing on her device. */
	async function away(key: string) {
		const mia = await board.invite('Mia');
		const doc = new Y.Doc();
		const online = await board.raw(mia, '?ack=1');
		online.send(encodeUpdate(setting(`${key} online`, 'hers', doc)));
		await online.acknowledgedTo(1);
		online.close();
		await online.closed();
		// As the attacker knows it: all that the server told.
		const forged = new Y.Doc();
		Y.applyUpdate(forged, Y.encodeStateAsUpdate(doc));
		forged.clientID = doc.clientID;
		setting(`${key} offline`, 'hers', doc);
		return { mia, doc, forged };
	}

	it('cannot be used to make her offline edits vanish', async () => {
		const { mia, doc, forged } = await away('one');
		const eve = await board.raw(await board.invite('Eve'), '?ack=1');
		const poison = setting('one offline', 'forged', forged);
		eve.send(encodeUpdate(poison));
		insist(eve, poison);
		expect(await eve.closed()).toBe(CLOSE.foreignClient);
		expect(eve.acknowledged).toBe(0);

		const back = board.stock(mia, doc);
		await back.synced();
		await waitFor(
			() => pair.one.doc.getMap('abuse').get('one offline') === 'hers',
			'others see what she wrote while she was away'
		);
		expect(await stored('one online', 'one offline')).toEqual(['hers', 'hers']);
		expect(back.doc.getMap('abuse').get('one offline')).toBe('hers');
	});

	it('cannot be used within an update that also brings something of one’s own', async () => {
		const { mia, doc, forged } = await away('two');
		const own = new Y.Doc();
		own.clientID = doc.clientID - 1;
		const mixed = Y.mergeUpdates([setting('two offline', 'forged', forged), setting('two own', 'eve', own)]);
		const eve = await board.raw(await board.invite('Eve'), '?ack=1');
		insist(eve, mixed);
		expect(await eve.closed()).toBe(CLOSE.foreignClient);
		expect(eve.acknowledged).toBe(0);
		await board.stock(mia, doc).synced();
		await waitFor(() => pair.one.doc.getMap('abuse').get('two offline') === 'hers', 'hers is there');
		expect(await stored('two offline')).toEqual(['hers']);
	});

	it('cannot be used after a restart of the server', async () => {
		const { mia, doc, forged } = await away('three');
		await board.kill('SIGKILL');
		await board.startAgain();
		const eve = await board.raw(await board.invite('Eve'), '?ack=1');
		insist(eve, setting('three offline', 'forged', forged));
		expect(await eve.closed()).toBe(CLOSE.foreignClient);
		await board.stock(mia, doc).synced();
		expect(await stored('three online', 'three offline')).toEqual(['hers', 'hers']);
	});

	it('cannot be taken over by being quicker with a whole run of numbers', async () => {
		const mia = await board.invite('Mia');
		const eve = await board.raw(await board.invite('Eve'), '?ack=1');
		const first = new Y.Doc();
		eve.send(encodeUpdate(setting('first come', 'eve', first)));
		await eve.acknowledgedTo(1);
		// By chance or not, Mia's device has the same number: her edits are refused, and she is told for good.
		const same = new Y.Doc();
		same.clientID = first.clientID;
		setting('padding', 1, same);
		const client = await board.raw(mia, '?ack=1');
		insist(client, setting('second come', 'mia', same));
		expect(await client.closed()).toBe(CLOSE.foreignClient);
		expect(await stored('first come', 'second come')).toEqual(['eve', undefined]);
	});

	it('may stand in what is only repeated', async () => {
		const doc = await board.read();
		const eve = await board.raw(await board.invite('Eve'), '?ack=1');
		eve.send(encodeSyncStep2(Y.encodeStateAsUpdate(doc)));
		await eve.acknowledgedTo(1);
		expect(eve.closeCode).toBeNull();
	});
});

describe('presence', () => {
	const entry = (client: number, clock: number, state: unknown) => ({
		client,
		clock,
		json: encodeText(JSON.stringify(state))
	});
	const states = () => pair.two.provider.awareness.getStates() as Map<number, Record<string, unknown>>;

	it('of another client can be neither changed nor ended', async () => {
		pair.one.provider.awareness.setLocalStateField('cursor', 'mine');
		const client = pair.one.doc.clientID;
		await waitFor(() => states().get(client)?.cursor === 'mine', 'the cursor is seen');
		const eve = await board.raw(await board.invite('Eve'));
		eve.send(encodeAwareness([entry(client, 1_000_000, { cursor: 'forged' })]));
		eve.send(encodeAwareness([entry(client, 1_000_001, null)]));
		eve.send(
			encodeAwareness([entry(77, 1, { cursor: 'own' }), entry(client, 2 ** 31, { cursor: 'forged' })])
		);
		await pair.exchange();
		pair.one.provider.awareness.setLocalStateField('cursor', 'still mine');
		await waitFor(() => states().get(client)?.cursor === 'still mine', 'the next one too');
	});

	it('carries the name, colour and role that the server knows', async () => {
		const eve = await board.invite('Eve');
		const raw = await board.raw(eve);
		const user = { id: board.owner.id, name: 'The boss', color: 'teal', role: 'facilitator' };
		raw.send(encodeAwareness([entry(4242, 1, { user, name: 'x', cursor: 1 })]));
		await waitFor(() => states().has(4242), 'she is seen');
		expect(states().get(4242)?.user).toMatchObject({ id: eve.id, name: 'Eve', role: 'member' });
		raw.send(encodeAwareness([entry(4242, 2, { __proto__: { user }, cursor: 2 })]));
		await waitFor(() => states().get(4242)?.cursor === 2, 'her next state');
		expect(states().get(4242)?.user).toMatchObject({ id: eve.id, name: 'Eve', role: 'member' });
		raw.close();
		await waitFor(() => !states().has(4242), 'and gone when she is');
	});

	it('of 200 kB is refused with 4413, and the next joiner is well', async () => {
		const eve = await board.raw(await board.invite('Eve'));
		eve.send(encodeAwareness([entry(4243, 1, { large: 'x'.repeat(200_000) })]));
		expect(await eve.closed()).toBe(CLOSE.tooLarge);
		await board.read();
		expect(states().has(4243)).toBe(false);
	});

	it('of 5,000 clients in one frame shows one', async () => {
		const eve = await board.raw(await board.invite('Eve'));
		const many = Array.from({ length: 5000 }, (_, index) => entry(1_000_000 + index, 1, { cursor: index }));
		eve.send(encodeAwareness(many));
		eve.send(encodeQueryAwareness());
		await eve.frame('awareness');
		await pair.exchange();
		expect(
			[...states().keys()].filter((client) => client >= 1_000_000 && client < 1_005_000).length
		).toBeLessThan(2);
		eve.close();
	});

	it('that is deep, no object or not JSON ends the connection only', async () => {
		for (const json of [
			`${'['.repeat(5000)}${']'.repeat(5000)}`,
			`${'{"a":'.repeat(20)}1${'}'.repeat(20)}`,
			'"x"',
			'{'
		]) {
			const eve = await board.raw(await board.invite('Eve'));
			eve.send(encodeAwareness([{ client: 4244, clock: 1, json: encodeText(json) }]));
			expect(await eve.closed(), json.slice(0, 20)).toBe(CLOSE.malformed);
		}
		await pair.exchange();
	});
});

describe('a question', () => {
	it('with a million clients in its state vector is refused', async () => {
		const eve = await board.raw(await board.invite('Eve'));
		const vector = Buffer.alloc(3 + 3_000_000 * 1);
		uint(1_000_000).copy(vector);
		vector.fill(1, 3);
		eve.send(Buffer.concat([Uint8Array.of(0, 0), uint(vector.length), vector]));
		expect(await eve.closed()).toBe(CLOSE.malformed);
		await pair.exchange();
	});

	it('with a hundred thousand clients is answered', async () => {
		const eve = await board.raw(await board.invite('Eve'));
		eve.send(encodeSyncStep1(new Map(Array.from({ length: 100_000 }, (_, client) => [client + 1, 5]))));
		await eve.frame('sync-step-2');
		await pair.exchange();
	});

	it('asked over and over is too much at some point, and for nobody else', async () => {
		const eve = await board.raw(await board.invite('Eve'));
		for (let count = 0; count < 3000; count += 1) eve.send(encodeSyncStep1(EMPTY));
		expect(await eve.closed()).toBe(CLOSE.tooMany);
		await pair.exchange();
	});
});

describe('the door', () => {
	const path = () => `/sync/${board.name}`;

	it('is closed to members of other sessions, and to those without a cookie', async () => {
		const stranger = await board.stranger();
		expect(await ending(path(), board.headers(stranger))).toBe(CLOSE.notFound);
		const { cookie: _, ...anonymous } = board.headers(stranger);
		expect(await ending(path(), anonymous)).toBe(CLOSE.notFound);
		expect(await ending(`/sync/${stranger.board}`, board.headers(board.owner))).toBe(CLOSE.notFound);
	});

	it('is closed to foreign origins, for both endpoints', async () => {
		for (const origin of [
			'https://evil.example',
			'null',
			`${board.server.origin}.evil.example`,
			'http://127.0.0.1'
		])
			for (const at of [path(), '/socket.io/?EIO=4&transport=websocket'])
				expect(await ending(at, { ...board.headers(board.owner), origin }), `${origin} ${at}`).toContain(
					'403'
				);
	});

	it('is closed to forged cookies', async () => {
		const [identity, issued, signature] = board.owner.cookie.slice('commonplace='.length).split('.') as [
			string,
			string,
			string
		];
		const eve = (await board.invite('Eve')).cookie.slice('commonplace='.length).split('.') as [
			string,
			string,
			string
		];
		const mac = createHmac('sha256', '')
			.update(`commonplace identity ${identity}.${issued}`)
			.digest('base64url');
		const turned = signature.startsWith('A') ? `B${signature.slice(1)}` : `A${signature.slice(1)}`;
		const forged = [
			`${identity}.${issued}.${turned}`,
			`${identity}.${issued}.`,
			`${identity}.${issued}`,
			`${identity}.${issued}.${signature.slice(0, -4)}`,
			`${identity}.${issued}.${eve[2]}`,
			`${identity}.${eve[1]}.${eve[2]}`,
			`${identity}.${Number(issued) + 1}.${signature}`,
			`${identity}.99999999999999999999.${signature}`,
			`${identity}.${issued}.${mac}`,
			`${identity}.${issued}.${signature}.x`,
			`${createId()}.${issued}.${signature}`,
			`__proto__.${issued}.${signature}`,
			'%00.0.%00'
		];
		for (const cookie of forged) {
			const headers = { ...board.headers(board.owner), cookie: `commonplace=${cookie}` };
			expect(await ending(path(), headers), cookie).toBe(CLOSE.notFound);
		}
	});

	it('leads to one document by one name only', async () => {
		const { name } = board;
		const names = [
			`${name}%00`,
			`${name}%2F`,
			`${name}/`,
			`%2e%2e%2f${name}`,
			`x%2f..%2f${name}`,
			`%25${name}`,
			`${name}%20`,
			`${name}.`,
			`${name}%E2%80%8B`,
			name.toUpperCase() === name ? name.toLowerCase() : name.toUpperCase(),
			'__proto__',
			'constructor',
			'a'.repeat(129),
			'a'.repeat(10_000),
			'%',
			'%C3%28',
			'%ff'
		];
		for (const each of names)
			expect(await ending(`/sync/${each}`, board.headers(board.owner)), each.slice(0, 40)).toBe(
				CLOSE.notFound
			);
		await pair.exchange();
	});
});

describe('a member who was removed', () => {
	it('writes nothing more, though frames were on their way', async () => {
		const mia = await board.invite('Mia');
		const writer = await board.raw(mia, '?ack=1');
		writer.send(encodeUpdate(setting('before removal')));
		await writer.acknowledgedTo(1);
		const tab = await board.tab(board.owner);
		const removed = tab.give({ type: 'remove-member', member: mia.id });
		let count = 0;
		while (writer.socket.readyState === writer.socket.OPEN) {
			writer.send(encodeUpdate(setting(`on its way ${count}`)));
			count += 1;
			await new Promise(setImmediate);
		}
		expect(await removed).toMatchObject({ ok: true });
		expect(await writer.closed()).toBe(CLOSE.accessChanged);
		// From here on the door is closed, and what was written before is still there.
		expect(await ending(path(), board.headers(mia))).toBe(CLOSE.notFound);
		const doc = await board.read();
		const late = [...doc.getMap('abuse').keys()].filter((key) => key.startsWith('on its way'));
		expect(late.length).toBeLessThan(count + 1);
		expect(doc.getMap('abuse').get('before removal')).toBe(true);
		tab.close();
	});

	const path = () => `/sync/${board.name}`;

	it('cannot write on by a connection that was half open when it happened', async () => {
		const mia: Person = await board.invite('Mia');
		const tab = await board.tab(board.owner);
		// The upgrade and the removal run at the same time; whichever wins, nobody writes afterwards.
		const opening = Array.from({ length: 10 }, () => board.raw(mia, '?ack=1'));
		const removed = await tab.give({ type: 'remove-member', member: mia.id });
		expect(removed).toMatchObject({ ok: true });
		const clients = await Promise.all(opening);
		for (const client of clients) {
			if (client.socket.readyState === client.socket.OPEN)
				client.send(encodeUpdate(setting('after removal')));
			expect([CLOSE.accessChanged, CLOSE.notFound]).toContain(await client.closed());
		}
		expect(await stored('after removal')).toEqual([undefined]);
		tab.close();
	});
});
