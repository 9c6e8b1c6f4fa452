import { setTimeout as wait } from 'node:timers/promises';
import { Client } from '../generator/client.ts';
import { Histogram } from '../generator/histogram.ts';
import {
	forgetPeak,
	peakKilobytes,
	quiet,
	residentKilobytes,
	startStopwatch
} from '../generator/process-figures.ts';
import { board } from '../run/data.ts';
import { COMPLETE, fill, isWhole } from './filling.ts';
import { members, type Figures, type Job, type Scenario } from './scenario.ts';

/**
 * Everybody opens a whiteboard at once: 300 members connect within one turn of the event loop, each with an empty state vector, to a
 * document that somebody has open. In is who was told "synced" and has the whole state's bytes; all are waited for up to the limit. The
 * memory is the process's peak within the storm, above what the process had before the document was made.
 */
export const joinStorm: Scenario = {
	name: 'join-storm',
	title: '300 join one open document at once',
	columns: [
		{ key: 'lastMs', title: 'last one in', unit: 'ms', better: 'lower', ratio: true },
		{ key: 'joined', title: 'in at the end', unit: '', better: 'none' },
		{ key: 'p50', title: 'join p50', unit: 'ms', better: 'lower' },
		{ key: 'cpuPerJoin', title: 'CPU per join', unit: 'ms', better: 'lower', ratio: true },
		{ key: 'peakMb', title: 'peak above idle', unit: 'MB', better: 'lower', ratio: true },
		{ key: 'openMb', title: 'document open above idle', unit: 'MB', better: 'none' },
		{ key: 'serverCpu', title: 'server CPU', unit: '%', better: 'none' },
		{ key: 'generatorCpu', title: 'generator CPU', unit: '%', better: 'none' }
	],
	kept: false,
	timeLimitSeconds: 150,
	cases: (quick) =>
		[1, 10].map((megabytes) => ({
			name: `${megabytes} MB`,
			parameters: { bytes: megabytes * 1e6, joins: quick ? 60 : 300, limitSeconds: quick ? 8 : 25 }
		})),
	run: async ({ running, generate }, parameters) => {
		board(parameters['bytes']!);
		return generate('measure', await running.rooms(1, parameters['joins']! + 1), parameters);
	},
	parts: { measure }
};

async function measure({ rooms, pids, parameters }: Job): Promise<Figures> {
	const { bytes, joins, limitSeconds } = parameters as { bytes: number; joins: number; limitSeconds: number };
	const address = rooms[0]![0]!;
	const content = board(bytes);
	await quiet(pids, 3_000);
	const idle = residentKilobytes(pids);
	const host = await fill(rooms[0]!, content);
	await quiet(pids, 30_000);
	// It has been there for a while: threads that worked on it while it was written have been ended.
	await wait(SETTLES_MS);
	const open = residentKilobytes(pids);
	forgetPeak(pids);
	const times = new Histogram();
	const clients: Client[] = [];
	const stopwatch = startStopwatch(pids);
	const startedAt = performance.now();
	const enough = content.state.length * COMPLETE;
	let joined = 0;
	let lastAt = startedAt;
	for (const member of members(rooms[0]!, joins + 1).slice(1)) {
		const client = new Client(member);
		client.onSynced = () => {
			if (client.contentBytes < enough) return;
			client.onSynced = () => undefined;
			lastAt = performance.now();
			times.add(lastAt - startedAt);
			joined += 1;
		};
		client.onUpdate = () => {
			if (client.state === 'synced') client.onSynced();
		};
		clients.push(client);
	}
	const giveUpAt = startedAt + limitSeconds * 1000;
	while (joined < joins && performance.now() < giveUpAt) await wait(5);
	const cpu = stopwatch.stop();
	const peak = peakKilobytes(pids);
	const closed = clients.filter(({ state }) => state === 'closed').length;
	for (const client of clients) client.wire.destroy();
	// Somebody stays until it is checked: without persistence, some servers forget a document when the last one leaves.
	const whole = joined > 0 && (await isWhole(address, content));
	host.close();
	return {
		lastMs: joined === joins ? lastAt - startedAt : null,
		joined,
		p50: times.percentile(0.5),
		cpuPerJoin: joined === 0 ? null : (cpu.server * cpu.seconds * 1000) / joined,
		peakMb: (peak - idle) / 1024,
		openMb: (open - idle) / 1024,
		serverCpu: cpu.server,
		generatorCpu: cpu.generator,
		closed,
		whole: whole ? 1 : 0
	};
}

const SETTLES_MS = 12_000;
