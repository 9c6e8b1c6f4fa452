/**
 * The sync endpoint beside its peers, in one run on one machine: every server in a process of its own, one after the
 * other, driven by the same raw sockets. Ours checks each update, writes it to disk before anybody sees it and
 * acknowledges it after an fsync; the peers keep all in memory, as their READMEs start them.
 */
import { cpus, loadavg } from 'node:os';
import { table, percentile, type Figure } from './figures.ts';
import { measureJoins, measureLatency, measureMemory, measureThroughput } from './measure.ts';
import { startOurs } from './ours.ts';
import { installPeers, startHocuspocus, startYWebsocketServer, type Subject } from './peers.ts';

const OURS = 'commonplace';
const JOINS = 30;
const LATENCY_UPDATES = 300;
const CROWD = { writers: 10, readers: 20, updates: 200 };
const ROOMS = 100;

const FIGURES = [
	['join an open document of 5,000 entries, median', 'ms', 'lower'],
	['join, 95 %', 'ms', 'lower'],
	['update to peer, median', 'ms', 'lower'],
	['update to peer, 95 %', 'ms', 'lower'],
	['update to acknowledgement, median', 'ms', 'lower'],
	[`updates a second, ${CROWD.writers} writers, ${CROWD.readers} readers`, '1/s', 'higher'],
	['resident memory per open document with a reader', 'kB', 'lower']
] as const;

await installPeers();
/** What else the machine was doing: above 1, the figures say little. */
const busy = loadavg()[0]!.toFixed(1);
const measured = new Map<string, Record<string, number | null>>();
for (const start of [startOurs, startYWebsocketServer, startHocuspocus]) {
	const subject = await start();
	try {
		measured.set(subject.name, await measure(subject));
	} finally {
		await subject.stop();
	}
}

const figures: Figure[] = FIGURES.map(([name, unit, better]) => ({
	name,
	unit,
	better,
	values: Object.fromEntries([...measured].map(([subject, values]) => [subject, values[name] ?? null]))
}));
const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}, load ${busy}`;
process.stdout.write(`\n${machine}\n\n${table(OURS, figures)}\n`);

async function measure(subject: Subject): Promise<Record<string, number | null>> {
	process.stdout.write(`measuring ${subject.name} …\n`);
	// What the first run costs in compilation is nobody's figure.
	await measureLatency(subject, 50);
	// First of all: what the other measurements leave behind would be counted, or make room.
	const kilobytes = await measureMemory(subject, ROOMS);
	const joins = await measureJoins(subject, JOINS);
	const { peer, ack } = await measureLatency(subject, LATENCY_UPDATES);
	const { updatesPerSecond } = await measureThroughput(subject, CROWD);
	return {
		[FIGURES[0][0]]: percentile(joins, 0.5),
		[FIGURES[1][0]]: percentile(joins, 0.95),
		[FIGURES[2][0]]: percentile(peer, 0.5),
		[FIGURES[3][0]]: percentile(peer, 0.95),
		[FIGURES[4][0]]: ack.length > 0 ? percentile(ack, 0.5) : null,
		[FIGURES[5][0]]: updatesPerSecond,
		[FIGURES[6][0]]: kilobytes
	};
}
