import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createId, type BoardId, type LinkId, type SessionId } from '#model/ids.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { CardId } from '#model/problem/card.ts';
import type { LaneId } from '#model/problem/method.ts';
import type { Label } from '#model/session/label.ts';
import type {
	ApiRefusal,
	Continued,
	NextInvitation,
	NotContinued,
	Returning,
	SessionSummary
} from '#protocol/api.ts';
import { HttpClient } from '../support/client.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { SessionRoom, type Participant } from '../support/session-room.ts';
import { SessionSocket } from '../support/session-socket.ts';
import { stockClient } from '../support/stock-client.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
let room: SessionRoom;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.close());
afterEach(() => room.close());

const TITLE = 'The next one';
const ACTIONS = 'actions' as LaneId;

async function opened(http: HttpClient, board: BoardId) {
	const url = `${server.origin.replace('http', 'ws')}/sync`;
	const client = stockClient(url, board, { headers: { cookie: http.cookie, origin: server.origin } });
	await client.synced();
	return { board: new ProblemBoard(client.doc), close: () => client.destroy() };
}

const path = (session: SessionId = room.id): string => `/api/next-sessions/${session}`;

async function goOn(http: HttpClient, takes = true): Promise<Continued> {
	const response = await http.post(path(), { title: TITLE, takes });
	if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
	return (await response.json()) as Continued;
}

async function refusalOf(response: Response): Promise<string> {
	expect(response.ok).toBe(false);
	return ((await response.json()) as ApiRefusal | NotContinued).refusal;
}

async function invitationFor({ http }: Pick<Participant, 'http'>): Promise<NextInvitation> {
	return (await (await http.get(path())).json()) as NextInvitation;
}

/** A session under this label with one action that is done and one that is not. */
async function worked(label: Label, namesStripped = false) {
	room = await SessionRoom.open(server.origin);
	await room.give({ type: 'set-label', label, namesStripped });
	const mia = await room.join(server.origin, 'Mia');
	const { boards } = room.fay.tab.all('welcome')[0]!.session;
	const problem = boards.find(({ kind }) => kind === 'problem')!.id;
	const hers = await opened(mia.http, problem);
	const fays = await opened(room.fay.http, problem);
	const by = { id: room.fay.id, name: 'Fay', color: 'teal' };
	const call = fays.board.add(ACTIONS, { at: 'end' }, 'Mia calls the supplier', by, Date.now());
	const done = fays.board.add(ACTIONS, { at: 'end' }, 'Long done', by, Date.now());
	fays.board.details.set(call, 'owner', { id: mia.id, name: 'Mia' });
	fays.board.details.set(call, 'due', '2030-05-12');
	fays.board.details.set(done, 'closed', true);
	await waitFor(() => hers.board.card(done)?.details.closed === true, 'Mia sees the cards');
	for (const one of [hers, fays]) one.close();
	return { mia, problem, call };
}

/** The board that the next session opens with. */
async function openBoard(next: SessionId) {
	const { session } = await room.fay.http.session(next);
	expect(session.continues?.board).not.toBeNull();
	return { session, ...(await opened(room.fay.http, session.continues!.board!)) };
}

describe('the session that goes on from another', () => {
	test('opens with what is still to be done, and the earlier one says that it goes on there', async () => {
		const { mia, problem, call } = await worked('amber');
		const made = await goOn(room.fay.http);
		expect(made).toMatchObject({ isNew: true, taken: 1, unread: 0 });
		const { session, board, close } = await openBoard(made.session);
		expect(session).toMatchObject({
			title: TITLE,
			label: 'amber',
			continues: { session: room.id, title: 'A session', label: 'amber' },
			agenda: { items: [{ board: session.continues!.board, doneAt: null }] }
		});
		expect(session.boards[0]?.id).toBe(session.continues!.board);
		const cards: readonly { id: CardId; text: string }[] = board.lane(ACTIONS);
		expect(cards).toMatchObject([
			{
				id: call,
				text: 'Mia calls the supplier',
				author: null,
				details: {
					owner: { id: mia.id, name: 'Mia' },
					due: '2030-05-12',
					closed: false,
					from: { session: room.id, board: problem, title: 'A session' }
				}
			}
		]);
		close();
		const before = await room.until(mia, ({ next }) => next !== null);
		expect(before.next).toMatchObject({ session: made.session, actions: [call] });
		const summary = await mia.http.get(`/api/sessions/${room.id}/summary?timeZone=UTC`);
		const { markdown } = (await summary.json()) as SessionSummary;
		expect(markdown).toMatch(/- \[ \] Mia calls the supplier \(.*goes on in the next session\)/);
	});

	test('is started once, by facilitators alone', async () => {
		const { mia } = await worked('amber');
		const stranger = new HttpClient(server.origin);
		const given = { title: TITLE, takes: true };
		expect(await refusalOf(await stranger.post(path(), given))).toBe('not-found');
		expect(await refusalOf(await mia.http.post(path(), given))).toBe('forbidden');
		expect(await refusalOf(await room.fay.http.post(path(), { ...given, title: ' ' }))).toBe('invalid');
		expect(await refusalOf(await room.fay.http.get(path()))).toBe('not-found');
		const [one, other] = await Promise.all([goOn(room.fay.http), goOn(room.fay.http)]);
		expect([one.isNew, other.isNew].toSorted()).toEqual([false, true]);
		expect(other.session).toBe(one.session);
		const mine = (await (await room.fay.http.get('/api/sessions')).json()) as { sessions: unknown[] };
		expect(mine.sessions).toHaveLength(2);
	});

	test('lets members of the earlier one in by its own door, and nobody who was put out for good', async () => {
		const { mia } = await worked('amber');
		const bo = await room.join(server.origin, 'Bo');
		const gus = await room.join(server.origin, 'Gus');
		const link = createId<LinkId>();
		const secret = await room.fay.tab.give({ type: 'add-link', link, role: 'viewer' });
		const onlooker = new HttpClient(server.origin);
		await onlooker.join(room.code, 'Hall', secret.ok ? secret.secret : '');
		await room.give(
			{ type: 'ban-member', member: bo.id, reason: 'Shouting' },
			{ type: 'remove-member', member: gus.id }
		);
		const { session: next } = await goOn(room.fay.http);
		const invitation = await invitationFor(mia);
		expect(invitation).toMatchObject({ session: null, title: TITLE, hasEnded: false });
		for (const { http } of [bo, gus, { http: onlooker }, { http: new HttpClient(server.origin) }])
			expect(await refusalOf(await http.get(path()))).toBe('not-found');
		// Nobody is in by having been told.
		expect((await mia.http.get(`/api/sessions/${next}`)).status).toBe(404);
		await mia.http.join(invitation.code, 'Mia');
		expect((await mia.http.session(next)).me).toMatchObject({ id: mia.id, role: 'member' });
		expect(await invitationFor(mia)).toMatchObject({ session: next });
		await expect(bo.http.join(invitation.code, 'Bo')).rejects.toThrow('403');
		expect(await invitationFor({ http: room.fay.http })).toMatchObject({ session: next });
	});

	test('tells its facilitators alone who of its members was in one of those before', async () => {
		const { mia } = await worked('amber');
		const { session: second } = await goOn(room.fay.http, false);
		const again = await room.fay.http.post(path(second), { title: 'The third', takes: false });
		const { session: third } = (await again.json()) as Continued;
		const { code } = (await room.fay.http.session(third)).session;
		const lou = new HttpClient(server.origin);
		await lou.join(code, 'Lou');
		// Who was there, though not the last time.
		await mia.http.join(code, 'Mia');
		const answer = await room.fay.http.get(`${path(third)}/returning`);
		const { returning } = (await answer.json()) as Returning;
		expect(returning.toSorted()).toEqual([mia.id, room.fay.id].toSorted());
		for (const http of [lou, mia.http, new HttpClient(server.origin)])
			expect(await refusalOf(await http.get(`${path(third)}/returning`))).toBe('not-found');
	});

	test('leaves what is for one session alone where it is, and says so', async () => {
		await worked('red');
		expect(await refusalOf(await room.fay.http.post(path(), { title: TITLE, takes: true }))).toBe('label');
		expect((await room.fay.http.session(room.id)).session.next).toBeNull();
		const made = await goOn(room.fay.http, false);
		const { session } = await room.fay.http.session(made.session);
		expect(session).toMatchObject({ label: 'red', continues: { board: null }, agenda: { items: [] } });
		expect((await room.fay.http.session(room.id)).session.next?.actions).toEqual([]);
	});

	test('names no owner under the Chatham House rule, and cannot be made wider than what came along', async () => {
		await worked('amber', true);
		const made = await goOn(room.fay.http);
		const { session, board, close } = await openBoard(made.session);
		expect(session.namesStripped).toBe(true);
		expect(board.lane(ACTIONS)).toMatchObject([{ details: { owner: null } }]);
		expect(JSON.stringify([...board.details.list.entries()])).not.toContain('"Mia"');
		close();
		const tab = await SessionSocket.open(server.origin, room.fay.http.cookie, made.session);
		const wider = { type: 'set-label', label: 'green', namesStripped: true } as const;
		expect(await tab.give(wider)).toEqual({ ok: false, refusal: 'needs-consent' });
		expect(await tab.give({ ...wider, label: 'red' })).toMatchObject({ ok: true });
		expect(await tab.give({ ...wider, label: 'amber' })).toMatchObject({ ok: true });
		tab.close();
	});
});
