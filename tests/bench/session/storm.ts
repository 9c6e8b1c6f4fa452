import { setTimeout as wait } from 'node:timers/promises';
import type { Address } from '../generator/client.ts';
import { Histogram } from '../generator/histogram.ts';
import { quiet, residentKilobytes, startStopwatch, type Pids } from '../generator/process-figures.ts';
import type { Figures, Job } from '../scenarios/scenario.ts';
import type { SessionScenario } from './scenario.ts';
import { joinSession, SessionClient } from './session-client.ts';

/**
 * What a member who is there costs, and everybody who comes back at once, as after a restart: all are there, all their sockets break, and all
 * connect again within one turn of the event loop. In is who was welcomed, with the record, all members and all who are here. Memory is a slope:
 * a first hundred are there, then the others come. Of three storms the middle one counts.
 */
export const storm: SessionScenario = {
	name: 'storm',
	title: 'Everybody connects again at once, and what a member costs',
	columns: [
		{ key: 'lastMs', title: 'last one welcomed', unit: 'ms', better: 'lower', ratio: true },
		{ key: 'p50', title: 'p50', unit: 'ms', better: 'lower' },
		{ key: 'welcomeKb', title: 'a welcome', unit: 'kB', better: 'lower' },
		{ key: 'cpuPerWelcome', title: 'server CPU a welcome', unit: 'ms', better: 'lower', ratio: true },
		{ key: 'welcomed', title: 'welcomed', unit: '', better: 'none' },
		{ key: 'perMemberKb', title: 'memory of a member', unit: 'kB', better: 'lower', ratio: true },
		{ key: 'residentMb', title: 'RSS', unit: 'MB', better: 'none' },
		{ key: 'serverCpu', title: 'server CPU', unit: '%', better: 'none' },
		{ key: 'generatorCpu', title: 'generator CPU', unit: '%', better: 'none' }
	],
	targets: [],
	plain: true,
	timeLimitSeconds: 90,
	cases: (quick) => [
		{
			name: `${quick ? 150 : 500} members`,
			parameters: { members: quick ? 150 : 500, first: quick ? 50 : 100 }
		}
	],
	async run({ running, generate, ours }, parameters) {
		const { sockets } = await running.gather({ members: parameters['members']!, boards: 0, rounds: 0 });
		const plain = ours === null ? {} : { welcomeBytes: (ours['welcomeKb'] ?? 0) * 1000 };
		return generate('measure', [sockets], { ...parameters, ...plain });
	},
	parts: { measure }
};

const STORMS = 3;
const LIMIT_MS = 20_000;

async function measure({ rooms, pids, parameters, quick }: Job): Promise<Figures> {
	const sockets = rooms[0]!;
	const first = parameters['first']!;
	const welcomeBytes = parameters['welcomeBytes'];
	const more = welcomeBytes === undefined ? {} : { welcomeBytes };
	const resident = async (): Promise<number> => {
		await quiet(pids, 8_000);
		await wait(quick ? 300 : 1_500);
		return residentKilobytes(pids);
	};
	const some = await joinSession(sockets.slice(0, first), more);
	const before = await resident();
	const others = await joinSession(sockets.slice(first), more);
	const full = await resident();
	let clients = [...some, ...others];
	const storms: Storm[] = [];
	while (storms.length < (quick ? 1 : STORMS)) {
		for (const { wire } of clients) wire.destroy();
		const { clients: back, figures } = await stormOf(sockets, more, pids);
		clients = back;
		storms.push(figures);
		await quiet(pids, 5_000);
	}
	for (const { wire } of clients) wire.destroy();
	const middle = storms.toSorted((a, b) => (a.lastMs ?? Infinity) - (b.lastMs ?? Infinity))[
		Math.floor((storms.length - 1) / 2)
	]!;
	return { ...middle, perMemberKb: (full - before) / others.length, residentMb: full / 1024 };
}

type Storm = Figures & {
	/** `null`: some were still outside at the limit. */
	readonly lastMs: number | null;
};

async function stormOf(
	sockets: readonly Address[],
	more: Readonly<Record<string, number>>,
	pids: Pids
): Promise<{ readonly clients: SessionClient[]; readonly figures: Storm }> {
	const times = new Histogram();
	const stopwatch = startStopwatch(pids);
	const startedAt = performance.now();
	let welcomed = 0;
	let bytes = 0;
	let lastAt = startedAt;
	const clients = sockets.map((address) => {
		const client = new SessionClient(address, more);
		client.onHeard = ({ event, length }) => {
			if (event !== 'welcome') return;
			lastAt = performance.now();
			times.add(lastAt - startedAt);
			welcomed += 1;
			bytes += length;
		};
		return client;
	});
	while (welcomed < sockets.length && performance.now() < startedAt + LIMIT_MS) await wait(5);
	const cpu = stopwatch.stop();
	const figures = {
		lastMs: welcomed === sockets.length ? lastAt - startedAt : null,
		p50: times.percentile(0.5),
		welcomed,
		welcomeKb: bytes / welcomed / 1000,
		cpuPerWelcome: (cpu.server * cpu.seconds * 1000) / welcomed,
		serverCpu: cpu.server,
		generatorCpu: cpu.generator,
		closed: clients.filter(({ state }) => state === 'closed').length
	};
	return { clients, figures };
}
