import { setTimeout as wait } from 'node:timers/promises';
import { createId, type BallotId } from '#model/ids.ts';
import type { Marks } from '#model/problem/ballots/marks.ts';
import type { CardId } from '#model/problem/card.ts';
import { BoardClient } from '../../support/board-client.ts';
import { Histogram } from '../generator/histogram.ts';
import { startStopwatch } from '../generator/process-figures.ts';
import type { Figures, Job } from '../scenarios/scenario.ts';
import type { SessionScenario } from '../session/scenario.ts';
import { giveAll, joinSession, type SessionClient } from '../session/session-client.ts';
import type { Gathered } from '../session/gathering.ts';
import { atWork } from './at-work.ts';

/**
 * Everybody casts a secret vote, evenly within five seconds; from handing it to the socket to being told that it is kept and counts. Ours
 * has it on disk then; the other server only answers.
 */
export const votes: SessionScenario = {
	name: 'votes',
	title: 'Everybody votes within five seconds',
	columns: [
		{ key: 'p50', title: 'acknowledged, p50', unit: 'ms', better: 'lower' },
		{ key: 'p95', title: 'p95', unit: 'ms', better: 'lower', ratio: true },
		{ key: 'worst', title: 'worst', unit: 'ms', better: 'lower' },
		{ key: 'undelivered', title: 'never answered', unit: '', better: 'none' },
		{ key: 'countedMs', title: 'closed and counted', unit: 'ms', better: 'lower' },
		{ key: 'serverCpu', title: 'server CPU', unit: '%', better: 'lower', ratio: true },
		{ key: 'generatorCpu', title: 'generator CPU', unit: '%', better: 'none' }
	],
	targets: [{ key: 'p95', most: 200, says: '500 votes in 5 s: each is acknowledged ≤ 200 ms p95' }],
	plain: true,
	timeLimitSeconds: 60,
	cases: (quick) => [
		{ name: `${quick ? 100 : 500} votes`, parameters: { voters: quick ? 100 : 500, seconds: quick ? 1 : 5 } }
	],
	async run({ running, generate, ours }, parameters) {
		const { sockets, gathered } = await running.gather({
			members: parameters['voters']! + 1,
			boards: 0,
			rounds: 0
		});
		if (gathered === null) return generate('measure', [sockets], { ...parameters, plain: 1 });
		await prepare(gathered);
		const documents = [gathered.document(gathered.people[0]!.http, gathered.board('problem'))];
		return generate('measure', [sockets, documents], { ...parameters, plain: ours === null ? 0 : 1 });
	},
	parts: { measure }
};

/** A board with something to vote on. */
async function prepare(gathered: Gathered): Promise<void> {
	const board = await atWork(gathered, 'causes');
	const { http, id } = gathered.people[0]!;
	const { url, headers } = gathered.document(http, board);
	const client = await BoardClient.open(url, { ...headers, origin: gathered.origin });
	for (let card = 0; card < ITEMS; card += 1) client.write(id, `Idea ${card}`, 'ideas');
	await client.saved();
	client.close();
	await gathered.command([{ type: 'go-to-phase', board, phase: 'dots' as never, from: 'causes' as never }]);
}

const ITEMS = 30;
const ANSWERED_WITHIN_MS = 12_000;

async function measure({ rooms, pids, parameters }: Job): Promise<Figures> {
	const { voters, seconds, plain } = parameters as { voters: number; seconds: number; plain: number };
	const [sockets, documents] = rooms;
	const clients = await joinSession(sockets!, plain === 1 ? { welcomeBytes: 0 } : {});
	const ballot = createId<BallotId>();
	const items = Array.from({ length: ITEMS }, () => createId<CardId>());
	const board = documents?.[0]?.document ?? '';
	if (plain === 0) await giveAll(clients[0]!, [{ type: 'open-ballot', board, ballot, items }]);
	await wait(1_000);
	const stopwatch = startStopwatch(pids);
	const latencies = await castAll(clients.slice(1), { ballot, items, seconds });
	const cpu = stopwatch.stop();
	const countedMs = plain === 0 ? await close(clients, board, ballot, voters) : null;
	for (const { wire } of clients) wire.destroy();
	return {
		...latencies.summary(),
		undelivered: voters - latencies.total,
		countedMs,
		serverCpu: cpu.server,
		generatorCpu: cpu.generator
	};
}

async function castAll(
	voters: readonly SessionClient[],
	{ ballot, items, seconds }: { ballot: BallotId; items: readonly CardId[]; seconds: number }
): Promise<Histogram> {
	const latencies = new Histogram();
	const startedAt = performance.now();
	const casting: Promise<void>[] = [];
	const cast = async (voter: SessionClient, index: number): Promise<void> => {
		const dots = [0, 1, 2].map((dot) => ({ card: items[(index * 7 + dot) % items.length]!, count: 1 }));
		const marks: Marks = { type: 'dot', dots };
		const at = performance.now();
		const answer = await voter.ask<{ ok: boolean; refusal?: string }>('cast', { ballot, marks });
		if (!answer.ok) throw new Error(`a vote was refused: ${answer.refusal}`);
		latencies.add(performance.now() - at);
	};
	for (const [index, voter] of voters.entries()) {
		const due = startedAt + (index / voters.length) * seconds * 1000;
		while (performance.now() < due) await wait(1);
		casting.push(cast(voter, index));
	}
	await Promise.race([Promise.all(casting), wait(ANSWERED_WITHIN_MS)]);
	return latencies;
}

/** Until everybody is told what it came to. */
async function close(
	clients: readonly SessionClient[],
	board: string,
	ballot: BallotId,
	voters: number
): Promise<number | null> {
	let told = 0;
	let lastAt = 0;
	for (const client of clients)
		client.onHeard = ({ event, bytes, start, end }) => {
			if (!event.startsWith('session')) return;
			if (!bytes.subarray(start, end).includes(`"voters":${voters}`)) return;
			told += 1;
			lastAt = performance.now();
		};
	const at = performance.now();
	await giveAll(clients[0]!, [{ type: 'close-ballot', board, ballot }]);
	while (told < clients.length && performance.now() < at + ANSWERED_WITHIN_MS) await wait(5);
	return told < clients.length ? null : lastAt - at;
}
