import { afterAll, beforeAll, expect, test } from 'vitest';
import { createId, type BoardId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { LaneId } from '#model/problem/method.ts';
import { readPage } from '#model/page/read-page.ts';
import { changeDocument, readDocument } from '../support/group-boards.ts';
import { ProblemRoom } from '../support/problem-room.ts';
import { startServer, type LocalServer } from '../support/server.ts';

let server: LocalServer;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.close());

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
	await room.give({ type: 'write-up', board, page, title: 'Late deliveries' });
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
		page: createId<BoardId>(),
		title: 'Nothing'
	});
	expect(refused).toEqual({ ok: false, refusal: 'not-now' });
	problem.close();
});
