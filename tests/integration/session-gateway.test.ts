import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createId, type BoardId, type LinkId, type SessionId } from '#model/ids.ts';
import type { SessionState } from '#protocol/api.ts';
import { HttpClient, openSession, unknownId } from '../support/client.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { refusedHandshake, SessionSocket } from '../support/session-socket.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
const tabs: SessionSocket[] = [];
beforeAll(async () => {
	server = await startServer();
});
afterEach(() => tabs.splice(0).forEach((tab) => tab.close()));
afterAll(() => server.close());

async function tab(client: HttpClient, session: SessionId): Promise<SessionSocket> {
	const opened = await SessionSocket.open(server.origin, client.cookie, session);
	tabs.push(opened);
	return opened;
}

/** A facilitator and a member, each with a tab. */
async function room(): Promise<{
	state: SessionState;
	id: SessionId;
	fay: HttpClient;
	mia: HttpClient;
	fayTab: SessionSocket;
	miaTab: SessionSocket;
}> {
	const { client: fay, state } = await openSession(server.origin);
	const { id, code } = state.session;
	const mia = new HttpClient(server.origin);
	await mia.join(code);
	return { state, id, fay, mia, fayTab: await tab(fay, id), miaTab: await tab(mia, id) };
}

describe('the handshake', () => {
	test('lets only members in, with one answer for all others', async () => {
		const { state } = await openSession(server.origin);
		const eve = (await openSession(server.origin)).client;
		const refusals = [];
		for (const [cookie, session] of [
			[eve.cookie, state.session.id],
			['', state.session.id],
			['commonplace=x.1.y', state.session.id],
			[eve.cookie, unknownId()],
			[eve.cookie, undefined],
			[eve.cookie, { toString: 'x' }],
			[eve.cookie, '../x']
		] as const)
			refusals.push(await refusedHandshake(new SessionSocket(server.origin, cookie, session)));
		expect(new Set(refusals)).toEqual(new Set(['not-found']));
	});

	test('is refused to pages of other origins before anything is read', async () => {
		const { client, state } = await openSession(server.origin);
		const foreign = new SessionSocket(server.origin, client.cookie, state.session.id, {
			origin: 'https://evil.example'
		});
		expect(await refusedHandshake(foreign)).toBe('websocket error');
	});

	test('is answered with everything', async () => {
		const { state, fayTab, miaTab } = await room();
		const welcome = await fayTab.wait('welcome');
		expect(welcome.session).toEqual(state.session);
		expect(welcome.version).toBe(state.version);
		expect(welcome.me).toEqual(state.me);
		const { members, present, me } = await miaTab.wait('welcome');
		expect(members.map(({ name }) => name).sort()).toEqual(['Fay', 'Mia']);
		expect(present.map(({ id }) => id).sort()).toEqual([state.me.id, me.id].sort());
	});
});

describe('commands', () => {
	test('are answered with the version that everybody is told', async () => {
		const { state, fayTab, miaTab } = await room();
		const answer = await fayTab.give({ type: 'rename-session', title: ' New  name ' });
		expect(answer).toEqual({ ok: true, version: state.version + 1 });
		const told = await miaTab.wait('session');
		expect(told).toMatchObject({ version: state.version + 1, session: { title: 'New name' } });
	});

	test('from who may not are refused, and change nothing', async () => {
		const { state, fay, miaTab } = await room();
		expect(await miaTab.give({ type: 'rename-session', title: 'Mine' })).toEqual({
			ok: false,
			refusal: 'forbidden'
		});
		const me = (await miaTab.wait('welcome')).me;
		expect(await miaTab.give({ type: 'set-role', member: me.id, role: 'facilitator' })).toEqual({
			ok: false,
			refusal: 'forbidden'
		});
		expect((await fay.session(state.session.id)).session.title).toBe('A session');
	});

	test('that are none are answered as invalid, and the socket goes on', async () => {
		const { fayTab } = await room();
		const raw = fayTab.socket as unknown as {
			timeout(ms: number): { emitWithAck(event: string, ...sent: unknown[]): Promise<unknown> };
			emit(event: string, ...sent: unknown[]): void;
		};
		const nonsense = [null, 3, 'x', [], {}, { type: 'x' }, { type: 'rename-session' }, { type: '__proto__' }];
		for (const sent of [...nonsense, { type: 'rename-session', title: 'x', extra: 1 }])
			expect(await raw.timeout(5000).emitWithAck('command', sent), JSON.stringify(sent)).toEqual({
				ok: false,
				refusal: 'invalid'
			});
		raw.emit('command');
		raw.emit('command', { type: 'rename-session', title: 'T' }, 'no function');
		raw.emit('place', { place: '../..', away: 'no' });
		raw.emit('place');
		raw.emit('no such event', {});
		raw.emit('error', 'x');
		expect(await fayTab.give({ type: 'rename-session', title: 'Still here' })).toMatchObject({ ok: true });
	});

	test('that are too large end their own socket only', async () => {
		const { fayTab, miaTab } = await room();
		const gone = miaTab.disconnected();
		void miaTab.give({ type: 'set-terms', terms: 'x'.repeat(100_000) }).catch(() => undefined);
		await gone;
		expect(await fayTab.give({ type: 'set-terms', terms: 'Fine.' })).toMatchObject({ ok: true });
	});

	test('come through one by one, however many are given at once', async () => {
		const { state, fay, fayTab, miaTab } = await room();
		const titles = Array.from({ length: 20 }, (_, n) => `Title ${n}`);
		const answers = await Promise.all(titles.map((title) => fayTab.give({ type: 'rename-session', title })));
		expect(answers.map((answer) => answer.ok && answer.version)).toEqual(
			titles.map((_, n) => state.version + n + 1)
		);
		await miaTab.wait('session', ({ version }) => version === state.version + 20);
		expect(miaTab.all('session').map(({ version }) => version)).toEqual(
			titles.map((_, n) => state.version + n + 1)
		);
		expect((await fay.session(state.session.id)).session.title).toBe('Title 19');
	});

	test('in a flood are slowed down', async () => {
		const { fayTab } = await room();
		const answers = await Promise.all(
			Array.from({ length: 80 }, () => fayTab.give({ type: 'rename-session', title: 'T' }))
		);
		expect(answers).toContainEqual({ ok: false, refusal: 'slow-down' });
	});

	test('add a board with a document that is there when the board is', async () => {
		const { fayTab, miaTab, state } = await room();
		const board = createId<BoardId>();
		expect(await fayTab.give({ type: 'add-board', board, kind: 'page', title: 'Minutes' })).toMatchObject({
			ok: true
		});
		expect(await server.store.documents.load(board as never)).not.toBeNull();
		await miaTab.wait('session', ({ session }) => session.boards.some(({ id }) => id === board));
		expect(await fayTab.give({ type: 'add-board', board, kind: 'page', title: 'Again' })).toEqual({
			ok: false,
			refusal: 'duplicate'
		});
		// Another session cannot claim it either.
		const other = await room();
		const theirs = state.session.boards[0]!.id;
		expect(
			await other.fayTab.give({ type: 'add-board', board: theirs, kind: 'whiteboard', title: 'Stolen' })
		).toEqual({ ok: false, refusal: 'duplicate' });
	});

	test('about oneself reach everybody', async () => {
		const { fayTab, miaTab, mia } = await room();
		expect(await miaTab.give({ type: 'set-profile', name: 'Mia Two', color: 'rose' })).toMatchObject({
			ok: true
		});
		await fayTab.wait('member', (member) => member.name === 'Mia Two' && member.color === 'rose');
		expect(await (await mia.get('/api/me')).json()).toMatchObject({ name: 'Mia Two', color: 'rose' });
	});

	test('never take the last facilitator', async () => {
		const { fayTab, state } = await room();
		expect(await fayTab.give({ type: 'set-role', member: state.me.id, role: 'member' })).toEqual({
			ok: false,
			refusal: 'last-facilitator'
		});
	});
});

describe('role links', () => {
	async function linked(role: 'facilitator' | 'viewer') {
		const opened = await room();
		const link = createId<LinkId>();
		const answer = await opened.fayTab.give({ type: 'add-link', link, role });
		if (!answer.ok || answer.secret === undefined) throw new Error('no secret');
		return { ...opened, link, secret: answer.secret, guest: new HttpClient(server.origin) };
	}

	test('give their role, and only their maker ever sees the secret', async () => {
		const { state, secret, guest, fay, miaTab } = await linked('facilitator');
		expect(secret).toMatch(/^[A-Za-z0-9_-]{43}$/);
		expect(await guest.join(state.session.code, 'Gus', secret)).toMatchObject({ role: 'facilitator' });
		await miaTab.wait('member', ({ name }) => name === 'Gus');
		expect(JSON.stringify([await fay.session(state.session.id), miaTab.told])).not.toContain(secret);
		const kept: unknown[] = [];
		for await (const record of server.store.archive.records())
			if (record.collection === 'link-secret') kept.push(record);
		expect(kept).toHaveLength(1);
		expect(JSON.stringify(kept)).not.toContain(secret);
	});

	test('open their own session only', async () => {
		const { secret, guest } = await linked('facilitator');
		const other = await openSession(server.origin);
		await expect(guest.join(other.state.session.code, 'Gus', secret)).rejects.toThrow('404');
	});

	test('take a facilitator’s role back when they are revoked', async () => {
		const { state, id, link, secret, guest, fayTab } = await linked('facilitator');
		await guest.join(state.session.code, 'Gus', secret);
		const guestTab = await tab(guest, id);
		expect(await guestTab.give({ type: 'rename-session', title: 'By Gus' })).toMatchObject({ ok: true });
		expect(await fayTab.give({ type: 'revoke-link', link })).toMatchObject({ ok: true });
		await guestTab.wait('member', ({ name, role }) => name === 'Gus' && role === 'member');
		expect(await guestTab.give({ type: 'rename-session', title: 'Again' })).toEqual({
			ok: false,
			refusal: 'forbidden'
		});
		await expect(new HttpClient(server.origin).join(state.session.code, 'Late', secret)).rejects.toThrow(
			'404'
		);
	});

	test('show their viewers out when they are revoked', async () => {
		const { state, id, link, secret, guest, fayTab, miaTab } = await linked('viewer');
		expect(await guest.join(state.session.code, 'Screen', secret)).toMatchObject({ role: 'viewer' });
		const guestTab = await tab(guest, id);
		const gone = guestTab.disconnected();
		expect(await fayTab.give({ type: 'revoke-link', link })).toMatchObject({ ok: true });
		expect(await gone).toBe('io server disconnect');
		await miaTab.wait('member-removed');
		expect((await guest.get(`/api/sessions/${id}`)).status).toBe(404);
		expect(await (await guest.get('/api/sessions')).json()).toEqual({ sessions: [] });
	});
});

describe('who is here', () => {
	test('one entry a person, where they look, and gone after the last tab', async () => {
		const { state, id, mia, fayTab, miaTab } = await room();
		const me = (await miaTab.wait('welcome')).me.id;
		const board = state.session.boards[0]!.id;
		const second = await tab(mia, id);
		second.socket.emit('place', { place: board, away: false });
		await fayTab.wait('present', (present) => present.id === me && present.place === board);
		second.close();
		await fayTab.wait('present', (present) => present.id === me && present.place === null);
		miaTab.close();
		expect(await fayTab.wait('left')).toBe(me);
		const late = await tab(mia, id);
		expect((await late.wait('welcome')).present).toHaveLength(2);
	});

	test('removed members are out at once', async () => {
		const { id, mia, fayTab, miaTab } = await room();
		const me = (await miaTab.wait('welcome')).me.id;
		const gone = miaTab.disconnected();
		expect(await fayTab.give({ type: 'remove-member', member: me })).toMatchObject({ ok: true });
		expect(await gone).toBe('io server disconnect');
		expect(await fayTab.wait('member-removed')).toBe(me);
		expect(await refusedHandshake(new SessionSocket(server.origin, mia.cookie, id))).toBe('not-found');
	});
});

test('a store that fails is told as such, and nothing is shown that was not stored', async () => {
	const own = await startServer();
	const { client, state } = await openSession(own.origin);
	const fayTab = await SessionSocket.open(own.origin, client.cookie, state.session.id);
	await own.store.close();
	expect(await fayTab.give({ type: 'rename-session', title: 'Lost' })).toEqual({
		ok: false,
		refusal: 'not-saved'
	});
	expect(fayTab.all('session')).toEqual([]);
	fayTab.close();
	await own.close();
});

test('a stopping server says so, and its clients take it for a lost line', async () => {
	const own = await startServer();
	const { client, state } = await openSession(own.origin);
	const fayTab = await SessionSocket.open(own.origin, client.cookie, state.session.id);
	const gone = fayTab.disconnected();
	await own.close();
	// A client of Socket.IO comes again by itself after these, and not after 'io server disconnect'.
	expect(['transport close', 'transport error']).toContain(await gone);
	await waitFor(() => fayTab.told.some(({ event }) => event === 'going-away'), 'going-away');
});
