import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createId, type LinkId, type PromptId } from '#model/ids.ts';
import type { ScreenOffer, ScreenPairing } from '#protocol/api.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { TICKET_PREFIX } from '#protocol/ticket.ts';
import { HttpClient } from '../support/client.ts';
import { RawClient } from '../support/raw-client.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { refusedHandshake, SessionSocket } from '../support/session-socket.ts';
import { SessionRoom } from '../support/session-room.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
let room: SessionRoom;
const sockets: SessionSocket[] = [];
beforeAll(async () => {
	server = await startServer();
});
afterEach(() => {
	room.close();
	for (const socket of sockets.splice(0)) socket.close();
});
afterAll(() => server.close());

function at(cookie: string, session: unknown): SessionSocket {
	const socket = new SessionSocket(server.origin, cookie, session);
	sockets.push(socket);
	return socket;
}

describe('the waiting room', () => {
	async function closedDoor() {
		room = await SessionRoom.open(server.origin);
		const { settings } = room.fay.tab.all('welcome')[0]!.session;
		await room.give({ type: 'set-settings', settings: { ...settings, waitingRoom: true } });
		const http = new HttpClient(server.origin);
		expect(await http.join(room.code, 'Mia')).toMatchObject({ waiting: true });
		const tab = at(http.cookie, room.id);
		await tab.wait('at-door');
		const waiting = await room.fay.tab.wait('waiting', (people) => people.length > 0);
		return { http, tab, person: waiting[0]!.id, waiting };
	}

	test('shows who waits to facilitators, and nothing of the session to who waits', async () => {
		const { http, tab, waiting } = await closedDoor();
		expect(waiting).toMatchObject([{ name: 'Mia', color: 'plum' }]);
		expect(tab.told.map(({ event }) => event)).toEqual(['at-door']);
		expect((await http.get(`/api/sessions/${room.id}`)).status).toBe(404);
		const sync = await room.sync(http, room.whiteboard);
		expect(await sync.closed()).toBe(CLOSE.notFound);
		expect(await tab.give({ type: 'set-notes', text: 'x' })).toEqual({ ok: false, refusal: 'forbidden' });
		// A reload, and a facilitator who comes later.
		tab.close();
		await at(http.cookie, room.id).wait('at-door');
		expect((await room.tab(room.fay.http)).all('welcome')[0]!.waiting).toHaveLength(1);
	});

	test('lists who is there: whoever closes the page is gone from it, and comes again without knocking', async () => {
		const { http, tab, person } = await closedDoor();
		const second = at(http.cookie, room.id);
		await second.wait('at-door');
		tab.close();
		const told = room.fay.tab.all('waiting').length;
		second.close();
		const listed = async (): Promise<number> => {
			const facilitator = await room.tab(room.fay.http);
			const { waiting } = facilitator.all('welcome')[0]!;
			facilitator.close();
			return waiting.length;
		};
		await waitFor(() => {
			const since = room.fay.tab.all('waiting').slice(told);
			return since.some((people) => people.length === 0);
		}, 'nobody at the door');
		expect(await listed()).toBe(0);
		const again = at(http.cookie, room.id);
		await again.wait('at-door');
		await waitFor(() => room.fay.tab.all('waiting').at(-1)?.length === 1, 'somebody at the door again');
		await room.give({ type: 'admit', person });
		await again.wait('welcome');
	});

	test('is left with the session on the same connection', async () => {
		const { tab, person } = await closedDoor();
		await room.give({ type: 'admit', person });
		const welcome = await tab.wait('welcome');
		expect(welcome.me).toMatchObject({ id: person, role: 'member', name: 'Mia' });
		await room.fay.tab.wait('member', ({ id }) => id === person);
		await room.fay.tab.wait('waiting', (people) => people.length === 0);
		await room.fay.tab.wait('present', ({ id }) => id === person);
	});

	test('or with a reason, on the same connection too', async () => {
		const { http, tab, person } = await closedDoor();
		const gone = tab.disconnected();
		await room.give({ type: 'turn-away', person, reason: ' The other session ' });
		expect(await tab.wait('removed')).toEqual({ reason: 'The other session', banned: false });
		await gone;
		expect(await refusedHandshake(at(http.cookie, room.id))).toBe('not-found');
		expect(await room.fay.tab.give({ type: 'admit', person })).toEqual({
			ok: false,
			refusal: 'unknown-member'
		});
	});

	test('does not stop who was in before, nor who has a link', async () => {
		room = await SessionRoom.open(server.origin);
		const mia = await room.join(server.origin, 'Mia');
		const { settings } = mia.tab.all('welcome')[0]!.session;
		const link = createId<LinkId>();
		const made = await room.fay.tab.give({ type: 'add-link', link, role: 'facilitator' });
		await room.give({ type: 'set-settings', settings: { ...settings, waitingRoom: true } });
		expect(await mia.http.join(room.code, 'Mia')).toMatchObject({ waiting: false });
		const secret = made.ok ? made.secret! : '';
		expect(await new HttpClient(server.origin).join(room.code, 'Gus', secret)).toMatchObject({
			waiting: false,
			role: 'facilitator'
		});
	});
});

describe('whoever is put out', () => {
	test('is told why, alone, and may come again by the code', async () => {
		room = await SessionRoom.open(server.origin);
		const mia = await room.join(server.origin, 'Mia');
		const gone = mia.tab.disconnected();
		await room.give({ type: 'remove-member', member: mia.id, reason: 'You are in the wrong session' });
		expect(await mia.tab.wait('removed')).toEqual({ reason: 'You are in the wrong session', banned: false });
		await gone;
		expect(JSON.stringify(room.fay.tab.told)).not.toContain('wrong session');
		await mia.http.join(room.code, 'Mia');
		expect((await room.tab(mia.http)).all('welcome')[0]!.me.id).toBe(mia.id);
	});

	test('for good does not come in again, by the code or by a link, until that is lifted', async () => {
		room = await SessionRoom.open(server.origin);
		const mia = await room.join(server.origin, 'Mia');
		const link = createId<LinkId>();
		const made = await room.fay.tab.give({ type: 'add-link', link, role: 'viewer' });
		await room.give({ type: 'ban-member', member: mia.id, reason: 'Rude' });
		expect(await mia.tab.wait('removed')).toEqual({ reason: 'Rude', banned: true });
		for (const secret of [undefined, made.ok ? made.secret : ''])
			await expect(mia.http.join(room.code, 'Mia', secret)).rejects.toThrow(
				'403 {"refusal":"banned","reason":"Rude"}'
			);
		const { bans } = (await (await room.fay.http.get(`/api/sessions/${room.id}/bans`)).json()) as {
			bans: unknown;
		};
		expect(bans).toMatchObject([{ id: mia.id, name: 'Mia', reason: 'Rude', by: room.fay.id }]);
		expect((await mia.http.get(`/api/sessions/${room.id}/bans`)).status).toBe(404);
		await room.give({ type: 'lift-ban', person: mia.id });
		expect(await mia.http.join(room.code, 'Mia')).toMatchObject({ role: 'member' });
		expect(await room.fay.tab.give({ type: 'lift-ban', person: mia.id })).toEqual({
			ok: false,
			refusal: 'unknown-member'
		});
	});

	test('is never the last facilitator, and nothing is written down of the attempt', async () => {
		room = await SessionRoom.open(server.origin);
		const ban = { type: 'ban-member', member: room.fay.id, reason: 'x' } as const;
		expect(await room.fay.tab.give(ban)).toEqual({ ok: false, refusal: 'invalid' });
		expect(await room.fay.http.join(room.code, 'Fay')).toMatchObject({ role: 'facilitator' });
	});
});

test('a prompt is seen by whom it is for and by nobody else, on all their tabs and after a reload', async () => {
	room = await SessionRoom.open(server.origin);
	const mia = await room.join(server.origin, 'Mia');
	const bo = await room.join(server.origin, 'Bo');
	const second = await room.tab(mia.http);
	const prompt = createId<PromptId>();
	await room.give({ type: 'send-prompt', prompt, to: [mia.id], text: 'What would you need?' });
	for (const tab of [mia.tab, second])
		expect(await tab.wait('mine')).toMatchObject({ prompts: [{ id: prompt, text: 'What would you need?' }] });
	await mia.tab.give({ type: 'set-notes', text: 'Ask for time' });
	expect((await room.tab(mia.http)).all('welcome')[0]!.mine).toMatchObject({
		prompts: [{ id: prompt }],
		notes: 'Ask for time'
	});
	await mia.tab.give({ type: 'dismiss-prompt', prompt });
	await second.wait('mine', ({ prompts }) => prompts.length === 0);
	const others = JSON.stringify([bo.tab.told, room.fay.tab.told]);
	for (const text of ['What would you need?', 'Ask for time']) expect(others).not.toContain(text);
	const stranger = { type: 'send-prompt', prompt, to: [createId()], text: 'T' } as const;
	expect(await room.fay.tab.give(stranger as never)).toEqual({ ok: false, refusal: 'unknown-member' });
});

describe('a screen', () => {
	async function offered() {
		room = await SessionRoom.open(server.origin);
		const response = await new HttpClient(server.origin).post('/api/screens', {});
		expect(response.headers.getSetCookie()).toEqual([]);
		const offer = (await response.json()) as ScreenOffer;
		const ask = () =>
			fetch(`${server.origin}/api/screens/${offer.code}`, {
				headers: { authorization: `Bearer ${offer.ticket}`, cookie: room.fay.http.cookie }
			});
		return { offer, ask };
	}

	test('reads what its facilitator has paired it with, writes nothing, and is out when that is revoked', async () => {
		const { offer, ask } = await offered();
		expect(await (await ask()).json()).toMatchObject({ session: null } satisfies Partial<ScreenPairing>);
		const link = createId<LinkId>();
		const pair = { type: 'pair-screen', link, code: offer.code.toLowerCase(), name: 'Hall' } as const;
		await room.give(pair);
		expect(await (await ask()).json()).toMatchObject({ session: room.id });
		const again = { ...pair, link: createId<LinkId>() };
		expect(await room.fay.tab.give(again)).toEqual({ ok: false, refusal: 'unknown-code' });

		// In a browser that has the facilitator's cookie.
		const screen = new SessionSocket(
			server.origin,
			room.fay.http.cookie,
			room.id,
			{ origin: server.origin },
			offer.ticket
		);
		sockets.push(screen);
		const welcome = await screen.wait('welcome');
		expect(welcome.me).toMatchObject({ role: 'viewer', name: 'Hall', via: link });
		expect(welcome.session.links).toMatchObject([{ id: link, screen: 'Hall', role: 'viewer' }]);
		expect(await screen.give({ type: 'rename-session', title: 'x' })).toEqual({
			ok: false,
			refusal: 'forbidden'
		});
		const url = `${server.origin.replace('http', 'ws')}/sync/${room.whiteboard}`;
		const sync = await RawClient.open(url, { cookie: room.fay.http.cookie }, [TICKET_PREFIX + offer.ticket]);
		await sync.frame('sync-step-1');

		const gone = screen.disconnected();
		await room.give({ type: 'revoke-link', link });
		expect(await sync.closed()).toBe(CLOSE.accessChanged);
		await gone;
		await waitFor(() => !screen.socket.connected, 'the screen is out');
	});

	test('is nobody’s with another’s code, or with a ticket that is none', async () => {
		const { offer, ask } = await offered();
		const other = (await (
			await new HttpClient(server.origin).post('/api/screens', {})
		).json()) as ScreenOffer;
		for (const ticket of [other.ticket, 'x.1.y', `${offer.ticket}x`]) {
			const headers = { authorization: `Bearer ${ticket}` };
			expect((await fetch(`${server.origin}/api/screens/${offer.code}`, { headers })).status).toBe(404);
		}
		expect((await ask()).status).toBe(200);
		const wrong = { type: 'pair-screen', link: createId<LinkId>(), code: '00000000', name: 'Hall' } as const;
		expect(await room.fay.tab.give(wrong)).toEqual({ ok: false, refusal: 'unknown-code' });
	});
});
