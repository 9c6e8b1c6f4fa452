import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createId, type BoardId, type LinkId } from '#model/ids.ts';
import type { PhaseId } from '#model/problem/method.ts';
import { stepOf } from '#model/problem/run.ts';
import type { WritingNews } from '#model/problem/writing.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { sharedDocument, type DocumentName } from '#protocol/documents.ts';
import type { WritingAnswer } from '#protocol/session.ts';
import { HttpClient } from '../support/client.ts';
import { ProblemRoom } from '../support/problem-room.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import type { Participant } from '../support/session-room.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
let problem: ProblemRoom;
beforeAll(async () => {
	server = await startServer();
});
afterEach(() => problem.close());
afterAll(() => server.close());

const METHOD = 'solve-a-problem';

/** One letter at the beginning of one text, by each of many people, the lowest id first: each is compared with all before it. */
function crowd(people: number): Uint8Array[] {
	const uint = (value: number): Uint8Array => {
		const encoder = createEncoder();
		writeVarUint(encoder, value);
		return toUint8Array(encoder);
	};
	const one = uint(1);
	const letter = Buffer.from([4, 1, 1, 0x74, 1, 0x78, 0]);
	return Array.from({ length: people }, (_, index) =>
		Buffer.concat([one, one, uint(index + 1), uint(0), letter])
	);
}

/** Puts updates into the log of a document as no connection could. */
async function appendTo(
	{ store }: LocalServer,
	name: DocumentName,
	updates: readonly Uint8Array[]
): Promise<void> {
	const document = await store.documents.open(name, {
		appended: () => undefined,
		compacted: () => undefined,
		quarantined: () => undefined,
		reset: () => undefined
	});
	await new Promise<void>((resolve, reject) =>
		document.append(
			{ at: Date.now(), updates: updates.map((update) => ({ update, author: null })), claims: new Map() },
			{ written: () => undefined, durable: resolve, failed: reject }
		)
	);
	document.close();
}

describe('a sheet', () => {
	test('is its author’s alone, on all their tabs, and as if it were not there for everybody else', async () => {
		problem = await ProblemRoom.open(server.origin, METHOD, 'ideas');
		const { room } = problem;
		const mia = await room.join(server.origin, 'Mia');
		const bo = await room.join(server.origin, 'Bo');
		const [first, second] = await Promise.all([problem.askForSheet(mia), problem.askForSheet(mia)]);
		expect(first.ok && second.ok && first.document).toBe(second.ok && second.document);
		const sheet = await problem.sheet(mia);
		sheet.write(mia.id, 'a thought', 'ideas', 'ideas');
		await sheet.saved();
		const again = await problem.sheet({ http: mia.http, tab: await room.tab(mia.http) });
		expect(again.words).toEqual(['a thought']);

		const name = first.ok ? first.document : '';
		for (const somebody of [bo, room.fay]) {
			const refused = await room.sync(somebody.http, name as never);
			expect(await refused.closed()).toBe(CLOSE.notFound);
			for (const path of [`/read/${name}`, `/api/versions/${name}`, `/blobs/${name}/${'0'.repeat(64)}`])
				expect((await somebody.http.get(path)).status, path).toBe(404);
			const own = await problem.askForSheet(somebody);
			expect(own.ok && own.document).not.toBe(name);
		}
	});

	test('is given to nobody who only reads, where nothing is written alone, or on what is no problem board', async () => {
		problem = await ProblemRoom.open(server.origin, METHOD, 'ideas');
		const { room } = problem;
		const added = await room.fay.tab.give({ type: 'add-link', link: createId<LinkId>(), role: 'viewer' });
		const http = new HttpClient(server.origin);
		await http.join(room.code, 'Vic', added.ok ? added.secret : undefined);
		const viewer = await room.tab(http);
		expect(await problem.askForSheet({ tab: viewer })).toEqual({ ok: false, refusal: 'unknown-board' });
		const ask = (board: unknown) =>
			room.fay.tab.socket.timeout(20_000).emitWithAck('my-sheet', board as never);
		expect(await ask(room.whiteboard)).toEqual({ ok: false, refusal: 'unknown-board' });
		expect(await ask({ $ne: null })).toEqual({ ok: false, refusal: 'invalid' });
		const unstarted = (await room.fay.http.session(room.id)).session.boards.find(
			({ kind, id }) => kind === 'problem' && id !== problem.board
		)!;
		expect(await ask(unstarted.id)).toEqual({ ok: false, refusal: 'not-now' });
	});

	test('takes nothing before its first hidden phase, and goes with the right to write', async () => {
		problem = await ProblemRoom.open(server.origin, METHOD, 'define');
		const { room } = problem;
		const mia = await room.join(server.origin, 'Mia');
		const early = await problem.sheet(mia);
		early.write(mia.id, 'too early', 'ideas');
		await early.connection.frame('permission-denied');
		await problem.goTo('ideas');
		expect(await early.connection.closed(), 'there is a right to write now').toBe(CLOSE.accessChanged);
		const sheet = await problem.sheet(mia);
		sheet.write(mia.id, 'in time', 'ideas');
		await sheet.saved();
		await room.give({ type: 'lock-board', board: problem.board, locked: true });
		expect(await sheet.connection.closed()).toBe(CLOSE.accessChanged);
		await room.give({ type: 'lock-board', board: problem.board, locked: false });
		const last = await problem.sheet(mia);
		expect(last.words).toEqual(['in time']);
		await room.give({ type: 'remove-member', member: mia.id });
		expect(await last.connection.closed()).toBe(CLOSE.accessChanged);
	});
});

describe('a reveal', () => {
	test('moves all cards to everybody’s board, once, and off the sheets; the shared board was read only before', async () => {
		problem = await ProblemRoom.open(server.origin, METHOD, 'ideas');
		const { room } = problem;
		const people = await Promise.all(['Mia', 'Bo', 'Lou'].map((name) => room.join(server.origin, name)));
		const sheets = await Promise.all(people.map((person) => problem.sheet(person)));
		const board = await problem.shared(room.fay);
		const words: string[] = [];
		for (const [index, sheet] of sheets.entries())
			for (let n = 0; n < 5; n++) {
				const word = `${index} has ${n}`;
				words.push(word);
				sheet.write(people[index]!.id, word, 'ideas', 'ideas');
			}
		await Promise.all(sheets.map((sheet) => sheet.saved()));
		board.write(room.fay.id, 'not here', 'ideas');
		await board.connection.frame('permission-denied');

		await problem.reveal('ideas');
		const reader = await problem.shared(people[0]!);
		expect(reader.words).toEqual(words.toSorted());
		for (const card of reader.board.lane('ideas' as never))
			expect(card.author, card.text).toBe(people[Number(card.text[0])]!.id);
		for (const sheet of sheets) await sheet.until([], 'the sheet is empty');
		// One client of the server's made all of it.
		const { structs } = Y.decodeUpdate(Y.encodeStateAsUpdate(reader.doc));
		expect(new Set(structs.map(({ id }) => id.client)).size).toBe(2);
		// Its plan is of no use any more; it goes after everybody was told.
		await expect
			.poll(async () => (await server.store.records.list('reveal', `${problem.board}/`)).length)
			.toBe(0);
	});

	test('leaves the cards of other phases on the sheets', async () => {
		problem = await ProblemRoom.open(server.origin, METHOD, 'ideas');
		const mia = await problem.room.join(server.origin, 'Mia');
		const sheet = await problem.sheet(mia);
		sheet.write(mia.id, 'of ideas', 'ideas', 'ideas');
		sheet.write(mia.id, 'of another', 'causes', 'causes');
		await sheet.saved();
		await problem.reveal('ideas');
		expect((await problem.shared(mia)).words).toEqual(['of ideas']);
		await sheet.until(['of another'], 'the other card stays');
	});

	test('shows later what the device of somebody brought who was away, by the same command', async () => {
		problem = await ProblemRoom.open(server.origin, METHOD, 'ideas');
		const { room } = problem;
		const mia = await room.join(server.origin, 'Mia');
		const sheet = await problem.sheet(mia);
		const card = sheet.write(mia.id, 'We sho', 'ideas', 'ideas');
		await sheet.saved();
		sheet.close();
		// On a train.
		const device = new Y.Doc();
		Y.applyUpdate(device, Y.encodeStateAsUpdate(sheet.doc));
		await problem.reveal('ideas');
		await problem.goTo('reveal');
		const away = await problem.sheet(mia, device);
		away.doc.transact(() => away.board.texts.text(card)?.insert(0, 'and then '));
		away.write(mia.id, 'written on a train', 'ideas', 'ideas');
		await away.saved();
		expect((await problem.shared(room.fay)).words).toEqual(['We sho']);
		await problem.reveal('ideas');
		const board = await problem.shared(room.fay);
		await board.until(['We sho', 'and then ', 'written on a train'], 'the late cards');
		await away.until([], 'the sheet is empty again');
	});

	test('goes on without a sheet that cannot be opened, which keeps what it holds', async () => {
		problem = await ProblemRoom.open(server.origin, METHOD, 'ideas');
		const { room } = problem;
		const [mia, bo] = [await room.join(server.origin, 'Mia'), await room.join(server.origin, 'Bo')];
		for (const person of [mia, bo]) {
			const sheet = await problem.sheet(person);
			sheet.write(person.id, `of ${person.id}`, 'ideas', 'ideas');
			await sheet.saved();
			sheet.close();
		}
		const answer = await problem.askForSheet(bo);
		const name = answer.ok ? answer.document : null;
		await server.store.documents.quarantine(name!, 'poisoned, for the test');
		await problem.reveal('ideas');
		expect((await problem.shared(room.fay)).words).toEqual([`of ${mia.id}`]);
		await server.store.documents.quarantine(name!, null);
		await problem.reveal('ideas');
		await (await problem.shared(room.fay)).until([`of ${mia.id}`, `of ${bo.id}`].toSorted(), 'both');
	});

	test('shows the others’ cards, and lets everybody work on, while a sheet holds up the worker that opens it', async () => {
		problem = await ProblemRoom.open(server.origin, METHOD, 'ideas');
		const { room } = problem;
		const [mia, bo] = [await room.join(server.origin, 'Mia'), await room.join(server.origin, 'Bo')];
		for (const person of [mia, bo]) {
			const sheet = await problem.sheet(person);
			sheet.write(person.id, `of ${person.id}`, 'ideas', 'ideas');
			await sheet.saved();
			sheet.close();
		}
		const answer = await problem.askForSheet(bo);
		const name = answer.ok ? answer.document : null;
		await appendTo(server, name!, crowd(40_000));
		const held = Buffer.byteLength(JSON.stringify((await server.store.documents.load(name!))!.tail));
		await room.give({ type: 'reveal', board: problem.board, phase: 'ideas' as PhaseId });
		// Meanwhile the server itself is held up by nothing.
		const other = createId<BoardId>();
		await room.give({ type: 'add-board', board: other, kind: 'whiteboard', title: 'Meanwhile' });
		expect(stepOf(await problem.run(), 'ideas' as PhaseId)!.hiding.at).toBe('revealing');
		await problem.revealed('ideas');
		expect((await problem.shared(room.fay)).words).toEqual([`of ${mia.id}`]);
		expect(stepOf(await problem.run(), 'ideas' as PhaseId)!.hiding).toMatchObject({
			at: 'revealed',
			unread: { sheets: 1, tries: 0 }
		});
		const kept = Buffer.byteLength(JSON.stringify((await server.store.documents.load(name!))!.tail));
		expect(kept, 'nothing was taken off it').toBe(held);
	});

	test('that was given up since the board did not open is carried out when a facilitator has it tried again', async () => {
		problem = await ProblemRoom.open(server.origin, METHOD, 'ideas');
		const { room } = problem;
		const mia = await room.join(server.origin, 'Mia');
		const sheet = await problem.sheet(mia);
		sheet.write(mia.id, 'kept', 'ideas', 'ideas');
		await sheet.saved();
		room.close();
		// As the record stands then.
		const record = await server.store.records.get('session', room.id);
		const stuck = { at: 'revealing', since: 1, stuckAt: 2 };
		const text = JSON.stringify(record!.value).replace('{"at":"hidden"}', JSON.stringify(stuck));
		await server.store.records.put('session', room.id, JSON.parse(text), record!.version);
		const again = await problem.again(new HttpClient(server.origin, room.fay.http.cookie));
		expect(stepOf(await again.run(), 'ideas' as PhaseId)!.hiding).toEqual(stuck);
		await again.room.give({ type: 'reveal', board: again.board, phase: 'ideas' as PhaseId });
		await again.revealed('ideas');
		expect((await again.shared(again.room.fay)).words).toEqual(['kept']);
		again.close();
	});

	test('whose record was written by a server that died before it began is finished by the first who comes', async () => {
		problem = await ProblemRoom.open(server.origin, METHOD, 'ideas');
		const { room } = problem;
		const mia = await room.join(server.origin, 'Mia');
		const sheet = await problem.sheet(mia);
		sheet.write(mia.id, 'kept', 'ideas', 'ideas');
		await sheet.saved();
		room.close();
		// As if it had been killed right after it wrote that down, some time ago.
		const record = await server.store.records.get('session', room.id);
		const text = JSON.stringify(record!.value).replace(
			'"hiding":{"at":"hidden"}',
			'"hiding":{"at":"revealing","since":1}'
		);
		await server.store.records.put('session', room.id, JSON.parse(text), record!.version);
		const http = new HttpClient(server.origin, room.fay.http.cookie);
		const tab = await room.tab(http);
		await room.until({ tab }, ({ runs }) => stepOf(runs[0]!, 'ideas' as PhaseId)?.hiding.at === 'revealed');
		expect((await problem.sync(http, sharedDocument(problem.board))).words).toEqual(['kept']);
	});
});

test('where cards are shown one by one, their authors show their own, each once, and nobody else does', async () => {
	problem = await ProblemRoom.open(server.origin, 'nominal-group', 'silent');
	const { room } = problem;
	const [mia, bo] = [await room.join(server.origin, 'Mia'), await room.join(server.origin, 'Bo')];
	const sheet = await problem.sheet(mia);
	const [first, second] = ['one', 'two'].map((text) => sheet.write(mia.id, text, 'answers', 'silent'));
	await sheet.saved();
	await problem.goTo('round-robin');
	const show = async ({ tab }: { tab: typeof mia.tab }, card: unknown): Promise<unknown> =>
		tab.socket.timeout(20_000).emitWithAck('show-card', { board: problem.board, card: card as never });
	expect(await show(bo, first)).toEqual({ ok: false, refusal: 'unknown-item' });
	await problem.askForSheet(bo);
	expect(await show(bo, first)).toEqual({ ok: false, refusal: 'unknown-item' });
	expect(await show(bo, 'x')).toEqual({ ok: false, refusal: 'invalid' });
	// From two tabs at once.
	const answers = await Promise.all([show(mia, first), show({ tab: await room.tab(mia.http) }, first)]);
	expect(answers).toContainEqual({ ok: true });
	const board = await problem.shared(bo);
	await board.until(['one'], 'the card that was shown');
	await sheet.until(['two'], 'the other stays');
	expect(await show(mia, first)).toEqual({ ok: false, refusal: 'unknown-item' });
	expect(await show(mia, second)).toEqual({ ok: true });
	await board.until(['one', 'two'], 'both');
	expect(JSON.stringify(board.doc.getArray('card').toJSON())).not.toContain(mia.id);
	expect(await server.store.records.list('reveal', `${problem.board}/`)).toEqual([]);
});

test('who has a sheet is in no answer to anybody', async () => {
	problem = await ProblemRoom.open(server.origin, METHOD, 'ideas');
	const { room } = problem;
	const mia = await room.join(server.origin, 'Mia');
	await room.fay.tab.wait('present', ({ id }) => id === mia.id);
	await problem.atRest(room.fay);
	const before = room.fay.tab.told.length;
	const answer = await problem.askForSheet(mia);
	const name = answer.ok ? answer.document : '';
	const sheet = await problem.sheet(mia);
	sheet.write(mia.id, 'a thought', 'ideas');
	await sheet.saved();
	await room.give({ type: 'announce', announcement: createId(), text: 'Fence' });
	await waitFor(() => JSON.stringify(room.fay.tab.told.slice(before)).includes('Fence'), 'the fence');
	const told = JSON.stringify([room.fay.tab.told, await room.fay.http.session(room.id)]);
	expect(told).not.toContain(name);
	expect(room.fay.tab.told.slice(before).map(({ event }) => event)).toEqual(['session']);
});

test('how much is written alone is told to all, and who has not begun to facilitators when three have', async () => {
	problem = await ProblemRoom.open(server.origin, 'after-action-review', 'questions');
	const { room, board } = problem;
	const people = await Promise.all(['Mia', 'Bo', 'Kim', 'Lou'].map((name) => room.join(server.origin, name)));
	const ask = async ({ tab }: Pick<Participant, 'tab'>): Promise<WritingNews | null> => {
		const answer = (await tab.socket.timeout(20_000).emitWithAck('writing', board)) as WritingAnswer;
		if (!answer.ok) throw new Error(answer.refusal);
		return answer.news;
	};
	expect(await ask(room.fay)).toEqual({ cards: 0, silent: 'few' });
	for (const [index, person] of people.slice(0, 3).entries()) {
		const sheet = await problem.sheet(person);
		for (let card = 0; card <= index; card++)
			sheet.write(person.id, `thought ${card}`, 'happened', 'questions');
		await sheet.saved();
	}
	// It is counted anew after a few seconds.
	await expect.poll(async () => (await ask(room.fay))?.cards, { interval: 300 }).toBe(6);
	expect((await ask(room.fay))?.silent).toEqual(expect.arrayContaining([room.fay.id, people[3]!.id]));
	expect((await ask(room.fay))?.silent).toHaveLength(2);
	expect(await ask(people[0]!)).toEqual({ cards: 6, silent: null });
	await problem.reveal('questions');
	expect(await ask(room.fay)).toBeNull();
});
