import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createId, type BallotId, type LinkId } from '#model/ids.ts';
import type { Marks } from '#model/problem/ballots/marks.ts';
import type { CardId } from '#model/problem/card.ts';
import { HttpClient } from '../support/client.ts';
import { ProblemRoom } from '../support/problem-room.ts';
import { startServer, type LocalServer } from '../support/server.ts';
import type { Participant } from '../support/session-room.ts';
import { waitFor } from '../support/wait-for.ts';

let server: LocalServer;
let problem: ProblemRoom;
beforeAll(async () => {
	server = await startServer({ JOIN_RATE: '1000000' });
});
afterEach(() => problem.close());
afterAll(() => server.close());

const METHOD = 'solve-a-problem';
const cards = Array.from({ length: 4 }, () => createId<CardId>());
const [a, b, c] = cards as [CardId, CardId, CardId];
const dots = (...given: CardId[]): Marks => ({
	type: 'dot',
	dots: [...new Set(given)].map((card) => ({ card, count: given.filter((one) => one === card).length }))
});

/** In the phase of secret dots (three each, not told below three voters), or of impact and effort, which is open. */
async function voting(phase: 'dots' | 'impact', people: number) {
	problem = await ProblemRoom.open(server.origin, METHOD, phase);
	const { room } = problem;
	const voters: Participant[] = [];
	for (let n = 0; n < people; n++) voters.push(await room.join(server.origin, `Voter ${n}`));
	const ballot = await problem.openBallot(cards);
	for (const voter of voters)
		await room.until(voter, ({ runs }) => runs[0]!.ballots.some(({ id }) => id === ballot));
	return { room, voters, ballot };
}

/** All that is stored of a ballot. */
async function stored(ballot: BallotId): Promise<string> {
	const { records } = server.store;
	return JSON.stringify([await records.get('ballot', ballot), await records.list('vote', `${ballot}/`)]);
}

/** A moment after it was told. */
async function forgotten(ballot: BallotId): Promise<void> {
	const { records } = server.store;
	const state = async () => (await records.get('ballot', ballot))?.value;
	await expect.poll(state).toMatchObject({ at: 'closed' });
	expect(await state()).not.toHaveProperty('key');
	expect(await state()).not.toHaveProperty('taken');
	expect(await records.list('vote', `${ballot}/`)).toEqual([]);
}

describe('a secret ballot', () => {
	test('counts each voter’s last marks, tells what they come to at the close, and then forgets who and how', async () => {
		const { room, voters, ballot } = await voting('dots', 4);
		const [mia, bo, lou, kim] = voters as [Participant, Participant, Participant, Participant];
		expect(await problem.cast(mia, ballot, dots(a, a, a))).toEqual({ ok: true });
		expect(await problem.cast(bo, ballot, dots(a, b))).toEqual({ ok: true });
		expect(await problem.cast(lou, ballot, dots(c))).toEqual({ ok: true });
		expect(await problem.cast(kim, ballot, dots(c))).toEqual({ ok: true });
		expect(await problem.cast(mia, ballot, dots(b, b))).toEqual({ ok: true });
		expect(await problem.cast(kim, ballot, dots()), 'takes it back').toEqual({ ok: true });
		expect(await problem.myVote(mia, ballot)).toEqual({ ok: true, marks: dots(b, b) });
		expect(await problem.myVote(room.fay, ballot)).toEqual({ ok: true, marks: null });
		for (const { id } of voters) expect(await stored(ballot)).not.toContain(id);

		const result = await problem.count(ballot);
		expect(result.voters).toBe(3);
		expect(result.tallies!.map(({ numbers }) => numbers)).toEqual([
			[1, 1],
			[3, 2],
			[1, 1],
			[0, 0]
		]);
		expect(await problem.cast(mia, ballot, dots(a))).toEqual({ ok: false, refusal: 'not-now' });
		expect(await problem.myVote(mia, ballot)).toEqual({ ok: true, marks: null });
		await forgotten(ballot);
		expect(await stored(ballot)).not.toContain('dots');
	});

	test('that too few took part in is not told, and not kept', async () => {
		const { voters, ballot } = await voting('dots', 2);
		for (const voter of voters) await problem.cast(voter, ballot, dots(a));
		expect(await problem.count(ballot)).toMatchObject({ voters: 2, tallies: null });
		expect(await stored(ballot)).not.toContain('numbers');
	});

	test('tells facilitators how many have voted, and nobody anything else', async () => {
		const { room, voters, ballot } = await voting('dots', 3);
		for (const voter of voters) await problem.cast(voter, ballot, dots(a, b));
		await room.fay.tab.wait('ballot', (news) => news.ballot === ballot && news.voters === 3);
		for (const { tallies } of room.fay.tab.all('ballot')) expect(tallies).toBeNull();
		await problem.count(ballot);
		for (const { tab } of voters) {
			expect(tab.all('ballot')).toEqual([]);
			expect(JSON.stringify(tab.told)).not.toContain('"dots":[');
		}
	});

	test('of nobody, or counted twice, is closed', async () => {
		const { ballot } = await voting('dots', 0);
		expect(await problem.count(ballot)).toMatchObject({ voters: 0, tallies: null });
		const again = await problem.openBallot(cards);
		expect(again).not.toBe(ballot);
		await problem.goTo('impact');
		expect(await problem.counted(again), 'leaving the phase closes it').toMatchObject({ voters: 0 });
	});
});

test('an open ballot keeps who voted how, and is told from the first voter on', async () => {
	const { voters, ballot } = await voting('impact', 1);
	const [mia] = voters as [Participant];
	const marks: Marks = { type: 'impactEffort', placements: [{ card: a, impact: 5, effort: 2 }] };
	expect(await problem.cast(mia, ballot, marks)).toEqual({ ok: true });
	const { tallies } = await problem.count(ballot);
	expect(tallies![0]!.numbers).toEqual([0, 0, 0, 0, 1, 0, 1, 0, 0, 0]);
	expect(await problem.myVote(mia, ballot)).toEqual({ ok: true, marks });
});

test('what does not fit is refused, and so is whoever may not vote', async () => {
	const { room, voters, ballot } = await voting('dots', 1);
	const [mia] = voters as [Participant];
	const refusal = async (marks: unknown, of: unknown = ballot) => {
		const answer = await problem.cast(mia, of as BallotId, marks as Marks);
		return answer.ok ? 'taken' : answer.refusal;
	};
	expect(await refusal(dots(a, a, a, a))).toBe('invalid');
	expect(await refusal({ type: 'approval', cards: [a] })).toBe('invalid');
	expect(await refusal(dots(createId<CardId>()))).toBe('invalid');
	expect(await refusal({ type: 'dot', dots: [{ card: a, count: -1 }] })).toBe('invalid');
	expect(await refusal({ ...dots(a), by: room.fay.id })).toBe('invalid');
	expect(await refusal(dots(a), createId())).toBe('unknown-ballot');
	expect(await refusal(dots(a), ['x'])).toBe('invalid');
	const added = await room.fay.tab.give({ type: 'add-link', link: createId<LinkId>(), role: 'viewer' });
	const http = new HttpClient(server.origin);
	await http.join(room.code, 'Vic', added.ok ? added.secret : undefined);
	const viewer = { tab: await room.tab(http) };
	expect(await problem.cast(viewer, ballot, dots(a))).toEqual({ ok: false, refusal: 'forbidden' });
	expect(await problem.count(ballot)).toMatchObject({ voters: 0 });
});

test('votes that come while it is being closed are counted if they were acknowledged, and only then', async () => {
	const { voters, ballot } = await voting('dots', 30);
	let acknowledged = 0;
	const casting = voters.map(async (voter, index) => {
		let last: CardId | null = null;
		for (let times = 0; times < 6; times++) {
			const card = cards[(index + times) % cards.length]!;
			const answer = await problem.cast(voter, ballot, dots(card));
			if (!answer.ok) break;
			acknowledged += 1;
			last = card;
		}
		return last;
	});
	await waitFor(() => acknowledged >= voters.length, 'some have voted');
	const closing = problem.count(ballot);
	const kept = (await Promise.all(casting)).filter((card) => card !== null);
	const { voters: count, tallies } = await closing;
	expect(count).toBe(kept.length);
	const numbers = cards.map((card) => kept.filter((last) => last === card).length);
	expect(tallies!.map((tally) => tally.numbers[0])).toEqual(numbers);
});
