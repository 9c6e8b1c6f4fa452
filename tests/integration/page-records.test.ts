import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createId, type BoardId, type OccurrenceId } from '#model/ids.ts';
import type { Continued } from '#protocol/api.ts';
import type { SearchAnswer } from '#protocol/search.ts';
import type {
	ChangePage,
	PageKeepers,
	PageNotChanged,
	PageView,
	SayMine,
	SayOccurrence
} from '#protocol/pages.ts';
import type { HttpClient } from '../support/client.ts';
import { boardOf, communityScene, pageFor, type CommunityScene } from '../support/community-scene.ts';
import { startServer, type LocalServer } from '../support/server.ts';

let server: LocalServer;
let scene: CommunityScene;
beforeAll(async () => {
	server = await startServer({ JOIN_RATE: '1000000' });
});
afterAll(() => server.close());
afterEach(() => scene.close());

async function viewOf(response: Response): Promise<PageView> {
	expect(response.status, await response.clone().text()).toBe(200);
	return (await response.json()) as PageView;
}

const happened = async (http: HttpClient, board: BoardId, said: Partial<SayOccurrence> = {}) =>
	viewOf(await http.post(`/api/pages/${board}/occurrences`, { id: createId<OccurrenceId>(), ...said }));

const mine = async (http: HttpClient, board: BoardId, said: SayMine) =>
	viewOf(await http.put(`/api/pages/${board}/mine`, said));

async function change(http: HttpClient, board: BoardId, asked: ChangePage['change']): Promise<Response> {
	const version = (await pageFor(http, board))!.version;
	return http.post(`/api/pages/${board}/changes`, { version, change: asked });
}

async function refusalOf(response: Response): Promise<string> {
	expect(response.ok).toBe(false);
	return ((await response.json()) as PageNotChanged).refusal;
}

describe('what people say of a page', () => {
	test('one person each: “worked for me” rises by one, is taken back, and its steward reads who said what', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, noa, mia, room } = scene;
		await change(room.fay.http, page, { type: 'steward', person: mia.id });
		expect(await mine(noa, page, { worked: true, needsFixing: null })).toMatchObject({
			worked: 1,
			said: null
		});
		expect(await mine(noa, page, { worked: true, needsFixing: 'Say how much' })).toMatchObject({
			worked: 1,
			needsFixing: 1,
			mine: { worked: true, needsFixing: 'Say how much' }
		});
		const hers = await pageFor(mia.http, page);
		expect(hers).toMatchObject({ steward: 'Mia', may: { change: true } });
		expect(hers!.said).toMatchObject([{ name: 'Noa', worked: true, needsFixing: 'Say how much' }]);
		expect(await mine(noa, page, { worked: false, needsFixing: null })).toMatchObject({
			worked: 0,
			needsFixing: 0
		});
	});

	test('by no onlooker, no stranger, and in no other form', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, zoe, noa } = scene;
		const said = { worked: true, needsFixing: null };
		expect((await zoe.http.put(`/api/pages/${page}/mine`, said)).status).toBe(404);
		expect((await noa.put(`/api/pages/${page}/mine`, { worked: 'yes' })).status).toBe(400);
		expect((await noa.post(`/api/pages/${page}/occurrences`, { id: 'x' })).status).toBe(400);
		expect((await noa.get('/api/pages/nothing-of-that-name')).status).toBe(404);
	});

	test('it makes the page come up earlier in searches, and be found by its topic', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, noa, room } = scene;
		await mine(noa, page, { worked: true, needsFixing: null });
		await change(room.fay.http, page, { type: 'state', state: 'published' });
		await change(room.fay.http, page, { type: 'topic', topic: 'Beverages', tags: ['brewing'] });
		const find = async (q: string) =>
			((await (await noa.get(`/api/search?q=${q}`)).json()) as SearchAnswer).hits[0];
		await expect
			.poll(() => find('brewing'), { timeout: 15_000 })
			.toMatchObject({ title: 'Espresso care', standing: 'published' });
	});
});

describe('it happened again', () => {
	test('is counted on pages and boards, once for each time it is said, with what may be told of where', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, noa, next, mia, room } = scene;
		const id = createId<OccurrenceId>();
		const context = 'The machine at the depot';
		await happened(noa, page, { id, at: 1000, session: next, group: 'Depot', context });
		const view = await happened(noa, page, { id, at: 1000, session: next, group: 'Depot', context });
		expect(view.occurred).toBe(1);
		expect(view.occurrences).toMatchObject([{ at: 1000, by: 'Noa', group: 'Depot', context, isMine: true }]);
		expect(view.occurrences[0]!.session).toEqual({ id: next, title: 'Second gathering' });
		expect((await happened(mia.http, boardOf(room.fay, 'problem'))).occurred).toBe(1);
		await noa.delete(`/api/pages/${page}/occurrences/${id}`);
		expect((await pageFor(noa, page))!.occurred).toBe(0);
	});

	test('in a session that stays among its own people is only a day to others', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, room, next, noa, mia } = scene;
		const fays = room.fay.http;
		const red = await fays.start('Behind closed doors');
		await happened(fays, page, { at: 5, session: red.session.id, group: 'Us', context: 'Nobody may know' });
		// A session that she is not in is none that she can name.
		await happened(mia.http, page, { at: 4, session: next });
		const told = JSON.stringify(await pageFor(noa, page));
		for (const secret of ['Behind closed doors', 'Nobody may know', red.session.id])
			expect(told).not.toContain(secret);
		expect((await pageFor(noa, page))!.occurrences).toMatchObject([
			{ at: 5, by: '', session: null },
			{ at: 4, by: 'Mia', session: null }
		]);
		expect((await pageFor(fays, page))!.occurrences[0]).toMatchObject({ context: 'Nobody may know' });
	});
});

test('what came up five times is on the agenda of the next session, with a title that all of the community may read', async () => {
	scene = await communityScene(server.origin, 'amber');
	const { page, room, noa, next } = scene;
	for (let times = 0; times < 5; times++) await happened(noa, page);
	const red = boardOf(room.fay, 'problem');
	await viewOf(await change(room.fay.http, red, { type: 'label', label: 'red' }));
	for (let times = 0; times < 5; times++) await happened(room.fay.http, red);
	const gone = await room.fay.http.post(`/api/next-sessions/${next}`, {
		title: 'Third gathering',
		takes: false
	});
	const { session } = (await gone.json()) as Continued;
	const { agenda } = (await room.fay.http.session(session)).session;
	expect(agenda.items.map(({ title }) => title)).toEqual(['It keeps coming up: Espresso care']);
});

describe('who sees to a page', () => {
	test('changes it over what they saw, and is told where somebody was quicker', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, room, mia, noa } = scene;
		expect((await change(mia.http, page, { type: 'state', state: 'reviewed' })).status).toBe(403);
		const keepers = (await (await mia.http.get(`/api/pages/${page}/keepers`)).json()) as PageKeepers;
		expect(keepers.people.map(({ name }) => name)).toEqual(['Fay', 'Mia']);
		await viewOf(await change(room.fay.http, page, { type: 'steward', person: mia.id }));
		await viewOf(await change(mia.http, page, { type: 'state', state: 'published' }));
		await viewOf(await change(mia.http, page, { type: 'review', at: 1000 }));
		expect(await pageFor(noa, page)).toMatchObject({ state: 'published', isOverdue: true, steward: 'Mia' });
		const late = await mia.http.post(`/api/pages/${page}/changes`, {
			version: 1,
			change: { type: 'state', state: 'archived' }
		});
		expect(await refusalOf(late)).toBe('changed');
		expect(await refusalOf(await change(mia.http, page, { type: 'label', label: 'clear' }))).toBe(
			'needs-consent'
		);
		const stranger = { type: 'deputy', person: scene.zoe.id } as const;
		expect(await refusalOf(await change(mia.http, page, stranger))).toBe('invalid');
	});

	test('takes a page back from the community by a narrower label', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, room, noa, mia } = scene;
		expect((await noa.get(`/read/${page}`)).status).toBe(200);
		await viewOf(await change(room.fay.http, page, { type: 'label', label: 'red' }));
		expect((await noa.get(`/read/${page}`)).status).toBe(404);
		expect(await pageFor(mia.http, page)).toMatchObject({ label: 'red' });
	});

	test('gives one page up for another: what happened adds up, the old address leads on, and it can be undone', async () => {
		scene = await communityScene(server.origin, 'amber');
		const { page, room, noa } = scene;
		const fays = room.fay.http;
		const other = boardOf(room.fay, 'problem');
		await happened(noa, page);
		await happened(noa, other);
		await happened(noa, other);
		expect((await change(noa, page, { type: 'merge', into: other })).status).toBe(403);
		expect(await viewOf(await change(fays, page, { type: 'merge', into: other }))).toMatchObject({
			mergedInto: { board: other }
		});
		expect(await pageFor(noa, other)).toMatchObject({ occurred: 3, merged: [{ board: page }] });
		const led = await fetch(`${server.origin}/read/${page}`, {
			headers: { cookie: noa.cookie },
			redirect: 'manual'
		});
		expect([led.status, led.headers.get('location')]).toEqual([302, `/read/${other}`]);
		expect(await refusalOf(await change(fays, page, { type: 'state', state: 'published' }))).toBe('merged');
		expect(await refusalOf(await change(fays, other, { type: 'merge', into: page }))).toBe('merged');
		await viewOf(await change(fays, page, { type: 'unmerge' }));
		expect(await pageFor(noa, other)).toMatchObject({ occurred: 2, merged: [] });
		expect((await noa.get(`/read/${page}`)).status).toBe(200);
	});
});
