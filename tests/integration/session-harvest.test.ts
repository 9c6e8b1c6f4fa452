import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type * as Y from 'yjs';
import type { BoardId } from '#model/ids.ts';
import { readPage } from '#model/page/read-page.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { BoardKind } from '#model/session/session.ts';
import { Board } from '#model/whiteboard/board.ts';
import { runGesture } from '#model/whiteboard/gesture.ts';
import { noteAt } from '#model/whiteboard/test-boards.ts';
import {
	changeDocument,
	harvestOf,
	readDocument,
	settledHarvest,
	wordsOn,
	workInGroups,
	writeCard,
	writeNotes,
	writeParagraph
} from '../support/group-boards.ts';
import { hashOf, png } from '../support/images.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { SessionRoom } from '../support/session-room.ts';

let server: LocalServer;
let room: SessionRoom;
beforeAll(async () => {
	server = await startServer();
});
afterEach(() => room.close());
afterAll(() => server.close());

/** A session in which two groups have worked on boards of this kind, Red and Blue. */
async function worked(kind: BoardKind, write: (board: BoardId, name: string) => Promise<void>) {
	room = await SessionRoom.open(server.origin);
	return workInGroups(room, kind, write);
}

test('groups’ notes are brought over though whoever asked for it is gone at once, and taken back as one', async () => {
	const { round, into } = await worked('whiteboard', (board, name) =>
		writeNotes(room.fay.http, board, [`${name} one`, `${name} two`])
	);
	await writeNotes(room.fay.http, into, ['ours']);
	const command = harvestOf(round, into);
	const mia = await room.join(server.origin, 'Mia');
	await room.give(command);
	room.fay.tab.close();
	expect(await settledHarvest(room, mia, command.harvest)).toEqual({ at: 'done', count: 4 });
	const brought = ['Blue', 'Blue: Blue one', 'Blue: Blue two', 'Red', 'Red: Red one', 'Red: Red two', 'ours'];
	expect(await wordsOn(mia.http, into)).toEqual(brought);

	const tab = await room.tab(room.fay.http);
	expect(await tab.give({ type: 'take-back-harvest', harvest: command.harvest })).toMatchObject({ ok: true });
	const back = await settledHarvest(room, mia, command.harvest, 'taken-back');
	expect(back).toEqual({ at: 'taken-back', left: 0 });
	expect(await wordsOn(mia.http, into)).toEqual(['ours']);
});

test('a picture of a group comes along with everything, for whoever reads the board of all', async () => {
	const picture = png(40, 30, [200, 30, 30]);
	const hash = hashOf(picture);
	const { fay, round, into } = await worked('whiteboard', async (board, name) => {
		if (name === 'Blue') return;
		const { origin, cookie } = room.fay.http;
		const headers = { cookie, origin, 'content-type': 'image/png' };
		await fetch(`${origin}/blobs/${board}/${hash}`, {
			method: 'PUT',
			headers,
			body: new Uint8Array(picture)
		});
		await changeDocument(room.fay.http, board, (doc) => {
			const opened = new Board(doc);
			const image = {
				type: 'image',
				hash,
				mime: 'image/png',
				natural: { w: 40, h: 30 },
				alt: 'A list'
			} as const;
			runGesture(opened, (gesture) => gesture.make({ ...noteAt(0, 0), ...image }, ''));
			opened.destroy();
		});
	});
	const command = harvestOf(round, into);
	await room.give(command);
	expect(await settledHarvest(room, fay, command.harvest)).toEqual({ at: 'done', count: 1 });
	expect(await wordsOn(fay.http, into)).toEqual(['Red', 'Red: ']);
	const shown = await fay.http.get(`/blobs/${into}/${hash}`);
	expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
});

test('nobody is sent more of what shall be brought than that it is', async () => {
	const { round, into } = await worked('whiteboard', (board, name) =>
		writeNotes(room.fay.http, board, [name])
	);
	const command = harvestOf(round, into);
	await room.give(command);
	await settledHarvest(room, room.fay, command.harvest);
	const { session } = room.fay.tab.all('session').at(-1)!;
	expect(Object.keys(session.harvests[0]!).sort()).toEqual(['by', 'id', 'into', 'round', 'state']);
	// What was needed on the way is gone.
	await expect.poll(() => server.store.records.list('harvest', `${room.id}/`)).toEqual([]);
});

test('groups’ cards come into their lanes, and are cards like any other', async () => {
	const { round, into } = await worked('problem', (board, name) => writeCard(room, board, `${name} idea`));
	const command = harvestOf(round, into);
	await room.give(command);
	expect(await settledHarvest(room, room.fay, command.harvest)).toEqual({ at: 'done', count: 2 });
	const board = new ProblemBoard(await readDocument(room.fay.http, into));
	expect(board.lane(board.method.lanes[0]!.id).map(({ text }) => text)).toEqual([
		'Red: Red idea',
		'Blue: Blue idea'
	]);
	board.destroy();
});

test('groups’ pages come as sections under the groups’ names', async () => {
	const { round, into } = await worked('page', (board, name) => writeParagraph(room, board, `${name} text`));
	const command = harvestOf(round, into);
	await room.give(command);
	expect(await settledHarvest(room, room.fay, command.harvest)).toEqual({ at: 'done', count: 2 });
	const doc: Y.Doc = await readDocument(room.fay.http, into);
	const lines = readPage(doc).blocks.map((block) =>
		block.type === 'text' ? `${block.kind} ${block.runs.map(({ text }) => text).join('')}`.trim() : block.type
	);
	expect(lines).toEqual([
		'paragraph',
		'heading Red',
		'paragraph Red text',
		'heading Blue',
		'paragraph Blue text'
	]);
});
