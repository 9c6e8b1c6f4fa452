import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type * as Y from 'yjs';
import { createId, type BoardId, type LinkId } from '#model/ids.ts';
import { readPage } from '#model/page/read-page.ts';
import { digestOf } from '#model/summary/digest.ts';
import { ProblemBoard } from '#model/problem/board.ts';
import type { LaneId } from '#model/problem/method.ts';
import type { Invitation, SessionSummary } from '#protocol/api.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { HttpClient } from '../support/client.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { plannedRound, SessionRoom, type Participant } from '../support/session-room.ts';
import { stockClient } from '../support/stock-client.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
let room: SessionRoom;
beforeAll(async () => {
	server = await startServer();
});
afterAll(() => server.close());
afterEach(() => room.close());

const STARTS_AT = Date.UTC(2030, 4, 12, 14, 30);

function boardOf({ tab }: Participant, kind: 'problem' | 'page'): BoardId {
	return tab.all('welcome')[0]!.session.boards.find((board) => board.kind === kind)!.id;
}

/** Everything that a board's document holds, for somebody who may read it. */
async function written(http: HttpClient, board: BoardId, work: (doc: Y.Doc) => void = () => undefined) {
	const url = `${server.origin.replace('http', 'ws')}/sync`;
	const client = stockClient(url, board, { headers: { cookie: http.cookie, origin: server.origin } });
	await client.synced();
	work(client.doc);
	return client;
}

describe('a session that has ended', () => {
	test('is read by its members, written by its facilitators, and goes on when it is opened again', async () => {
		room = await SessionRoom.open(server.origin);
		const mia = await room.join(server.origin, 'Mia');
		const before = await room.sync(mia.http, room.whiteboard);
		await before.frame('sync-step-1');
		await room.give({ type: 'end-session' });
		expect(await room.until(mia, ({ ended }) => ended?.by === room.fay.id)).toBeDefined();
		expect(await before.closed()).toBe(CLOSE.accessChanged);
		expect(await mia.tab.give({ type: 'choose-groups', round: createId(), groups: [] } as never)).toEqual({
			ok: false,
			refusal: 'has-ended'
		});
		expect(await mia.tab.give({ type: 'reopen-session' })).toEqual({ ok: false, refusal: 'forbidden' });
		// Somebody who comes back, and somebody who comes for the first time: both read.
		for (const person of [mia, await room.join(server.origin, 'Bo')]) {
			const again = await room.sync(person.http, room.whiteboard);
			await again.frame('sync-step-1');
			again.close();
		}
		const invitation = (await (
			await new HttpClient(server.origin).get(`/api/invitations/${room.code}`)
		).json()) as Invitation;
		expect(invitation.hasEnded).toBe(true);
		await room.give({ type: 'reopen-session' });
		expect(
			(await room.until(mia, ({ ended, boards }) => ended === null && boards.length > 0)).ended
		).toBeNull();
	});
});

describe('a summary', () => {
	/** A session with a decision, an action and a group. */
	async function worked() {
		room = await SessionRoom.open(server.origin);
		const mia = await room.join(server.origin, 'Mia');
		const problem = boardOf(room.fay, 'problem');
		const doc = await written(room.fay.http, problem, (content) => {
			const board = new ProblemBoard(content);
			const by = { id: room.fay.id, name: 'Fay', color: 'teal' };
			board.add('decision' as LaneId, { at: 'end' }, 'Buy a new pump', by, Date.now());
			board.add('actions' as LaneId, { at: 'end' }, 'Mia calls the supplier', by, Date.now());
		});
		const { plan, round, groups } = plannedRound(1);
		await room.give(
			plan,
			{ type: 'place-member', round, member: mia.id, group: groups[0]!.id },
			{ type: 'set-label', label: 'red', namesStripped: false },
			{ type: 'open-round', round, lengthMs: null, then: 'ask' }
		);
		const hers = await written(mia.http, problem);
		await waitFor(() => digestOf('problem', hers.doc, null).actions.length === 1, 'Mia sees the cards');
		for (const client of [doc, hers]) client.destroy();
		return { mia, round, groups };
	}

	async function summaryOf(
		{ http }: Pick<Participant, 'http'>,
		zone = 'Asia/Tokyo'
	): Promise<SessionSummary> {
		const response = await http.get(`/api/sessions/${room.id}/summary?timeZone=${encodeURIComponent(zone)}`);
		if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
		return (await response.json()) as SessionSummary;
	}

	test('tells members what was decided and is to be done, and names nobody outside of a session that is for itself', async () => {
		const { mia, groups } = await worked();
		const whileOpen = await summaryOf(mia);
		expect(whileOpen.markdown).toContain('Buy a new pump');
		expect(whileOpen.markdown).toContain('- [ ] Mia calls the supplier');
		expect(whileOpen.markdown).toContain(`<${server.origin}/s/${room.id}>`);
		expect(whileOpen.markdown).toContain('TLP:RED');
		expect(JSON.stringify(whileOpen.blocks)).toContain('Fay, Mia');
		expect(whileOpen.markdown).not.toContain('Fay, Mia');
		// A group at work is nobody else's business, not even in what its own members are told.
		expect(JSON.stringify(whileOpen)).not.toContain(groups[0]!.board);
		await room.give({ type: 'end-session' });
		expect((await summaryOf(mia)).markdown).toContain(groups[0]!.board);
	});

	test('is for members alone, in a time zone that there is', async () => {
		await worked();
		const stranger = new HttpClient(server.origin);
		const path = `/api/sessions/${room.id}/summary?timeZone=UTC`;
		expect((await stranger.get(path)).status).toBe(404);
		const link = createId<LinkId>();
		const made = await room.fay.tab.give({ type: 'add-link', link, role: 'viewer' });
		await stranger.join(room.code, 'Onlooker', made.ok ? made.secret : '');
		expect((await stranger.get(path)).status).toBe(404);
		expect((await room.fay.http.get(`/api/sessions/${room.id}/summary`)).status).toBe(400);
		expect((await room.fay.http.get(path.replace('UTC', 'Nowhere/Land'))).status).toBe(400);
	});

	test('becomes a page that everybody goes on writing', async () => {
		const { mia } = await worked();
		const board = createId<BoardId>();
		const make = { type: 'summarise', board, title: 'Summary', timeZone: 'Europe/Paris' } as const;
		expect(await mia.tab.give(make)).toEqual({ ok: false, refusal: 'forbidden' });
		expect(await room.fay.tab.give({ ...make, timeZone: 'Nowhere/Land' })).toEqual({
			ok: false,
			refusal: 'invalid'
		});
		await room.give(make);
		await room.until(mia, ({ boards }) => boards.some(({ id }) => id === board));
		const [hers, mine] = [await written(mia.http, board), await written(room.fay.http, board)];
		const words = readPage(hers.doc).blocks.flatMap((block) => (block.type === 'text' ? block.runs : []));
		expect(words.map(({ text }) => text).join('')).toContain('Buy a new pump');
		expect(words.some(({ marks }) => marks.link === `/s/${room.id}`)).toBe(true);
		hers.doc.getText('page').insert(1, 'Mia was here. ');
		await waitFor(() => mine.doc.getText('page').toString().includes('Mia was here.'), 'Fay sees it');
		for (const client of [hers, mine]) client.destroy();
		expect(await room.fay.tab.give(make)).toEqual({ ok: false, refusal: 'duplicate' });
	});
});

describe('a planned time', () => {
	test('is taken into a calendar by whoever has the code, who learns no more than the invitation says', async () => {
		room = await SessionRoom.open(server.origin);
		const stranger = new HttpClient(server.origin);
		const ask = (): Promise<Response> => stranger.get(`/api/invitations/${room.code}/session.ics`);
		expect((await ask()).status).toBe(404);
		await room.give(
			{ type: 'set-terms', terms: 'Be kind' },
			{ type: 'set-planned-time', time: { startsAt: STARTS_AT, minutes: 90 } }
		);
		const response = await ask();
		expect(response.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
		expect(response.headers.get('content-disposition')).toContain('session.ics');
		expect(response.headers.getSetCookie()).toEqual([]);
		const first = await response.text();
		expect(first).toContain('DTSTART:20300512T143000Z\r\nDTEND:20300512T160000Z\r\n');
		expect(first).toContain('SUMMARY:A session\r\n');
		expect(first).toContain(`URL:${server.origin}/join/${room.code}\r\n`);
		for (const secret of [room.id, room.fay.id, 'Fay', room.whiteboard]) expect(first).not.toContain(secret);
		const invitation = (await (await stranger.get(`/api/invitations/${room.code}`)).json()) as Invitation;
		expect(invitation).toMatchObject({ terms: 'Be kind', plannedTime: { startsAt: STARTS_AT, minutes: 90 } });
		expect(stranger.cookie).toBe('');

		// Moved: the same entry, and a later state of it.
		await room.give({ type: 'set-planned-time', time: { startsAt: STARTS_AT + 60_000, minutes: 90 } });
		const second = await (await ask()).text();
		const value = (file: string, name: string): string => new RegExp(`^${name}:(.*)\r$`, 'm').exec(file)![1]!;
		expect(value(second, 'UID')).toBe(value(first, 'UID'));
		expect(Number(value(second, 'SEQUENCE'))).toBeGreaterThan(Number(value(first, 'SEQUENCE')));
		expect((await stranger.get('/api/invitations/00000000/session.ics')).status).toBe(404);
	});
});

describe('a renewed code', () => {
	test('stops the old one at once, and leaves members and role links as they are', async () => {
		room = await SessionRoom.open(server.origin);
		const mia = await room.join(server.origin, 'Mia');
		const link = createId<LinkId>();
		const made = await room.fay.tab.give({ type: 'add-link', link, role: 'facilitator' });
		const secret = made.ok ? made.secret! : '';
		expect(await mia.tab.give({ type: 'renew-code' })).toEqual({ ok: false, refusal: 'forbidden' });
		await room.give({ type: 'renew-code' });
		const { code } = await room.until(mia, (session) => session.code !== room.code);
		const stranger = new HttpClient(server.origin);
		expect((await stranger.get(`/api/invitations/${room.code}`)).status).toBe(404);
		await expect(stranger.join(room.code, 'Bo')).rejects.toThrow('404');
		expect((await (await stranger.get(`/api/invitations/${code}`)).json()) as Invitation).toMatchObject({
			code
		});
		expect((await mia.http.session(room.id)).session.code).toBe(code);

		// The link that was sent yesterday has the old code in its address.
		const asked = await stranger.post('/api/invitations', { code: room.code, secret });
		expect((await asked.json()) as Invitation).toMatchObject({ code, title: 'A session' });
		expect(await stranger.join(room.code, 'Gus', secret)).toMatchObject({
			session: room.id,
			role: 'facilitator'
		});
		await room.give({ type: 'revoke-link', link });
		const late = new HttpClient(server.origin);
		expect((await late.post('/api/invitations', { code: room.code, secret })).status).toBe(404);
		await expect(late.join(room.code, 'Hal', secret)).rejects.toThrow('404');
	});
});
