import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as Y from 'yjs';
import { createId, type BoardId, type ReadyCheckId } from '#model/ids.ts';
import type { Session } from '#model/session/session.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { encodeSyncStep1, encodeUpdate } from '#protocol/sync.ts';
import type { RawClient } from '../support/raw-client.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import { plannedRound, SessionRoom, type Participant } from '../support/session-room.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
let room: SessionRoom;
beforeAll(async () => {
	server = await startServer();
});
afterEach(() => room.close());
afterAll(() => server.close());

/** Two groups at work: Mia in the first, Bo in the second. */
async function atWork(like: BoardId | null = null) {
	room = await SessionRoom.open(server.origin);
	const mia = await room.join(server.origin, 'Mia');
	const bo = await room.join(server.origin, 'Bo');
	const { round, groups, plan } = plannedRound(2, like);
	const [first, second] = groups as [(typeof groups)[0], (typeof groups)[0]];
	await room.give(
		plan,
		{ type: 'place-member', round, member: mia.id, group: first.id },
		{ type: 'place-member', round, member: bo.id, group: second.id }
	);
	return { mia, bo, round, first, second };
}

const reads = async (who: Participant, board: BoardId): Promise<boolean> => {
	const client = await room.sync(who.http, board);
	await waitFor(() => client.closeCode !== null || client.all('sync-step-1').length > 0, 'an answer');
	if (client.closeCode === null) return true;
	expect(client.closeCode).toBe(CLOSE.notFound);
	return false;
};

type Rounds = Pick<Session, 'rounds'>;
const membersIn = ({ rounds }: Rounds) => rounds[0]!.groups.map(({ members }) => members);

/** Whether an edit is acknowledged on a connection, and not refused. */
async function writes(client: RawClient): Promise<boolean> {
	const doc = new Y.Doc();
	doc.getArray('words').push(['word']);
	const before = client.acknowledged;
	client.send(encodeUpdate(Y.encodeStateAsUpdate(doc)));
	await waitFor(
		() => client.acknowledged > before || client.all('permission-denied').length > 0,
		'an acknowledgement or a refusal'
	);
	return client.acknowledged > before;
}

describe('boards of groups', () => {
	test('are their group’s while it works, everybody’s to read afterwards, and always the facilitator’s', async () => {
		const { mia, bo, round, first } = await atWork();
		expect(await reads(mia, first.board), 'planned').toBe(false);
		expect(await reads(room.fay, first.board), 'planned, by a facilitator').toBe(true);

		await room.give({ type: 'open-round', round, lengthMs: null, then: 'ask' });
		expect(await reads(bo, first.board), 'of another group').toBe(false);
		const own = await room.sync(mia.http, first.board);
		expect(await writes(own)).toBe(true);

		await room.give({ type: 'close-round', round });
		expect(await own.closed(), 'what was writable is not any more').toBe(CLOSE.accessChanged);
		const [later, others] = [await room.sync(mia.http, first.board), await room.sync(bo.http, first.board)];
		for (const client of [later, others]) expect(await writes(client)).toBe(false);
		expect(await writes(await room.sync(room.fay.http, first.board))).toBe(true);
	});

	test('of others are open where the settings say so, and somebody who is moved loses and gains at once', async () => {
		const { mia, bo, round, first, second } = await atWork();
		await room.give({ type: 'open-round', round, lengthMs: null, then: 'ask' });
		const before = await room.sync(mia.http, first.board);
		await before.frame('sync-step-1');
		await room.give({ type: 'place-member', round, member: mia.id, group: second.id });
		expect(await before.closed()).toBe(CLOSE.accessChanged);
		expect(await reads(mia, first.board)).toBe(false);
		expect(await writes(await room.sync(mia.http, second.board))).toBe(true);

		const settings = mia.tab.all('welcome')[0]!.session.settings;
		await room.give({ type: 'set-settings', settings: { ...settings, groups: 'readable' } });
		expect(await writes(await room.sync(bo.http, first.board))).toBe(false);
		await room.give({ type: 'set-settings', settings: { ...settings, groups: 'open' } });
		expect(await writes(await room.sync(bo.http, first.board))).toBe(true);
	});

	test('are locked with all others, for everybody but facilitators', async () => {
		const { mia, round, first } = await atWork();
		await room.give(
			{ type: 'open-round', round, lengthMs: null, then: 'ask' },
			{ type: 'lock-session', locked: true }
		);
		for (const board of [first.board, room.whiteboard]) {
			expect(await writes(await room.sync(mia.http, board))).toBe(false);
			expect(await writes(await room.sync(room.fay.http, board))).toBe(true);
		}
		await room.give(
			{ type: 'lock-session', locked: false },
			{ type: 'lock-board', board: room.whiteboard, locked: true }
		);
		expect(await writes(await room.sync(mia.http, room.whiteboard))).toBe(false);
		expect(await writes(await room.sync(mia.http, first.board))).toBe(true);
	});

	test('begin with what is on the board that they are made like', async () => {
		room = await SessionRoom.open(server.origin);
		const template = createId<BoardId>();
		await room.give({ type: 'add-board', board: template, kind: 'whiteboard', title: 'Template' });
		expect(await writes(await room.sync(room.fay.http, template))).toBe(true);
		const { groups, plan } = plannedRound(2, template);
		await room.give(plan);
		for (const { board } of groups) {
			const client = await room.sync(room.fay.http, board);
			client.send(encodeSyncStep1(new Map()));
			await client.frame('sync-step-2');
			const doc = new Y.Doc();
			for (const { update } of [...client.all('update'), ...client.all('sync-step-2')])
				Y.applyUpdate(doc, update);
			expect(doc.getArray('words').toJSON()).toEqual(['word']);
		}
	});
});

describe('a round', () => {
	test('takes latecomers into the smallest group, and who dropped out back into their own', async () => {
		const { mia, bo, round, first, second } = await atWork();
		await room.give({ type: 'open-round', round, lengthMs: null, then: 'ask' });
		const members =
			(group: { id: string }) =>
			(session: { rounds: readonly { groups: readonly { id: string; members: readonly string[] }[] }[] }) =>
				session.rounds[0]!.groups.find(({ id }) => id === group.id)!.members;
		const lou = await room.join(server.origin, 'Lou');
		await room.until(lou, (session) => members(first)(session).includes(lou.id));
		const kim = await room.join(server.origin, 'Kim');
		await room.until(kim, (session) => members(second)(session).includes(kim.id));

		bo.tab.close();
		const again = await room.tab(bo.http);
		const { session } = again.all('welcome')[0]!;
		expect(members(second)(session)).toEqual([bo.id, kim.id]);
		expect(members(first)(session)).toEqual([mia.id, lou.id]);
	});

	test('takes in whoever is here and was put into no group when it opens, unless they are to wait', async () => {
		const { mia, bo, round, first, second } = await atWork();
		const lou = await room.join(server.origin, 'Lou');
		const kim = await room.join(server.origin, 'Kim');
		await room.give(
			{ type: 'open-choosing', round },
			{ type: 'close-choosing', round },
			{ type: 'place-member', round, member: bo.id, group: null }
		);
		const { settings } = lou.tab.all('welcome')[0]!.session;
		await room.give(
			{ type: 'set-settings', settings: { ...settings, latecomers: 'lobby' } },
			{ type: 'open-round', round, lengthMs: null, then: 'ask' },
			{ type: 'unopen-round', round },
			{ type: 'rename-session', title: 'Waited' }
		);
		expect(membersIn(await room.until(lou, ({ title }) => title === 'Waited'))).toEqual([[mia.id], []]);

		await room.give({ type: 'set-settings', settings: { ...settings, latecomers: 'smallest-group' } });
		await room.give({ type: 'open-round', round, lengthMs: null, then: 'ask' });
		const begun = await room.until(lou, (session) => membersIn(session).flat().length === 4);
		expect(membersIn(begun).map((group) => group.length)).toEqual([2, 2]);
		expect(membersIn(begun).flat().toSorted()).toEqual([mia, bo, lou, kim].map(({ id }) => id).toSorted());
		const board = membersIn(begun)[0]!.includes(lou.id) ? first.board : second.board;
		expect(await writes(await room.sync(lou.http, board))).toBe(true);
	});

	test('that was called back ends by itself at its time, for all', async () => {
		const { mia, round } = await atWork();
		await room.give(
			{ type: 'open-round', round, lengthMs: null, then: 'ask' },
			{ type: 'recall-round', round, inMs: 200 }
		);
		const closing = await room.until(mia, ({ rounds }) => rounds[0]?.state.at === 'closing');
		const closed = await room.until(mia, ({ rounds }) => rounds[0]?.state.at === 'closed');
		const [before, after] = [closing.rounds[0]!.state, closed.rounds[0]!.state];
		expect(after).toMatchObject({ closedAt: (before as { closesAt: number }).closesAt });
	});

	test('ended while nobody was there, and is found so', async () => {
		const { mia, bo, round } = await atWork();
		await room.give(
			{ type: 'open-round', round, lengthMs: null, then: 'ask' },
			{ type: 'recall-round', round, inMs: 100 }
		);
		const { closesAt } = room.fay.tab.all('session').at(-1)!.session.rounds[0]!.state as { closesAt: number };
		for (const { tab } of [mia, bo, room.fay]) tab.close();
		await waitFor(() => Date.now() > closesAt + 50, 'the end has passed');
		const tab = await room.tab(mia.http);
		await room.until({ tab }, ({ rounds }) => rounds[0]?.state.at === 'closed');
	});
});

test('a wider label needs the consent of those who are in, a narrower one nobody’s', async () => {
	room = await SessionRoom.open(server.origin);
	const label = (to: 'red' | 'amber' | 'clear') =>
		({ type: 'set-label', label: to, namesStripped: false }) as const;
	await room.give(label('clear'), label('amber'));
	await room.join(server.origin, 'Mia');
	expect(await room.fay.tab.give(label('clear'))).toEqual({ ok: false, refusal: 'needs-consent' });
	await room.give(label('red'));
});

test('hands are up in the order of their raising, for all tabs of a person, until they are taken down', async () => {
	room = await SessionRoom.open(server.origin);
	const mia = await room.join(server.origin, 'Mia');
	const bo = await room.join(server.origin, 'Bo');
	const signal = (hand: boolean, help = false) => ({ hand, help, ready: null });
	bo.tab.socket.emit('signal', signal(true));
	const first = await room.fay.tab.wait('present', ({ id, hand }) => id === bo.id && hand !== null);
	mia.tab.socket.emit('signal', signal(true, true));
	const second = await room.fay.tab.wait('present', ({ id, hand }) => id === mia.id && hand !== null);
	expect(first.hand).toBeLessThanOrEqual(second.hand!);
	expect(second.help).toBe(second.hand);
	const other = await room.tab(bo.http);
	other.socket.emit('signal', signal(true, true));
	const still = await room.fay.tab.wait('present', ({ id, help }) => id === bo.id && help !== null);
	expect(still.hand).toBe(first.hand);
	expect(other.all('welcome')[0]!.present.find(({ id }) => id === bo.id)?.hand).toBe(first.hand);
	mia.tab.socket.emit('react', 'clap');
	await room.fay.tab.wait('present', ({ id, reaction }) => id === mia.id && reaction?.kind === 'clap');
	// Ready for what is asked, and done with a phase: the one takes nothing from the other.
	const [ready, done] = [createId<ReadyCheckId>(), createId<ReadyCheckId>()];
	mia.tab.socket.emit('signal', { hand: true, help: false, ready, done });
	await room.fay.tab.wait('present', (one) => one.id === mia.id && one.ready === ready && one.done === done);
	bo.tab.socket.emit('signal', signal(false));
	await mia.tab.wait('present', ({ id, hand, help }) => id === bo.id && hand === null && help === null);
});

test('a welcome comes anew when it is asked for, and the clock is the server’s', async () => {
	room = await SessionRoom.open(server.origin);
	const { tab } = room.fay;
	tab.socket.emit('again');
	await waitFor(() => tab.all('welcome').length === 2, 'a second welcome');
	expect(tab.all('welcome')[1]).toMatchObject({
		version: tab.all('welcome')[0]!.version,
		me: { id: room.fay.id }
	});
	const before = Date.now();
	const now = await tab.socket.timeout(5000).emitWithAck('clock');
	expect(now).toBeGreaterThanOrEqual(before);
	expect(now).toBeLessThanOrEqual(Date.now());
});

test('nobody claims to facilitate while a facilitator is here', async () => {
	room = await SessionRoom.open(server.origin);
	const mia = await room.join(server.origin, 'Mia');
	expect(await mia.tab.give({ type: 'claim-facilitation' })).toEqual({
		ok: false,
		refusal: 'facilitator-here'
	});
	room.fay.tab.close();
	await mia.tab.wait('left', (id) => id === room.fay.id);
	expect(await mia.tab.give({ type: 'claim-facilitation' })).toMatchObject({ ok: true });
	await room.until(mia, ({ claim }) => claim?.by === mia.id);
	// One who comes back is in charge again, without a word.
	await room.tab(room.fay.http);
	await mia.tab.wait('session', ({ session, version }) => session.claim === null && version > 2);
	expect((await room.fay.http.session(room.id)).session.claim).toBeNull();
});
