import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId, type BoardId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { rulesOfMethod, type Method, type MethodId, type PhaseId } from '#model/problem/method.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import { stepOf } from '#model/problem/run.ts';
import { HttpClient } from '../support/client.ts';
import { Deployment } from '../support/nodes.ts';
import { ProblemRoom } from '../support/problem-room.ts';
import type { TestServer } from '../support/server.ts';
import { SessionRoom } from '../support/session-room.ts';

let deployment: Deployment;
let one: TestServer;
let two: TestServer;
beforeAll(async () => {
	deployment = await Deployment.start(2);
	[one, two] = [deployment.node(0), deployment.node(1)];
});
afterAll(() => deployment.close());

const PHASE = 'questions';

test('what people write alone on two nodes is shown once, on both, and a sheet asked for on both is one', async () => {
	const problem = await ProblemRoom.open(one.origin, 'after-action-review', PHASE);
	const { room } = problem;
	const [mia, bo] = [await room.join(one.origin, 'Mia'), await room.join(two.origin, 'Bo')];
	const elsewhere = { http: new HttpClient(two.origin, mia.http.cookie) };
	const tab = await room.tab(elsewhere.http);
	const [here, there] = await Promise.all([problem.askForSheet(mia), problem.askForSheet({ tab })]);
	expect(here).toEqual(there);
	const words: string[] = [];
	for (const [person, name] of [
		[mia, 'mia'],
		[bo, 'bo']
	] as const) {
		const sheet = await problem.sheet(person);
		for (let n = 0; n < 5; n++) {
			words.push(`${name} ${n}`);
			sheet.write(person.id, `${name} ${n}`, 'happened', PHASE);
		}
		await sheet.saved();
	}
	const [first, second] = [await problem.shared(room.fay), await problem.shared(bo)];
	await problem.reveal(PHASE);
	for (const board of [first, second]) await board.until(words, 'all cards, once');
	problem.close();
});

test('how much is written alone on two nodes is one number on both', async () => {
	const problem = await ProblemRoom.open(one.origin, 'after-action-review', PHASE);
	const { room, board } = problem;
	const people = [await room.join(one.origin, 'Mia'), await room.join(two.origin, 'Bo')];
	for (const person of people) {
		const sheet = await problem.sheet(person);
		sheet.write(person.id, 'a thought', 'happened', PHASE);
		await sheet.saved();
	}
	for (const { tab } of [room.fay, ...people])
		expect(await tab.socket.timeout(20_000).emitWithAck('writing', board)).toMatchObject({
			ok: true,
			news: { cards: 2 }
		});
	problem.close();
});

test('a reveal whose node died is taken over by the other, and shows every card once', async () => {
	const mine = await Deployment.open(2);
	const [staying, dying] = [mine.node(0), mine.node(1)];
	const problem = await ProblemRoom.open(dying.origin, 'after-action-review', PHASE);
	const { room } = problem;
	const mia = await room.join(staying.origin, 'Mia');
	const sheet = await problem.sheet(mia);
	const words = Array.from({ length: 20 }, (_, n) => `thought ${n}`);
	for (const word of words) sheet.write(mia.id, word, 'happened', PHASE);
	await sheet.saved();
	const board = await problem.shared(mia);
	// The other node hears of it, and waits for this one to do it.
	void room.fay.tab
		.give({ type: 'reveal', board: problem.board, phase: PHASE as PhaseId })
		.catch(() => undefined);
	await room.until(mia, ({ runs }) => stepOf(runs[0]!, PHASE as PhaseId)?.hiding.at !== 'hidden');
	await mine.end(dying, 'SIGKILL');
	await room.until(mia, ({ runs }) => stepOf(runs[0]!, PHASE as PhaseId)?.hiding.at === 'revealed');
	await board.until(words, 'every card once');
	await sheet.until([], 'the sheet is empty');
	problem.close();
});

test('votes that come to two nodes are one result, and a facilitator hears of both', async () => {
	const problem = await ProblemRoom.open(one.origin, 'after-action-review', 'dots');
	const { room } = problem;
	const voters = await Promise.all([one, two, two, one].map((node, n) => room.join(node.origin, `V${n}`)));
	const cards = voters.map(() => createId<CardId>());
	const ballot = await problem.openBallot(cards);
	for (const [n, voter] of voters.entries()) {
		await room.until(voter, ({ runs }) => runs.some(({ ballots }) => ballots.length > 0));
		const vote = { type: 'dot', dots: [{ card: cards[n]!, count: 2 }] } as const;
		expect(await problem.cast(voter, ballot, vote)).toEqual({ ok: true });
	}
	await room.fay.tab.wait('ballot', (news) => news.voters === voters.length);
	const { voters: count, tallies } = await problem.count(ballot);
	expect(count).toBe(voters.length);
	expect(tallies!.map(({ numbers }) => numbers)).toEqual(cards.map(() => [2, 1]));
	problem.close();
});

test('a method that was saved on one node is begun on the other, and read on both after it was deleted', async () => {
	const room = await SessionRoom.open(one.origin);
	const path = `/api/methods/${room.id}`;
	const method: Method = { ...solveAProblem, id: 'our-way' as MethodId, title: 'Our way' };
	expect((await room.fay.http.post(path, { method })).status).toBe(201);
	const there = new HttpClient(two.origin, room.fay.http.cookie);
	const racing = await Promise.all(
		[room.fay.http, there].map((http) => http.post(path, { method: { ...method, version: 2 } }))
	);
	expect(racing.map(({ status }) => status).toSorted()).toEqual([201, 409]);
	const tab = await room.tab(there);
	const board = createId<BoardId>();
	const added = await tab.give({ type: 'add-board', board, kind: 'problem', title: 'Ours' });
	const begun = await tab.give({
		type: 'start-method',
		board,
		method: { from: 'session', id: method.id, version: 1 },
		phases: rulesOfMethod(method)
	});
	expect([added.ok, begun.ok]).toEqual([true, true]);
	const gone = await fetch(`${two.origin}${path}/our-way`, {
		method: 'DELETE',
		headers: { cookie: there.cookie, origin: two.origin, 'content-type': 'application/json' }
	});
	expect(gone.status).toBe(204);
	expect(await (await room.fay.http.get(path)).json()).toEqual({ methods: [] });
	const words = await (await room.fay.http.get(`${path}/our-way/1`)).json();
	expect(words).toEqual({ method });
	room.close();
});
