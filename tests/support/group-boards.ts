import * as Y from 'yjs';
import { createId, type BoardId, type GroupId, type HarvestId, type RoundId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { BoardKind } from '#model/session/session.ts';
import type { Harvest } from '#model/session/harvests.ts';
import { keysBetween } from '#model/order.ts';
import { Board } from '#model/whiteboard/board.ts';
import { runGesture } from '#model/whiteboard/gesture.ts';
import { noteAt } from '#model/whiteboard/test-boards.ts';
import { encodeSyncStep1, encodeUpdate } from '#protocol/sync.ts';
import type { HttpClient } from './client.ts';
import { RawClient } from './raw-client.ts';
import type { Participant, SessionRoom } from './session-room.ts';
import { waitFor } from './wait-for.ts';

/** What the server has of a board's document, read by one more connection. */
export async function readDocument(http: HttpClient, board: BoardId): Promise<Y.Doc> {
	const client = await openSync(http, board);
	client.send(encodeSyncStep1(new Map()));
	await client.frame('sync-step-2');
	const doc = new Y.Doc();
	for (const { update } of [...client.all('update'), ...client.all('sync-step-2')])
		Y.applyUpdate(doc, update);
	client.close();
	return doc;
}

async function openSync({ origin, cookie }: HttpClient, board: BoardId): Promise<RawClient> {
	return RawClient.open(`${origin.replace('http', 'ws')}/sync/${board}?ack=1`, { cookie, origin });
}

/** Changes a board's document as somebody with a device does; resolves when it is saved. */
export async function changeDocument(
	http: HttpClient,
	board: BoardId,
	change: (doc: Y.Doc) => void
): Promise<void> {
	const doc = await readDocument(http, board);
	const client = await openSync(http, board);
	const before = client.acknowledged;
	doc.on('update', (update: Uint8Array) => client.send(encodeUpdate(update)));
	doc.transact(() => change(doc));
	await waitFor(() => client.acknowledged > before, 'what was written is saved');
	client.close();
}

/** Writes these notes on a whiteboard, side by side. */
export function writeNotes(http: HttpClient, board: BoardId, texts: readonly string[]): Promise<void> {
	return changeDocument(http, board, (doc) => {
		const opened = new Board(doc);
		const orders = keysBetween(null, null, texts.length);
		runGesture(opened, (gesture) =>
			texts.forEach((text, at) => gesture.make({ ...noteAt(at * 300, 0), order: orders[at]! }, text))
		);
		opened.destroy();
	});
}

/** Writes a card in the first lane of a problem board, in the facilitator's name. */
export function writeCard({ fay }: SessionRoom, board: BoardId, text: string): Promise<void> {
	return changeDocument(fay.http, board, (doc) => {
		const opened = new ProblemBoard(doc);
		const author = { id: fay.id, name: 'Fay', color: 'teal' } as const;
		opened.add(opened.method.lanes[0]!.id, { at: 'end' }, text, author, 1);
		opened.destroy();
	});
}

/** Writes in the first paragraph of a page. */
export function writeParagraph({ fay }: SessionRoom, board: BoardId, text: string): Promise<void> {
	return changeDocument(fay.http, board, (doc) => doc.getText('page').insert(1, text, {}));
}

/** A round of two groups, Red and Blue, that have worked on boards of this kind; and the session's first board of the kind. */
export async function workInGroups(
	room: SessionRoom,
	kind: BoardKind,
	write: (board: BoardId, name: string) => Promise<void>
) {
	const round = createId<RoundId>();
	const groups = ['Red', 'Blue'].map((name) => ({
		id: createId<GroupId>(),
		name,
		board: { id: createId<BoardId>(), kind, title: name, like: null }
	}));
	await room.give(
		{ type: 'plan-round', round, title: 'Round', groups },
		{ type: 'open-round', round, lengthMs: null, then: 'ask' }
	);
	for (const { name, board } of groups) await write(board.id, name);
	await room.give({ type: 'close-round', round });
	const { boards } = room.fay.tab.all('welcome')[0]!.session;
	return { fay: room.fay, round, into: boards.find((board) => board.kind === kind)!.id };
}

/** The words on a whiteboard, sorted; a frame's title stands before what is in it. */
export async function wordsOn(http: HttpClient, board: BoardId): Promise<string[]> {
	const opened = new Board(await readDocument(http, board));
	const words = [...opened.shapes.values()].map(({ id, frame }) => {
		const title = frame === null ? '' : `${opened.textOf(frame)}: `;
		return title + opened.textOf(id);
	});
	opened.destroy();
	return words.sort();
}

/** What a facilitator asks for once groups have ended. */
export function harvestOf(round: Harvest['round'], into: BoardId) {
	const harvest = createId<HarvestId>();
	return { type: 'harvest', harvest, round, into, take: { of: 'all' } } as const;
}

/** How a harvest stands, once it is neither under way nor being taken back. */
export async function settledHarvest(
	room: SessionRoom,
	who: Pick<Participant, 'tab'>,
	id: Harvest['id'],
	at: Harvest['state']['at'] = 'done'
): Promise<Harvest['state']> {
	const find = (harvests: readonly Harvest[]) => harvests.find((harvest) => harvest.id === id)?.state;
	const session = await room.until(who, ({ harvests }) => find(harvests)?.at === at);
	return find(session.harvests)!;
}
