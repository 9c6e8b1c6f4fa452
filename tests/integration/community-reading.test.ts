import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BoardId } from '#model/ids.ts';
import { pageText } from '#model/page/read-page.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import type { SessionSummary } from '#protocol/api.ts';
import type { SearchAnswer } from '#protocol/search.ts';
import type { HttpClient } from '../support/client.ts';
import { communityScene, pageFor, WORDS, type CommunityScene } from '../support/community-scene.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { stockClient } from '../support/stock-client.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
let scene: CommunityScene;
beforeAll(async () => {
	server = await startServer({ JOIN_RATE: '1000000' });
});
afterAll(() => server.close());
const open: { destroy(): void }[] = [];
afterEach(() => {
	for (const one of open.splice(0)) one.destroy();
	scene.close();
});

async function found(http: HttpClient): Promise<SearchAnswer['hits']> {
	const response = await http.get('/api/search?q=espresso%20vinegar');
	return ((await response.json()) as SearchAnswer).hits;
}

function connect(http: HttpClient, board: BoardId) {
	const url = `${server.origin.replace('http', 'ws')}/sync`;
	const client = stockClient(url, board, { headers: { cookie: http.cookie, origin: server.origin } });
	open.push(client);
	return client;
}

/** Everything over HTTP that may say something of the first session to somebody. */
async function everywhere(http: HttpClient, { room, page }: CommunityScene): Promise<string> {
	const paths = [
		`/read/${page}`,
		`/api/pages/${page}`,
		`/api/pages/${page}/keepers`,
		`/api/versions/${room.whiteboard}`,
		`/blobs/${page}/${'0'.repeat(64)}`,
		`/api/sessions/${room.id}`,
		`/api/sessions/${room.id}/summary?timeZone=UTC`,
		`/api/next-sessions/${room.id}`,
		'/api/sessions',
		'/api/search?q=espresso%20vinegar',
		'/api/search?q=First%20gathering'
	];
	const answers = await Promise.all(paths.map(async (path) => (await http.get(path)).text()));
	return answers.join('\n');
}

describe('a session under a label for the community', () => {
	test('is read by somebody of the community who was not in it, and by nobody else', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, noa, zoe, mia } = scene;
		await expect.poll(async () => (await found(noa))[0]?.title, { timeout: 15_000 }).toBe('Espresso care');
		expect((await found(noa))[0]).toMatchObject({ by: 'community', board: page });
		expect((await found(mia.http))[0]).toMatchObject({ by: 'session' });
		expect(await (await noa.get(`/read/${page}`)).text()).toContain(WORDS);
		expect(await pageFor(noa, page)).toMatchObject({ by: 'community', may: { change: false, say: true } });
		const summary = await noa.get(`/api/sessions/${scene.room.id}/summary?timeZone=UTC`);
		expect(JSON.stringify((await summary.json()) as SessionSummary)).toContain('TLP:AMBER');
		expect((await zoe.http.get(`/api/sessions/${scene.room.id}/summary?timeZone=UTC`)).status).toBe(404);
		expect(await found(zoe.http)).toEqual([]);
		expect((await zoe.http.get(`/read/${page}`)).status).toBe(404);
	});

	test('is never written in, joined or looked behind from outside', async () => {
		scene = await communityScene(server.origin, 'green');
		const { page, room, noa } = scene;
		const reader = connect(noa, page);
		await reader.synced();
		expect(pageText(reader.doc).toString()).toContain(WORDS);
		reader.doc.transact(() => pageText(reader.doc).insert(0, 'Forged '), 'test');
		// A change of the facilitator's that comes after it shows that it was dropped.
		const fays = connect(room.fay.http, page);
		await fays.synced();
		fays.doc.transact(() => pageText(fays.doc).insert(0, 'Mine '), 'test');
		await waitFor(() => pageText(reader.doc).toString().includes('Mine '), 'her words');
		expect(pageText(fays.doc).toString()).not.toContain('Forged');
		for (const path of [
			`/api/sessions/${room.id}`,
			`/api/pages/${page}/keepers`,
			`/api/versions/${room.whiteboard}`
		])
			expect((await noa.get(path)).status, path).toBe(404);
		const image = await noa.put(`/blobs/${page}/${'0'.repeat(64)}`, {});
		expect(image.status).toBe(403);
	});

	test('goes out as a view without names where names stay in it', async () => {
		scene = await communityScene(server.origin, 'amber', true);
		const { page, room, noa } = scene;
		expect((await noa.get(`/read/${page}`)).status).toBe(200);
		const socket = await room.sync(noa, page);
		await waitFor(() => socket.closeCode !== null, 'the end of the connection');
		expect(socket.closeCode).toBe(CLOSE.notFound);
	});

	test('shuts who reads it once it becomes red, and tells no onlooker', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, room, noa, zoe } = scene;
		const socket = await room.sync(noa, page);
		await waitFor(() => socket.heard.length > 0, 'the first frame');
		await room.give({ type: 'set-label', label: 'red', namesStripped: false });
		await waitFor(() => socket.closeCode !== null, 'the end of the connection');
		expect(socket.closeCode).toBe(CLOSE.accessChanged);
		expect((await noa.get(`/read/${page}`)).status).toBe(404);
		expect((await zoe.http.get(`/read/${page}`)).status).toBe(404);
	});

	test('is not for whoever was put out of a session of the community for good', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, room, noa } = scene;
		expect((await noa.get(`/read/${page}`)).status).toBe(200);
		await noa.join(room.code, 'Noa');
		const me = (await (await noa.get('/api/me')).json()) as { id: never };
		await room.give({ type: 'ban-member', member: me.id, reason: '' });
		await expect.poll(async () => (await noa.get(`/read/${page}`)).status).toBe(404);
		expect(await pageFor(noa, page)).toBeNull();
	});
});

test('a red session is invisible everywhere to somebody of the community who was not in it', async () => {
	scene = await communityScene(server.origin, 'red');
	const { page, room, next, noa, mia } = scene;
	await expect.poll(async () => (await found(mia.http))[0]?.title, { timeout: 15_000 }).toBe('Espresso care');
	const told = await everywhere(noa, scene);
	for (const secret of [WORDS, 'Espresso care', 'First gathering', page, room.id, room.code, room.whiteboard])
		expect(told).not.toContain(secret);
	// The session that goes on from it knows that there was one, and nothing of it.
	expect(await (await noa.get(`/api/sessions/${next}`)).text()).not.toContain('First gathering');
	// The same places tell of it to somebody who was there, so the test looks where there is something to see.
	const toMia = await everywhere(mia.http, scene);
	for (const known of [WORDS, 'Espresso care', 'First gathering', page, room.id, room.code])
		expect(toMia).toContain(known);
	for (const board of [page, room.whiteboard]) {
		const socket = await room.sync(noa, board);
		await waitFor(() => socket.closeCode !== null, 'the end of the connection');
		expect(socket.closeCode).toBe(CLOSE.notFound);
		expect(socket.bytesHeard).toBe(0);
	}
});
