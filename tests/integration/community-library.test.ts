import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createId, type OccurrenceId } from '#model/ids.ts';
import type { Joined } from '#protocol/api.ts';
import type { Library, MyCommunity } from '#protocol/community.ts';
import type { HttpClient } from '../support/client.ts';
import { communityScene, pageFor, WORDS, type CommunityScene } from '../support/community-scene.ts';
import { startServer, type LocalServer } from '../support/server.ts';

let server: LocalServer;
let scene: CommunityScene;
beforeAll(async () => {
	server = await startServer({ JOIN_RATE: '1000000' });
});
afterAll(() => server.close());
afterEach(() => scene.close());

async function mine(http: HttpClient): Promise<readonly MyCommunity[]> {
	return ((await (await http.get('/api/communities')).json()) as { communities: MyCommunity[] }).communities;
}

async function libraryOf(http: HttpClient): Promise<Library> {
	const [only] = await mine(http);
	return (await (await http.get(`/api/communities/${only!.id}`)).json()) as Library;
}

const titles = (list: readonly { readonly title: string }[]) => list.map(({ title }) => title);

test('a community is of those who were let in, and shows each what they may know of it', async () => {
	scene = await communityScene(server.origin, 'amber');
	const { room, page, next, noa, mia, zoe } = scene;
	const hers = await libraryOf(noa);
	expect(hers.sessions.map(({ title, isIn }) => [title, isIn]).sort()).toEqual([
		['First gathering', false],
		['Second gathering', true]
	]);
	expect(hers.mayChange).toBe(false);
	const listed = hers.pages.find(({ board }) => board === page);
	expect(listed).toMatchObject({
		title: 'Espresso care',
		by: 'community',
		state: 'draft',
		worked: 0,
		isMine: false
	});
	// Another session of theirs that goes on from none is of another community.
	expect((await mine(room.fay.http)).length).toBe(1);
	expect((await zoe.http.get(`/api/communities/${hers.id}`)).status).toBe(404);
	// Mia was not in the second one, whose label came along from the first.
	expect((await libraryOf(mia.http)).sessions.find(({ id }) => id === next)).toMatchObject({ isIn: false });
});

test('red sessions and pages stand in no list of somebody who was not there, and are counted nowhere', async () => {
	scene = await communityScene(server.origin, 'red');
	const { noa, mia, room, page } = scene;
	await room.fay.http.post(`/api/pages/${page}/occurrences`, { id: createId<OccurrenceId>() });
	const hers = await libraryOf(noa);
	expect(titles(hers.sessions)).toEqual(['Second gathering']);
	expect(titles(hers.pages)).toEqual(['Notes']);
	expect((await mine(noa))[0]).toMatchObject({ name: '', sessions: 1 });
	for (const secret of ['First gathering', 'Espresso care', room.id, page])
		expect(JSON.stringify(hers)).not.toContain(secret);
	expect(titles((await libraryOf(mia.http)).pages)).toContain('Espresso care');
});

test('facilitators name it, over what they saw; a session that begins from its home stays in it', async () => {
	scene = await communityScene(server.origin, 'amber');
	const { room, noa, zoe } = scene;
	const fays = room.fay.http;
	const { id } = await libraryOf(fays);
	const said = { version: 0, name: 'Repair cafés', label: 'amber', terms: 'Kindly' };
	expect((await noa.put(`/api/communities/${id}`, said)).status).toBe(403);
	expect((await fays.put(`/api/communities/${id}`, said)).status).toBe(200);
	expect((await fays.put(`/api/communities/${id}`, { ...said, name: 'Too late' })).status).toBe(409);
	expect(await libraryOf(noa)).toMatchObject({ name: 'Repair cafés', label: 'amber', terms: 'Kindly' });
	const third = { title: 'Third gathering', name: 'Noa', color: 'teal', label: 'amber', community: id };
	const started = await noa.post('/api/sessions', third);
	expect(started.status).toBe(201);
	const { session } = (await started.json()) as Joined;
	expect((await noa.session(session)).session.community).toBe(id);
	expect(titles((await libraryOf(fays)).sessions)).toContain('Third gathering');
	expect((await zoe.http.post('/api/sessions', third)).status).toBe(403);
});

test('the page is read and said to have worked without JavaScript, and tells how far it can be relied on', async () => {
	scene = await communityScene(server.origin, 'amber');
	const { room, page, noa, mia } = scene;
	for (const change of [
		{ type: 'steward', person: mia.id },
		{ type: 'state', state: 'published' },
		{ type: 'review', at: 1000 }
	]) {
		const { version } = (await pageFor(room.fay.http, page))!;
		await room.fay.http.post(`/api/pages/${page}/changes`, { version, change });
	}
	const html = await (await noa.get(`/read/${page}`)).text();
	for (const told of [WORDS, 'Published', 'kept by Mia', 'overdue', `/read/${page}`, 'Amber'])
		expect(html).toContain(told);
	expect(html).not.toContain(`/s/${room.id}`);
	expect(Buffer.byteLength(html)).toBeLessThan(30_000);
	const send = (worked: string, origin = server.origin) =>
		fetch(`${server.origin}/read/${page}/worked`, {
			method: 'POST',
			headers: { cookie: noa.cookie, origin, 'content-type': 'application/x-www-form-urlencoded' },
			body: `worked=${worked}`,
			redirect: 'manual'
		});
	expect((await send('yes', 'https://elsewhere.example')).status).toBe(403);
	expect((await send('perhaps')).status).toBe(400);
	expect((await send('yes')).status).toBe(303);
	expect(await (await noa.get(`/read/${page}`)).text()).toContain('It worked for 1 person.');
	expect((await pageFor(mia.http, page))!.said).toMatchObject([{ name: 'Noa', worked: true }]);
	expect((await send('no')).status).toBe(303);
	expect((await pageFor(noa, page))!.worked).toBe(0);
});
