import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createId, type PromptId } from '#model/ids.ts';
import type { Session } from '#model/session/session.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { HttpClient } from '../support/client.ts';
import { Deployment } from '../support/nodes.ts';
import type { TestServer } from '../support/server.ts';
import { SessionSocket } from '../support/session-socket.ts';
import { plannedRound, SessionRoom } from '../support/session-room.ts';

let deployment: Deployment;
let one: TestServer;
let two: TestServer;
let room: SessionRoom;
beforeAll(async () => {
	deployment = await Deployment.start(2);
	[one, two] = [deployment.node(0), deployment.node(1)];
});
afterEach(() => room.close());
afterAll(() => deployment.close());

test('a round that one node opens, moves people in and ends has its boards’ rights on all', async () => {
	room = await SessionRoom.open(one.origin);
	const mia = await room.join(two.origin, 'Mia');
	const { round, groups, plan } = plannedRound(2);
	const [first, second] = groups as [(typeof groups)[0], (typeof groups)[0]];
	await room.give(
		plan,
		{ type: 'place-member', round, member: mia.id, group: first.id },
		{ type: 'open-round', round, lengthMs: 600_000, then: 'ask' }
	);
	await room.until(mia, ({ rounds }) => rounds[0]?.state.at === 'open');
	const board = await room.sync(mia.http, first.board);
	await board.frame('sync-step-1');
	expect(await (await room.sync(mia.http, second.board)).closed()).toBe(CLOSE.notFound);
	await room.give({ type: 'place-member', round, member: mia.id, group: second.id });
	expect(await board.closed()).toBe(CLOSE.accessChanged);
	const other = await room.sync(mia.http, second.board);
	await other.frame('sync-step-1');
	// Ends by the clock of whichever node is first, and for both once.
	await room.give({ type: 'recall-round', round, inMs: 150 });
	expect(await other.closed()).toBe(CLOSE.accessChanged);
	const closed = await room.until(mia, ({ rounds }) => rounds[0]?.state.at === 'closed');
	expect(closed.rounds[0]!.groups[1]!.members).toEqual([mia.id]);
	const latest = mia.tab.all('session').at(-1)!.version;
	expect(room.fay.tab.all('session').at(-1)!.version).toBe(latest);
});

test('latecomers who come on two nodes at once are each in one group', async () => {
	room = await SessionRoom.open(one.origin);
	const { round, plan } = plannedRound(3);
	await room.give(plan, { type: 'open-round', round, lengthMs: null, then: 'ask' });
	const nodes = [one, two, one, two, one, two];
	const comers = await Promise.all(nodes.map((node, index) => room.join(node.origin, `P${index}`)));
	const placed = await room.until(
		room.fay,
		({ rounds }) => rounds[0]?.groups.flatMap(({ members }) => members).length === comers.length
	);
	const { groups } = placed.rounds[0]!;
	expect(groups.map(({ members }) => members.length)).toEqual([2, 2, 2]);
	expect(groups.flatMap(({ members }) => members).toSorted()).toEqual(comers.map(({ id }) => id).toSorted());
});

test('whoever was forgotten when groups were made is taken in when they open, on whichever node they are', async () => {
	room = await SessionRoom.open(one.origin);
	const comers = [await room.join(one.origin, 'Mia'), await room.join(two.origin, 'Bo')];
	const { round, plan } = plannedRound(2);
	await room.give(plan, { type: 'open-round', round, lengthMs: null, then: 'ask' });
	for (const comer of comers) {
		const isFilled = ({ rounds }: Pick<Session, 'rounds'>): boolean =>
			rounds[0]?.groups.every(({ members }) => members.length === 1) ?? false;
		const { rounds } = await room.until(comer, isFilled);
		expect(rounds[0]!.groups.flatMap(({ members }) => members).toSorted()).toEqual(
			comers.map(({ id }) => id).toSorted()
		);
	}
});

test('who is at one node’s door, and what is for one person alone, another node’s facilitator decides', async () => {
	room = await SessionRoom.open(one.origin);
	const bo = await room.join(two.origin, 'Bo');
	const prompt = createId<PromptId>();
	await room.give({ type: 'send-prompt', prompt, to: [bo.id], text: 'Only for Bo' });
	expect(await bo.tab.wait('mine')).toMatchObject({ prompts: [{ text: 'Only for Bo' }] });

	const { settings } = bo.tab.all('welcome')[0]!.session;
	await room.give({ type: 'set-settings', settings: { ...settings, waitingRoom: true } });
	const [mia, lou] = [new HttpClient(two.origin), new HttpClient(two.origin)];
	await mia.join(room.code, 'Mia');
	await lou.join(room.code, 'Lou');
	const tabs = [mia, lou].map((http) => new SessionSocket(two.origin, http.cookie, room.id));
	for (const tab of tabs) await tab.wait('at-door');
	const waiting = await room.fay.tab.wait('waiting', (people) => people.length === 2);
	const idOf = (name: string) => waiting.find((person) => person.name === name)!.id;
	await room.give({ type: 'admit', person: idOf('Mia') });
	await tabs[0]!.wait('welcome');
	await room.give({ type: 'turn-away', person: idOf('Lou'), reason: 'Full' });
	expect(await tabs[1]!.wait('removed')).toEqual({ reason: 'Full', banned: false });

	await room.give({ type: 'ban-member', member: bo.id, reason: 'Rude' });
	expect(await bo.tab.wait('removed')).toEqual({ reason: 'Rude', banned: true });
	await expect(bo.http.join(room.code, 'Bo')).rejects.toThrow('banned');
	for (const tab of tabs) tab.close();
});

test('a hand that went up on one node is up on all', async () => {
	room = await SessionRoom.open(one.origin);
	const bo = await room.join(two.origin, 'Bo');
	bo.tab.socket.emit('signal', { hand: true, help: false, ready: null });
	const { hand } = await room.fay.tab.wait(
		'present',
		(present) => present.id === bo.id && present.hand !== null
	);
	const late = await room.tab(new HttpClient(two.origin, room.fay.http.cookie));
	expect(late.all('welcome')[0]!.present.find(({ id }) => id === bo.id)?.hand).toBe(hand);
});

test('a node dies while groups are at work: its people are back in their groups elsewhere, hands up, and called back in time', async () => {
	const mine = await Deployment.open(2);
	const [staying, dying] = [mine.node(0), mine.node(1)];
	room = await SessionRoom.open(staying.origin);
	const mia = await room.join(dying.origin, 'Mia');
	const { round, groups, plan } = plannedRound(2);
	const [first, second] = groups as [(typeof groups)[0], (typeof groups)[0]];
	await room.give(
		plan,
		{ type: 'place-member', round, member: mia.id, group: second.id },
		{ type: 'open-round', round, lengthMs: 600_000, then: 'ask' }
	);
	mia.tab.socket.emit('signal', { hand: true, help: false, ready: null });
	const { hand } = await room.fay.tab.wait(
		'present',
		(present) => present.id === mia.id && present.hand !== null
	);
	await room.give({ type: 'recall-round', round, inMs: 8000 });
	await mine.end(dying, 'SIGKILL');

	const http = new HttpClient(staying.origin, mia.http.cookie);
	const again = await room.tab(http);
	const welcome = again.all('welcome')[0]!;
	const { state, groups: found } = welcome.session.rounds[0]!;
	expect(state.at).toBe('closing');
	expect(found.find(({ id }) => id === second.id)!.members).toEqual([mia.id]);
	expect(welcome.present.find(({ id }) => id === mia.id)?.hand).toBe(hand);
	await (await room.sync(http, second.board)).frame('sync-step-1');
	expect(await (await room.sync(http, first.board)).closed()).toBe(CLOSE.notFound);

	await room.until({ tab: again }, ({ rounds }) => rounds[0]?.state.at === 'closed');
	// Everybody reads what the groups made.
	await (await room.sync(http, first.board)).frame('sync-step-1');
});
