import { afterAll, beforeAll, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createId, type BoardId, type GroupId, type HarvestId, type RoundId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { LaneId, PhaseId } from '#model/problem/method.ts';
import { oneTwoFourAll } from '#model/problem/methods/one-two-four-all.ts';
import type { NewGroup } from '#model/session/commands/rounds.ts';
import { solveAProblem } from '#model/problem/methods/solve-a-problem.ts';
import { readPage } from '#model/page/read-page.ts';
import { sharedDocument } from '#protocol/documents.ts';
import {
	versionAddress,
	versionsAddress,
	type BoardVersion,
	type BoardVersions
} from '#protocol/versions.ts';
import { SessionStore } from '../../server/session/session-store.ts';
import { HttpClient } from '../support/client.ts';
import { changeDocument, readDocument } from '../support/group-boards.ts';
import { ProblemRoom } from '../support/problem-room.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import type { Participant } from '../support/session-room.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.close());

/** The words on a problem board, sorted. */
async function wordsOn(problem: ProblemRoom, http: HttpClient, board: BoardId): Promise<string[]> {
	const opened = new ProblemBoard(await readDocument(http, board), oneTwoFourAll);
	const words = oneTwoFourAll.lanes.flatMap(({ id }) => opened.lane(id).map(({ text }) => text));
	opened.destroy();
	return words.toSorted();
}

const newGroups = (count: number): NewGroup[] =>
	Array.from({ length: count }, (_, index) => ({
		id: createId<GroupId>(),
		name: `Group ${index + 1}`,
		board: { id: createId<BoardId>(), kind: 'problem', title: `Board ${index + 1}`, like: null }
	}));

test('what each wrote alone goes to the board of their pair and to no other, and pairs become one with what both have', async () => {
	const problem = await ProblemRoom.open(server.origin, 'one-two-four-all', 'alone');
	const { room, board } = problem;
	const people = await Promise.all(['Mia', 'Bo', 'Lou', 'Kim'].map((name) => room.join(server.origin, name)));
	for (const [index, person] of people.entries()) {
		const sheet = await problem.askForSheet(person);
		if (!sheet.ok) throw new Error(sheet.refusal);
		await changeDocument(person.http, sheet.document as string as BoardId, (doc) => {
			const opened = new ProblemBoard(doc, oneTwoFourAll);
			const author = { id: person.id, name: 'N', color: 'teal' };
			opened.add(lane('ideas'), { at: 'end' }, `idea ${index}`, author, 1);
			opened.destroy();
		});
	}
	await problem.goTo('pairs');
	await changeDocument(room.fay.http, board, (doc) => {
		const opened = new ProblemBoard(doc);
		opened.statementText().insert(0, 'What now?');
		opened.destroy();
	});
	const plan = {
		type: 'plan-phase-round',
		board,
		title: 'Pairs',
		people: people.map(({ id }) => id)
	} as const;
	const pairs = newGroups(2);
	const first = createId<RoundId>();
	await room.give(
		{ ...plan, round: first, groups: pairs, seed: 7 },
		{ type: 'open-round', round: first, lengthMs: null, then: 'ask' }
	);
	await problem.reveal('alone');
	const { session } = await room.fay.http.session(room.id);
	expect(await wordsOn(problem, room.fay.http, board)).toEqual([]);
	for (const { boards, members } of session.rounds[0]!.groups) {
		const theirs = members.map((id) => `idea ${people.findIndex((person) => person.id === id)}`);
		const one = people.find(({ id }) => id === members[0])!;
		expect(await wordsOn(problem, one.http, boards[0]!)).toEqual(theirs.toSorted());
		// Each group is asked what all are.
		const own = new ProblemBoard(await readDocument(one.http, boards[0]!));
		expect(own.statement).toBe('What now?');
		own.destroy();
	}
	// The next groups begin with their phase, in one step.
	const fours = newGroups(1);
	const second = createId<RoundId>();
	const enters = { phase: 'fours' as PhaseId, from: 'pairs' as PhaseId };
	await room.give({ ...plan, round: second, title: 'Fours', groups: fours, seed: 8, enters, opens: true });
	const all = await wordsOn(problem, people[0]!.http, fours[0]!.board!.id);
	expect(all).toEqual(['idea 0', 'idea 1', 'idea 2', 'idea 3']);
	// What the groups made comes to the lanes of the method on the board of all.
	await problem.goTo('all');
	const harvest = createId<HarvestId>();
	const take = { of: 'lanes', lanes: ['ideas'] } as const;
	await room.give({ type: 'close-round', round: second });
	await room.give({ type: 'harvest', harvest, round: second, into: board, take });
	const state = async () =>
		(await room.fay.http.session(room.id)).session.harvests.find(({ id }) => id === harvest)?.state.at;
	await expect.poll(state).toBe('done');
	expect(await wordsOn(problem, room.fay.http, board)).toEqual(all.map((text) => `Group 1: ${text}`));
	problem.close();
});

const lane = (id: string): LaneId => id as LaneId;

test('what a method leaves is a page of the session, each line with the way back to its card', async () => {
	const problem = await ProblemRoom.open(server.origin, 'solve-a-problem', 'actions');
	const { room, board } = problem;
	const author = { id: room.fay.id, name: 'Fay', color: 'teal' };
	await changeDocument(room.fay.http, board, (doc) => {
		const opened = new ProblemBoard(doc);
		opened.statementText().insert(0, 'Deliveries come late.');
		opened.add(lane('actions'), { at: 'end' }, 'Call the driver', author, 1);
		opened.destroy();
	});
	const page = createId<BoardId>();
	await room.give({ type: 'write-up', board, instead: null, page, title: 'Late deliveries' });
	const { session } = await room.fay.http.session(room.id);
	expect(session.boards.at(-1)).toMatchObject({ id: page, kind: 'page', title: 'Late deliveries' });
	expect((await problem.run()).page).toBe(page);
	const { blocks } = readPage(await readDocument(room.fay.http, page));
	const lines = blocks.flatMap((block) =>
		block.type === 'text' ? [`${block.kind}: ${block.runs.map(({ text }) => text).join('')}`] : []
	);
	expect(lines).toContain('quote: Deliveries come late.');
	expect(lines).toContain('task: Call the driver (nobody yet, no date yet) [1]');
	const links = blocks.flatMap((block) =>
		block.type === 'text' ? block.runs.flatMap(({ marks }) => marks.link ?? []) : []
	);
	expect(links[0]).toMatch(new RegExp(`^/s/${room.id}/${board}#card-`));
	const elsewhere = createId<BoardId>();
	await room.give({ type: 'add-board', board: elsewhere, kind: 'problem', title: 'Other' });
	const refused = await room.fay.tab.give({
		type: 'write-up',
		board: elsewhere,
		instead: null,
		page: createId<BoardId>(),
		title: 'Nothing'
	});
	expect(refused).toEqual({ ok: false, refusal: 'not-now' });
	problem.close();
});

test('a board can be read as it was at the end of each phase, the last time that it was held, and by nobody else', async () => {
	const problem = await ProblemRoom.open(server.origin, 'solve-a-problem', 'causes');
	const { room, board } = problem;
	const mia = await room.join(server.origin, 'Mia');
	const write = (text: string): Promise<void> =>
		changeDocument(room.fay.http, board, (doc) => {
			const opened = new ProblemBoard(doc, solveAProblem);
			opened.add(lane('causes'), { at: 'end' }, text, { id: room.fay.id, name: 'Fay', color: 'teal' }, 1);
			opened.destroy();
		});
	const ends = async (): Promise<readonly BoardVersion[]> => {
		const { versions } = (await (
			await mia.http.get(versionsAddress(sharedDocument(board)))
		).json()) as BoardVersions;
		return versions.filter(({ phase }) => phase?.id === 'causes');
	};
	const readThen = async ({ id }: BoardVersion): Promise<string[]> => {
		const doc = new Y.Doc();
		const answer = await mia.http.get(versionAddress(sharedDocument(board), id));
		Y.applyUpdate(doc, new Uint8Array(await answer.arrayBuffer()));
		const opened = new ProblemBoard(doc, solveAProblem);
		const words = opened.lane(lane('causes')).map(({ text }) => text);
		opened.destroy();
		return words;
	};
	await write('Nobody owns the list');
	await problem.goTo('dots');
	await expect.poll(async () => (await ends()).length, { interval: 100 }).toBe(1);
	await problem.goTo('causes');
	await write('Two lists');
	// Held again: the first time is kept as well.
	await problem.goTo('decide');
	await expect.poll(async () => (await ends()).length, { interval: 100 }).toBe(2);
	const [second, first] = await ends();
	expect([first!.phase?.attempt, second!.phase?.attempt]).toEqual([1, 2]);
	expect(await readThen(first!)).toEqual(['Nobody owns the list']);
	expect((await readThen(second!)).toSorted()).toEqual(['Nobody owns the list', 'Two lists']);
	const stranger = new HttpClient(server.origin);
	expect((await stranger.get(versionAddress(sharedDocument(board), first!.id))).status).toBe(404);
	const made = await room.fay.http.post(versionsAddress(sharedDocument(board)), { why: 'automatic' });
	expect(made.status).toBe(404);
	problem.close();
});

test('the end of a phase that its server did not live to keep is kept by whoever is asked next', async () => {
	const problem = await ProblemRoom.open(server.origin, 'solve-a-problem', 'causes');
	const { room, board } = problem;
	const records = new SessionStore(server.store.records);
	// As the record stands when the process dies in that moment.
	const { session, version } = (await records.session(room.id))!;
	const end = { phase: 'define' as PhaseId, attempt: 7, since: 1 };
	const runs = session.runs.map((run) => ({ ...run, ending: [end] }));
	await records.putSession({ ...session, runs }, version);
	await room.join(server.origin, 'Mia');
	const kept = async (): Promise<readonly unknown[]> => {
		const answer = await room.fay.http.get(versionsAddress(sharedDocument(board)));
		return ((await answer.json()) as BoardVersions).versions.map(({ phase }) => phase);
	};
	await expect.poll(kept, { interval: 100 }).toContainEqual({ id: 'define', attempt: 7 });
	await expect.poll(async () => (await problem.run()).ending).toBeUndefined();
	problem.close();
});

test('what somebody writes on a group’s board while it becomes one with another, and what groups write while they end, is not left behind', async () => {
	const problem = await ProblemRoom.open(server.origin, 'one-two-four-all', 'pairs');
	const { room, board } = problem;
	const people = await Promise.all(['Mia', 'Bo', 'Lou', 'Kim'].map((name) => room.join(server.origin, name)));
	const plan = { type: 'plan-phase-round', board, people: people.map(({ id }) => id), seed: 7 } as const;
	const [first, second, harvest] = [createId<RoundId>(), createId<RoundId>(), createId<HarvestId>()];
	await room.give({ ...plan, round: first, title: 'Pairs', groups: newGroups(2), opens: true });
	const { session } = await room.fay.http.session(room.id);
	const [group] = session.rounds[0]!.groups;
	const fours = newGroups(1);
	const enters = { phase: 'fours' as PhaseId, from: 'pairs' as PhaseId };
	const late = await writeThrough(
		problem,
		people.find(({ id }) => group!.members.includes(id))!,
		group!.boards[0]!,
		() => room.give({ ...plan, round: second, title: 'Fours', groups: fours, enters, opens: true })
	);
	const joined = fours[0]!.board!.id;
	const shown = () => wordsOn(problem, people[0]!.http, joined);
	await expect.poll(shown, { interval: 100 }).toEqual(expect.arrayContaining(late));
	await expect.poll(async () => (await problem.run()).joining).toBeUndefined();

	await problem.goTo('all');
	const last = await writeThrough(problem, people[1]!, joined, () =>
		room.give(
			{ type: 'close-round', round: second },
			{ type: 'harvest', harvest, round: second, into: board, take: { of: 'lanes', lanes: ['ideas'] } }
		)
	);
	const state = async () => (await room.fay.http.session(room.id)).session.harvests.at(-1)?.state.at;
	await expect.poll(state).toBe('done');
	const brought = await wordsOn(problem, room.fay.http, board);
	expect(brought).toEqual(expect.arrayContaining(last.map((text) => `Group 1: ${text}`)));
	problem.close();
});

/** Writes card after card while `end` ends the right to; what the server has taken of them. */
async function writeThrough(
	problem: ProblemRoom,
	who: Participant,
	board: BoardId,
	end: () => Promise<void>
): Promise<string[]> {
	const client = await problem.sync(who.http, board);
	const written = [`${board} 0`];
	client.write(who.id, written[0]!, 'ideas');
	await client.saved();
	const ended = end();
	const isOver = () => client.connection.closeCode !== null;
	for (let number = 1; number <= 400 && !isOver(); number++) {
		written.push(`${board} ${number}`);
		client.write(who.id, written.at(-1)!, 'ideas');
		await new Promise((resolve) => setImmediate(resolve));
	}
	await ended;
	await waitFor(isOver, 'the right to write has ended');
	const taken = written.slice(0, client.connection.acknowledged);
	expect(taken, 'something was written').not.toHaveLength(0);
	return taken;
}
