import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import type { BoardId, SessionId } from '#model/ids.ts';
import type { BoardVersion, BoardVersions, VersionMade } from '#protocol/versions.ts';
import { HttpClient, openSession, unknownId } from '../support/client.ts';
import { SessionSocket } from '../support/session-socket.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { stockClient, type StockClient } from '../support/stock-client.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.close());

const path = (board: string, version = ''): string =>
	`/api/versions/${board}${version === '' ? '' : `/${version}`}`;

async function list(client: HttpClient, board: BoardId): Promise<readonly BoardVersion[]> {
	return ((await (await client.get(path(board))).json()) as BoardVersions).versions;
}

async function make(client: HttpClient, board: BoardId, body: object): Promise<BoardVersion | null> {
	return ((await (await client.post(path(board), body)).json()) as VersionMade).made;
}

/** The shapes of a version, as they lie in it. */
async function shapesOf(client: HttpClient, board: BoardId, version: string): Promise<unknown[]> {
	const doc = new Y.Doc();
	Y.applyUpdate(doc, new Uint8Array(await (await client.get(path(board, version))).arrayBuffer()));
	return doc.getArray('geometry').toArray();
}

/** Writes an entry into the board's document; resolves when it is stored. */
async function write(client: HttpClient, board: BoardId, key: string): Promise<StockClient> {
	const writer = stockClient(`${server.origin.replace('http', 'ws')}/sync`, board, {
		headers: { cookie: client.cookie, origin: server.origin }
	});
	await writer.synced();
	await add(writer, board, key);
	return writer;
}

async function add(writer: StockClient, board: BoardId, ...keys: string[]): Promise<void> {
	for (const key of keys) writer.doc.getArray('geometry').push([entry(key)]);
	await until(async () => (await storedKeys(board)).has(keys.at(-1)!), `${keys.at(-1)} is stored`);
}

const entry = (key: string): object => ({ k: key, v: { t: 'note', words: 'of this and that' } });

async function storedKeys(board: BoardId): Promise<Set<string>> {
	const stored = await server.store.documents.load(board as never);
	const doc = new Y.Doc();
	if (stored?.snapshot) Y.applyUpdate(doc, stored.snapshot);
	for (const { updates } of stored?.tail ?? []) for (const { update } of updates) Y.applyUpdate(doc, update);
	return new Set(doc.getArray<{ k: string }>('geometry').map(({ k }) => k));
}

async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
	let holds = false;
	let asking = false;
	await waitFor(() => {
		if (!asking && !holds) {
			asking = true;
			void condition().then((answer) => {
				holds = answer;
				asking = false;
			});
		}
		return holds;
	}, what);
}

describe('versions of a board', () => {
	test('are made with a name, listed with who made them, and read as they were', async () => {
		const { client: fay, whiteboard } = await openSession(server.origin);
		const writer = await write(fay, whiteboard, 'first');
		const made = await make(fay, whiteboard, { why: 'named', name: ' Before lunch ' });
		expect(made).toMatchObject({ name: 'Before lunch', by: { name: 'Fay' }, beforeRestoring: false });
		expect(Object.keys(made?.by ?? {})).toEqual(['id', 'name']);
		await add(writer, whiteboard, 'second');
		expect(await list(fay, whiteboard)).toEqual([made]);
		expect(await shapesOf(fay, whiteboard, made!.id)).toEqual([entry('first')]);
		writer.destroy();
	});

	test('that nobody asked for are some time apart, and not made where nothing has changed', async () => {
		const { client: fay, whiteboard } = await openSession(server.origin);
		(await write(fay, whiteboard, 'first')).destroy();
		expect(await make(fay, whiteboard, { why: 'automatic' })).toMatchObject({ name: null, by: null });
		expect(await make(fay, whiteboard, { why: 'automatic' })).toBeNull();
		expect(await make(fay, whiteboard, { why: 'before-restoring' }), 'the same as the latest').toBeNull();
		expect(await list(fay, whiteboard)).toHaveLength(1);
	});

	test('get and lose their names', async () => {
		const { client: fay, whiteboard } = await openSession(server.origin);
		const made = await make(fay, whiteboard, { why: 'automatic' });
		await fay.post(path(whiteboard, made!.id), { name: 'The plan' });
		expect(await list(fay, whiteboard)).toMatchObject([{ id: made!.id, name: 'The plan' }]);
		await fay.post(path(whiteboard, made!.id), { name: null });
		expect(await list(fay, whiteboard)).toMatchObject([{ id: made!.id, name: null }]);
	});

	test('are kept when the last one leaves', async () => {
		const { client: fay, whiteboard } = await openSession(server.origin);
		const writer = await write(fay, whiteboard, 'first');
		await add(writer, whiteboard, ...Array.from({ length: 200 }, (_, n) => `shape ${n}`));
		writer.destroy();
		await until(async () => (await list(fay, whiteboard)).length === 1, 'a version is there');
		expect(await list(fay, whiteboard)).toMatchObject([{ name: null, by: null }]);
	});
});

describe('who may do what', () => {
	test('a viewer looks and changes nothing; strangers find nothing', async () => {
		const { client: fay, whiteboard, page, state } = await openSession(server.origin);
		const made = await make(fay, whiteboard, { why: 'named', name: 'Mine' });
		const vic = await viewerOf(fay, state.session.id, state.session.code);
		expect(await list(vic, whiteboard)).toHaveLength(1);
		expect((await vic.get(path(whiteboard, made!.id))).status).toBe(200);
		expect((await vic.post(path(whiteboard), { why: 'named', name: 'No' })).status).toBe(403);
		expect((await vic.post(path(whiteboard), { why: 'automatic' })).status).toBe(403);
		expect((await vic.post(path(whiteboard, made!.id), { name: null })).status).toBe(403);
		const { client: eve } = await openSession(server.origin);
		for (const somebody of [eve, new HttpClient(server.origin)]) {
			expect((await somebody.get(path(whiteboard))).status).toBe(404);
			expect((await somebody.get(path(whiteboard, made!.id))).status).toBe(404);
			expect((await somebody.post(path(whiteboard), { why: 'automatic' })).status).toBe(404);
		}
		expect((await fay.get(path(page))).status, 'a page has none').toBe(404);
		expect((await fay.get(path(whiteboard, unknownId()))).status).toBe(404);
		expect((await fay.post(path(whiteboard, unknownId()), { name: 'x' })).status).toBe(404);
	});

	test.each([
		{},
		{ why: 'named' },
		{ why: 'named', name: '   ' },
		{ why: 'named', name: 'x'.repeat(81) },
		{ why: 'automatic', name: 'x' },
		{ why: 'else' },
		'{',
		[]
	])('%j is no request', async (body) => {
		const { client: fay, whiteboard } = await openSession(server.origin);
		expect((await fay.post(path(whiteboard), body)).status).toBe(400);
	});
});

async function viewerOf(fay: HttpClient, session: SessionId, code: string): Promise<HttpClient> {
	const socket = await SessionSocket.open(server.origin, fay.cookie, session);
	const made = await socket.give({ type: 'add-link', link: unknownId() as never, role: 'viewer' });
	socket.close();
	if (!made.ok || made.secret === undefined) throw new Error('no link');
	const vic = new HttpClient(server.origin);
	await vic.join(code, 'Vic', made.secret);
	return vic;
}
