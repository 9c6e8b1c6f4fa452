/**
 * Checks the model of SCALING.md: what the server's core pays for an update, an append, a message and a megabyte is fitted to some
 * loads; then loads that are unlike them are predicted from the server's rules and those costs alone, and measured. The same for two nodes
 * on one Redis, with what Redis pays and how many commands it gets. `npm run bench -- model [--quick]`.
 */
import { generate } from './run/generator.ts';
import { circumstances } from './run/machine.ts';
import { fitCosts } from './model/fit.ts';
import { ratesOf, type Load, type Rates } from './model/load.ts';
import type { Address } from './generator/client.ts';
import type { Figures } from './scenarios/scenario.ts';
import { createOurs } from './subjects/ours.ts';
import { startOurNodes } from './subjects/our-nodes.ts';

const quick = process.argv.includes('--quick');
const COSTS = ['idle', 'updatesIn', 'appends', 'messagesOut', 'pointersIn', 'megabytesOut'] as const;
type Cost = (typeof COSTS)[number];
const NAMES: Record<Cost, string> = {
	idle: 'nobody does anything, % of the core',
	updatesIn: 'an update received and checked, µs',
	appends: 'an append written and synced, µs',
	messagesOut: 'a message sent, µs',
	pointersIn: 'a pointer received, µs',
	megabytesOut: 'a megabyte sent, µs'
};

const load = (name: string, some: Partial<Load>): Load => ({
	name,
	documents: 1,
	writers: 0,
	readers: 0,
	perSecond: 0,
	pointers: 0,
	...some
});

const FITTED = [
	load('300 idle, one writes once a second', { writers: 1, perSecond: 1, readers: 299 }),
	load('1 × 60/s → 20', { writers: 1, perSecond: 60, readers: 20 }),
	load('1 × 60/s → 400', { writers: 1, perSecond: 60, readers: 400 }),
	load('16 × 250/s → 20', { writers: 16, perSecond: 250, readers: 20 }),
	load('200 documents, 2 × 2/s', { documents: 200, writers: 2, perSecond: 2 }),
	load('20 pointers', { pointers: 20 }),
	load('100 pointers', { pointers: 100 }),
	load('10 documents, 15 pointers each', { documents: 10, pointers: 15 })
];
const PREDICTED = [
	load('10 × 30/s → 300', { writers: 10, perSecond: 30, readers: 300 }),
	load('40 documents, 2 × 5/s → 8', { documents: 40, writers: 2, perSecond: 5, readers: 8 }),
	load('200 pointers', { pointers: 200 })
];
const FITTED_ON_TWO_NODES = [
	load('100 idle, one writes once a second', { writers: 1, perSecond: 1, readers: 99 }),
	load('1 × 60/s → 20', { writers: 1, perSecond: 60, readers: 20 }),
	load('100 documents, 2 × 2/s', { documents: 100, writers: 2, perSecond: 2 })
];
const PREDICTED_ON_TWO_NODES = [
	load('10 × 30/s → 100', { writers: 10, perSecond: 30, readers: 100 }),
	load('30 documents, 2 × 5/s → 6', { documents: 30, writers: 2, perSecond: 5, readers: 6 })
];

interface Measured {
	readonly load: Load;
	readonly rates: Rates;
	readonly figures: Figures;
}

const about = circumstances(process.argv.slice(2));
say(
	`${about.date} UTC, ${about.machine}; commit ${about.commit}; load before: ${about.loadBefore.toFixed(1)}.`
);
const costs = await oneNode();
await twoNodes(costs);

async function oneNode(): Promise<readonly number[]> {
	const fitted = await measureAll(FITTED, drive);
	const fit = fitCosts(
		fitted.map((each) => row(happened(each))),
		fitted.map(({ figures }) => figures['serverCpu']!)
	);
	say('\n### What a core pays\n\n| for | costs |\n| --- | --- |');
	for (const [index, name] of COSTS.entries())
		say(`| ${NAMES[name]} | ${(fit[index]! * (name === 'idle' ? 100 : 1e6)).toPrecision(3)} |`);
	const predicted = await measureAll(PREDICTED, drive);
	say('\n### One node, SQLite\n');
	say(
		'| load | | appends/s: rules | measured | messages/s: rules | measured | MB/s: rules | measured | CPU: model, % | measured, % | off by |'
	);
	say('| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |');
	for (const each of fitted) line(each, 'fitted', fit);
	for (const each of predicted) line(each, '**predicted**', fit);
	return fit;
}

function line({ load: { name }, rates, figures }: Measured, what: string, fit: readonly number[]): void {
	const model = dot(row(rates), fit);
	const cpu = figures['serverCpu']!;
	const cells = [
		name,
		what,
		rates.appends.toFixed(0),
		figures['appendsPerSecond']!.toFixed(0),
		rates.messagesOut.toFixed(0),
		figures['messagesPerSecond']!.toFixed(0),
		rates.megabytesOut.toFixed(2),
		figures['megabytesPerSecond']!.toFixed(2),
		percent(model),
		percent(cpu),
		`${((model / cpu - 1) * 100).toFixed(0)} %`
	];
	say(`| ${cells.join(' | ')} |`);
}

/** Writers on the first node; readers on both by turns. */
async function twoNodes(costsOfOne: readonly number[]): Promise<void> {
	const fitted = await measureAll(FITTED_ON_TWO_NODES, driveTwoNodes);
	const predicted = await measureAll(PREDICTED_ON_TWO_NODES, driveTwoNodes);
	const fit = (value: (each: Measured) => number): number[] =>
		fitCosts(
			fitted.map(({ figures }) => [1, figures['appendsPerSecond']!]),
			fitted.map(value)
		);
	const cpuOfRedis = fit(({ figures }) => figures['cpu of redis']!);
	const calls = fit(({ figures }) => figures['redisCallsPerSecond']!);
	// An append costs the nodes what it costs through Redis, and an idle node its heartbeat; all else is as on one node.
	const rest = (each: Measured): number => dot(withoutStore(happened(each)), costsOfOne);
	const ofNodes = ({ figures }: Measured): number => figures['cpu of node 1']! + figures['cpu of node 2']!;
	const nodes = fit((each) => Math.max(0.001, ofNodes(each) - rest(each)));
	say('\n### Two nodes on one Redis (`appendfsync always`)\n');
	say(
		`Redis: ${percent(cpuOfRedis[0]!)} % of a core and ${calls[0]!.toFixed(1)} commands a second when nobody does anything; ${(cpuOfRedis[1]! * 1e6).toFixed(0)} µs and ${calls[1]!.toFixed(2)} commands for an append. The two nodes together: ${percent(nodes[0]!)} % idle, ${(nodes[1]! * 1e6).toFixed(0)} µs for an append.\n`
	);
	say(
		'| load | | Redis commands/s: model | measured | Redis CPU: model, % | measured, % | nodes CPU: model, % | measured, % |'
	);
	say('| --- | --- | --- | --- | --- | --- | --- | --- |');
	for (const [list, what] of [
		[fitted, 'fitted'],
		[predicted, '**predicted**']
	] as const)
		for (const each of list) {
			const entries = [1, each.rates.appends];
			const cells = [
				each.load.name,
				what,
				dot(entries, calls).toFixed(0),
				each.figures['redisCallsPerSecond']!.toFixed(0),
				percent(dot(entries, cpuOfRedis)),
				percent(each.figures['cpu of redis']!),
				percent(dot(entries, nodes) + rest(each)),
				percent(ofNodes(each))
			];
			say(`| ${cells.join(' | ')} |`);
		}
}

async function measureAll(
	loads: readonly Load[],
	how: (load: Load) => Promise<Measured>
): Promise<Measured[]> {
	const measured: Measured[] = [];
	for (const each of loads) {
		measured.push(await how(each));
		process.stderr.write(`${each.name}: ${JSON.stringify(measured.at(-1)!.figures)}\n`);
	}
	return measured;
}

async function drive(each: Load): Promise<Measured> {
	const running = await createOurs(null).start({ kept: true });
	try {
		const rooms = await running.rooms(each.documents, peopleOf(each));
		const figures = await generate(job(each, rooms, running.pids), 120);
		return { load: each, rates: ratesOf(each), figures };
	} finally {
		await running.stop();
	}
}

async function driveTwoNodes(each: Load): Promise<Measured> {
	const running = await startOurNodes(2);
	try {
		const rooms = (await running.rooms(each.documents, peopleOf(each))).map((room) =>
			room.map((address, index): Address => {
				const onFirst = index < each.writers || index % 2 === 0;
				const url = new URL(address.url);
				url.port = String(running.ports[onFirst ? 0 : 1]);
				return { ...address, url: url.href };
			})
		);
		const onFirst = rooms[0]!.filter(({ url }) => new URL(url).port === String(running.ports[0])).length;
		const figures = await generate({ ...job(each, rooms, running.pids, running.redisPort) }, 120);
		return { load: each, rates: ratesOf(each, onFirst), figures };
	} finally {
		await running.stop();
	}
}

function job(
	{ writers, perSecond, pointers }: Load,
	rooms: readonly (readonly Address[])[],
	pids: Readonly<Record<string, number>>,
	redisPort?: number
): Parameters<typeof generate>[0] {
	const parameters = { writers, perSecond, pointers, ...(redisPort !== undefined && { redisPort }) };
	return { scenario: 'model', part: 'drive', rooms, pids, parameters, quick };
}

function peopleOf({ writers, readers, pointers }: Load): number {
	return Math.max(writers + readers, pointers);
}

function row(rates: Rates): number[] {
	return COSTS.map((name) => (name === 'idle' ? 1 : rates[name]));
}

/** The rates that were, where they were measured: costs are fitted to what the server did, not to what it should have done. */
function happened({ rates, figures }: Measured): Rates {
	return {
		...rates,
		appends: figures['appendsPerSecond']!,
		messagesOut: figures['messagesPerSecond']!,
		megabytesOut: figures['megabytesPerSecond']!
	};
}

function withoutStore(rates: Rates): number[] {
	return COSTS.map((name) => (name === 'idle' || name === 'appends' ? 0 : rates[name]));
}

function dot(a: readonly number[], b: readonly number[]): number {
	return a.reduce((sum, value, index) => sum + value * (b[index] ?? 0), 0);
}

function percent(share: number): string {
	return (share * 100).toFixed(1);
}

function say(text: string): void {
	process.stdout.write(`${text}\n`);
}
