import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createId, type BoardId } from '#model/ids.ts';
import type { CardId } from '#model/problem/card.ts';
import { fileName, imageName } from '#model/problem/card-details.ts';
import type { Continued } from '#protocol/api.ts';
import type { BoardClient } from '../support/board-client.ts';
import { hashOf, imagePath, pictureWith, putImage } from '../support/images.ts';
import { ProblemRoom } from '../support/problem-room.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { plannedRound, SessionRoom } from '../support/session-room.ts';

let server: LocalServer;
let problem: ProblemRoom;
beforeAll(async () => {
	server = await startServer();
});
afterEach(() => problem.close());
afterAll(() => server.close());

const LANE = 'ideas';

function show(client: BoardClient, card: CardId, ...pictures: readonly Uint8Array[]): void {
	client.doc.transact(() => {
		for (const bytes of pictures)
			client.board.details.set(card, imageName(hashOf(bytes)), { w: 4, h: 4, alt: 'A pump' });
	});
}

describe('a picture on a card that is written alone', () => {
	test('is its author’s until the cards are shown, and comes along with its words', async () => {
		problem = await ProblemRoom.open(server.origin, 'solve-a-problem', LANE);
		const { room, board } = problem;
		const mia = await room.join(server.origin, 'Mia');
		const bo = await room.join(server.origin, 'Bo');
		const sheet = await problem.sheet(mia);
		const answer = await problem.askForSheet(mia);
		const name = answer.ok ? answer.document : '';
		const [sent, unsent] = [pictureWith(createId()), pictureWith(createId())];
		expect((await putImage(mia.http, name, sent)).status).toBe(204);
		for (const other of [bo, room.fay]) {
			expect((await putImage(other.http, name, sent)).status).toBe(404);
			expect((await other.http.get(imagePath(name, sent))).status).toBe(404);
			expect((await other.http.get(imagePath(board, sent))).status, 'as any that is not there').toBe(204);
		}
		expect((await mia.http.get(imagePath(name, sent))).status).toBe(200);
		show(sheet, sheet.write(mia.id, 'a thought', LANE, LANE), sent, unsent);
		await sheet.saved();

		await problem.reveal(LANE);
		const bos = await problem.shared(bo);
		await bos.until(['a thought'], 'Bo sees it');
		const [card] = bos.board.method.lanes.flatMap(({ id }) => bos.board.lane(id));
		// What had not arrived stays away: were it to come later, that would tell whose it is.
		expect(card?.details.images).toEqual([{ hash: hashOf(sent), width: 4, height: 4, alt: 'A pump' }]);
		for (const person of [bo, room.fay, mia]) {
			const got = await person.http.get(imagePath(board, sent));
			expect(Buffer.compare(Buffer.from(await got.arrayBuffer()), sent)).toBe(0);
		}
		const onSheet = async (): Promise<number> => (await mia.http.get(imagePath(name, sent))).status;
		await expect.poll(onSheet).toBe(204);
	});
});

describe('a PDF on a card', () => {
	const pdf = Buffer.from(`%PDF-1.7\n% ${createId()}\n%%EOF\n`);

	test('is its author’s until the cards are shown, and is only ever handed out to be saved', async () => {
		problem = await ProblemRoom.open(server.origin, 'solve-a-problem', LANE);
		const { room, board } = problem;
		const mia = await room.join(server.origin, 'Mia');
		const bo = await room.join(server.origin, 'Bo');
		const sheet = await problem.sheet(mia);
		const answer = await problem.askForSheet(mia);
		const name = answer.ok ? answer.document : '';
		expect((await putImage(mia.http, name, pdf)).status).toBe(204);
		for (const other of [bo, room.fay]) expect((await other.http.get(imagePath(name, pdf))).status).toBe(404);
		const card = sheet.write(mia.id, 'a plan', LANE, LANE);
		const unsent = hashOf(Buffer.from('%PDF-1.7 that is still on its way'));
		sheet.doc.transact(() => {
			sheet.board.details.set(card, fileName(hashOf(pdf)), { name: 'Plan.pdf', bytes: pdf.length });
			sheet.board.details.set(card, fileName(unsent), { name: 'Late.pdf', bytes: 7 });
		});
		await sheet.saved();
		await problem.reveal(LANE);
		const bos = await problem.shared(bo);
		await bos.until(['a plan'], 'Bo sees it');
		const [shown] = bos.board.method.lanes.flatMap(({ id }) => bos.board.lane(id));
		expect(shown?.details.files).toEqual([{ hash: hashOf(pdf), name: 'Plan.pdf', bytes: pdf.length }]);
		const got = await bo.http.get(imagePath(board, pdf));
		expect(got.headers.get('content-type')).toBe('application/pdf');
		expect(got.headers.get('content-disposition')).toMatch(/^attachment;/);
		expect(got.headers.get('x-content-type-options')).toBe('nosniff');
		expect(got.headers.get('content-security-policy')).toContain('sandbox');
		expect(Buffer.from(await got.arrayBuffer()).equals(pdf)).toBe(true);
		await expect.poll(async () => (await mia.http.get(imagePath(name, pdf))).status).toBe(204);
	});

	test('is one by its first bytes, whatever its sender says', async () => {
		problem = await ProblemRoom.open(server.origin, 'solve-a-problem', 'causes');
		for (const bytes of ['<html>%PDF-1.7</html>', ' %PDF-1.7', 'PK\x03\x04 a document'])
			expect((await putImage(problem.room.fay.http, problem.board, Buffer.from(bytes))).status, bytes).toBe(
				400
			);
	});
});

describe('a picture on a card of all', () => {
	test('goes on with an action into the next session', async () => {
		const room = await SessionRoom.open(server.origin);
		const { boards } = room.fay.tab.all('welcome')[0]!.session;
		problem = ProblemRoom.of(room, boards.find(({ kind }) => kind === 'problem')!.id);
		await room.give({ type: 'set-label', label: 'amber', namesStripped: false });
		const picture = pictureWith(createId());
		expect((await putImage(room.fay.http, problem.board, picture)).status).toBe(204);
		const mine = await problem.shared(room.fay);
		show(mine, mine.write(room.fay.id, 'Call the supplier', 'actions'), picture);
		await mine.saved();
		const given = { title: 'Next', takes: true };
		const made = (await (
			await room.fay.http.post(`/api/next-sessions/${room.id}`, given)
		).json()) as Continued;
		expect(made.taken).toBe(1);
		const next = (await room.fay.http.session(made.session)).session.continues!.board!;
		expect((await room.fay.http.get(imagePath(next, picture))).status).toBe(200);
	});

	test('comes with its card from a group to the board of all', async () => {
		const room = await SessionRoom.open(server.origin);
		const { boards } = room.fay.tab.all('welcome')[0]!.session;
		const into = boards.find(({ kind }) => kind === 'problem')!.id;
		problem = ProblemRoom.of(room, into);
		const { plan, round, groups } = plannedRound(1);
		const own = createId<BoardId>();
		const board = { id: own, kind: 'problem', title: 'Theirs', like: null } as const;
		await room.give(
			{ ...plan, groups: plan.groups.map((group) => ({ ...group, board })) },
			{ type: 'open-round', round, lengthMs: null, then: 'ask' }
		);
		expect(groups).toHaveLength(1);
		const picture = pictureWith(createId());
		expect((await putImage(room.fay.http, own, picture)).status).toBe(204);
		const theirs = await problem.sync(room.fay.http, own);
		show(theirs, theirs.write(room.fay.id, 'An idea', LANE), picture);
		await theirs.saved();
		await room.give(
			{ type: 'close-round', round },
			{ type: 'harvest', harvest: createId(), round, into, take: { of: 'all' } }
		);
		const all = await problem.shared(room.fay);
		await all.until(['Group 1: An idea'], 'it is brought');
		const [card] = all.board.method.lanes.flatMap(({ id }) => all.board.lane(id));
		expect(card?.details.images).toMatchObject([{ hash: hashOf(picture), alt: 'A pump' }]);
		expect((await room.fay.http.get(imagePath(into, picture))).status).toBe(200);
	});
});
