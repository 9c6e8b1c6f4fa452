import { expect, test } from 'vitest';
import { createId, type AnnouncementId, type GroupId, type IdentityId, type RoundId } from '#model/ids.ts';
import { groupOf, type Round } from '#model/session/rounds.ts';
import { CLOSE } from '#protocol/close-codes.ts';
import { HttpClient } from '../support/client.ts';
import { Deployment } from '../support/nodes.ts';
import { plannedRound, SessionRoom, type Participant } from '../support/session-room.ts';
import { waitFor } from '../support/wait-for.ts';

const PEOPLE = 24;
const GROUPS = 6;
/** What the roster promises: whoever was on a dead node and is not back is gone from it by then. */
const GONE_WITHIN_MS = 15_000;

/** Everybody whom somebody shares a group with. */
function companions({ groups }: Round, member: IdentityId): readonly IdentityId[] {
	const mine = groups.find(({ members }) => members.includes(member));
	return mine?.members.filter((id) => id !== member) ?? [];
}

const sizes = ({ groups }: Round): number[] =>
	groups.map(({ members }) => members.length).toSorted((a, b) => a - b);

test(
	'24 people work in groups on two nodes, one node dies with the facilitator on it, and the session goes on',
	{ timeout: 60_000 },
	async () => {
		const deployment = await Deployment.open(2);
		const [staying, dying] = [deployment.node(0), deployment.node(1)];
		// The facilitator and half of the people are on the node that will die.
		const room = await SessionRoom.open(dying.origin);
		const { fay } = room;
		const co = await room.join(staying.origin, 'Co');
		await room.give({ type: 'set-role', member: co.id, role: 'facilitator' });
		const people = await Promise.all(
			Array.from({ length: PEOPLE }, (_, index) =>
				room.join(index % 2 === 0 ? dying.origin : staying.origin, `P${index}`)
			)
		);
		const ids = people.map(({ id }) => id);

		// Groups of four, then again with new pairs.
		const before = plannedRound(GROUPS);
		await room.give(
			before.plan,
			{ type: 'assign', round: before.round, members: ids, how: { by: 'chance', seed: 1 } },
			{ type: 'open-round', round: before.round, lengthMs: null, then: 'ask' },
			{ type: 'close-round', round: before.round }
		);
		const { round, plan } = plannedRound(GROUPS);
		await room.give(
			plan,
			{ type: 'assign', round, members: ids, how: { by: 'mixing', seed: 2 } },
			{ type: 'open-round', round, lengthMs: 600_000, then: 'ask' }
		);
		const opened = await Promise.all(
			people.map((person) => room.until(person, ({ rounds }) => rounds[1]?.state.at === 'open'))
		);
		const [past, current] = opened[0]!.rounds as [Round, Round];
		expect(sizes(current)).toEqual(Array<number>(GROUPS).fill(PEOPLE / GROUPS));
		for (const id of ids) {
			const again = companions(current, id).filter((other) => companions(past, id).includes(other));
			expect(again).toEqual([]);
		}

		// Each is on their group's board, wherever they are connected.
		const boardOf = (found: Round, { id }: Participant) => groupOf(found, id)!.boards[0]!;
		const syncs = await Promise.all(people.map((person) => room.sync(person.http, boardOf(current, person))));
		await Promise.all(syncs.map((sync) => sync.frame('sync-step-1')));

		// Latecomers on both nodes land in the smallest groups, one in each.
		const late = await Promise.all([room.join(dying.origin, 'Late'), room.join(staying.origin, 'Later')]);
		const roundOf = (session: { readonly rounds: readonly Round[] }): Round => session.rounds.at(-1)!;
		const isIn = (found: Round, { id }: Participant): boolean => groupOf(found, id) !== null;
		const with26 = await room.until(fay, (session) => late.every((one) => isIn(roundOf(session), one)));
		expect(sizes(roundOf(with26))).toEqual([4, 4, 4, 4, 5, 5]);

		// A call for help on one node is heard by facilitators on both; the answer reaches everybody.
		const [asking, moved, lost] = [people[1]!, people[3]!, people[4]!];
		asking.tab.socket.emit('signal', { hand: false, help: true, ready: null });
		for (const { tab } of [fay, co])
			await tab.wait('present', ({ id, help }) => id === asking.id && help !== null);
		const announcement = createId<AnnouncementId>();
		await room.give({ type: 'announce', announcement, text: 'Write down one idea each' });
		for (const person of [...people, ...late])
			await room.until(person, ({ announcements }) => announcements.some(({ id }) => id === announcement));

		// One is moved: off the old board, on to the new one.
		const target = roundOf(with26).groups.find(({ members }) => !members.includes(moved.id))!;
		await room.give({ type: 'place-member', round, member: moved.id, group: target.id });
		expect(await syncs[people.indexOf(moved)]!.closed()).toBe(CLOSE.accessChanged);
		await room.give({ type: 'extend-round', round, byMs: 120_000 });
		const extended = await room.until(co, (session) => {
			const found = session.rounds[1];
			if (found === undefined) return false;
			const { state } = found;
			return (
				groupOf(found, moved.id)?.id === target.id &&
				state.at === 'open' &&
				state.endsAt! - state.openedAt === 720_000
			);
		});

		// The facilitator's node dies in the middle; the co-facilitator carries on at once.
		await deployment.end(dying, 'SIGKILL');
		const note = createId<AnnouncementId>();
		expect(await co.tab.give({ type: 'announce', announcement: note, text: 'Go on' })).toMatchObject({
			ok: true
		});
		const onDying = people.filter((_, index) => index % 2 === 0).concat(late[0]);
		const back = await Promise.all(
			onDying
				.filter((person) => person !== lost)
				.map(async (person): Promise<Participant> => {
					const http = new HttpClient(staying.origin, person.http.cookie);
					return { ...person, http, tab: await room.tab(http) };
				})
		);
		for (const { id, tab } of back) {
			const welcome = tab.all('welcome')[0]!;
			const found = roundOf(welcome.session);
			// Where they were, for as long as they had, and told what was said meanwhile.
			expect(found.state).toEqual(roundOf(extended).state);
			expect(groupOf(found, id)?.id).toBe(groupOf(roundOf(extended), id)?.id);
			expect(welcome.session.announcements.map((one) => one.id)).toContain(note);
			const present = welcome.present.map((one) => one.id);
			expect(new Set(present).size).toBe(present.length);
		}
		for (const person of back)
			await (await room.sync(person.http, boardOf(roundOf(extended), person))).frame('sync-step-1');

		// Whoever does not come back is gone from the roster in time, and nobody else.
		const gone = [fay.id, lost.id];
		const leftOn = (): readonly IdentityId[] => co.tab.all('left');
		await waitFor(() => gone.every((id) => leftOn().includes(id)), 'the lost are gone', GONE_WITHIN_MS);
		const seenBy = (await room.tab(co.http)).all('welcome')[0]!.present.map(({ id }) => id);
		const everybody = [co, ...people, ...late].map(({ id }) => id).filter((id) => id !== lost.id);
		expect(seenBy.toSorted()).toEqual(everybody.toSorted());

		// The facilitator comes back as what they were, and everybody is called back in time.
		const fayAgain = await room.tab(new HttpClient(staying.origin, fay.http.cookie));
		expect(fayAgain.all('welcome')[0]!.me.role).toBe('facilitator');
		expect(await co.tab.give({ type: 'recall-round', round, inMs: 300 })).toMatchObject({ ok: true });
		const here = [...back, ...people.filter((person) => !onDying.includes(person)), late[1]];
		const closed = await Promise.all(
			here.map((person) => room.until(person, ({ rounds }) => rounds[1]?.state.at === 'closed'))
		);
		for (const session of closed) expect(session.rounds).toEqual(closed[0]!.rounds);
		const [reader] = back as [Participant];
		for (const { boards } of roundOf(closed[0]!).groups)
			await (await room.sync(reader.http, boards[0]!)).frame('sync-step-1');

		// A second round brings the groups back, with their boards, and who was lost is in theirs.
		const next = createId<RoundId>();
		const groups = Array.from({ length: GROUPS }, () => createId<GroupId>());
		for (const command of [
			{ type: 'next-round', round: next, title: 'Again', rotation: 'same', groups, seed: 3 },
			{ type: 'open-round', round: next, lengthMs: 300_000, then: 'recall' }
		] as const)
			expect(await co.tab.give(command)).toMatchObject({ ok: true });
		const lostAgain = await room.tab(new HttpClient(staying.origin, lost.http.cookie));
		const last = roundOf(lostAgain.all('welcome')[0]!.session);
		expect(last.id).toBe(next);
		expect(last.groups.map(({ boards }) => boards)).toEqual(
			roundOf(closed[0]!).groups.map(({ boards }) => boards)
		);
		expect(last.groups.map(({ members }) => members.toSorted())).toEqual(
			roundOf(closed[0]!).groups.map(({ members }) => members.toSorted())
		);
		room.close();
	}
);
