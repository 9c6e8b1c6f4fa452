import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { createId, type AgendaItemId, type BoardId } from '#model/ids.ts';
import { pageText } from '#model/page/read-page.ts';
import type { Marks } from '#model/problem/ballots/marks.ts';
import { STATEMENT } from '#model/problem/board.ts';
import type { BoardKind } from '#model/session/session.ts';
import type { SearchAnswer, VersionedWords, WordsChanged } from '#protocol/search.ts';
import { HttpClient } from '../support/client.ts';
import { PrivateScene } from '../support/private-scene.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { plannedRound, SessionRoom, type Participant } from '../support/session-room.ts';
import { stockClient } from '../support/stock-client.ts';

let server: LocalServer;
let room: SessionRoom;
beforeAll(async () => {
	server = await startServer({ JOIN_RATE: '1000000', LOG_LEVEL: 'error' });
});
afterAll(() => server.close());
const open: { destroy(): void }[] = [];
afterEach(() => {
	room.close();
	for (const client of open.splice(0)) client.destroy();
});

const SOON = { interval: 200, timeout: 15_000 };

async function ask(http: HttpClient, q: string, more = ''): Promise<SearchAnswer> {
	const response = await http.get(`/api/search?q=${encodeURIComponent(q)}${more}`);
	expect(response.status, await response.clone().text()).toBe(200);
	return (await response.json()) as SearchAnswer;
}

const titlesOf = async (http: HttpClient, q: string, more = '') =>
	(await ask(http, q, more)).hits.map(({ title }) => title);

function boardOf({ tab }: Participant, kind: BoardKind): BoardId {
	return tab.all('welcome')[0]!.session.boards.find((board) => board.kind === kind)!.id;
}

async function write(http: HttpClient, board: BoardId, work: (doc: Y.Doc) => void): Promise<void> {
	const url = `${http.origin.replace('http', 'ws')}/sync`;
	const client = stockClient(url, board, { headers: { cookie: http.cookie, origin: http.origin } });
	await client.synced();
	client.doc.transact(() => work(client.doc), 'test');
	// What it has to send is on its way for as long as it is open.
	open.push(client);
}

const onPage = (text: string) => (doc: Y.Doc) => pageText(doc).insert(pageText(doc).length, text);

describe('what people write is found by those who may read it', () => {
	test('a page, a problem, a title and an agenda, soon after they are written, and no longer when they are gone', async () => {
		room = await SessionRoom.open(server.origin);
		const mia = await room.join(server.origin, 'Mia');
		const stranger = await SessionRoom.open(server.origin);
		const page = boardOf(room.fay, 'page');
		await write(mia.http, page, onPage('The refrigerator drips on the floor'));
		await write(mia.http, boardOf(room.fay, 'problem'), (doc) =>
			doc.getMap<Y.Text>('meta').get(STATEMENT)!.insert(0, 'Volunteers forget their keys')
		);
		await room.give(
			{ type: 'rename-board', board: room.whiteboard, title: 'Floorplan' },
			{
				type: 'add-agenda-item',
				item: createId<AgendaItemId>(),
				title: 'Zucchini harvest',
				minutes: 5,
				board: null,
				before: null
			}
		);
		await expect.poll(() => titlesOf(mia.http, 'refrigerators'), SOON).toEqual(['Notes']);
		await expect.poll(() => titlesOf(mia.http, 'volunters forget'), SOON).toEqual(['Solve a problem']);
		await expect.poll(() => titlesOf(mia.http, 'floorpl'), SOON).toEqual(['Floorplan']);
		await expect.poll(() => titlesOf(mia.http, 'zucchini'), SOON).toEqual(['A session']);
		const [hit] = (await ask(mia.http, 'drips floor')).hits;
		expect(hit).toMatchObject({ kind: 'page', session: room.id, board: page, part: 'text', label: 'red' });
		for (const q of ['refrigerators', 'volunteers', 'floorplan', 'zucchini'])
			expect(await titlesOf(stranger.fay.http, q), q).toEqual([]);
		stranger.close();
		await write(room.fay.http, page, (doc) => pageText(doc).delete(0, pageText(doc).length));
		await expect.poll(() => titlesOf(mia.http, 'refrigerator'), SOON).toEqual([]);
	});

	test('not by who was removed, and not what only another group may read', async () => {
		room = await SessionRoom.open(server.origin);
		const [mia, bo] = [await room.join(server.origin, 'Mia'), await room.join(server.origin, 'Bo')];
		const { groups, plan } = plannedRound(2);
		await room.give(plan, { type: 'rename-board', board: groups[0]!.board, title: 'Quince marmalade' });
		await expect.poll(() => titlesOf(room.fay.http, 'quince'), SOON).toEqual(['Quince marmalade']);
		// Planned only: for facilitators.
		expect(await titlesOf(mia.http, 'quince')).toEqual([]);
		await room.give({ type: 'rename-board', board: room.whiteboard, title: 'Persimmon' });
		await expect.poll(() => titlesOf(bo.http, 'persimmon'), SOON).toEqual(['Persimmon']);
		await room.give({ type: 'remove-member', member: bo.id });
		await expect.poll(() => titlesOf(bo.http, 'persimmon'), SOON).toEqual([]);
	});
});

describe("a session's words", () => {
	test('are written by its facilitators, read by its members, and help to find', async () => {
		room = await SessionRoom.open(server.origin);
		const mia = await room.join(server.origin, 'Mia');
		const words = {
			synonyms: [['fridge', 'walk-in refrigerator']],
			tags: { [room.whiteboard]: ['hygiene'] }
		};
		const put = (http: HttpClient, body: unknown) =>
			fetch(`${server.origin}/api/search/words/${room.id}`, {
				method: 'PUT',
				headers: { cookie: http.cookie, origin: server.origin, 'content-type': 'application/json' },
				body: JSON.stringify(body)
			});
		expect((await put(mia.http, { version: 0, words })).status).toBe(403);
		expect((await put(new HttpClient(server.origin), { version: 0, words })).status).toBe(404);
		expect((await put(room.fay.http, { version: 0, words: { synonyms: [['one']], tags: {} } })).status).toBe(
			400
		);
		expect(await (await put(room.fay.http, { version: 0, words })).json()).toEqual({ version: 1, words });
		const late = await put(room.fay.http, { version: 0, words });
		expect(late.status).toBe(409);
		expect((await late.json()) as WordsChanged).toEqual({
			refusal: 'changed',
			latest: { version: 1, words }
		});
		const read = await mia.http.get(`/api/search/words/${room.id}`);
		expect((await read.json()) as VersionedWords).toEqual({ version: 1, words });
		await write(mia.http, boardOf(room.fay, 'page'), onPage('Our walk-in refrigerator hums'));
		await expect
			.poll(async () => (await ask(mia.http, 'fridge ')).hits[0]?.reasons[0], SOON)
			.toEqual({ by: 'synonym', typed: 'fridge', word: 'walk-in refrigerator' });
		await expect.poll(() => titlesOf(mia.http, 'hygiene'), SOON).toEqual(['Whiteboard']);
	});
});

describe('a search', () => {
	test('says what is wrong with it, and is limited for each person', async () => {
		room = await SessionRoom.open(server.origin);
		const { http } = room.fay;
		for (const wrong of [
			'',
			'?q=a&kind=fish',
			'?q=a&cursor=-1',
			'?q=a&limit=21',
			`?q=${'a'.repeat(201)}`,
			'?q=a&x=1'
		]) {
			const response = await http.get(`/api/search${wrong}`);
			expect([response.status, await response.json()], wrong).toEqual([400, { refusal: 'invalid' }]);
		}
		expect(await ask(new HttpClient(server.origin), 'anything')).toMatchObject({ hits: [], next: null });
		let last = 200;
		for (let asked = 0; asked < 200 && last === 200; asked++)
			last = (await http.get('/api/search?q=a')).status;
		expect(last).toBe(429);
	});
});

describe('what is hidden', () => {
	/** Everything that the index has on the disk. */
	async function onDisk(): Promise<string> {
		const names = (await readdir(server.dataDir)).filter((name) => name.startsWith('search'));
		const files = await Promise.all(names.map((name) => readFile(join(server.dataDir, name), 'latin1')));
		expect(files.length).toBeGreaterThan(0);
		return files.join('\n').toLowerCase();
	}

	test('is neither found nor in the index before it is shown; names, votes and notes never are', async () => {
		const scene = await PrivateScene.open(server, () => '');
		room = scene.problem.room;
		const words = scene.authors.flatMap((author) => author.words);
		const note = `note${createId().replace(/[-_]/g, '')}`;
		await room.give({ type: 'set-notes', text: note });
		await room.give({ type: 'rename-board', board: room.whiteboard, title: 'Gooseberry' });
		await expect.poll(() => titlesOf(scene.lou.http, 'gooseberry'), SOON).toEqual(['Gooseberry']);
		for (const { http } of scene.everybody) expect(await titlesOf(http, words[0]!)).toEqual([]);
		const before = await onDisk();
		for (const word of words) expect(before.includes(word.toLowerCase()), word).toBe(false);
		await scene.problem.reveal('questions');
		await expect.poll(() => titlesOf(scene.lou.http, words[0]!), SOON).toEqual(['Problem']);
		const ballot = await scene.openBallot();
		const marks: Marks = { type: 'dot', dots: [{ card: scene.shown[0]!.id, count: 1 }] };
		expect(await scene.problem.cast(scene.authors[0]!, ballot, marks)).toEqual({ ok: true });
		await room.give({ type: 'rename-board', board: room.whiteboard, title: 'Elderberry' });
		await expect.poll(() => titlesOf(scene.lou.http, 'elderberry'), SOON).toEqual(['Elderberry']);
		const after = await onDisk();
		// What is there is seen this way, so what is not seen is not there.
		expect(after.includes(words[0]!.toLowerCase())).toBe(true);
		for (const { name, id } of scene.authors) {
			expect(after.includes(name.toLowerCase()), name).toBe(false);
			expect(after.includes(id.toLowerCase()), 'who wrote').toBe(false);
		}
		expect(after.includes(note.toLowerCase()), 'a note').toBe(false);
		expect(after.includes(ballot.toLowerCase()), 'a ballot').toBe(false);
		scene.close();
	});
});
