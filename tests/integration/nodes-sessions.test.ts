import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createId, type BoardId, type LinkId, type SessionId } from '#model/ids.ts';
import type { Command } from '#model/session/commands.ts';
import type { MemberCommand } from '#model/session/commands/people.ts';
import type { Continued, NextInvitation } from '#protocol/api.ts';
import type { VersionedSession } from '#protocol/session.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { HttpClient, openSession } from '../support/client.ts';
import { Deployment } from '../support/nodes.ts';
import { RawClient } from '../support/raw-client.ts';
import type { TestServer } from '../support/server.ts';
import { SessionSocket } from '../support/session-socket.ts';
import { waitFor } from '../support/wait-for.ts';

let deployment: Deployment;
let one: TestServer;
let two: TestServer;
const tabs: SessionSocket[] = [];

beforeAll(async () => {
	deployment = await Deployment.start(2);
	[one, two] = [deployment.node(0), deployment.node(1)];
});
afterEach(() => {
	for (const tab of tabs.splice(0)) tab.close();
});
afterAll(() => deployment.close());

async function tab(
	node: TestServer,
	{ cookie }: { cookie: string },
	session: SessionId
): Promise<SessionSocket> {
	const opened = await SessionSocket.open(node.origin, cookie, session);
	tabs.push(opened);
	return opened;
}

/** A facilitator on the first node and a member on the second, in one session. */
async function meet() {
	const opened = await openSession(one.origin);
	const { state, client: fay } = opened;
	const { id, code } = state.session;
	const mia = new HttpClient(two.origin);
	await mia.join(code);
	const miaId = (await mia.session(id)).me.id;
	const [fayTab, miaTab] = [await tab(one, fay, id), await tab(two, mia, id)];
	return { ...opened, id, code, fay, mia, miaId, fayTab, miaTab };
}

async function give(socket: SessionSocket, command: Command | MemberCommand): Promise<void> {
	expect(await socket.give(command), command.type).toMatchObject({ ok: true });
}

function sync(node: TestServer, board: BoardId, { cookie }: { cookie: string }): Promise<RawClient> {
	const url = `${node.origin.replace('http', 'ws')}/sync/${board}?ack=1`;
	return RawClient.open(url, { cookie, origin: node.origin });
}

/** A viewers' or facilitators' link. */
async function link(socket: SessionSocket, role: 'viewer' | 'facilitator') {
	const id = createId<LinkId>();
	const answer = await socket.give({ type: 'add-link', link: id, role });
	if (!answer.ok || answer.secret === undefined) throw new Error('no link');
	return { id, secret: answer.secret };
}

test('what changes on one node is told on all: the session, the members, who is here', async () => {
	const { fayTab, miaTab, mia, miaId, id, state, whiteboard } = await meet();
	await give(fayTab, { type: 'rename-session', title: 'A better name' });
	await miaTab.wait('session', ({ session }) => session.title === 'A better name');
	await give(miaTab, { type: 'set-profile', name: 'Mia Maria', color: 'teal' });
	await fayTab.wait('member', ({ id, name }) => id === miaId && name === 'Mia Maria');
	miaTab.socket.emit('place', { place: whiteboard, away: false });
	await fayTab.wait('present', ({ id, place }) => id === miaId && place === whiteboard);
	const here = [...miaTab.all('welcome').flatMap(({ present }) => present), ...miaTab.all('present')];
	expect(here.map(({ id }) => id)).toContain(state.me.id);
	const late = await tab(two, mia, id);
	expect(
		late
			.all('welcome')[0]!
			.present.map(({ id: here }) => here)
			.toSorted()
	).toEqual([state.me.id, miaId].toSorted());
	late.close();
	miaTab.close();
	await fayTab.wait('left', (id) => id === miaId);
});

test('the next session is started on one node, and joined on the other by who was in the one before', async () => {
	const { fay, mia, miaTab, id } = await meet();
	const path = `/api/next-sessions/${id}`;
	const made = (await (await fay.post(path, { title: 'Next', takes: false })).json()) as Continued;
	await miaTab.wait('session', ({ session }) => session.next?.session === made.session);
	const invitation = (await (await mia.get(path)).json()) as NextInvitation;
	await mia.join(invitation.code);
	expect((await mia.session(made.session)).session.continues).toMatchObject({ session: id });
});

test('a right that is taken on one node ends the connections that used it on the other', async () => {
	const { fayTab, miaTab, mia, miaId, whiteboard } = await meet();
	const writing = await sync(two, whiteboard, mia);
	await writing.frame('sync-step-1');
	await give(fayTab, { type: 'set-role', member: miaId, role: 'viewer' });
	expect(await writing.closed()).toBe(CLOSE.accessChanged);
	await miaTab.wait('member', ({ id, role }) => id === miaId && role === 'viewer');
	const reading = await sync(two, whiteboard, mia);
	await reading.frame('sync-step-1');
	await give(fayTab, { type: 'remove-member', member: miaId });
	expect(await reading.closed()).toBe(CLOSE.accessChanged);
	await miaTab.wait('member-removed', (id) => id === miaId);
	await waitFor(() => !miaTab.socket.connected, 'her tab is closed, too');
	expect(await (await sync(two, whiteboard, mia)).closed()).toBe(CLOSE.notFound);
});

test('archiving a board and revoking a link on one node end connections on the other', async () => {
	const { fayTab, mia, code, whiteboard, page } = await meet();
	const { id, secret } = await link(fayTab, 'viewer');
	const screen = new HttpClient(two.origin);
	await screen.join(code, 'Screen', secret);
	const [onBoard, onPage, watching] = await Promise.all([
		sync(two, whiteboard, mia),
		sync(two, page, mia),
		sync(two, page, screen)
	]);
	await Promise.all([onBoard, onPage, watching].map((client) => client.frame('sync-step-1')));
	await give(fayTab, { type: 'archive-board', board: whiteboard });
	expect(await onBoard.closed()).toBe(CLOSE.accessChanged);
	await give(fayTab, { type: 'revoke-link', link: id });
	expect(await watching.closed()).toBe(CLOSE.accessChanged);
	expect(onPage.closeCode).toBeNull();
	onPage.close();
});

test('no command is lost when two nodes change one session at once, and versions only grow', async () => {
	const { fay, fayTab, miaTab, miaId, id, state } = await meet();
	await give(fayTab, { type: 'set-role', member: miaId, role: 'facilitator' });
	const boards = Array.from({ length: 40 }, () => createId<BoardId>());
	const answers = await Promise.all(
		boards.map((board, index) =>
			(index % 2 === 0 ? fayTab : miaTab).give({
				type: 'add-board',
				board,
				kind: 'whiteboard',
				title: `Board ${index}`
			})
		)
	);
	const versions = answers.map((answer) => (answer.ok ? answer.version : 0));
	expect(new Set(versions).size, 'each made a version of its own').toBe(boards.length);
	const last = Math.max(...versions);
	for (const socket of [fayTab, miaTab]) {
		const { session } = await socket.wait('session', ({ version }) => version === last);
		expect(session.boards.map((board) => board.id).toSorted()).toEqual(
			[...state.session.boards.map((board) => board.id), ...boards].toSorted()
		);
		const told = socket.all('session').map(({ version }: VersionedSession) => version);
		expect(told, 'in order, none twice').toEqual([...new Set(told)].sort((a, b) => a - b));
	}
	expect((await fay.session(id)).session.boards).toHaveLength(boards.length + state.session.boards.length);
});

test('whoever comes while things change misses nothing and is told nothing older than the welcome', async () => {
	const { fay, fayTab, id } = await meet();
	const titles = Array.from({ length: 30 }, (_, index) => `Title ${index}`);
	const renaming = Promise.all(titles.map((title) => fayTab.give({ type: 'rename-session', title })));
	const comers = await Promise.all([one, two, two, one, two].map((node) => tab(node, fay, id)));
	const last = Math.max(...(await renaming).map((answer) => (answer.ok ? answer.version : 0)));
	for (const comer of comers) {
		const welcome = comer.all('welcome')[0]!;
		await waitFor(
			() => welcome.version === last || comer.all('session').some(({ version }) => version === last),
			'the last version arrives'
		);
		const told = comer.all('session').map(({ version }) => version);
		expect(told.every((version) => version > welcome.version)).toBe(true);
		expect(told).toEqual([...new Set(told)].sort((a, b) => a - b));
	}
});
