import { setTimeout as wait } from 'node:timers/promises';
import { Client, type Address } from '../generator/client.ts';
import { Histogram } from '../generator/histogram.ts';
import {
	forgetPeak,
	peakKilobytes,
	quiet,
	residentKilobytes,
	startStopwatch,
	type Pids
} from '../generator/process-figures.ts';
import { board } from '../run/data.ts';
import { COMPLETE, fill, isWhole } from './filling.ts';
import { members, type Figures, type Job, type Scenario } from './scenario.ts';

/**
 * Everybody opens a whiteboard at once: 300 members connect within one turn of the event loop, each with an empty state vector, to a
 * document that somebody has open. In is who was told "synced" and has the whole state's bytes; all are waited for up to the limit. The
 * memory is the process's peak within the storms, above what the process had before the document was made. Three storms on one document; the
 * middle one counts.
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
	once: true,
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

async function measure({ rooms, pids, parameters, quick }: Job): Promise<Figures> {
	const { bytes, joins, limitSeconds } = parameters as { bytes: number; joins: number; limitSeconds: number };
	const [room] = rooms as [readonly Address[]];
	const content = board(bytes);
	await quiet(pids, 3_000);
	const idle = residentKilobytes(pids);
	const host = await fill(room, content);
	await quiet(pids, 30_000);
	// It has been there for a while: threads that worked on it while it was written have been ended.
	await wait(quick ? 0 : SETTLES_MS);
	const open = residentKilobytes(pids);
	forgetPeak(pids);
	const storms: Storm[] = [];
	while (storms.length < (quick ? 1 : STORMS) && storms.every(({ joined }) => joined === joins)) {
		storms.push(
			await storm(members(room, joins + 1).slice(1), content.state.length * COMPLETE, limitSeconds, pids)
		);
		await quiet(pids, 5_000);
	}
	const peak = peakKilobytes(pids);
	// Somebody stays until it is checked: without persistence, some servers forget a document when the last one leaves.
	const whole = await isWhole(room[0]!, content);
	host.close();
	// The one in the middle; where one failed, that one.
	const { lastMs, ...others } = storms
		.sort((one, other) => (one.lastMs ?? Infinity) - (other.lastMs ?? Infinity))
		.at(storms.some((each) => each.lastMs === null) ? -1 : Math.floor((storms.length - 1) / 2))!;
	return {
		...others,
		lastMs,
		peakMb: (peak - idle) / 1024,
		openMb: (open - idle) / 1024,
		whole: whole ? 1 : 0
	};
}

const SETTLES_MS = 12_000;
const STORMS = 3;

interface Storm extends Figures {
	/** `null`: some were still outside at the limit. */
	readonly lastMs: number | null;
	readonly joined: number;
}

async function storm(
	addresses: readonly Address[],
	enough: number,
	limitSeconds: number,
	pids: Pids
): Promise<Storm> {
	const times = new Histogram();
	const stopwatch = startStopwatch(pids);
	const startedAt = performance.now();
	let joined = 0;
	let lastAt = startedAt;
	const clients = addresses.map((address) => {
		const client = new Client(address);
		let isIn = false;
		const look = (): void => {
			if (isIn || client.state !== 'synced' || client.contentBytes < enough) return;
			isIn = true;
			lastAt = performance.now();
			times.add(lastAt - startedAt);
			joined += 1;
		};
		client.onSynced = look;
		client.onUpdate = look;
		return client;
	});
	const giveUpAt = startedAt + limitSeconds * 1000;
	while (joined < addresses.length && performance.now() < giveUpAt) await wait(5);
	const cpu = stopwatch.stop();
	const closed = clients.filter(({ state }) => state === 'closed').length;
	for (const client of clients) client.wire.destroy();
	return {
		lastMs: joined === addresses.length ? lastAt - startedAt : null,
		joined,
		p50: times.percentile(0.5),
		cpuPerJoin: joined === 0 ? null : (cpu.server * cpu.seconds * 1000) / joined,
		serverCpu: cpu.server,
		generatorCpu: cpu.generator,
		closed
	};
}
