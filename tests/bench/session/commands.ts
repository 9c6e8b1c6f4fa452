import { setTimeout as wait } from 'node:timers/promises';
import { createId, type AnnouncementId } from '#model/ids.ts';
import type { AnyCommand } from '#model/session/commands.ts';
import { Histogram } from '../generator/histogram.ts';
import { residentKilobytes, startStopwatch } from '../generator/process-figures.ts';
import { members, type Case, type Figures, type Job } from '../scenarios/scenario.ts';
import { Arrivals } from './arrivals.ts';
import type { SessionScenario } from './scenario.ts';
import { joinSession } from './session-client.ts';
import { startWriting } from './writing.ts';

/**
 * Everybody is there, and a facilitator gives one command after the other: announcements, what is on the stage, the timer.
 * Latency is from handing a command to the facilitator's socket to having read a record that holds it from a member's: every
 * command for every member is one sample. Meanwhile some write on boards, ten on each, five updates a second from each.
 */
export const commands: SessionScenario = {
	name: 'commands',
	title: 'A facilitator’s command reaches everybody',
	columns: [
		{ key: 'p50', title: 'p50', unit: 'ms', better: 'lower' },
		{ key: 'p95', title: 'p95', unit: 'ms', better: 'lower', ratio: true },
		{ key: 'worst', title: 'worst', unit: 'ms', better: 'lower' },
		{ key: 'undelivered', title: 'never came', unit: '', better: 'none' },
		{ key: 'toldKb', title: 'told to each', unit: 'kB', better: 'lower' },
		{ key: 'recordKb', title: 'the whole record', unit: 'kB', better: 'none' },
		{ key: 'cpuPerCommand', title: 'server CPU a command', unit: 'ms', better: 'lower', ratio: true },
		{ key: 'serverCpu', title: 'server CPU', unit: '%', better: 'none' },
		{ key: 'residentMb', title: 'RSS', unit: 'MB', better: 'none' },
		{ key: 'generatorCpu', title: 'generator CPU', unit: '%', better: 'none' }
	],
	targets: [
		{
			case: 'writing',
			key: 'p95',
			most: 300,
			says: '500 members, a loaded node: a command reaches all ≤ 300 ms p95'
		}
	],
	plain: true,
	timeLimitSeconds: 90,
	cases: (quick) => [
		sized(quick, 100, 0, 0),
		sized(quick, 500, 0, 0),
		sized(quick, 500, 100, 0),
		sized(quick, 500, 100, 40)
	],
	async run({ running, generate, ours }, parameters) {
		const { writers, rounds } = parameters as { writers: number; rounds: number };
		const { sockets, boards, gathered } = await running.gather({
			members: parameters['members']!,
			boards: Math.ceil(writers / WRITERS_A_BOARD),
			rounds: ours === null ? rounds : 0
		});
		const pens = boards.map((board) => members(board.slice(1), Math.min(WRITERS_A_BOARD, writers)));
		const plain = ours === null ? {} : { plainBytes: (ours['toldKb'] ?? 0) * 1000 };
		const figures = await generate('measure', [sockets, ...pens], { ...parameters, ...plain });
		return { ...figures, recordKb: gathered === null ? null : (await gathered.recordBytes()) / 1000 };
	},
	parts: { measure }
};

const WRITERS_A_BOARD = 10;
/** A socket may give sixty at once and five a second from there on. */
const COMMANDS = 24;
const COMMANDS_QUICKLY = 6;
const PAUSE_MS = 250;

function sized(quick: boolean, all: number, allWriters: number, allRounds: number): Case {
	const share = quick ? 5 : 1;
	const parameters = { members: all / share, writers: allWriters / share, rounds: allRounds / share };
	const writing = parameters.writers > 0 ? `, ${parameters.writers} of them writing` : '';
	const after = parameters.rounds > 0 ? `, after ${parameters.rounds} rounds of groups` : '';
	return { name: `${parameters.members} members${writing}${after}`, parameters };
}

async function measure({ rooms, pids, parameters, quick }: Job): Promise<Figures> {
	const [sockets, ...boards] = rooms;
	const plainBytes = parameters['plainBytes'] ?? null;
	const clients = await joinSession(sockets!, plainBytes === null ? {} : { welcomeBytes: 0 });
	const writing = await startWriting(boards);
	await wait(quick ? 500 : 2_000);
	const arrivals = new Arrivals(clients);
	const latencies = new Histogram();
	const count = quick ? COMMANDS_QUICKLY : COMMANDS;
	const stopwatch = startStopwatch(pids);
	for (let given = 0; given < count; given += 1) {
		const at = performance.now();
		const command = plainBytes === null ? commandOf(given) : { type: 'plain', bytes: plainBytes };
		const answer = await clients[0]!.give(command);
		if (!answer.ok) throw new Error(`${command.type} was refused: ${answer.refusal}`);
		for (const arrived of await arrivals.of(answer.version)) latencies.add(arrived - at);
		await wait(PAUSE_MS);
	}
	const cpu = stopwatch.stop();
	const resident = residentKilobytes(pids);
	writing.stop();
	const closed = clients.filter(({ state }) => state === 'closed').length;
	for (const client of clients) client.close();
	return {
		...latencies.summary(),
		undelivered: count * clients.length - latencies.total,
		toldKb: arrivals.told.bytes / arrivals.told.messages / 1000,
		// Beside five hundred updates a second it is lost in what those cost now and then.
		cpuPerCommand: boards.length > 0 ? null : (cpu.server * cpu.seconds * 1000) / count,
		serverCpu: cpu.server,
		generatorCpu: cpu.generator,
		residentMb: resident / 1024,
		closed
	};
}

function commandOf(given: number): AnyCommand {
	const kinds: readonly AnyCommand[] = [
		{
			type: 'announce',
			announcement: createId<AnnouncementId>(),
			text: `Message ${given}: two more minutes`
		},
		{ type: 'show', shown: given % 2 === 0 ? { show: 'timer' } : { show: 'join' } },
		{ type: 'start-timer', lengthMs: 60_000 * (1 + (given % 5)) }
	];
	return kinds[given % kinds.length]!;
}
