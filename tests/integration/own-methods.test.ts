import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId, type BoardId } from '#model/ids.ts';
import { rulesOfMethod, type Method, type MethodId } from '#model/problem/method.ts';
import { reverseIt } from '#model/problem/methods/reverse-it.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import { stepOf } from '#model/problem/run.ts';
import { readPage } from '#model/page/read-page.ts';
import type { MethodVersion, OwnMethods } from '#protocol/methods.ts';
import { METHOD_KEEPING } from '#protocol/methods.ts';
import { HttpClient, openSession } from '../support/client.ts';
import { readDocument } from '../support/group-boards.ts';
import { ProblemRoom } from '../support/problem-room.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { SessionRoom } from '../support/session-room.ts';

let server: LocalServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.close());

const own = (changes: Partial<Method> = {}): Method => ({
	...solveAProblem,
	id: 'our-way' as MethodId,
	title: 'Our way',
	...changes
});
const at = (session: string): string => `/api/methods/${session}`;
const listed = async (http: HttpClient, session: string): Promise<string[]> => {
	const answer = (await (await http.get(at(session))).json()) as OwnMethods;
	return answer.methods.map(({ id, version, title }) => `${id}@${version} ${title}`);
};
const remove = (http: HttpClient, path: string): Promise<Response> =>
	fetch(http.origin + path, {
		method: 'DELETE',
		headers: { cookie: http.cookie, origin: http.origin, 'content-type': 'application/json' }
	});

test('a facilitator saves versions that never change; everybody in the session reads them, and nobody else', async () => {
	const { client: fay, state } = await openSession(server.origin);
	const { id } = state.session;
	const mia = new HttpClient(server.origin);
	await mia.join(state.session.code);
	const stranger = (await openSession(server.origin)).client;

	const first = await fay.post(at(id), { method: own() });
	expect(first.status).toBe(201);
	expect(await first.json()).toMatchObject({ saved: { id: 'our-way', version: 1, phases: 9, minutes: 60 } });
	expect((await fay.post(at(id), { method: own({ version: 2, title: 'Our better way' }) })).status).toBe(201);
	expect(await listed(mia, id)).toEqual(['our-way@2 Our better way']);
	for (const [version, title] of [
		[1, 'Our way'],
		[2, 'Our better way']
	] as const) {
		const answer = (await (await mia.get(`${at(id)}/our-way/${version}`)).json()) as MethodVersion;
		expect(answer.method).toEqual(own({ version, title }));
	}

	const again = await fay.post(at(id), { method: own({ version: 2, title: 'Somebody else’s' }) });
	expect([again.status, await again.json()]).toEqual([409, { refusal: 'changed', latest: 2 }]);
	expect((await mia.post(at(id), { method: own({ version: 3 }) })).status).toBe(403);
	expect((await remove(mia, `${at(id)}/our-way`)).status).toBe(403);
	for (const path of ['', '/our-way/1', '/our-way/9', '/our-way/1e1', '/%2e%2e/1'])
		expect((await stranger.get(at(id) + path)).status, path).toBe(404);
	expect((await stranger.post(at(id), { method: own({ version: 3 }) })).status).toBe(404);
	const foreign = await fay.post(
		at(id),
		{ method: own({ version: 3 }) },
		{ origin: 'https://elsewhere.example' }
	);
	expect(foreign.status).toBe(403);
	expect(await listed(fay, id)).toEqual(['our-way@2 Our better way']);
});

test('what is no method is refused by place, whatever its size and depth', async () => {
	const { client: fay, state } = await openSession(server.origin);
	const path = at(state.session.id);
	const [first, ...others] = solveAProblem.phases;
	const broken = own({ title: ' ', phases: [{ ...first!, prompt: 'x'.repeat(601) }, ...others] });
	const told = await fay.post(path, { method: broken });
	expect(told.status).toBe(400);
	expect(await told.json()).toEqual({
		refusal: 'invalid',
		problems: [
			{ path: 'title', problem: 'empty' },
			{ path: 'phases[0].prompt', problem: 'too-long' }
		]
	});
	const hostile = [
		'{"method":{"__proto__":{"admin":true},"id":"x"}}',
		`{"method":${'['.repeat(60_000)}${']'.repeat(60_000)}}`,
		`{"method":{${Array.from({ length: 9_000 }, (_, n) => `"field${n}":1`).join()}}}`,
		'{"method":null}',
		'{"method":{},"more":1}',
		'{',
		'[]'
	];
	for (const body of hostile) {
		const answer = await fay.post(path, body);
		const text = await answer.text();
		expect(answer.status, body.slice(0, 40)).toBe(400);
		expect(text.length).toBeLessThan(20_000);
	}
	expect(await listed(fay, state.session.id)).toEqual([]);
	expect((await fay.get('/healthz')).status).toBe(200);
});

test('a run pins its version, hides, counts and writes up by it, also after that was changed and deleted', async () => {
	const room = await SessionRoom.open(server.origin);
	const method = own({ ...reverseIt, id: 'our-reversal' as MethodId, title: 'Our reversal' });
	expect((await room.fay.http.post(at(room.id), { method })).status).toBe(201);
	const ref = { from: 'session', id: method.id, version: 1 } as const;
	const board = createId<BoardId>();
	await room.give({ type: 'add-board', board, kind: 'problem', title: 'Ours' });
	const start = { type: 'start-method', board, method: ref, phases: rulesOfMethod(method) } as const;
	const refused = [
		{ ...start, method: { ...ref, version: 2 } },
		{ ...start, method: { ...ref, from: 'program' } },
		{ ...start, phases: rulesOfMethod(solveAProblem) }
	] as const;
	for (const command of refused)
		expect(await room.fay.tab.give(command)).toEqual({ ok: false, refusal: 'unknown-method' });
	// Another session's own method is none of this one's.
	const elsewhere = await SessionRoom.open(server.origin);
	await elsewhere.give({ type: 'add-board', board: createId<BoardId>(), kind: 'problem', title: 'Theirs' });
	const { boards } = (await elsewhere.fay.http.session(elsewhere.id)).session;
	const there = { ...start, board: boards.at(-1)!.id };
	expect(await elsewhere.fay.tab.give(there)).toEqual({ ok: false, refusal: 'unknown-method' });
	elsewhere.close();

	await room.give(start);
	const later = { ...method, version: 2, title: 'Another way' };
	expect((await room.fay.http.post(at(room.id), { method: later })).status).toBe(201);
	expect((await remove(room.fay.http, `${at(room.id)}/our-reversal`)).status).toBe(204);
	expect((await remove(room.fay.http, `${at(room.id)}/our-reversal`)).status).toBe(404);
	expect(await listed(room.fay.http, room.id)).toEqual([]);

	const problem = ProblemRoom.of(room, board);
	const silent = method.phases.find(({ sees }) => sees.others === 'count')!;
	await problem.goTo(silent.id);
	const mia = await room.join(server.origin, 'Mia');
	const sheet = await problem.sheet(mia);
	const lane = method.lanes.find(({ phases }) => phases.includes(silent.id))!;
	sheet.write(mia.id, 'what nobody says', lane.id, silent.id);
	await sheet.saved();
	await problem.reveal(silent.id);
	expect(stepOf(await problem.run(), silent.id)!.hiding.at).toBe('revealed');
	const shared = await problem.shared(mia);
	await shared.until(['what nobody says'], 'the card that was written alone');
	expect((await problem.run()).method).toEqual(ref);
	const words = (await (await mia.http.get(`${at(room.id)}/our-reversal/1`)).json()) as MethodVersion;
	expect(words.method.title).toBe('Our reversal');

	await problem.goTo(method.phases.at(-1)!.id);
	const page = createId<BoardId>();
	await room.give({ type: 'write-up', board, instead: null, page, title: 'What we found' });
	const { blocks } = readPage(await readDocument(room.fay.http, page));
	expect(blocks.length).toBeGreaterThan(0);
	problem.close();
});

test('a session keeps so many methods; deleting one makes room', async () => {
	const { client: fay, state } = await openSession(server.origin);
	const { id } = state.session;
	const record = await saveDirectly(id, METHOD_KEEPING.methods);
	expect(record).toBe(METHOD_KEEPING.methods);
	const full = await fay.post(at(id), { method: own({ id: 'one-more' as MethodId }) });
	expect([full.status, await full.json()]).toEqual([409, { refusal: 'full' }]);
	expect((await fay.post(at(id), { method: own({ id: 'method-3' as MethodId, version: 2 }) })).status).toBe(
		201
	);
	expect((await remove(fay, `${at(id)}/method-3`)).status).toBe(204);
	expect((await fay.post(at(id), { method: own({ id: 'one-more' as MethodId }) })).status).toBe(201);
});

/** As many saves over HTTP would be slowed down. */
async function saveDirectly(session: string, count: number): Promise<number> {
	const methods = Array.from({ length: count }, (_, n) => ({
		id: `method-${n}`,
		title: `Method ${n}`,
		purpose: 'Why',
		minutes: 5,
		people: { min: 1, max: 9 },
		phases: 1,
		by: createId(),
		versions: [{ version: 1, key: createId(), at: 1 }],
		deleted: false
	}));
	await server.store.records.put('method-list', session, { methods }, 0);
	return methods.length;
}

test('more than a method can be is not even read', async () => {
	const { client: fay, state } = await openSession(server.origin);
	const path = at(state.session.id);
	const large = await fay.post(path, { method: own({ purpose: 'x'.repeat(METHOD_KEEPING.bytes) }) }).then(
		({ status }) => status,
		() => 'cut off'
	);
	expect([413, 'cut off']).toContain(large);
});
